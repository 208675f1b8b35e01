// The public keys of the gateway's tokens, for whoever checks them.
import type { JSONWebKeySet } from "jose";
import { type Attempt, answer, pathOf } from "../http/exchange.js";

export function jwksPage(keys: JSONWebKeySet): Attempt {
  const body = JSON.stringify(keys);
  return (request, response) => {
    if (pathOf(request) !== "/.well-known/jwks.json" || request.method !== "GET") return false;
    response.setHeader("cache-control", "public, max-age=300");
    answer(response, 200, "application/json", body);
    return true;
  };
}
