// The gateway, put together.
import { Code } from "@connectrpc/connect";
import { bridge } from "./bridge/bridge.js";
import { claimedActor, nobody } from "./bridge/claimed_actor.js";
import { upstreamErrors } from "./bridge/upstream_error.js";
import { transportsTo } from "./bridge/upstreams.js";
import { publicServices, readDescriptors } from "./descriptors.js";
import { apiPages } from "./http/api_pages.js";
import { type Attempt, answer, pathOf } from "./http/exchange.js";
import { type Listener, listen } from "./http/listener.js";
import { Origins } from "./http/origin.js";
import { RateLimit } from "./http/rate_limit.js";
import { messageBytesMax } from "./http/request_limits.js";
import { rpcs } from "./http/rpc.js";
import { setSecurityHeaders } from "./http/security_headers.js";
import { leadsUp, staticFiles } from "./http/static_files.js";
import { startIdentity } from "./identity/identity.js";
import { isIdentified } from "./identity/options.js";
import { provenCalls } from "./identity/proven_calls.js";
import { sessionPage } from "./identity/session_page.js";
import type { Options } from "./options.js";
import { refusalsWith } from "./refusal.js";

const VERSION = "0.2.0";

export interface Gateway {
  address: string;
  // Ends streams, lets calls finish for at most graceMs, stops.
  drain(graceMs: number): Promise<void>;
}

export async function startGateway(options: Options): Promise<Gateway> {
  const registry = readDescriptors(options.descriptors);
  const services = publicServices(registry);
  const refuse = refusalsWith(registry);
  const endOfStreams = new AbortController();
  const transportTo = transportsTo(options.upstreams);
  const toCallersError = upstreamErrors(registry, refuse);
  const identity = isIdentified(options.identity)
    ? await startIdentity(options.identity, {
        registry,
        transportTo,
        toCallersError,
        refuse,
        ownUrl: () => `http://${listener.address}`,
      })
    : undefined;
  const calls = rpcs({
    routes: bridge({
      services,
      transportTo,
      credentials: identity?.credentials ?? (options.unauthenticated ? claimedActor : nobody),
      toCallersError,
      endOfStreams: endOfStreams.signal,
      limitsOf: (method) => ({ readMaxBytes: messageBytesMax(method, options.requestBytesMax) }),
    }),
    jsonOptions: { registry, ignoreUnknownFields: false },
    origins: new Origins(options.allowedOrigins),
    rateLimit: new RateLimit({ perSecond: options.callsPerSecond, burst: options.burst }),
    requestBytesMax: options.requestBytesMax,
    prove: identity && provenCalls(identity.identify, refuse),
    refuse,
  });
  const health: Attempt = (request, response) => {
    if (pathOf(request) !== "/healthz") return false;
    const serving = !endOfStreams.signal.aborted;
    answer(
      response,
      serving ? 200 : 503,
      "application/json",
      serving ? '{"status":"SERVING"}' : '{"status":"NOT_SERVING"}',
    );
    return true;
  };
  const pagesOfIdentity = identity?.pages ?? [sessionPage(options.unauthenticated ? "unauthenticated" : "anonymous")];
  const attempts = [health, calls, ...pagesOfIdentity, apiPages(services, registry.files, VERSION)];
  if (options.files !== undefined) attempts.push(staticFiles(options.files));

  const listener: Listener = await listen(options.host, options.port, (request, response) => {
    setSecurityHeaders(response);
    if (leadsUp(pathOf(request))) return answer(response, 400, "text/plain; charset=utf-8", "路径无效。\n");
    if (attempts.some((attempt) => attempt(request, response))) return;
    answer(response, 404, "text/plain; charset=utf-8", "没有这个地址。\n");
  });
  return {
    address: listener.address,
    drain: async (graceMs) => {
      identity?.stop();
      endOfStreams.abort(
        refuse({
          code: Code.Unavailable,
          reason: "SHUTTING_DOWN",
          message: "gateway: stopping, resume with the last token",
          chinese: "网关正在停止，请重新连接并从上次的位置继续。",
        }),
      );
      await listener.close(graceMs);
    },
  };
}
