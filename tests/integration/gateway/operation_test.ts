// What an operator sees of a gateway, and how it stops.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import http from "node:http";
import type { ServerHttp2Stream } from "node:http2";
import { type TestContext, test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { detailOf, streamed, transports } from "./suite/clients.js";
import { callJson } from "./suite/json_call.js";
import { type Program, programPath } from "./suite/program.js";
import { answerNothing, RecordingUpstream, refuseWith, sendMessage } from "./suite/recording_upstream.js";
import { startProgram, temporaryFolder } from "./suite/suite.js";

const HEAD = "nianbao.submission.v1.EventService/GetHead";
const ORGANS = "nianbao.directory.v1.DirectoryService/ListOrgans";
const WATCH = "nianbao.aggregation.v1.AggregationService/WatchAggregates";
const watched = [{ nodes: ["organs/qinghe"], year: 2024 }];

interface Place {
  upstream: RecordingUpstream;
  gateway: Program;
  health: string;
  metrics: string;
}

async function start(t: TestContext, ...flags: string[]): Promise<Place> {
  const upstream = await RecordingUpstream.start(t);
  const gateway = await startProgram(t, "nianbao-gateway", [
    ...["--listen", "127.0.0.1:0", "--upstream", upstream.address],
    ...["--health-listen", "0.0.0.0:0", "--metrics-listen", "127.0.0.1:0", ...flags],
  ]);
  const portOf = async (what: string) =>
    JSON.parse(await gateway.logLine(new RegExp(`"${what} at `)))
      .message.split(":")
      .at(-1);
  return {
    upstream,
    gateway,
    health: `http://127.0.0.1:${await portOf("health")}`,
    metrics: `http://127.0.0.1:${await portOf("metrics")}`,
  };
}

// The next call that the upstream gets, unanswered.
function nextCall(upstream: RecordingUpstream): Promise<ServerHttp2Stream> {
  return new Promise((resolve) => {
    upstream.answer = resolve;
  });
}

async function errorOf(stream: AsyncGenerator<unknown>): Promise<ConnectError> {
  try {
    while (!(await stream.next()).done) {}
  } catch (error) {
    return ConnectError.from(error);
  }
  throw new Error("the stream ended without an error");
}

test("Ports of their own answer nothing but what they are for", async (t) => {
  const { health, metrics } = await start(t);
  assert.equal((await fetch(`${health}/healthz`)).status, 200);
  assert.equal((await fetch(`${metrics}/metrics`)).status, 200);
  for (const url of [`${health}/metrics`, `${health}/api`, `${metrics}/healthz`, `${metrics}/${HEAD}`]) {
    assert.equal((await fetch(url)).status, 404, url);
  }
});

test("Metrics count calls by method, code and reason", async (t) => {
  const { upstream, gateway, metrics } = await start(t);
  const text = async () => (await fetch(`${metrics}/metrics`)).text();
  // A call is counted when its caller has its answer.
  const until = async (line: string) => {
    let seen = await text();
    while (!seen.split("\n").includes(line)) seen = await text();
  };

  for (let i = 0; i < 3; ++i) (await callJson(gateway.url, HEAD, {})).ok();
  await until(`nianbao_gateway_calls_total{method="${HEAD}",code="OK",reason=""} 3`);
  await until(`nianbao_gateway_call_duration_seconds_count{method="${HEAD}"} 3`);

  await callJson(gateway.url, ORGANS, '{"no": 1}');
  await until(`nianbao_gateway_calls_total{method="${ORGANS}",code="INVALID_ARGUMENT",reason="REQUEST_UNREADABLE"} 1`);

  upstream.answer = refuseWith(Code.PermissionDenied);
  await callJson(gateway.url, ORGANS, {});
  await until(`nianbao_gateway_calls_total{method="${ORGANS}",code="PERMISSION_DENIED",reason=""} 1`);

  upstream.answer = sendMessage;
  const abort = new AbortController();
  const transport = transports["gRPC of a program"](gateway.url);
  const stream = streamed(transport, WATCH, watched, { signal: abort.signal });
  await stream.next();
  await until(`nianbao_gateway_open_streams{method="${WATCH}"} 1`);
  abort.abort();
  await until(`nianbao_gateway_open_streams{method="${WATCH}"} 0`);
  await until(`nianbao_gateway_calls_total{method="${WATCH}",code="CANCELLED",reason=""} 1`);
  upstream.answer = (stream, path) =>
    (upstream.countOf(HEAD) === 4 ? refuseWith(Code.Unavailable) : answerNothing)(stream, path);
  (await callJson(gateway.url, HEAD, {})).ok();
  await until(`nianbao_gateway_upstream_repetitions_total{method="${HEAD}"} 1`);
  assert.match(await text(), /^nodejs_eventloop_lag_p99_seconds \d/m);
});

test("A gateway that is told to stop", async (t) => {
  const { upstream, gateway, health } = await start(t, "--drain-announce", "3");
  upstream.answer = sendMessage;
  const stream = streamed(transports["gRPC of a program"](gateway.url), WATCH, watched);
  await stream.next();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  // The status, and what becomes of the connection.
  const overKeptConnection = () =>
    new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
      const options = { agent, method: "POST", headers: { "content-type": "application/json" } };
      const call = http.request(`${gateway.url}/${HEAD}`, options, (response) => {
        response.resume().on("end", () => resolve([response.statusCode, response.headers.connection]));
      });
      call.on("error", reject);
      call.end("{}");
    });
  upstream.answer = answerNothing;
  assert.deepEqual(await overKeptConnection(), [200, "keep-alive"]);
  const draining = gateway.nextLogLine(/"draining"/);
  const stopped = gateway.stop();
  await draining;

  // The order of the drain, step by step.
  assert.equal((await fetch(`${health}/healthz`)).status, 503);
  assert.equal((await fetch(`${gateway.url}/healthz`)).status, 503);
  (await callJson(gateway.url, HEAD, {})).ok();
  const running = nextCall(upstream);
  const answer = overKeptConnection();
  const call = await running;

  const error = await errorOf(stream);
  assert.equal(error.code, Code.Unavailable);
  assert.equal(detailOf(error, "ErrorInfo")["reason"], "SHUTTING_DOWN");
  await assert.rejects(callJson(gateway.url, HEAD, {}), "new connections are taken");
  answerNothing(call);
  assert.deepEqual(await answer, [200, "close"]);
  assert.equal(await stopped, 0);
  agent.destroy();
});

