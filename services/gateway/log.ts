// The log: a line of JSON each, on standard error, as the services write theirs.
import { pathOf, type Request } from "./http/exchange.js";
import type { Ending } from "./telemetry/outcome.js";
import { traceIdOf } from "./telemetry/trace.js";

function write(level: string, line: object): void {
  const time = new Date().toISOString();
  process.stderr.write(`${JSON.stringify({ time, level, service: "nianbao-gateway", ...line })}\n`);
}

export function logCall(request: Request, peer: string | undefined, status: number, ending: Ending, ms: number): void {
  write("info", {
    method: pathOf(request).slice(1),
    peer,
    status,
    ...ending,
    ms: Math.round(ms),
    requestId: request.headers["x-request-id"],
    traceId: traceIdOf(request),
  });
}

// request is the one that it is about, if it is about one.
export function logNotice(message: string, request?: Request): void {
  write("info", { message, traceId: request && traceIdOf(request) });
}

export function logFault(message: string, request?: Request): void {
  write("error", { message, traceId: request && traceIdOf(request) });
}
