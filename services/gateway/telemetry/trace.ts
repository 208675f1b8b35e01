// W3C trace context: the trace that a caller began, or a new one, goes on to the services.
import { randomBytes } from "node:crypto";
import type { Request } from "../http/exchange.js";

const NONE = /^0+$/;
const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

// Makes the request's `traceparent` that of a span of the gateway: in the caller's trace, if it names one.
export function joinTrace({ headers }: Pick<Request, "headers">): void {
  const caller = spanOf(headers["traceparent"]);
  // What vendors noted belongs to the trace that is not joined.
  if (caller === undefined) delete headers["tracestate"];
  headers["traceparent"] = `00-${caller?.trace ?? random(16)}-${random(8)}-${caller?.flags ?? "00"}`;
}

// Of a request that has joined a trace.
export function traceIdOf({ headers }: Pick<Request, "headers">): string | undefined {
  return spanOf(headers["traceparent"])?.trace;
}

// Versions after 00 may say more at the end.
function spanOf(header: string | string[] | undefined): { trace: string; flags: string } | undefined {
  const [, version, trace = "", span = "", flags = "", more] = FORM.exec(String(header)) ?? [];
  const isValid = version !== undefined && version !== "ff" && (version !== "00" || more === undefined);
  return isValid && !NONE.test(trace) && !NONE.test(span) ? { trace, flags } : undefined;
}

function random(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}
