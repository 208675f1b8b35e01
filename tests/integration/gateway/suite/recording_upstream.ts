// A replica of a service that answers everything with nothing, unless a test has it do otherwise, and notes what it was
// told. It stands where only metadata and connections matter.

import http2, { type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import type { TestContext } from "node:test";
import type { TLSSocket } from "node:tls";

const NO_MESSAGE = Buffer.alloc(5);

export type Answer = (stream: ServerHttp2Stream, path: string) => void;

export interface Place {
  host?: string;
  port?: number;
  // Callers have to show a certificate of the authority.
  tls?: { cert: string; key: string; ca: string };
}

export class RecordingUpstream {
  readonly calls: IncomingHttpHeaders[] = [];
  // Of the certificates that came with the calls.
  readonly serials: string[] = [];
  answer: Answer = answerNothing;
  private readonly sessions = new Set<ServerHttp2Session>();
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: http2.Http2Server,
    readonly port: number,
    readonly address: string,
  ) {
    server.on("connection", (socket: Socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
    server.on("session", (session) => {
      this.sessions.add(session);
      session.on("close", () => this.sessions.delete(session));
    });
    server.on("stream", (stream, headers) => {
      this.calls.push(headers);
      const socket = stream.session?.socket as TLSSocket | undefined;
      if (socket?.encrypted) this.serials.push(socket.getPeerCertificate().serialNumber);
      stream.on("error", () => {});
      this.answer(stream, String(headers[":path"]));
    });
  }

  static async start(test: TestContext, { host = "127.0.0.1", port = 0, tls }: Place = {}): Promise<RecordingUpstream> {
    const server =
      tls === undefined
        ? http2.createServer()
        : http2.createSecureServer({ ...tls, requestCert: true, rejectUnauthorized: true });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
    const bound = (server.address() as AddressInfo).port;
    const upstream = new RecordingUpstream(server as http2.Http2Server, bound, `${host}:${bound}`);
    test.after(() => upstream.die());
    return upstream;
  }

  // How often a method was called. name is SERVICE/METHOD.
  countOf(name: string): number {
    return this.calls.filter((headers) => headers[":path"] === `/${name}`).length;
  }

  // Is gone, as a process that is killed.
  die(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  // Ends its connections in good order, whatever runs on them, as a server does whose grace is over.
  breakOff(): void {
    this.server.close();
    for (const session of this.sessions) session.destroy();
  }

  // Takes no new connections and tells its callers to go elsewhere; what runs may finish.
  leave(): void {
    this.server.close();
    this.hangUp();
  }

  // Tells its callers to open a new connection.
  hangUp(): void {
    for (const session of this.sessions) session.close();
  }

  // The same, and leaves it to them to close the connections.
  sayGoaway(): void {
    for (const session of this.sessions) session.goaway();
  }
}

export function answerNothing(stream: ServerHttp2Stream): void {
  sendMessage(stream);
  stream.end();
}

// In pieces, so that calls are on their way at any time, and some of their answers begun.
export function answerSlowly(stream: ServerHttp2Stream): void {
  setTimeout(() => {
    if (stream.destroyed) return;
    begin(stream, NO_MESSAGE.subarray(0, 2));
    setTimeout(() => stream.destroyed || stream.write(NO_MESSAGE.subarray(2)), 5);
    setTimeout(() => stream.destroyed || stream.end(), 10);
  }, 5);
}

// The first message of a stream, or the only one.
export function sendMessage(stream: ServerHttp2Stream): void {
  begin(stream, NO_MESSAGE);
}

function begin(stream: ServerHttp2Stream, bytes: Buffer): void {
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  stream.write(bytes);
}

// With a code of gRPC, as a server does that has no handler for the call.
export function refuseWith(code: number): Answer {
  return (stream) => {
    if (stream.destroyed) return;
    stream.respond(
      { ":status": 200, "content-type": "application/grpc", "grpc-status": String(code) },
      { endStream: true },
    );
  };
}
