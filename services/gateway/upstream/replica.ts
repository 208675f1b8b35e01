// One replica of a service, at one address, with a connection of its own.
import type { ClientHttp2Stream, Http2Session } from "node:http2";
import net from "node:net";
import tls from "node:tls";
import { ConnectError, type Transport } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { logFault } from "../log.js";
import { authorityOf, type Target } from "./target.js";
import type { UpstreamTls } from "./upstream_tls.js";

// No message of the suite is larger.
const MESSAGE_BYTES_MAX = 24 << 20;
// A connection that says nothing is asked whether it still stands, and given up without an answer.
const PING_INTERVAL_MS = 30_000;
const PING_TIMEOUT_MS = 10_000;
// An address that nobody has any more does not answer at all.
const CONNECT_TIMEOUT_MS = 3000;
// A replica that cannot be reached is left alone for as long, twice as long each time.
const REST_MS_MIN = 500;
const REST_MS_MAX = 15_000;

// There was no connection, so that the service has heard nothing of the call. No ConnectError, since every ConnectError
// passes for an instance of its subclasses.
export class NotConnected extends Error {
  readonly code = "ENOTCONN";
}

// Of a stream that closes in good order, but without an answer, as when a service stops, the library tells nobody. And
// when a service stops while nothing is under way, the library may not hear the error that it gives the connection
// itself, which would end the process (https://github.com/connectrpc/connect-es/issues/1768).
class Connections extends Http2SessionManager {
  override async connect(): ReturnType<Http2SessionManager["connect"]> {
    const state = await super.connect();
    // A private field, for want of another way to the session.
    hearErrors(this["s"].conn);
    return state;
  }

  override async request(...call: Parameters<Http2SessionManager["request"]>): Promise<ClientHttp2Stream> {
    const stream = await super.request(...call);
    hearErrors(stream.session);
    if (stream.closed) throw new NotConnected("stream: closed before it began");
    let isAnswered = false;
    stream.once("response", () => {
      isAnswered = true;
    });
    stream.once("close", () => {
      if (!isAnswered)
        stream.emit("error", Object.assign(new Error("stream: closed unanswered"), { code: "ECONNRESET" }));
    });
    return stream;
  }
}

function hearErrors(session: Http2Session | undefined): void {
  if (session !== undefined && !session.listeners("error").includes(hear)) session.on("error", hear);
}

function hear(): void {}

export class Replica {
  readonly transport: Transport;
  private readonly connections: Http2SessionManager;
  private readonly name: string;
  private failures = 0;
  private restsUntilMs = 0;

  // address is one of those of the target's host.
  constructor(address: string, target: Target, upstreamTls: UpstreamTls | undefined) {
    const baseUrl = `${upstreamTls ? "https" : "http"}://${authorityOf(target)}`;
    this.name = authorityOf({ ...target, host: address });
    this.connections = new Connections(
      baseUrl,
      { pingIntervalMs: PING_INTERVAL_MS, pingTimeoutMs: PING_TIMEOUT_MS },
      { createConnection: () => dial(address, target, upstreamTls) },
    );
    this.transport = createGrpcTransport({
      baseUrl,
      sessionManager: this.connections,
      readMaxBytes: MESSAGE_BYTES_MAX,
      writeMaxBytes: MESSAGE_BYTES_MAX,
    });
  }

  get isConnected(): boolean {
    const state = this.connections.state();
    return state === "open" || state === "idle";
  }

  // Whether it could not be reached a moment ago.
  get isResting(): boolean {
    return performance.now() < this.restsUntilMs;
  }

  // Opens a connection unless there is one. Throws NotConnected.
  async connect(): Promise<void> {
    if ((await this.connections.connect()) !== "error") {
      this.failures = 0;
      this.restsUntilMs = 0;
      return;
    }
    const { rawMessage } = ConnectError.from(this.connections.error());
    if (!this.isResting) {
      this.restsUntilMs = performance.now() + Math.min(REST_MS_MAX, REST_MS_MIN * 2 ** this.failures);
      this.failures += 1;
      logFault(`upstream ${this.name}: ${rawMessage}`);
    }
    throw new NotConnected(rawMessage);
  }
}

function dial(address: string, { host, port }: Target, upstreamTls: UpstreamTls | undefined): net.Socket {
  const place = { host: address, port, noDelay: true };
  const socket = upstreamTls
    ? tls.connect({
        ...place,
        ...(net.isIP(host) === 0 && { servername: host }),
        secureContext: upstreamTls.context,
        ALPNProtocols: ["h2"],
      })
    : net.connect(place);
  const late = setTimeout(
    () => socket.destroy(new Error(`got no connection within ${CONNECT_TIMEOUT_MS} ms`)),
    CONNECT_TIMEOUT_MS,
  );
  socket.once(upstreamTls ? "secureConnect" : "connect", () => clearTimeout(late));
  socket.once("close", () => clearTimeout(late));
  return socket;
}
