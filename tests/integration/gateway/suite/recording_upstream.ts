// A service that answers everything with nothing, and notes what it was told. It stands where only metadata matters.

import type { IncomingHttpHeaders } from "node:http";
import http2 from "node:http2";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

const NO_MESSAGE = Buffer.alloc(5);

export class RecordingUpstream {
  readonly calls: IncomingHttpHeaders[] = [];

  private constructor(readonly address: string) {}

  static async start(test: TestContext): Promise<RecordingUpstream> {
    const server = http2.createServer();
    const sessions = new Set<http2.ServerHttp2Session>();
    server.on("session", (session) => sessions.add(session));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const upstream = new RecordingUpstream(`127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on("stream", (stream, headers) => {
      upstream.calls.push(headers);
      stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
      stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
      stream.on("error", () => {});
      stream.end(NO_MESSAGE);
    });
    test.after(() => {
      for (const session of sessions) session.destroy();
      server.close();
    });
    return upstream;
  }
}
