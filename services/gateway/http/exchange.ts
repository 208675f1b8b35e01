// A request and its response, by HTTP/1.1 or HTTP/2.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";

export type Request = IncomingMessage | Http2ServerRequest;
export type Response = ServerResponse | Http2ServerResponse;

export type Handler = (request: Request, response: Response) => void;

// Answers or says that it is not for it to answer.
export type Attempt = (request: Request, response: Response) => boolean;

// Without the query; "/" for what is no path.
export function pathOf(request: Request): string {
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  return path.startsWith("/") ? path : "/";
}

// HOST or HOST:PORT that the caller asked for.
export function authorityOf(request: Request): string | undefined {
  return ("authority" in request && request.authority) || request.headers.host;
}

export function isReading(request: Request): boolean {
  return request.method === "GET" || request.method === "HEAD";
}

export function answer(response: Response, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  (response as ServerResponse).end(body);
}
