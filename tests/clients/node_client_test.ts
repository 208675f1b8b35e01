// The client for Node.js with real services.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { status } from "@grpc/grpc-js";
import {
  etagOf,
  fileReport,
  newRequestId,
  Refusal,
  type ReportToFile,
  Suite,
  type WatchStep,
  watchAggregates,
} from "@nianbao/client";
import { AggregationService } from "@nianbao/client/gen/nianbao/aggregation/v1/aggregation_service_pb.js";
import { DocumentService } from "@nianbao/client/gen/nianbao/document/v1/document_service_pb.js";
import { Severity } from "@nianbao/client/gen/nianbao/finding/v1/finding_pb.js";
import { Scope } from "@nianbao/client/gen/nianbao/form/v1/annual_report_pb.js";
import { Revision_State } from "@nianbao/client/gen/nianbao/submission/v1/filing_pb.js";
import { SubmissionService } from "@nianbao/client/gen/nianbao/submission/v1/submission_service_pb.js";
import { ValidationService } from "@nianbao/client/gen/nianbao/validation/v1/validation_service_pb.js";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { Authority } from "../integration/gateway/suite/authority.js";
import { startProgram, temporaryFolder } from "../integration/gateway/suite/suite.js";
import { District, reportOf, samplePath } from "./district.js";

const OFFICES = {
  "qinghe-education": "清禾区教育局",
  "qinghe-health": "清禾区卫生健康委员会",
  "qinghe-housing": "清禾区住房和城乡建设局",
};
const CELL = "requests.received.total";
// What waits for something that never comes is ended, and its processes with it.
const BOUNDED = { timeout: 60_000 };
const QUESTION = { nodes: ["organs/qinghe"], year: 2024, cells: [CELL] };

async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof Refusal, `${error}`);
    return error;
  }
  throw new Error("the call was not refused");
}

// What the steps tell of the one watched total.
class Told {
  accepted = 0;
  value: bigint | undefined;

  take({ snapshots, deltas }: WatchStep): void {
    for (const { coverage, totals } of snapshots) {
      this.accepted = coverage?.accepted ?? 0;
      this.value = totals?.requests?.received?.total;
    }
    for (const { coverage, cells } of deltas) {
      this.accepted = coverage?.accepted ?? this.accepted;
      this.value = cells.find(({ cell }) => cell === CELL)?.value ?? this.value;
    }
  }

  // Reads on until so many reports are accepted.
  async until(accepted: number, steps: AsyncGenerator<WatchStep>): Promise<WatchStep> {
    while (true) {
      const { value: step, done } = await steps.next();
      if (done) throw new Error("the watch ended");
      this.take(step);
      if (this.accepted === accepted) return step;
    }
  }
}

