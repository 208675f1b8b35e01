// A name with several addresses, as a headless Service has them, which come and go.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { create, type DescMethodUnary } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { transportsTo } from "../../../services/gateway/upstream/upstreams.js";
import { registry } from "./suite/clients.js";
import { RecordingUpstream } from "./suite/recording_upstream.js";

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
