// The gateway this page came from.
import type { Interceptor } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { actor } from "@/session/actor";
import { session } from "@/session/session";

// Metadata key under which a caller on this machine names itself; binary, since names may be Chinese.
const ACTOR = "nianbao-actor-bin";

const nameActor: Interceptor = (next) => (request) => {
  if (session.value.mode === "unauthenticated" && actor.value !== "") request.header.set(ACTOR, base64(actor.value));
  return next(request);
};

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

export const transport = createConnectTransport({
  baseUrl: window.location.origin,
  useBinaryFormat: true,
  interceptors: [nameActor],
});
