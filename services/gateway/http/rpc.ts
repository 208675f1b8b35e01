// Calls, as they come by HTTP.
import { randomUUID } from "node:crypto";
import type { ConnectRouterOptions } from "@connectrpc/connect";
import {
  Code,
  type ConnectError,
  type ConnectRouter,
  createConnectRouter,
  createContextValues,
} from "@connectrpc/connect";
import type { UniversalHandler, UniversalServerResponse } from "@connectrpc/connect/protocol";
import {
  compressionBrotli,
  compressionGzip,
  universalRequestFromNodeRequest,
  universalResponseToNodeResponse,
} from "@connectrpc/connect-node";
import { type HandledCall, type Prove, refused } from "../identity/proven_calls.js";
import { logCall, logFault } from "../log.js";
import type { Refuse } from "../refusal.js";
import type { Metrics } from "../telemetry/metrics.js";
import { Outcome, outcomeKey } from "../telemetry/outcome.js";
import { atMost } from "./body_limit.js";
import { type Attempt, pathOf, type Request, type Response } from "./exchange.js";
import { answerInLines, asksForLines } from "./json_lines.js";
import { answerPreflight, isPreflight, type Origins } from "./origin.js";
import { clientOf, type RateLimit } from "./rate_limit.js";
import { readableJson } from "./readable_json.js";
import { messageBytesMax } from "./request_limits.js";

export interface RpcOptions {
  routes: (router: ConnectRouter) => void;
  jsonOptions: ConnectRouterOptions["jsonOptions"];
  origins: Origins;
  rateLimit: RateLimit;
  requestBytesMax: number;
  // Where callers have to prove who they are.
  prove: Prove | undefined;
  metrics: Metrics;
  refuse: Refuse;
}

export function rpcs(options: RpcOptions): Attempt {
  const router = createConnectRouter({
    acceptCompression: [compressionGzip, compressionBrotli],
    ...(options.jsonOptions && { jsonOptions: options.jsonOptions }),
  });
  options.routes(router);
  const handlers = new Map(router.handlers.map((handler) => [handler.requestPath, handler]));

  return (request, response) => {
    const handler = handlers.get(pathOf(request));
    if (handler === undefined) return false;
    const admitted = options.origins.admit(request, response);
    if (admitted && isPreflight(request)) answerPreflight(response);
    else call(handler, request, response, refusalOf(request, handler, admitted));
    return true;
  };

  // Why a call is not begun, if it is not.
  function refusalOf(request: Request, handler: UniversalHandler, admitted: boolean): ConnectError | undefined {
    if (!admitted) {
      return options.refuse({
        code: Code.PermissionDenied,
        reason: "ORIGIN_NOT_ALLOWED",
        message: `origin: got ${request.headers.origin}, want one that is allowed`,
        chinese: "不允许从该网页来源调用本服务。如确有需要，请由运维人员将其加入允许名单。",
      });
    }
    const retryAfterMs = options.rateLimit.take(clientOf(request.socket.remoteAddress));
    if (retryAfterMs > 0) {
      return options.refuse({
        code: Code.ResourceExhausted,
        reason: "RATE_EXCEEDED",
        message: "client: got more calls than one client may make, retry later",
        chinese: "调用过于频繁，请求未被处理，请稍后重试。",
        retryAfterMs,
      });
    }
    const bytesMax = messageBytesMax(handler.method, options.requestBytesMax);
    const bytes = Number(request.headers["content-length"] ?? 0);
    if (!isOneMessage(handler) || bytes <= bytesMax) return undefined;
    return options.refuse({
      code: Code.ResourceExhausted,
      reason: "MESSAGE_TOO_LARGE",
      message: `request: got ${bytes} bytes, want at most ${bytesMax}`,
      chinese: `请求有 ${bytes} 字节，超过上限 ${bytesMax} 字节，未被处理。`,
      metadata: { bytes: String(bytes), bytesMax: String(bytesMax) },
    });
  }

  async function call(handler: UniversalHandler, request: Request, response: Response, refusal?: ConnectError) {
    const { method } = handler;
    const start = performance.now();
    const id = request.headers["x-request-id"] ?? randomUUID();
    request.headers["x-request-id"] = id;
    response.setHeader("x-request-id", id);
    const peer = request.socket.remoteAddress;
    const outcome = new Outcome();
    let answer: UniversalServerResponse | undefined;
    options.metrics.begun(method);
    response.once("close", () => {
      // A caller that waits no longer hears of nothing that happened since.
      const ending = response.writableEnded
        ? outcome.ending(response.statusCode, answer?.trailer?.get("grpc-status"))
        : { code: "CANCELLED" };
      const ms = performance.now() - start;
      logCall(request, peer, response.statusCode, ending, ms);
      options.metrics.ended(method, ending, ms);
    });
    try {
      const values = createContextValues().set(outcomeKey, outcome);
      const universal = universalRequestFromNodeRequest(request, response, undefined, values);
      let body = universal.body as AsyncIterable<Uint8Array>;
      // Its size was looked at already; the handler would refuse in fewer words.
      universal.header.delete("content-length");
      if (isOneMessage(handler)) {
        body = atMost(messageBytesMax(method, options.requestBytesMax) + ENVELOPE_BYTES, body, options.refuse);
        if (isPlainJson(request)) {
          body = readableJson(method.input, body, options.jsonOptions ?? {}, options.refuse);
        }
      }
      let bounded: HandledCall = { ...universal, body: noted(body, outcome) };
      if (refusal !== undefined) bounded = refused(bounded, refusal);
      else if (options.prove !== undefined) {
        bounded = await options.prove(bounded, method, request, response);
      }
      answer = await (asksForLines(handler, universal) ? answerInLines(handler, bounded) : handler(bounded));
      await universalResponseToNodeResponse(answer, response);
    } catch (error) {
      // A caller that went away is no fault.
      if (!response.destroyed && !request.destroyed) logFault(`${pathOf(request)}: ${error}`, request);
      response.destroy();
    }
  }
}

// The outcome hears why a body cannot be read.
async function* noted(body: AsyncIterable<Uint8Array>, outcome: Outcome): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    outcome.refused(error);
    throw error;
  }
}

const ENVELOPE_BYTES = 5;

function isOneMessage({ method }: UniversalHandler): boolean {
  return method.methodKind === "unary" || method.methodKind === "server_streaming";
}

function isPlainJson(request: Request): boolean {
  return /^application\/json\b/.test(request.headers["content-type"] ?? "") && !request.headers["content-encoding"];
}
