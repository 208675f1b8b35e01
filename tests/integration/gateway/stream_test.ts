// Streams through the gateway.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { detailOf, streamed, transports } from "./suite/clients.js";
import { Suite, startGateway } from "./suite/suite.js";

const WATCH = "nianbao.aggregation.v1.AggregationService/WatchAggregates";
const watched = { nodes: ["organs/qinghe"], year: 2024, cells: ["proactive_disclosure.licensing_decisions"] };
const OFFICES = ["qinghe-education", "qinghe-health", "qinghe-market", "qinghe-police", "qinghe-technology"];

async function errorOf(stream: AsyncGenerator<unknown>): Promise<ConnectError> {
  try {
    while (!(await stream.next()).done) {}
  } catch (error) {
    return ConnectError.from(error);
  }
  throw new Error("the stream ended without an error");
}

test("Totals that are watched", async (t) => {
  const suite = await Suite.start(t);
  await suite.importDistrict(...OFFICES);
  let accepted = 0;

  for (const [name, transport] of Object.entries(transports)) {
    await t.test(`move when a report is accepted: ${name}`, async () => {
      const organ = OFFICES[accepted] ?? "";
      const filing = await suite.submit(organ);
      const stream = streamed(transport(suite.gateway.url), WATCH, [watched]);
      const first = (await stream.next()).value;
      assert.equal(first.snapshots[0].coverage.accepted ?? 0, accepted);

      (await suite.accept(filing)).ok();
      accepted += 1;

      for await (const { deltas } of stream) {
        if (deltas?.[0]?.coverage.accepted === accepted) break;
      }
    });

    await t.test(`are refused with the reasons of the service: ${name}`, async () => {
      const error = await errorOf(
        streamed(transport(suite.gateway.url), WATCH, [{ nodes: ["organs/nowhere"], year: 2024 }]),
      );
      assert.equal(error.code, Code.NotFound);
      assert.equal(error.rawMessage, "node: got organs/nowhere, want an organ of the roster");
      assert.equal(detailOf(error, "ErrorInfo")["reason"], "ORGAN_UNKNOWN");
      assert.match(String(detailOf(error, "LocalizedMessage")["message"]), /名册中没有机关 organs\/nowhere/);
    });
  }

  await t.test("are lines of JSON for callers that have no stream", async () => {
    const response = await fetch(`${suite.gateway.url}/${WATCH}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(watched),
    });
    assert.equal(response.headers.get("content-type"), "application/x-ndjson");
    const lines = response.body?.getReader();
    const line = new TextDecoder().decode((await lines?.read())?.value);
    assert.equal(JSON.parse(line).result.snapshots[0].node, "organs/qinghe");
    assert.ok(line.endsWith("\n"));
    await lines?.cancel();

    const refused = await suite.call(WATCH, { nodes: ["organs/nowhere"], year: 2024 });
    assert.equal(refused.status, 404);
    assert.equal(refused.reason, "ORGAN_UNKNOWN");
  });
});

test("A stream whose caller goes away ends at the service", async (t) => {
  const suite = await Suite.start(t);
  await suite.importDistrict("qinghe-education");
  for (const name of ["gRPC-Web of a page", "gRPC of a program"] as const) {
    const abort = new AbortController();
    const stream = streamed(transports[name](suite.gateway.url), WATCH, [watched], { signal: abort.signal });
    await stream.next();
    const ended = suite.services.nextLogLine(/"method":"WatchAggregates"/);

    abort.abort();

    assert.match(await ended, /"code":"CANCELLED"/, name);
    await stream.return(undefined);
  }
});

test("A stream ends at its caller's deadline", async (t) => {
  const suite = await Suite.start(t);
  await suite.importDistrict("qinghe-education");
  for (const [name, transport] of Object.entries(transports)) {
    const error = await errorOf(streamed(transport(suite.gateway.url), WATCH, [watched], { timeoutMs: 300 }));
    assert.equal(error.code, Code.DeadlineExceeded, name);
  }
  const response = await fetch(`${suite.gateway.url}/${WATCH}`, {
    method: "POST",
    headers: { "content-type": "application/json", "connect-timeout-ms": "300" },
    body: JSON.stringify(watched),
  });
  const lastLine = (await response.text()).trimEnd().split("\n").at(-1) ?? "";
  assert.equal(JSON.parse(lastLine).error.code, "deadline_exceeded");
  assert.match(lastLine, /"reason":"DEADLINE_EXCEEDED"/);
});

test("Documents are read over one stream in both directions, by HTTP/2 alone", async (t) => {
  const suite = await Suite.start(t);
  const read = "nianbao.document.v1.DocumentService/ReadDocuments";
  const requests = ["a", "b"].map((id) => ({ id, document: { fileName: `${id}.bin`, content: "AAEC" } }));

  const answers = [];
  for await (const answer of streamed(transports["gRPC of a program"](suite.gateway.url), read, requests))
    answers.push(answer);
  assert.deepEqual(answers.map(({ id }) => id).sort(), ["a", "b"]);
  for (const { error } of answers) {
    assert.ok(error.details.some(({ reason }: { reason?: string }) => reason === "UNSUPPORTED_FORMAT"));
  }

  const { status } = await fetch(`${suite.gateway.url}/${read}`, {
    method: "POST",
    headers: { "content-type": "application/connect+json" },
  });
  assert.equal(status, 505);
});

test("Services that are killed", async (t) => {
  const suite = await Suite.start(t);
  await suite.importDistrict("qinghe-education");
  const filing = await suite.submit("qinghe-education");
  const head = "nianbao.submission.v1.EventService/GetHead";
  const streams = Object.values(transports).map((transport) =>
    streamed(transport(suite.gateway.url), WATCH, [watched]),
  );
  const tokens = await Promise.all(streams.map(async (stream) => (await stream.next()).value.position));
  (await suite.call(head, {})).ok();

  await suite.services.stop("SIGKILL");

  await t.test("end their streams as unavailable", async () => {
    for (const stream of streams) {
      const error = await errorOf(stream);
      assert.equal(error.code, Code.Unavailable, error.message);
      assert.equal(detailOf(error, "ErrorInfo")["reason"], "PEER_UNAVAILABLE");
    }
  });

  await t.test("are told to be unavailable", async () => {
    const answer = await suite.call(head, {});
    assert.equal(answer.status, 503);
    assert.equal(answer.reason, "PEER_UNAVAILABLE");
    assert.match(String(answer.chinese), /请稍后/);
  });

  await t.test("are found again when they are back, and streams go on where they ended", async () => {
    await suite.restartServices();
    const request = { ...watched, resumeToken: tokens[0] };
    const stream = streamed(transports["gRPC-Web of a page"](suite.gateway.url), WATCH, [request]);
    const next = stream.next();
    (await suite.accept(filing)).ok();
    const { deltas, snapshots } = (await next).value;
    assert.equal((deltas ?? snapshots)[0].coverage.accepted, 1);
  });
});

test("A gateway that stops ends its streams, lets calls finish and is gone", async (t) => {
  const suite = await Suite.start(t);
  await suite.importDistrict("qinghe-education");
  const gateway = await startGateway(t, suite.services);
  const streams = Object.values(transports).map((transport) => streamed(transport(gateway.url), WATCH, [watched]));
  for (const stream of streams) await stream.next();
  assert.equal(await (await fetch(`${gateway.url}/healthz`)).text(), '{"status":"SERVING"}');

  const stopped = gateway.stop("SIGTERM");

  for (const stream of streams) {
    const error = await errorOf(stream);
    assert.equal(error.code, Code.Unavailable);
    assert.equal(detailOf(error, "ErrorInfo")["reason"], "SHUTTING_DOWN");
    assert.match(String(detailOf(error, "LocalizedMessage")["message"]), /从上次的位置继续/);
  }
  assert.equal(await stopped, 0);
});
