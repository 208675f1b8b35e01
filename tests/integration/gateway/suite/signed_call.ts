// A call as a system signs it, written from docs/gateway.md and not from the gateway's code.
import { createHash, createHmac, randomUUID } from "node:crypto";
import type { Answer } from "./json_call.js";
import { callJson } from "./json_call.js";

export interface SigningSystem {
  id: string;
  secret: Buffer;
  hash: "sha256" | "sm3";
}

export interface Wording {
  body?: string;
  timestamp?: number;
  nonce?: string;
  query?: string;
}

export function signedHeaders(system: SigningSystem, method: string, wording: Wording = {}): Record<string, string> {
  const timestamp = String(wording.timestamp ?? Math.floor(Date.now() / 1000));
  const nonce = wording.nonce ?? randomUUID();
  const digest = createHash(system.hash)
    .update(wording.body ?? "{}")
    .digest("hex");
  const text =
    `NIANBAO-HMAC-${system.hash.toUpperCase()}\nPOST\n/${method}\n${wording.query ?? ""}\napplication/json\n` +
    `${system.id}\n${timestamp}\n${nonce}\n${digest}`;
  return {
    "nianbao-client": system.id,
    "nianbao-timestamp": timestamp,
    "nianbao-nonce": nonce,
    "nianbao-content-digest": digest,
    "nianbao-signature": createHmac(system.hash, system.secret).update(text).digest("hex"),
  };
}

export function callSigned(url: string, system: SigningSystem, method: string, wording: Wording = {}): Promise<Answer> {
  return callJson(url, method, wording.body ?? "{}", signedHeaders(system, method, wording));
}
