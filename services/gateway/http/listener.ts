// One port that speaks HTTP/1.1 and, to clients that begin so, HTTP/2: without TLS a client has to know beforehand.
import http from "node:http";
import http2 from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import type { Handler } from "./exchange.js";

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const FIRST_BYTES_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 120_000;
const IDLE_TIMEOUT_MS = 75_000;
const HEADER_BYTES_MAX = 16 << 10;
const CONCURRENT_STREAMS_MAX = 2000;
const CONNECTIONS_MAX = 10_000;

export interface Listener {
  // IP:PORT as bound.
  address: string;
  // Takes no new connections, waits for calls in flight for at most graceMs, ends.
  close(graceMs: number): Promise<void>;
}

export async function listen(host: string, port: number, handler: Handler): Promise<Listener> {
  const http1 = http.createServer(
    {
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: IDLE_TIMEOUT_MS,
    },
    handler,
  );
  http1.maxConnections = CONNECTIONS_MAX;
  const http2Server = http2.createServer(
    { settings: { maxConcurrentStreams: CONCURRENT_STREAMS_MAX, maxHeaderListSize: HEADER_BYTES_MAX } },
    handler,
  );
  const sessions = new Set<http2.ServerHttp2Session>();
  http2Server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
    session.setTimeout(IDLE_TIMEOUT_MS, () => session.close());
  });
  http2Server.on("sessionError", () => {});

  const serveHttp1 = http1.listeners("connection") as ((this: http.Server, socket: Socket) => void)[];
  http1.removeAllListeners("connection");
  http1.on("connection", (socket: Socket) => {
    chooseByFirstBytes(socket, (isHttp2) => {
      if (isHttp2) http2Server.emit("connection", socket);
      else for (const serve of serveHttp1) serve.call(http1, socket);
    });
  });

  await new Promise<void>((resolve, reject) => {
    http1.once("error", reject);
    http1.listen(port, host, resolve);
  });
  const bound = http1.address() as AddressInfo;
  return {
    address: bound.family === "IPv6" ? `[${bound.address}]:${bound.port}` : `${bound.address}:${bound.port}`,
    close: async (graceMs) => {
      const closed = new Promise((resolve) => http1.close(resolve));
      for (const session of sessions) session.close();
      // A connection becomes idle when its last call has finished, and would then wait for another one.
      const idle = setInterval(() => http1.closeIdleConnections(), 50);
      const late = setTimeout(() => {
        http1.closeAllConnections();
        for (const session of sessions) session.destroy();
      }, graceMs);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}

function chooseByFirstBytes(socket: Socket, serve: (isHttp2: boolean) => void): void {
  const give = () => socket.destroy();
  socket.on("error", give);
  socket.setTimeout(FIRST_BYTES_TIMEOUT_MS, give);
  let first = Buffer.alloc(0);
  const read = () => {
    const bytes: Buffer | null = socket.read();
    if (bytes === null) return;
    first = Buffer.concat([first, bytes]);
    const text = first.toString("latin1", 0, PREFACE.length);
    if (text.length < PREFACE.length && PREFACE.startsWith(text)) return;
    socket.off("readable", read);
    socket.off("timeout", give);
    socket.off("error", give);
    socket.setTimeout(0);
    socket.unshift(first);
    serve(text === PREFACE);
  };
  socket.on("readable", read);
}
