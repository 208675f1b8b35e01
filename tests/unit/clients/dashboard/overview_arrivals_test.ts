import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { FilingStatusSchema } from "@gen/nianbao/directory/v1/directory_service_pb";
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import {
  type RevisionSchema,
  Revision_State as State,
  Revision_Timeliness as Timeliness,
} from "@gen/nianbao/submission/v1/filing_pb";
import { arrivals, dueDays, recentDeeds } from "@/pages/overview/arrivals";
import { daysOf, shadeOf } from "@/pages/overview/calendar_drawing";

type RevisionInit = MessageInitShape<typeof RevisionSchema>;

function at(time: string) {
  return timestampFromDate(new Date(time));
}

function status(id: string, effectiveRevision?: RevisionInit, openRevision?: RevisionInit, scope = Scope.OWN) {
  const revisions = { ...(effectiveRevision && { effectiveRevision }), ...(openRevision && { openRevision }) };
  const organ = { name: `organs/${id}`, title: id };
  const filing = { name: `${organ.name}/filings/2024-own`, ...revisions };
  return create(FilingStatusSchema, { organ, scope, dueDay: "2025-01-31", filing });
}

const SUBMITTED: RevisionInit = { state: State.SUBMITTED, submitter: "填报人", submitTime: at("2025-01-20T10:00:00Z") };
const ACCEPTED: RevisionInit = {
  ...SUBMITTED,
  state: State.ACCEPTED,
  reviewer: "审核人",
  reviewTime: at("2025-01-21T10:00:00Z"),
};

function deeds(...statuses: ReturnType<typeof status>[]) {
  return recentDeeds(statuses, 10).map(({ title, deed, actor }) => `${title} ${deed} ${actor}`);
}

test("A report arrives on the day that it is in Shanghai", () => {
  const evening = { ...SUBMITTED, submitTime: at("2025-01-31T15:59:59Z") };
  const night = { ...SUBMITTED, submitTime: at("2025-01-31T16:00:00Z"), timeliness: Timeliness.LATE };
  assert.deepEqual(arrivals([status("a", undefined, night), status("b", undefined, evening), status("c", night)]), [
    { day: "2025-01-31", count: 1, late: 0 },
    { day: "2025-02-01", count: 2, late: 2 },
  ]);
});

test("What was never submitted has not arrived", () => {
  assert.deepEqual(arrivals([status("a"), status("b", undefined, { state: State.DRAFT })]), []);
});

test("A correction that is being written is no arrival of its own", () => {
  assert.deepEqual(arrivals([status("a", ACCEPTED, { state: State.DRAFT })]), [
    { day: "2025-01-20", count: 1, late: 0 },
  ]);
});

test("Due days are counted over all filings, in order", () => {
  const early = create(FilingStatusSchema, { dueDay: "2025-01-26" });
  assert.deepEqual(
    [...dueDays([status("a"), early, status("b")])],
    [
      ["2025-01-26", 1],
      ["2025-01-31", 2],
    ],
  );
});

test("Of each filing the last deed is told, the latest first", () => {
  const returned = {
    ...SUBMITTED,
    state: State.RETURNED,
    reviewer: "审核人",
    reviewTime: at("2025-01-22T10:00:00Z"),
    returnReason: "数据有误",
  };
  assert.deepEqual(deeds(status("a", undefined, SUBMITTED), status("b", ACCEPTED), status("c", undefined, returned)), [
    "c returned 审核人",
    "b accepted 审核人",
    "a submitted 填报人",
  ]);
  assert.equal(recentDeeds([status("c", undefined, returned)], 10)[0]?.reason, "数据有误");
});

test("A correction is told as one, when it is filed and when it is accepted", () => {
  const correction = { correctionReason: "核对", submitTime: at("2025-03-01T00:00:00Z") };
  assert.deepEqual(deeds(status("a", ACCEPTED, { ...SUBMITTED, ...correction })), ["a corrected 填报人"]);
  const accepted = { ...ACCEPTED, ...correction, reviewTime: at("2025-03-02T00:00:00Z") };
  assert.deepEqual(deeds(status("a", accepted)), ["a correctionAccepted 审核人"]);
});

test("Publication is told, and so is a report entered later", () => {
  const published = { publisher: "公开人", publishTime: at("2025-02-01T00:00:00Z"), state: State.PUBLISHED };
  assert.deepEqual(deeds(status("a", { ...ACCEPTED, ...published })), ["a published 公开人"]);
  assert.deepEqual(deeds(status("b", { ...ACCEPTED, backloaded: true })), ["b backloaded 审核人"]);
});

test("No more is told than asked for, and drafts are nobody's business", () => {
  assert.equal(recentDeeds([status("a", ACCEPTED), status("b", ACCEPTED)], 1).length, 1);
  assert.deepEqual(
    deeds(status("a", undefined, { state: State.DRAFT, author: "x", saveTime: at("2025-01-01T00:00:00Z") })),
    [],
  );
});

test("A month has its days, in a leap year too", () => {
  assert.equal(daysOf("2024-02").at(-1), "2024-02-29");
  assert.equal(daysOf("2025-01").length, 31);
  assert.equal(daysOf("2025-01")[0], "2025-01-01");
});

test("A day without reports has no shade, the busiest the deepest", () => {
  assert.deepEqual(
    [0, 1, 10].map((count) => shadeOf(count, 10)),
    [undefined, 0, 4],
  );
});
