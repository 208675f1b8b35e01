// The gateway this page came from.
import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { actor } from "@/session/actor";
import { readSession, session } from "@/session/session";

// Metadata key under which a caller on this machine names itself; binary, since names may be Chinese.
const ACTOR = "nianbao-actor-bin";

const nameActor: Interceptor = (next) => (request) => {
  if (session.value.mode === "unauthenticated" && actor.value !== "") request.header.set(ACTOR, base64(actor.value));
  return next(request);
};

// A session that is over is noticed where a call is refused for it.
const noticeEndOfSession: Interceptor = (next) => async (request) => {
  try {
    return await next(request);
  } catch (error) {
    if (ConnectError.from(error).code === Code.Unauthenticated) readSession();
    throw error;
  }
};

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

export const transport = createConnectTransport({
  baseUrl: window.location.origin,
  useBinaryFormat: true,
  interceptors: [nameActor, noticeEndOfSession],
});
