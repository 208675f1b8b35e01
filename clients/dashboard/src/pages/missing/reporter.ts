// One expected report, as the page lists it.
import type { FilingCounts, FilingStatus, OverdueFiling } from "@gen/nianbao/directory/v1/directory_service_pb";
import { FilingStatus_Timeliness as Timeliness } from "@gen/nianbao/directory/v1/directory_service_pb";
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import type { Contact } from "@gen/nianbao/organ/v1/organ_pb";
import { Revision_State as State } from "@gen/nianbao/submission/v1/filing_pb";

export type Progress = "missing" | "draft" | "withdrawn" | "returned" | "submitted" | "accepted" | "published";

export interface Reporter {
  organ: string;
  title: string;
  parent: string;
  rollUp: boolean;
  // Resource name of the filing; empty when nothing was saved yet.
  filing: string;
  progress: Progress;
  // That of a correction beside the report that counts.
  correction: Progress | undefined;
  dueDay: string;
  // Days in Shanghai until the due day; negative once it is past.
  daysLeft: number;
  overdue: boolean;
  // Came in, but late; undefined when that is not known.
  late: boolean | undefined;
  // Working days since the due day; undefined where the calendar of these days is not known.
  workingDaysOver: number | undefined;
  contact: Contact | undefined;
}

const PROGRESS: Partial<Record<State, Progress>> = {
  [State.DRAFT]: "draft",
  [State.SUBMITTED]: "submitted",
  [State.RETURNED]: "returned",
  [State.WITHDRAWN]: "withdrawn",
  [State.ACCEPTED]: "accepted",
  [State.PUBLISHED]: "published",
};

// The overdue filing has what the status does not: the contact of today, and working days.
export function reporterOf(status: FilingStatus, today: string, overdue: OverdueFiling | undefined): Reporter {
  const { organ, filing } = status;
  const open = filing?.openRevision && PROGRESS[filing.openRevision.state];
  const counts = filing?.effectiveRevision && PROGRESS[filing.effectiveRevision.state];
  return {
    organ: organ?.name ?? "",
    title: organ?.title ?? "",
    parent: organ?.parent ?? "",
    rollUp: status.scope === Scope.ROLL_UP,
    filing: filing?.name ?? "",
    progress: counts ?? open ?? "missing",
    correction: counts && open,
    dueDay: status.dueDay,
    daysLeft: daysBetween(today, status.dueDay),
    overdue: status.overdue,
    late: lateOf(status.timeliness),
    workingDaysOver: overdue?.workingDays,
    contact: overdue?.organ?.contact ?? organ?.contact,
  };
}

// Tells the filings of an organ apart.
export function keyOf(organ: string | undefined, scope: Scope): string {
  return `${organ}/${scope}`;
}

function lateOf(timeliness: Timeliness): boolean | undefined {
  if (timeliness === Timeliness.LATE) return true;
  return timeliness === Timeliness.ON_TIME ? false : undefined;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000;
}

// What a list is narrowed to.
export const FILTERS = ["unfiled", "overdue", "returned", "submitted", "accepted", "all"] as const;
export type Filter = (typeof FILTERS)[number];

const UNFILED: Progress[] = ["missing", "draft", "withdrawn", "returned"];

export function isFiled({ progress }: Reporter): boolean {
  return !UNFILED.includes(progress);
}

export function passes(reporter: Reporter, filter: Filter): boolean {
  switch (filter) {
    case "unfiled":
      return !isFiled(reporter);
    case "overdue":
      return reporter.overdue;
    case "returned":
    case "submitted":
      return reporter.progress === filter;
    case "accepted":
      return reporter.progress === "accepted" || reporter.progress === "published";
    case "all":
      return true;
  }
}

// How many pass, of the whole list, however much of it was read.
export function countOf(counts: FilingCounts, filter: Filter): number {
  switch (filter) {
    case "unfiled":
      return counts.expected - counts.filed;
    case "overdue":
      return counts.overdue;
    case "returned":
      return counts.returned;
    case "submitted":
      return counts.filed - counts.accepted;
    case "accepted":
      return counts.accepted;
    case "all":
      return counts.expected;
  }
}