test("Filing a document", BOUNDED, async (t) => {
  const { suite } = await District.start(t, OFFICES);

  await t.test("submits a report that the rules find no error in, once for its request_id", async () => {
    const report = await reportOf("qinghe-education");
    const first = await fileReport(suite, report);
    assert.equal(first.submitted, true);
    assert.equal(first.filing?.name, "organs/qinghe-education/filings/2024-own");
    assert.equal(first.filing?.openRevision?.state, Revision_State.SUBMITTED);

    const again = await fileReport(suite, report);

    assert.deepEqual(again.filing, first.filing);
    const { revisions } = await suite.client(SubmissionService).listRevisions({ filing: first.filing?.name ?? "" });
    assert.equal(revisions.length, 1);
    const other = { ...report, content: Buffer.concat([report.content, Buffer.from("\n")]) };
    assert.equal((await refusalOf(fileReport(suite, other))).reason, "REQUEST_ID_REUSED");
  });

  await t.test("keeps a bad report as a draft, tells what is wrong, and submits it once it is mended", async () => {
    const report = await reportOf("qinghe-housing");
    const { submitted, filing, findings } = await fileReport(suite, report);
    assert.equal(submitted, false);
    assert.equal(filing?.openRevision?.state, Revision_State.DRAFT);
    const errors = findings.filter(({ severity }) => severity === Severity.ERROR);
    assert.deepEqual(
      errors.map(({ id }) => id),
      ["requests.row_sum/outcomes.refused.process_information", "requests.column_sum/natural_person"],
    );
    assert.match(errors[0]?.message?.zhCn ?? "", /总计填 2，各类申请人合计为 5，相差 3/);

    const name = filing?.name ?? "";
    const mended: ReportToFile = { ...report, requestId: newRequestId(), content: await mendedHousing(report) };
    assert.equal((await refusalOf(fileReport(suite, mended))).reason, "FILING_EXISTS");
    const filed = await fileReport(suite, { ...mended, etag: await etagOf(suite, name) });
    assert.deepEqual(
      filed.findings.filter(({ severity }) => severity === Severity.ERROR),
      [],
    );
    assert.equal(filed.submitted, true);
  });

  await t.test("gives 64-bit figures as they are", async () => {
    const licensingDecisions = 2n ** 53n + 1n;
    const filing = "organs/qinghe-health/filings/2024-own";
    const report = { year: 2024, scope: Scope.OWN, proactiveDisclosure: { licensingDecisions } };
    const submissions = suite.client(SubmissionService);
    await submissions.saveDraft({ requestId: newRequestId(), filing, report });
    const kept = await submissions.getFiling({ name: filing });
    assert.equal(kept.filing?.openRevision?.report?.proactiveDisclosure?.licensingDecisions, licensingDecisions);
    assert.equal(await etagOf(suite, "organs/qinghe-health/filings/2023-own"), "");
  });
});

// The one change that its findings offer.
async function mendedHousing({ content }: ReportToFile): Promise<Buffer> {
  const lines = Buffer.from(content).toString().split("\n");
  lines[178] = (lines[178] ?? "").replace("5", "2");
  return Buffer.from(lines.join("\n"));
}

test("A refused call", BOUNDED, async (t) => {
  const { suite, address } = await District.start(t, OFFICES);
  const aggregation = suite.client(AggregationService);

  await t.test("has its reason, and the sentence for people", async () => {
    const refusal = await refusalOf(aggregation.getAggregate({ node: "organs/nowhere", year: 2024 }));
    assert.equal(refusal.code, status.NOT_FOUND);
    assert.equal(refusal.reason, "ORGAN_UNKNOWN");
    assert.equal(refusal.domain, "nianbao");
    assert.equal(refusal.message, "node: got organs/nowhere, want an organ of the roster");
    assert.match(refusal.chinese, /名册中没有机关 organs\/nowhere/);
    assert.equal(refusal.retryAfterMs, undefined);
  });

  await t.test("names the fields that are wrong", async () => {
    const refusal = await refusalOf(aggregation.getAggregate({ node: "qinghe", year: 2024 }));
    assert.equal(refusal.reason, "FIELD_INVALID");
    assert.deepEqual(
      refusal.fieldViolations.map(({ field }) => field),
      ["node"],
    );
  });

  await t.test("names what stands in the way, with the data of the reason", async () => {
    const report = await reportOf("qinghe-housing");
    const { report: read } = await suite.client(DocumentService).readDocument(report);
    const filing = "organs/qinghe-housing/filings/2024-own";
    const request = { requestId: newRequestId(), filing, ...(read && { report: read }) };
    const refusal = await refusalOf(suite.client(SubmissionService).submitFiling(request));
    assert.equal(refusal.reason, "REPORT_HAS_ERRORS");
    assert.equal(refusal.preconditionViolations.length, 2);
    assert.notDeepEqual(refusal.metadata, {});
  });

  await t.test("says when to call again", async () => {
    const enough = new AbortController();
    const late = { node: "organs/qinghe", year: 2024, minSequence: 2n ** 60n };
    // Only so many may wait for figures that are not there yet.
    const reads = Array.from({ length: 40 }, () => aggregation.getAggregate(late, { signal: enough.signal }));
    const refusals = reads.map(refusalOf);
    const refusal = await Promise.race(refusals);
    enough.abort();
    assert.equal(refusal.reason, "NOT_CAUGHT_UP");
    assert.equal(refusal.metadata["minSequence"], `${2n ** 60n}`);
    assert.equal(refusal.retryAfterMs, 1000);
    await Promise.all(refusals);
  });

  await t.test("is one without a reason where nobody listens", async () => {
    const nowhere = new Suite("127.0.0.1:1");
    t.after(() => nowhere.close());
    const refusal = await refusalOf(nowhere.client(DocumentService).readDocument({}));
    assert.equal(refusal.code, status.UNAVAILABLE);
    assert.equal(refusal.reason, "");
  });

  await t.test("ends at its deadline, or when its caller wants no more of it", async () => {
    const late = { node: "organs/qinghe", year: 2024, minSequence: 2n ** 60n };
    assert.equal((await refusalOf(aggregation.getAggregate(late, { timeoutMs: 100 }))).code, status.DEADLINE_EXCEEDED);

    const hasty = new Suite(address, { timeoutMs: 100 });
    t.after(() => hasty.close());
    const stream = hasty.client(AggregationService).watchAggregates(QUESTION);
    await stream.next();
    const end = async () => {
      for await (const _ of stream);
    };
    assert.equal((await refusalOf(end())).code, status.DEADLINE_EXCEEDED);

    const signal = AbortSignal.abort();
    assert.equal((await refusalOf(aggregation.getAggregate(late, { signal }))).code, status.CANCELLED);
  });
});

