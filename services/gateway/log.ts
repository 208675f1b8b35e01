// The log: a line of JSON each, on standard error, as the services write theirs.
import { pathOf, type Request } from "./http/exchange.js";

function write(level: string, line: object): void {
  const time = new Date().toISOString();
  process.stderr.write(`${JSON.stringify({ time, level, service: "nianbao-gateway", ...line })}\n`);
}

export function logCall(request: Request, peer: string | undefined, status: number, ms: number): void {
  write("info", {
    method: pathOf(request).slice(1),
    peer,
    status,
    ms: Math.round(ms),
    requestId: request.headers["x-request-id"],
    traceparent: request.headers["traceparent"],
  });
}

export function logNotice(message: string): void {
  write("info", { message });
}

export function logFault(message: string): void {
  write("error", { message });
}
