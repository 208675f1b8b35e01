import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { Severity } from "@gen/nianbao/finding/v1/finding_pb";
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import { Grant_Role as Role } from "@gen/nianbao/organ/v1/grant_pb";
import { OrganChange_Kind as OrganKind } from "@gen/nianbao/organ/v1/organ_pb";
import { EventSchema } from "@gen/nianbao/submission/v1/event_pb";
import { Revision_State as State, Revision_Timeliness as Timeliness } from "@gen/nianbao/submission/v1/filing_pb";
import { YearLock_Kind as LockKind } from "@gen/nianbao/submission/v1/year_lock_pb";
import { Rule_Status as Status } from "@gen/nianbao/validation/v1/rulebook_pb";
import { terms } from "@/i18n/terms";
import { type Entry, kindOf, yearOf } from "@/pages/audit/log/entry";
import { OrgansSeen } from "@/pages/audit/log/organs_seen";
import { type Said, saidBy } from "@/pages/audit/log/said";
import { words as pageWords } from "@/pages/audit/log/words";

type Change = NonNullable<MessageInitShape<typeof EventSchema>["change"]>;

const ORGAN = "organs/b";
const TITLES = new Map([
  [ORGAN, "清禾区教育局"],
  ["organs/c", "清禾区民政局"],
]);

function said(change: Change, isNew = false): Said {
  const record = { event: new Uint8Array(), digest: new Uint8Array() };
  return saidBy({ event: create(EventSchema, { change }), record, titles: TITLES, isNew } satisfies Entry);
}

const filing = (more: object): Change => ({
  case: "filing",
  value: { filing: `${ORGAN}/filings/2024-own`, organ: ORGAN, year: 2024, scope: Scope.OWN, revision: 1, ...more },
});
const organ = (more: object = {}): Change => ({
  case: "organ",
  value: { name: ORGAN, title: "清禾区教育局", ...more },
});
const lock = (from: LockKind, to: LockKind, missingCount = 0): Change => ({
  case: "yearLock",
  value: { year: 2024, node: ORGAN, from, to, missingCount, reason: "汇总" },
});
const verdict = (unknown: boolean): Change => ({
  case: "verdict",
  value: {
    filing: `${ORGAN}/filings/2024-own`,
    cause: "organs/c/filings/2023-own",
    revision: 2,
    errorCount: 1,
    unknown,
  },
});

const CASES: [string, Change, boolean?][] = [
  ["organAdded", organ(), true],
  ["organUpdated", organ()],
  ["organChanged", organ({ fromDay: "2025-03-01", changes: [{ kind: OrganKind.RENAME, reason: "机构改革" }] })],
  [
    "organGone",
    organ({ absent: true, fromDay: "2025-03-01", changes: [{ kind: OrganKind.DISSOLVE, reason: "机构改革" }] }),
  ],
  ["begun", filing({ to: State.DRAFT })],
  ["correcting", filing({ to: State.DRAFT, revision: 2, reason: "漏报" })],
  ["saved", filing({ from: State.DRAFT, to: State.DRAFT })],
  ["resumed", filing({ from: State.RETURNED, to: State.DRAFT })],
  ["submitted", filing({ from: State.DRAFT, to: State.SUBMITTED, timeliness: Timeliness.ON_TIME })],
  [
    "submittedLate",
    filing({ from: State.DRAFT, to: State.SUBMITTED, timeliness: Timeliness.LATE, dueDate: "2025-01-31" }),
  ],
  ["returned", filing({ from: State.SUBMITTED, to: State.RETURNED, reason: "表三不平" })],
  ["accepted", filing({ from: State.SUBMITTED, to: State.ACCEPTED, signedOffBy: "负责人" })],
  ["backloaded", filing({ to: State.ACCEPTED, backloaded: true })],
  ["withdrawn", filing({ from: State.SUBMITTED, to: State.WITHDRAWN })],
  ["superseded", filing({ from: State.ACCEPTED, to: State.SUPERSEDED })],
  ["published", filing({ from: State.ACCEPTED, to: State.PUBLISHED, publication: { url: "https://example.cn/nb" } })],
  ["revokedReport", filing({ from: State.ACCEPTED, to: State.REVOKED, reason: "误报", scope: Scope.ROLL_UP })],
  ["rulebook", { case: "rulebook", value: { version: "2021.2" } }],
  ["ruleOff", { case: "rulebook", value: { rule: "T3-1", status: Status.OFF, reason: "误报太多" } }],
  ["ruleOn", { case: "rulebook", value: { rule: "T3-1", status: Status.ACTIVE, severity: Severity.WARNING } }],
  ["verdict", verdict(false)],
  ["verdictUnknown", verdict(true)],
  ["filingDeadline", { case: "filingDeadline", value: { organ: ORGAN, year: 2024, dueDate: "2025-02-14" } }],
  ["sealed", lock(LockKind.UNSPECIFIED, LockKind.SEALED)],
  ["sealedIncomplete", lock(LockKind.LOCKED, LockKind.SEALED, 2)],
  ["locked", lock(LockKind.UNSPECIFIED, LockKind.LOCKED)],
  ["unsealed", lock(LockKind.SEALED, LockKind.UNSPECIFIED)],
  ["unlocked", lock(LockKind.LOCKED, LockKind.UNSPECIFIED)],
  ["listed", { case: "reporter", value: { year: 2024, organ: { name: ORGAN, title: "清禾区教育局" } } }],
  ["unlisted", { case: "reporter", value: { year: 2024, organ: { name: ORGAN }, removed: true, reason: "并入" } }],
  ["deadline", { case: "deadline", value: { node: ORGAN, year: 2024, day: "2025-01-20" } }],
  ["deadlineLifted", { case: "deadline", value: { node: ORGAN, year: 2024 } }],
  ["calendar", { case: "calendar", value: { year: 2025, source: "国办发明电〔2024〕12号" } }],
  ["granted", { case: "grant", value: { grant: { subject: "li", node: ORGAN, role: Role.FILER } } }],
  ["revoked", { case: "grant", value: { grant: { subject: "li", role: Role.OFFICE }, revoked: true, reason: "调离" } }],
  ["unknown", { case: undefined }],
];

