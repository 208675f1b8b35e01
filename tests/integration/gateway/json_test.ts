// Unary calls in JSON, as systems make them that know HTTP alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { callJson } from "./suite/json_call.js";
import { Suite, startGateway, startProgram } from "./suite/suite.js";

const AGGREGATE = "nianbao.aggregation.v1.AggregationService/GetAggregate";

test("JSON over HTTP", async (t) => {
  const suite = await Suite.start(t);
  await suite.importDistrict("qinghe-education");

  await t.test("files and accepts a report, whose figures are strings where they are 64 bits wide", async () => {
    const report = await suite.read("qinghe-education");
    assert.match(report.proactiveDisclosure.licensingDecisions, /^\d+$/);

    const accepted = (await suite.accept(await suite.submit("qinghe-education"))).ok();

    const minSequence = accepted.token.sequence;
    const { aggregate } = (await suite.call(AGGREGATE, { node: "organs/qinghe", year: 2024, minSequence })).ok();
    assert.equal(
      aggregate.totals.proactiveDisclosure.licensingDecisions,
      report.proactiveDisclosure.licensingDecisions,
    );
    assert.equal(aggregate.coverage.accepted, 1);
  });

  await t.test(
    "passes on an error with code, message, reason and the Chinese sentence, for programs and for people",
    async () => {
      const answer = await suite.call(AGGREGATE, { node: "organs/nowhere", year: 2024 });

      assert.equal(answer.status, 404);
      assert.equal(answer.error.code, "not_found");
      assert.equal(answer.error.message, "node: got organs/nowhere, want an organ of the roster");
      assert.deepEqual(answer.detail("ErrorInfo"), {
        reason: "ORGAN_UNKNOWN",
        domain: "nianbao",
        metadata: { organ: "organs/nowhere" },
      });
      assert.deepEqual(answer.detail("LocalizedMessage"), {
        locale: "zh-CN",
        message: "名册中没有机关 organs/nowhere，请核对名称，或先将其导入名册。",
      });
      assert.ok(answer.error.details?.every(({ value }) => Buffer.from(value, "base64").length > 0));
    },
  );

  await t.test("passes on the violations of a request", async () => {
    const answer = await suite.call(AGGREGATE, { node: "qinghe" });

    assert.equal(answer.status, 400);
    assert.equal(answer.reason, "FIELD_INVALID");
    const violations = answer.detail("BadRequest")["fieldViolations"] as { field: string }[];
    assert.deepEqual(violations.map(({ field }) => field).sort(), ["node", "year"]);
  });

  await t.test("refuses a field that the message does not have, rather than to ignore it", async () => {
    const answer = await suite.call(AGGREGATE, { node: "organs/qinghe", yaer: 2024 });

    assert.equal(answer.status, 400);
    assert.match(answer.error.message, /yaer/);
  });

  await t.test("says where a request is not the JSON of its message, and what to do", async () => {
    const watch = "nianbao.aggregation.v1.AggregationService/WatchAggregates";
    for (const [method, request, fault] of [
      [AGGREGATE, '{"node": "organs/qinghe",', /JSON/],
      [AGGREGATE, '{"node": "organs/qinghe", "year": "zweitausend"}', /year/],
      [AGGREGATE, '{"tree": "TREE_OF_LIFE"}', /TREE_OF_LIFE/],
      [AGGREGATE, "", /JSON/],
      [watch, '{"knoten": []}', /knoten/],
    ] as const) {
      const answer = await suite.call(method, request);
      assert.equal(answer.status, 400);
      assert.equal(answer.reason, "REQUEST_UNREADABLE", request);
      assert.match(answer.error.message, fault);
      assert.match(String(answer.chinese), /请对照/);
    }
  });

  await t.test("tells the service the caller's deadline, so that it can say in time what it lacks", async () => {
    const request = { node: "organs/qinghe", year: 2024, minSequence: "1000" };
    const answer = await suite.call(AGGREGATE, request, { "connect-timeout-ms": "2000" });
    assert.equal(answer.reason, "NOT_CAUGHT_UP");
  });

  await t.test("gives every call an id, or keeps that of the caller, and logs it beside the trace", async () => {
    const head = "nianbao.submission.v1.EventService/GetHead";
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    const named = await suite.call(head, {}, { "x-request-id": "call-7", traceparent });
    const unnamed = await suite.call(head, {});

    assert.equal(named.headers.get("x-request-id"), "call-7");
    assert.match(unnamed.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
    const line = JSON.parse(await suite.gateway.logLine(/"requestId":"call-7"/));
    assert.equal(line.traceId, "4bf92f3577b34da6a3ce929d0e0e4736");
    assert.equal(line.method, head);
  });

  await t.test("knows nothing but the services of the suite", async () => {
    for (const method of [
      "nianbao.aggregation.v1.AggregationService/Guess",
      "grpc.health.v1.Health/Check",
      "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
    ]) {
      const response = await fetch(`${suite.gateway.url}/${method}`, { method: "POST", body: "{}" });
      assert.equal(response.status, 404, method);
    }
  });

  await t.test("goes to the services by the longest prefix of their names", async (t) => {
    const document = await startProgram(t, "nianbao-document", ["--listen", "127.0.0.1:0"]);
    const { url } = await startGateway(t, suite.services, ["--upstream", `nianbao.document.v1=${document.address}`]);

    const content = Buffer.from("no report").toString("base64");
    await callJson(url, "nianbao.document.v1.DocumentService/ReadDocument", { fileName: "a.txt", content });
    (await callJson(url, "nianbao.submission.v1.EventService/GetHead", {})).ok();

    await document.logLine(/"method":"ReadDocument"/);
    await suite.services.logLine(/"method":"GetHead"/);
  });
});