test("A stream in both directions gives an answer for each request", BOUNDED, async (t) => {
  const { suite } = await District.start(t, OFFICES);
  const { fileName, content } = await reportOf("qinghe-education");
  const requests = [
    { id: "a", document: { fileName, content } },
    { id: "b", document: { fileName: "b.bin", content: new Uint8Array([0, 1, 2]) } },
  ];

  const answers = new Map<string, string | undefined>();
  for await (const { id, result } of suite.client(DocumentService).readDocuments(requests)) {
    answers.set(id, result.case);
  }

  assert.deepEqual(Object.fromEntries(answers), { a: "document", b: "error" });
  const broken = async function* () {
    yield { id: "a" };
    throw new Error("no more of them");
  };
  const read = async () => {
    for await (const _ of suite.client(DocumentService).readDocuments(broken()));
  };
  await assert.rejects(read(), /no more of them/);
});

test("Watched totals", BOUNDED, async (t) => {
  const district = await District.start(t, OFFICES);
  const { suite } = district;
  const education = await fileReport(suite, await reportOf("qinghe-education"));
  const health = await fileReport(suite, await reportOf("qinghe-health"));
  const watched = new AbortController();
  const breaks: Refusal[] = [];
  const steps = watchAggregates(suite, QUESTION, {
    signal: watched.signal,
    broken: (refusal) => breaks.push(refusal),
  });
  const told = new Told();
  await told.until(0, steps);
  const shares = await Promise.all(["qinghe-education", "qinghe-health"].map(receivedBy));

  await t.test("move when a report is accepted", async () => {
    await district.accept(education.filing);
    await told.until(1, steps);
    assert.equal(told.value, shares[0]);
    assert.deepEqual(breaks, []);
  });

  await t.test("go on with the right figures when the services come back", async () => {
    const next = told.until(2, steps);
    await district.stop();
    await district.startAgain();
    await district.accept(health.filing);
    const { position } = await next;
    assert.equal(told.value, (shares[0] ?? 0n) + (shares[1] ?? 0n));
    assert.ok(breaks.length > 0);
    for (const { code } of breaks) assert.equal(code, status.UNAVAILABLE);

    const { aggregate } = await suite.client(AggregationService).getAggregate({ ...QUESTION, node: "organs/qinghe" });
    assert.equal(aggregate?.totals?.requests?.received?.total, told.value);
    assert.deepEqual(aggregate?.position, position);
  });

  await t.test("end when their caller wants no more of them", async () => {
    watched.abort();
    while (!(await steps.next()).done);
  });

  async function receivedBy(office: string): Promise<bigint | undefined> {
    const { report } = await suite.client(DocumentService).readDocument(await reportOf(office));
    return report?.requests?.received?.total;
  }
});

