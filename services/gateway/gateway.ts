// The gateway, put together.
import { setTimeout as passed } from "node:timers/promises";
import { Code } from "@connectrpc/connect";
import { bridge } from "./bridge/bridge.js";
import { claimedActor, nobody } from "./bridge/claimed_actor.js";
import { publicServices, readDescriptors } from "./descriptors.js";
import { followFiles } from "./followed_files.js";
import { apiPages } from "./http/api_pages.js";
import { answer, pathOf } from "./http/exchange.js";
import { healthPage } from "./http/health_page.js";
import { limitedPages } from "./http/limited_pages.js";
import { type Listener, listen } from "./http/listener.js";
import { metricsPage } from "./http/metrics_page.js";
import { Origins } from "./http/origin.js";
import { RateLimit } from "./http/rate_limit.js";
import { messageBytesMax } from "./http/request_limits.js";
import { rpcs } from "./http/rpc.js";
import { setSecurityHeaders } from "./http/security_headers.js";
import { openSidePort } from "./http/side_port.js";
import { leadsUp, staticFiles } from "./http/static_files.js";
import { startIdentity } from "./identity/identity.js";
import { isIdentified } from "./identity/options.js";
import { provenCalls } from "./identity/proven_calls.js";
import { sessionPage } from "./identity/session_page.js";
import { logNotice } from "./log.js";
import type { Options } from "./options.js";
import { refusalsWith } from "./refusal.js";
import { Metrics } from "./telemetry/metrics.js";
import { joinTrace } from "./telemetry/trace.js";
import { describe, readKeyPair } from "./tls/key_pair.js";
import { upstreamErrors } from "./upstream/upstream_error.js";
import { UpstreamTls } from "./upstream/upstream_tls.js";
import { transportsTo } from "./upstream/upstreams.js";

const VERSION = "0.2.0";
// Those that ask the identity provider.
const PAGES_LIKE_CALLS = new Set(["/login", "/callback", "/logout", "/session"]);

export interface Gateway {
  // IP:PORT.
  address: string;
  // Says that it stops, ends streams, lets calls finish, stops.
  drain(): Promise<void>;
}

// Throws OptionError.
export async function startGateway(options: Options): Promise<Gateway> {
  const registry = readDescriptors(options.descriptors);
  const services = publicServices(registry);
  const refuse = refusalsWith(registry);
  const metrics = new Metrics();
  const endOfStreams = new AbortController();
  const stops: (() => void)[] = [];

  const upstreamTls = options.tls.upstream && new UpstreamTls(options.tls.upstream);
  if (upstreamTls !== undefined) {
    stops.push(upstreamTls.follow());
    metrics.followExpiry("upstream", () => upstreamTls.own?.certificate.validTo);
  }
  const transportTo = transportsTo(options.upstreams, {
    tls: upstreamTls,
    repeated: (method) => metrics.repeated(method),
  });
  const toCallersError = upstreamErrors(registry, refuse);

  const files = options.tls.listener;
  let pair = files && readKeyPair("tls-certificate", files);
  const scheme = pair === undefined ? "http" : "https";
  const identity = isIdentified(options.identity)
    ? await startIdentity(options.identity, {
        registry,
        transportTo,
        toCallersError,
        refuse,
        ownUrl: () => `${scheme}://${listener.address}`,
        secure: pair !== undefined,
      })
    : undefined;
  const rateLimit = new RateLimit({ perSecond: options.callsPerSecond, burst: options.burst });
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
    rateLimit,
    requestBytesMax: options.requestBytesMax,
    prove: identity && provenCalls(identity.identify, refuse),
    metrics,
    refuse,
  });
  let isServing = true;
  const health = healthPage(() => isServing);
  const pagesOfIdentity = identity?.pages ?? [sessionPage(options.unauthenticated ? "unauthenticated" : "anonymous")];
  const attempts = [
    health,
    calls,
    limitedPages(PAGES_LIKE_CALLS, rateLimit, pagesOfIdentity),
    apiPages(services, registry.files, VERSION),
  ];
  if (options.files !== undefined) attempts.push(staticFiles(options.files));

  const listener: Listener = await listen(
    options.listen,
    (request, response) => {
      joinTrace(request);
      setSecurityHeaders(response);
      if (leadsUp(pathOf(request))) return answer(response, 400, "text/plain; charset=utf-8", "路径无效。\n");
      if (attempts.some((attempt) => attempt(request, response))) return;
      answer(response, 404, "text/plain; charset=utf-8", "没有这个地址。\n");
    },
    pair,
  );
  if (files !== undefined) {
    const { certificate, key } = files;
    metrics.followExpiry("tls", () => pair?.certificate.validTo);
    stops.push(
      followFiles("tls-certificate", [certificate, key], () => {
        pair = readKeyPair("tls-certificate", files);
        listener.useKeyPair(pair);
        return describe(pair);
      }),
    );
  }
  if (options.healthListen !== undefined) {
    const port = await openSidePort(options.healthListen, health);
    logNotice(`health at ${port.address}`);
    stops.push(port.close);
  }
  if (options.metricsListen !== undefined) {
    metrics.collectProcess();
    const port = await openSidePort(options.metricsListen, metricsPage(metrics));
    logNotice(`metrics at ${port.address}`);
    stops.push(port.close);
  }

  return {
    address: listener.address,
    drain: async () => {
      isServing = false;
      await passed(options.drain.announceMs);
      endOfStreams.abort(
        refuse({
          code: Code.Unavailable,
          reason: "SHUTTING_DOWN",
          message: "gateway: stopping, resume with the last token",
          chinese: "网关正在停止，请重新连接并从上次的位置继续。",
        }),
      );
      await listener.close(options.drain.graceMs);
      identity?.stop();
      for (const stop of stops) stop();
    },
  };
}
