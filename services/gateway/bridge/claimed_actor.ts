// Who calls, where nobody proves it: on the caller's own machine, and when the operator asks for it.
import type { HandlerContext } from "@connectrpc/connect";
import { isLoopback } from "../http/listen_address.js";

// Metadata key under which services take the name; binary, since names may be Chinese.
const ACTOR_KEY = "nianbao-actor-bin";

// What tells an upstream who makes a call.
export type Credentials = (call: Pick<HandlerContext, "requestHeader" | "url" | "values">) => HeadersInit;

export const nobody: Credentials = () => ({});

// A page of another host whose name was made to resolve to this machine gives itself away by the host it asks for.
export const claimedActor: Credentials = ({ requestHeader, url }) => {
  const actor = requestHeader.get(ACTOR_KEY);
  return actor !== null && isLocal(new URL(url).hostname) ? { [ACTOR_KEY]: actor } : {};
};

// Whether a host of a URL is this machine by its name.
export function isLocal(hostname: string): boolean {
  return hostname === "localhost" || isLoopback(hostname.replace(/^\[|\]$/g, ""));
}