test("A call that takes longer than the grace is broken off", async (t) => {
  const { upstream, gateway } = await start(t, "--drain-grace", "0.2");
  const running = nextCall(upstream);
  const answer = callJson(gateway.url, HEAD, {});
  const call = await running;
  const ended = once(call, "close");
  assert.equal((await Promise.all([gateway.stop(), assert.rejects(answer)]))[0], 0);
  await ended;
});

test("A trace goes on from the caller to the services, and into every line of the log", async (t) => {
  const { upstream, gateway } = await start(t);
  const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
  const upstreamsOf = async (traceparent: string, tracestate = "vendor=1") => {
    (await callJson(gateway.url, HEAD, {}, { traceparent, tracestate })).ok();
    const { traceparent: told, tracestate: state } = upstream.calls.at(-1) ?? {};
    const [, id, span, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(String(told)) ?? [];
    return { id, span, flags, state };
  };

  for (const traceparent of [`00-${trace}-00f067aa0ba902b7-01`, `cc-${trace}-00f067aa0ba902b7-01-later`]) {
    const { id, span, flags, state } = await upstreamsOf(traceparent);
    assert.equal(id, trace);
    assert.notEqual(span, "00f067aa0ba902b7");
    assert.equal(flags, "01");
    assert.equal(state, "vendor=1");
  }
  for (const invalid of [
    "",
    "traced",
    `00-${"0".repeat(32)}-00f067aa0ba902b7-01`,
    `00-${trace}-${"0".repeat(16)}-01`,
    `ff-${trace}-00f067aa0ba902b7-01`,
    `00-${trace}-00f067aa0ba902b7-01-more`,
    `00-${trace.toUpperCase()}-00f067aa0ba902b7-01`,
  ]) {
    const { id, state } = await upstreamsOf(invalid);
    assert.match(id ?? "", /^[0-9a-f]{32}$/, invalid);
    assert.notEqual(id, trace, invalid);
    assert.equal(state, undefined, invalid);
    await gateway.logLine(new RegExp(`"method":"${HEAD}".*"code":"OK".*"traceId":"${id}"`));
  }
});

test("Who logs in too often is told when to come again, as who calls too often is", async (t) => {
  const { gateway } = await start(t, "--burst", "2", "--calls-per-second", "1");
  const paths = ["/login", "/session", "/callback", "/logout", "/login", "/session", "/callback", "/logout"];
  const answers = await Promise.all(paths.map((path) => fetch(`${gateway.url}${path}`)));
  const refused = answers.find(({ status }) => status === 429);
  assert.equal(refused?.headers.get("retry-after"), "1");
  assert.match((await refused?.text()) ?? "", /请稍后重试/);
  assert.equal((await fetch(`${gateway.url}/healthz`)).status, 200);
});

test("The key of its tokens is printed for a ConfigMap", async (t) => {
  const folder = await temporaryFolder(t);
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const file = `${folder}/token.pem`;
  await writeFile(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });

  const printed = execFileSync(programPath("nianbao-gateway"), ["--print-jwks", "--token-key", file], {
    encoding: "utf8",
  });

  const { keys } = JSON.parse(printed);
  assert.equal(keys.length, 1);
  assert.equal(keys[0].alg, "EdDSA");
  assert.equal("d" in keys[0], false);
  assert.ok(createPublicKey({ key: keys[0], format: "jwk" }).equals(publicKey));
});
