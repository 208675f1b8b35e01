// A name with several addresses, as a headless Service has them, which come and go.
import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { type TestContext, test } from "node:test";
import { create, type DescMethodUnary } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { UpstreamTls } from "../../../services/gateway/upstream/upstream_tls.js";
import { transportsTo } from "../../../services/gateway/upstream/upstreams.js";
import { Authority } from "./suite/authority.js";
import { registry } from "./suite/clients.js";
import { RecordingUpstream } from "./suite/recording_upstream.js";
import { temporaryFolder } from "./suite/suite.js";

const service = registry.getService("nianbao.submission.v1.EventService");
const getHead = service?.method["getHead"] as DescMethodUnary;

async function replicasAt(t: TestContext, ...hosts: string[]): Promise<RecordingUpstream[]> {
  const replicas: RecordingUpstream[] = [];
  for (const host of hosts) {
    replicas.push(await RecordingUpstream.start(t, { host, port: replicas[0]?.port ?? 0 }));
  }
  return replicas;
}

// Calls a name that has these addresses at the time.
function caller(port: number, addresses: () => string[]): () => Promise<unknown> {
  const upstreams = [{ prefix: "", host: "nianbao-submission", port }];
  const transportTo = transportsTo(upstreams, { lookup: async () => addresses() });
  const transport = transportTo(getHead.parent) ?? assert.fail("no transport");
  return () => transport.unary(getHead, undefined, undefined, undefined, create(getHead.input));
}

test("All addresses of a name are called, by its name", async (t) => {
  const [one, other] = (await replicasAt(t, "127.0.0.1", "127.0.0.2")) as [RecordingUpstream, RecordingUpstream];
  const call = caller(one.port, () => ["127.0.0.2", "127.0.0.1"]);

  for (let i = 0; i < 20; ++i) await call();

  for (const { calls } of [one, other]) {
    assert.ok(calls.length >= 8, `${one.calls.length} and ${other.calls.length}`);
    assert.equal(calls[0]?.[":authority"], `nianbao-submission:${one.port}`);
  }
});

test("An address that has come is found when one has gone", async (t) => {
  const [one, other] = (await replicasAt(t, "127.0.0.1", "127.0.0.2")) as [RecordingUpstream, RecordingUpstream];
  let addresses = ["127.0.0.1"];
  const call = caller(one.port, () => addresses);
  await call();
  assert.equal(other.calls.length, 0);

  addresses = ["127.0.0.2"];
  one.die();
  while (other.calls.length === 0) await call().catch(() => {});
  await call();
});

test("Without an address the service is not there, until it has one", async (t) => {
  const [one] = (await replicasAt(t, "127.0.0.1")) as [RecordingUpstream];
  let addresses: string[] = [];
  const call = caller(one.port, () => {
    if (addresses.length === 0) throw new Error("getaddrinfo ENOTFOUND nianbao-submission");
    return addresses;
  });
  await assert.rejects(call(), (error) => ConnectError.from(error).code === Code.Unavailable);
  addresses = ["127.0.0.1"];
  await call();
  assert.equal(one.calls.length, 1);
});

test("Replicas may take their leave while nothing is under way and the next call is being made", async (t) => {
  const folder = await temporaryFolder(t);
  const authority = Authority.create(folder, "authority");
  const own = authority.issue("own");
  const pem = {
    cert: await readFile(own.certificate, "utf8"),
    key: await readFile(own.key, "utf8"),
    ca: authority.pem,
  };
  const replica = await RecordingUpstream.start(t, { tls: pem });
  const tls = new UpstreamTls({ authorities: authority.file, own });
  const transportTo = transportsTo([{ prefix: "", host: "127.0.0.1", port: replica.port }], { tls });
  const transport = transportTo(getHead.parent) ?? assert.fail("no transport");
  const call = () => transport.unary(getHead, undefined, undefined, undefined, create(getHead.input));
  for (let i = 0; i < 200; ++i) {
    await call();
    replica.sayGoaway();
    // The next call meets the connection at every stage of its end.
    for (let turn = 0; turn < i % 20; ++turn) await new Promise(setImmediate);
    await call();
  }
});

// Answers every question with this address. IP:PORT.
async function nameServerOf(t: TestContext, address: string): Promise<string> {
  const socket = createSocket("udp4");
  t.after(() => socket.close());
  socket.on("message", (query, { address: host, port }) => {
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, ...address.split(".").map(Number)]);
    const header = Buffer.from([...query.subarray(0, 2), 0x85, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
    socket.send(Buffer.concat([header, question, record]), port, host);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return `127.0.0.1:${socket.address().port}`;
}

test("The name server that is given is asked for the addresses", async (t) => {
  const [one] = (await replicasAt(t, "127.0.0.3")) as [RecordingUpstream];
  const host = "nianbao-submission.nianbao.svc.cluster.local";
  const upstream = { prefix: "", host, port: one.port, nameServer: await nameServerOf(t, "127.0.0.3") };
  const transport = transportsTo([upstream])(getHead.parent) ?? assert.fail("no transport");
  await transport.unary(getHead, undefined, undefined, undefined, create(getHead.input));
  assert.equal(one.calls[0]?.[":authority"], `${host}:${one.port}`);
});
