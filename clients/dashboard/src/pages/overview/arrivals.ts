// On which days the reports of a subtree came, and what was done with them last, from the status of each filing.
import { type Timestamp, timestampMs } from "@bufbuild/protobuf/wkt";
import type { FilingStatus } from "@gen/nianbao/directory/v1/directory_service_pb";
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import {
  type Revision,
  Revision_State as State,
  Revision_Timeliness as Timeliness,
} from "@gen/nianbao/submission/v1/filing_pb";

// A day in Shanghai, as 2025-01-31.
export type Day = string;

export interface Arrivals {
  day: Day;
  count: number;
  late: number;
}

const SHANGHAI = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" });

export function dayOf(time: Timestamp): Day {
  return SHANGHAI.format(timestampMs(time));
}

// By day. A report that was submitted again came on the day of its last submission.
export function arrivals(statuses: readonly FilingStatus[]): Arrivals[] {
  const days = new Map<Day, Arrivals>();
  for (const { filing } of statuses) {
    const revision = [filing?.effectiveRevision, filing?.openRevision].find((each) => each?.submitTime !== undefined);
    if (revision?.submitTime === undefined) continue;
    const day = dayOf(revision.submitTime);
    const known = days.get(day) ?? { day, count: 0, late: 0 };
    known.count++;
    if (revision.timeliness === Timeliness.LATE) known.late++;
    days.set(day, known);
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

// How many filings are due on a day.
export function dueDays(statuses: readonly FilingStatus[]): Map<Day, number> {
  const days = new Map<Day, number>();
  for (const { dueDay } of statuses) days.set(dueDay, (days.get(dueDay) ?? 0) + 1);
  return new Map([...days].sort());
}

export type Deed =
  | "submitted"
  | "corrected"
  | "returned"
  | "accepted"
  | "correctionAccepted"
  | "published"
  | "backloaded";

export interface RecentDeed {
  filing: string;
  organ: string;
  title: string;
  rollUp: boolean;
  deed: Deed;
  actor: string;
  time: Timestamp;
  // Of a return or a correction.
  reason: string;
}

// What was done last with each filing, the latest first.
export function recentDeeds(statuses: readonly FilingStatus[], most: number): RecentDeed[] {
  const later = (a: RecentDeed, b: RecentDeed) => timestampMs(b.time) - timestampMs(a.time);
  return statuses
    .flatMap((status) => deedsOf(status).sort(later).slice(0, 1))
    .sort(later)
    .slice(0, most);
}

function deedsOf({ organ, scope, filing }: FilingStatus): RecentDeed[] {
  if (organ === undefined || filing === undefined) return [];
  const { effectiveRevision: effective, openRevision: open } = filing;
  const deeds: RecentDeed[] = [];
  const add = (deed: Deed, actor: string, time: Timestamp | undefined, reason = "") => {
    if (time === undefined) return;
    const rollUp = scope === Scope.ROLL_UP;
    deeds.push({ filing: filing.name, organ: organ.name, title: organ.title, rollUp, deed, actor, time, reason });
  };
  if (effective !== undefined) {
    add("published", effective.publisher, effective.publishTime);
    const deed = effective.backloaded ? "backloaded" : corrects(effective) ? "correctionAccepted" : "accepted";
    add(
      deed,
      effective.reviewer || effective.author,
      effective.reviewTime ?? effective.saveTime,
      effective.correctionReason,
    );
  }
  if (open?.state === State.RETURNED) add("returned", open.reviewer, open.reviewTime, open.returnReason);
  const submitted = open?.state === State.SUBMITTED ? open : effective?.backloaded ? undefined : effective;
  if (submitted !== undefined) {
    const deed = corrects(submitted) ? "corrected" : "submitted";
    add(deed, submitted.submitter, submitted.submitTime, submitted.correctionReason);
  }
  return deeds;
}

function corrects({ correctionReason }: Revision): boolean {
  return correctionReason !== "";
}
