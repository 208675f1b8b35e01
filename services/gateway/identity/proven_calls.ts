// Calls with their callers, as handlers take them.
import type { DescMethod } from "@bufbuild/protobuf";
import { Code, ConnectError, createContextValues } from "@connectrpc/connect";
import type { UniversalServerRequest } from "@connectrpc/connect/protocol";
import type { Request, Response } from "../http/exchange.js";
import type { Refuse } from "../refusal.js";
import { outcomeKey } from "../telemetry/outcome.js";
import { type Caller, callerKey } from "./caller.js";
import type { IdentifiedCall, IncomingCall } from "./identify.js";

export type HandledCall = UniversalServerRequest & { body: AsyncIterable<Uint8Array> };

// The call with its caller, or with the reason why it has none.
export type Prove = (
  call: HandledCall,
  method: DescMethod,
  request: Request,
  response: Response,
) => Promise<HandledCall>;

export function provenCalls(identify: (call: IncomingCall) => Promise<IdentifiedCall>, refuse: Refuse): Prove {
  return async (call, method, request, response) => {
    try {
      const { caller, body } = await identify({ request, response, method, body: call.body });
      const contextValues = (call.contextValues ?? createContextValues()).set(callerKey, caller);
      if (method.methodKind === "unary") return { ...call, body, contextValues };
      const signal = AbortSignal.any([call.signal, endOf(caller, response)]);
      return { ...call, body, contextValues, signal };
    } catch (reason) {
      if (!(reason instanceof ConnectError)) throw reason;
      return refused(call, reason);
    }
  };

  // Aborts when the caller's token expires.
  function endOf({ expireMs }: Caller, response: Response): AbortSignal {
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(expired()), Math.min(expireMs - Date.now(), TIMEOUT_MS_MAX));
    response.once("close", () => clearTimeout(timer));
    return end.signal;
  }

  function expired(): ConnectError {
    return refuse({
      code: Code.Unauthenticated,
      reason: "TOKEN_EXPIRED",
      message: "stream: ended with the token of its caller, resume with the last token of the stream",
      chinese: "登录凭证已到期，数据流已结束。请重新登录或重新签名，再从上次的位置继续。",
    });
  }
}

const TIMEOUT_MS_MAX = 0x7fffffff;

// The call as the handler answers it with the error, in the caller's protocol: whether it asks first for the body or for
// the caller.
export function refused(call: UniversalServerRequest, error: ConnectError): HandledCall {
  const contextValues = (call.contextValues ?? createContextValues()).set(callerKey, error);
  contextValues.get(outcomeKey)?.refused(error);
  return { ...call, body: failing(error), contextValues };
}

function failing(error: ConnectError): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) };
}