function wordAt(words: object, key: string): unknown {
  return key.split(".").reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], words);
}

test("Every kind of change has its sentence", () => {
  for (const [key, change, isNew] of CASES) assert.equal(said(change, isNew).key, key);
  assert.deepEqual(Object.keys(pageWords.zh.said).sort(), CASES.map(([key]) => key).sort());
});

test("A sentence says all it has room for, in both languages", () => {
  for (const [key, change, isNew] of CASES) {
    const { values, words } = said(change, isNew);
    for (const language of [
      { ...pageWords.zh, terms: terms.zh },
      { ...pageWords.en, terms: terms.en },
    ]) {
      const sentence = String(wordAt(language.said, key));
      for (const [, name = ""] of sentence.matchAll(/\{(\w+)\}/g)) {
        if (name === "actor") continue;
        const word = words[name] === undefined ? values[name] : wordAt(language, words[name]);
        assert.notEqual(word ?? "", "", `${key}: ${name}`);
      }
    }
  }
});

test("The words of both languages are for the same things", () => {
  const keys = (words: object): string[] =>
    Object.entries(words).flatMap(([key, word]) =>
      typeof word === "string" ? [key] : keys(word as object).map((below) => `${key}.${below}`),
    );
  assert.deepEqual(keys(pageWords.en), keys(pageWords.zh));
});

test("A reason is told, and an event about all organs says so", () => {
  assert.equal(said(lock(LockKind.UNSPECIFIED, LockKind.LOCKED)).reason, "汇总");
  assert.equal(said(filing({ from: State.SUBMITTED, to: State.RETURNED, reason: "表三不平" })).reason, "表三不平");
  const everywhere = said({ case: "yearLock", value: { year: 2024, to: LockKind.LOCKED } });
  assert.equal(everywhere.words["organ"], "everyone");
});

test("Events are of a kind and a year", () => {
  const event = (change: Change) => create(EventSchema, { change });
  assert.equal(kindOf(event(verdict(false))), "filing");
  assert.equal(yearOf(event(verdict(false))), 2024);
  assert.equal(kindOf(event(lock(LockKind.UNSPECIFIED, LockKind.LOCKED))), "lock");
  assert.equal(yearOf(event(organ())), 0);
  for (const [key, change] of CASES) assert.equal(kindOf(event(change)) === undefined, key === "unknown", key);
});

test("The log tells which organs stand below which, as of now", () => {
  const organs = new OrgansSeen();
  const event = (change: Change) => create(EventSchema, { change });
  const named = (name: string, parent: string, title = name) =>
    organs.take(event({ case: "organ", value: { name, parent, title } }));
  assert.ok(named("organs/a", "", "清禾区"));
  assert.ok(named("organs/b", "organs/a"));
  assert.ok(named("organs/c", "organs/b"));
  assert.ok(!named("organs/a", "", "清禾新区"));
  assert.equal(organs.titleOf("organs/a"), "清禾新区");
  assert.equal(organs.titleOf("organs/x"), "x");

  const concerns = (change: Change, top: string) => organs.concerns(event(change), top);
  const about = (name: string): Change => ({ case: "filing", value: { organ: name, year: 2024 } });
  assert.ok(concerns(about("organs/c"), "organs/a"));
  assert.ok(concerns(about("organs/c"), "organs/c"));
  assert.ok(!concerns(about("organs/a"), "organs/c"));
  // What is ruled above holds below; a rulebook holds everywhere.
  assert.ok(concerns({ case: "yearLock", value: { node: "organs/a" } }, "organs/c"));
  assert.ok(!concerns({ case: "yearLock", value: { node: "organs/c" } }, "organs/x"));
  assert.ok(concerns({ case: "rulebook", value: { version: "1" } }, "organs/c"));
  named("organs/c", "organs/a");
  assert.ok(!concerns(about("organs/c"), "organs/b"));
});
