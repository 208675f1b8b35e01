// What the gateway refuses itself, before real services.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { detailOf, streamed, transports } from "./suite/clients.js";
import { callJson } from "./suite/json_call.js";
import { Suite, startGateway } from "./suite/suite.js";

const HEAD = "nianbao.submission.v1.EventService/GetHead";
const READ = "nianbao.document.v1.DocumentService/ReadDocument";
const WATCH = "nianbao.aggregation.v1.AggregationService/WatchAggregates";
const BYTES_MAX = 4 << 20;

test("Requests that are too large", async (t) => {
  const suite = await Suite.start(t, []);
  const large = JSON.stringify({ node: "x".repeat(BYTES_MAX) });

  await t.test("are refused with their size and the limit", async () => {
    const answer = await suite.call("nianbao.aggregation.v1.AggregationService/GetAggregate", large);
    assert.equal(answer.status, 429);
    assert.equal(answer.error.code, "resource_exhausted");
    assert.equal(answer.reason, "MESSAGE_TOO_LARGE");
    assert.deepEqual(answer.detail("ErrorInfo")["metadata"], {
      bytes: String(large.length),
      bytesMax: String(BYTES_MAX),
    });
    assert.match(String(answer.chinese), /超过上限 4194304 字节/);
  });

  await t.test("are refused when they do not say their size beforehand", async () => {
    const chunks = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent <= BYTES_MAX; sent += 1 << 20) controller.enqueue(new Uint8Array(1 << 20).fill(32));
        controller.close();
      },
    });
    const response = await fetch(`${suite.gateway.url}/${HEAD}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: chunks,
      duplex: "half",
    } as RequestInit);
    assert.equal(response.status, 429);
    assert.match(await response.text(), /MESSAGE_TOO_LARGE/);
  });

  await t.test("are refused in the words of gRPC-Web too", async () => {
    const request = { nodes: ["x".repeat(BYTES_MAX)] };
    const stream = streamed(transports["gRPC-Web of a page"](suite.gateway.url), WATCH, [request]);
    await assert.rejects(stream.next(), (error) => {
      assert.ok(error instanceof ConnectError);
      assert.equal(error.code, Code.ResourceExhausted);
      assert.equal(detailOf(error, "ErrorInfo")["reason"], "MESSAGE_TOO_LARGE");
      return true;
    });
  });

  await t.test("may hold a document as large as the document service takes", async () => {
    const content = Buffer.alloc(19 << 20, 1).toString("base64");
    const answer = await suite.call(READ, { fileName: "a.bin", content });
    assert.equal(answer.reason, "UNSUPPORTED_FORMAT");
  });
});

test("Pages of other origins", async (t) => {
  const suite = await Suite.start(t, []);
  const foreign = "https://other.example";
  const preflight = (url: string) =>
    fetch(`${url}/${HEAD}`, {
      method: "OPTIONS",
      headers: { origin: foreign, "access-control-request-method": "POST" },
    });

  await t.test("are refused", async () => {
    assert.equal((await preflight(suite.gateway.url)).headers.get("access-control-allow-origin"), null);
    const answer = await suite.call(HEAD, {}, { origin: foreign });
    assert.equal(answer.status, 403);
    assert.equal(answer.reason, "ORIGIN_NOT_ALLOWED");
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
  });

  await t.test("may call when the operator allows their origin, and it alone", async (t) => {
    const { url } = await startGateway(t, suite.services, ["--allow-origin", foreign]);
    const asked = await preflight(url);
    assert.equal(asked.status, 204);
    assert.equal(asked.headers.get("access-control-allow-origin"), foreign);
    const answer = await callJson(url, HEAD, {}, { origin: foreign });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("access-control-allow-origin"), foreign);
    assert.equal((await callJson(url, HEAD, {}, { origin: "https://third.example" })).status, 403);
  });

  await t.test("are told from those of the gateway itself", async () => {
    assert.equal((await suite.call(HEAD, {}, { origin: suite.gateway.url })).status, 200);
  });
});

test("A client that calls too often is told when to come again", async (t) => {
  const suite = await Suite.start(t, []);
  const { url } = await startGateway(t, suite.services, ["--burst", "2", "--calls-per-second", "1"]);
  const answers = [];
  for (let i = 0; i < 3; ++i) answers.push(await callJson(url, HEAD, {}));
  const refused = answers.find(({ status }) => status !== 200);
  assert.equal(refused?.status, 429);
  assert.equal(refused?.reason, "RATE_EXCEEDED");
  assert.match(String(refused?.detail("RetryInfo")["retryDelay"]), /^[01](\.\d+)?s$/);
});