test("A stream whose time is over is followed by one that tells only what is new", BOUNDED, async (t) => {
  const district = await District.start(t, OFFICES);
  const { filing } = await fileReport(district.suite, await reportOf("qinghe-education"));
  let isBroken = () => {};
  const broken = new Promise<void>((resolve) => {
    isBroken = resolve;
  });
  const steps = watchAggregates(district.suite, QUESTION, { streamMs: 500, broken: isBroken });
  const told = new Told();
  await told.until(0, steps);

  const next = told.until(1, steps);
  await broken;
  await district.accept(filing);

  const { snapshots, deltas } = await next;
  assert.deepEqual([snapshots.length, deltas.length], [0, 1]);
  await steps.return(undefined);
});

test("Totals of a node that is not there are refused at once", BOUNDED, async (t) => {
  const { suite } = await District.start(t, OFFICES);
  const steps = watchAggregates(suite, { nodes: ["organs/nowhere"], year: 2024 });
  assert.equal((await refusalOf(steps.next())).reason, "ORGAN_UNKNOWN");
});

test("A token goes with every call, over TLS alone", BOUNDED, async (t) => {
  const folder = await temporaryFolder(t);
  const authority = Authority.create(folder, "authority");
  const { certificate, key } = authority.issue("server");
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  await writeFile(`${folder}/jwks.json`, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: "1" }] }));
  const config = `${folder}/validation.txtpb`;
  await writeFile(
    config,
    `server {
      listen: "127.0.0.1:0"
      tls { certificate_file: "${certificate}" private_key_file: "${key}" authorities_file: "${authority.file}" }
      identity { issuers { issuer: "test" audience: "nianbao" jwks: "${folder}/jwks.json" } }
    }`,
  );
  const service = await startProgram(t, "nianbao-validation", ["--config", config]);
  const tls = { authorities: await readFile(authority.file) };
  const token = () =>
    new SignJWT()
      .setProtectedHeader({ alg: "ES256", kid: "1" })
      .setIssuer("test")
      .setAudience("nianbao")
      .setSubject("a-system")
      .setExpirationTime("5m")
      .sign(privateKey);

  const known = new Suite(service.address, { tls, token });
  t.after(() => known.close());
  assert.ok((await known.client(ValidationService).listRules({})).rules.length > 0);

  const unknown = new Suite(service.address, { tls });
  t.after(() => unknown.close());
  const refusal = await refusalOf(unknown.client(ValidationService).listRules({}));
  assert.equal(refusal.code, status.UNAUTHENTICATED);
  assert.equal(refusal.reason, "CREDENTIALS_MISSING");

  assert.throws(() => new Suite(service.address, { token }), /token: got one without tls/);
});

// From node_client/tests/clients of the build folder.
const EXAMPLE = fileURLToPath(new URL("../../examples/file_and_watch.js", import.meta.url));
const SOURCES = fileURLToPath(new URL("../../../../clients/node/", import.meta.url));

test("The example", BOUNDED, async (t) => {
  const { address } = await District.start(t, OFFICES);

  await t.test("files a document and watches until it is interrupted", async () => {
    const document = samplePath("qinghe-education");
    const example = spawn(process.execPath, [EXAMPLE, address, document, "qinghe-education", "qinghe", "2024"]);
    t.after(() => example.kill("SIGKILL"));
    const ended = once(example, "exit");
    const said = [];
    for await (const line of createInterface({ input: example.stdout })) {
      said.push(line);
      if (/reports: /.test(line)) example.kill("SIGINT");
    }
    assert.deepEqual(said.slice(-3), [
      "organs/qinghe-education/filings/2024-own: submitted",
      "泠州市清禾区人民政府: 0 of 3 reports",
      "0 of 3 reports: 0",
    ]);
    assert.deepEqual(await ended, [0, null]);
  });

  await t.test("is what the README shows", async () => {
    const [readme, example] = await Promise.all(
      ["README.md", "examples/file_and_watch.ts"].map((file) => readFile(`${SOURCES}${file}`, "utf8")),
    );
    const shown = [...(readme ?? "").matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
    assert.ok(shown.length > 0);
    for (const code of shown) assert.ok(example?.includes(code), code);
  });
});
