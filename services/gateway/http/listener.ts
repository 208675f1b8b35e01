// One port that speaks HTTP/1.1 and HTTP/2: over TLS they are agreed on (ALPN); without it, a client that wants HTTP/2 has to
// begin so.
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { KeyPair } from "../tls/key_pair.js";
import type { Handler } from "./exchange.js";
import { addressOf, type ListenAddress } from "./listen_address.js";

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const FIRST_BYTES_TIMEOUT_MS = 10_000;
const HANDSHAKE_TIMEOUT_MS = 10_000;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 120_000;
const IDLE_TIMEOUT_MS = 75_000;
const HEADER_BYTES_MAX = 16 << 10;
const CONCURRENT_STREAMS_MAX = 2000;
const CONNECTIONS_MAX = 10_000;

export interface Listener {
  // IP:PORT as bound.
  address: string;
  // For connections that are opened from now on; those that stand, stay.
  useKeyPair(pair: KeyPair): void;
  // Takes no new connections, waits for calls in flight for at most graceMs, ends.
  close(graceMs: number): Promise<void>;
}

// In clear text without a pair.
export async function listen({ host, port }: ListenAddress, handler: Handler, pair?: KeyPair): Promise<Listener> {
  let closing = false;
  const unanswered = new Set<http.ServerResponse>();
  // A connection that is kept alive would bring another call.
  const isLast = (response: http.ServerResponse) => {
    if (!response.headersSent) response.setHeader("connection", "close");
  };
  const http1Handler: http.RequestListener = (request, response) => {
    unanswered.add(response);
    response.once("close", () => unanswered.delete(response));
    if (closing) isLast(response);
    handler(request, response);
  };
  const options = {
    maxHeaderSize: HEADER_BYTES_MAX,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: IDLE_TIMEOUT_MS,
  };
  const http1 = pair
    ? https.createServer(
        { ...options, ...secured(pair), ALPNProtocols: ["h2", "http/1.1"], handshakeTimeout: HANDSHAKE_TIMEOUT_MS },
        http1Handler,
      )
    : http.createServer(options, http1Handler);
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
    if (closing) session.close();
  });
  http2Server.on("sessionError", () => {});

  const connected = pair ? "secureConnection" : "connection";
  const serveHttp1 = http1.listeners(connected) as ((this: http.Server, socket: Socket) => void)[];
  http1.removeAllListeners(connected);
  http1.on(connected, (socket: Socket) => {
    const serve = (isHttp2: boolean) => {
      if (isHttp2) http2Server.emit("connection", socket);
      else for (const serve of serveHttp1) serve.call(http1, socket);
    };
    if (pair) serve((socket as TLSSocket).alpnProtocol === "h2");
    else chooseByFirstBytes(socket, serve);
  });

  await new Promise<void>((resolve, reject) => {
    http1.once("error", reject);
    http1.listen(port, host, resolve);
  });
  return {
    address: addressOf(http1.address() as AddressInfo),
    useKeyPair: (pair) => {
      if (http1 instanceof https.Server) http1.setSecureContext(secured(pair));
    },
    close: async (graceMs) => {
      closing = true;
      const closed = new Promise((resolve) => http1.close(resolve));
      for (const session of sessions) session.close();
      for (const response of unanswered) isLast(response);
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

function secured({ cert, key }: KeyPair) {
  return { cert, key, minVersion: "TLSv1.2" } as const;
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
