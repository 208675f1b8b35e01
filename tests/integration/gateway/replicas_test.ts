// A service with several replicas, of which some go away.
import assert from "node:assert/strict";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import http2, { type ServerHttp2Stream } from "node:http2";
import { type TestContext, test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { streamed, transports } from "./suite/clients.js";
import { type Answer, callJson } from "./suite/json_call.js";
import type { Program } from "./suite/program.js";
import { answerNothing, answerSlowly, RecordingUpstream, refuseWith, sendMessage } from "./suite/recording_upstream.js";
import { callSigned, type SigningSystem } from "./suite/signed_call.js";
import { startProgram, temporaryFolder } from "./suite/suite.js";

const HEAD = "nianbao.submission.v1.EventService/GetHead";
const SUBMIT = "nianbao.submission.v1.SubmissionService/SubmitFiling";
const WATCH = "nianbao.aggregation.v1.AggregationService/WatchAggregates";
const CONSUME = "nianbao.identity.v1.NonceService/ConsumeNonce";
const watched = [{ nodes: ["organs/qinghe"], year: 2024 }];

function startGateway(t: TestContext, upstreams: RecordingUpstream[], flags: string[] = []): Promise<Program> {
  const at = upstreams.flatMap(({ address }) => ["--upstream", address]);
  const rates = ["--calls-per-second", "100000", "--burst", "100000"];
  return startProgram(t, "nianbao-gateway", ["--listen", "127.0.0.1:0", ...at, ...rates, ...flags]);
}

async function twoReplicas(t: TestContext): Promise<[RecordingUpstream, RecordingUpstream, Program]> {
  const [one, other] = [await RecordingUpstream.start(t), await RecordingUpstream.start(t)];
  return [one, other, await startGateway(t, [one, other])];
}

// Calls one after the other on each of so many lanes, and does something when half of them are answered.
async function underLoad(gateway: Program, calls: number, halfway: () => void): Promise<Answer[]> {
  const answers: Answer[] = [];
  const lane = async () => {
    for (let i = 0; i < calls / LANES; ++i) {
      answers.push(await callJson(gateway.url, SUBMIT, { requestId: `${i}` }));
      if (answers.length === calls / 2) halfway();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return answers;
}

const LANES = 20;

const endUnanswered: RecordingUpstream["answer"] = (stream) => stream.close(http2.constants.NGHTTP2_NO_ERROR);

const refusals = (answers: Answer[]) => answers.filter(({ status }) => status !== 200);

test("Replicas take turns", async (t) => {
  const [one, other, gateway] = await twoReplicas(t);
  for (let i = 0; i < 100; ++i) (await callJson(gateway.url, HEAD, {})).ok();
  for (const { calls } of [one, other]) assert.ok(calls.length >= 40, `${one.calls.length} and ${other.calls.length}`);
});

for (const [how, go] of [
  ["dies", (replica: RecordingUpstream) => replica.die()],
  ["breaks off", (replica: RecordingUpstream) => replica.breakOff()],
  ["leaves", (replica: RecordingUpstream) => replica.leave()],
] as const) {
  test(`No unary call fails when a replica ${how} under load`, async (t) => {
    const [one, other, gateway] = await twoReplicas(t);
    for (const replica of [one, other]) replica.answer = answerSlowly;

    const answers = await underLoad(gateway, 400, () => go(one));

    assert.deepEqual(refusals(answers), []);
    assert.equal(answers.length, 400);
    assert.ok(one.calls.length > 40);
    assert.ok(other.calls.length > 240);
  });
}

test("A replica that is back is called again", async (t) => {
  const [one, other, gateway] = await twoReplicas(t);
  one.die();
  for (let i = 0; i < 4; ++i) (await callJson(gateway.url, HEAD, {})).ok();
  assert.equal(one.calls.length, 0);

  const back = await RecordingUpstream.start(t, { port: one.port });
  while (back.calls.length === 0) (await callJson(gateway.url, HEAD, {})).ok();

  assert.ok(other.calls.length >= 4);
});

test("A call that a replica does not take", async (t) => {
  const [one, other, gateway] = await twoReplicas(t);
  const restore = () => {
    for (const replica of [one, other]) {
      replica.answer = answerNothing;
      replica.calls.length = 0;
    }
  };

  await t.test("is made again at the other", async () => {
    for (const refuse of [refuseWith(Code.Unavailable), refuseWith(Code.Canceled), endUnanswered]) {
      restore();
      one.answer = refuse;
      for (let i = 0; i < 10; ++i) (await callJson(gateway.url, HEAD, {})).ok();
      assert.ok(one.calls.length > 0);
      assert.equal(other.calls.length, 10);
    }
  });

  await t.test("is made four times, and then refused", async () => {
    restore();
    for (const replica of [one, other]) replica.answer = refuseWith(Code.Unavailable);
    const answer = await callJson(gateway.url, HEAD, {});
    assert.equal(answer.reason, "PEER_UNAVAILABLE");
    assert.equal(one.calls.length, 2);
    assert.equal(other.calls.length, 2);
  });

  await t.test("is not made again when it was refused for another reason", async () => {
    for (const code of [Code.Internal, Code.Aborted, Code.ResourceExhausted, Code.PermissionDenied]) {
      restore();
      for (const replica of [one, other]) replica.answer = refuseWith(code);
      assert.notEqual((await callJson(gateway.url, HEAD, {})).status, 200);
      assert.equal(one.calls.length + other.calls.length, 1, Code[code]);
    }
  });

  await t.test(
    "is not made again after its caller's deadline, of which each attempt is told what is left",
    async () => {
      restore();
      for (const replica of [one, other]) {
        replica.answer = (stream, path) => setTimeout(() => refuseWith(Code.Unavailable)(stream, path), 1000);
      }
      const answer = await callJson(gateway.url, HEAD, {}, { "connect-timeout-ms": "3000" });
      assert.equal(answer.reason, "DEADLINE_EXCEEDED");
      const told = [...one.calls, ...other.calls]
        .map((headers) => /^(\d+)m$/.exec(String(headers["grpc-timeout"]))?.[1] ?? assert.fail("no whole milliseconds"))
        .map(Number)
        .sort((a, b) => b - a);
      assert.ok(told.length >= 2 && told.length <= 3, String(told));
      assert.ok((told[0] ?? 0) - (told[1] ?? 0) >= 1000, String(told));
    },
  );
});

test("A stream", async (t) => {
  const [one, other, gateway] = await twoReplicas(t);
  const transport = transports["gRPC of a program"](gateway.url);
  const read = async () => {
    const messages = [];
    for await (const message of streamed(transport, WATCH, watched)) messages.push(message);
    return messages;
  };

  await t.test("of which nothing has come is opened again at the other replica", async () => {
    const refuse = (stream: ServerHttp2Stream) => stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
    const refuseLater = (stream: ServerHttp2Stream) => {
      stream.respond({ ":status": 200, "content-type": "application/grpc" });
      setTimeout(() => refuse(stream), 50);
    };
    for (const answer of [refuse, refuseLater]) {
      one.answer = answer;
      one.calls.length = 0;
      for (let i = 0; i < 4; ++i) assert.equal((await read()).length, 1);
      assert.ok(one.calls.length > 0);
    }
  });

  await t.test("of which something has come is not, since only its caller knows where to go on", async () => {
    const calls = one.calls.length + other.calls.length;
    for (const replica of [one, other]) {
      replica.answer = (stream) => {
        sendMessage(stream);
        setTimeout(() => stream.close(http2.constants.NGHTTP2_REFUSED_STREAM), 50);
      };
    }
    await assert.rejects(read(), (error) => ConnectError.from(error).code === Code.Unavailable);
    assert.equal(one.calls.length + other.calls.length, calls + 1);
  });
});

test("A nonce is not used up twice for one call", async (t) => {
  const folder = await temporaryFolder(t);
  const tax: SigningSystem = { id: "tax", secret: randomBytes(32), hash: "sha256" };
  const secret = tax.secret.toString("base64");
  const clients = { clients: [{ id: "tax", subject: "税务系统", algorithm: "HMAC-SHA256", secret }] };
  const key = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
  await writeFile(`${folder}/clients.json`, JSON.stringify(clients), { mode: 0o600 });
  await writeFile(`${folder}/token.pem`, key, { mode: 0o600 });
  const [gone, one, other] = [
    await RecordingUpstream.start(t),
    await RecordingUpstream.start(t),
    await RecordingUpstream.start(t),
  ];
  gone.die();
  const flags = ["--hmac-clients", `${folder}/clients.json`, "--token-key", `${folder}/token.pem`];
  const gateway = await startGateway(t, [one, gone, other], flags);
  // Where nobody heard of it, as at the second, which is called first, it may be tried elsewhere.
  for (let i = 0; i < 6; ++i) (await callSigned(gateway.url, tax, HEAD)).ok();

  const lost = one.countOf(CONSUME) + other.countOf(CONSUME);
  for (const replica of [one, other]) replica.answer = (stream) => stream.session?.destroy();
  assert.equal((await callSigned(gateway.url, tax, HEAD)).reason, "PEER_UNAVAILABLE");
  assert.equal(one.countOf(CONSUME) + other.countOf(CONSUME), lost + 1);
});
