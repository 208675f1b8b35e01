// Which pages may call: those of the gateway itself, and those of origins that are allowed by name.
import { authorityOf, type Request, type Response } from "./exchange.js";

const METHODS = "POST";
const HEADERS =
  "content-type, connect-protocol-version, connect-timeout-ms, grpc-timeout, x-grpc-web, x-user-agent, x-request-id, " +
  "traceparent, tracestate, nianbao-actor-bin";
const EXPOSED = "grpc-status, grpc-message, grpc-status-details-bin, x-request-id";
const PREFLIGHT_SECONDS = 600;

export class Origins {
  constructor(private readonly allowed: ReadonlySet<string>) {}

  // Whether the page that calls, if it is one, may; then its browser is told so.
  admit(request: Request, response: Response): boolean {
    const origin = request.headers.origin;
    if (origin === undefined || isSame(origin, authorityOf(request))) return true;
    if (!this.allowed.has(origin)) return false;
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("access-control-expose-headers", EXPOSED);
    response.setHeader("vary", "Origin");
    return true;
  }
}

export function isPreflight(request: Request): boolean {
  return request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
}

export function answerPreflight(response: Response): void {
  response.writeHead(204, {
    "access-control-allow-methods": METHODS,
    "access-control-allow-headers": HEADERS,
    "access-control-max-age": String(PREFLIGHT_SECONDS),
  });
  response.end();
}

function isSame(origin: string, authority: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === authority;
}
