// An event of the log as the page lists it.
import { fromBinary } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@gen/nianbao/submission/v1/event_pb";
import { organOfFiling, yearOfFiling } from "@/form/filing_name";
import type { RawRecord } from "@/proof/event_chain";

export interface Entry {
  // Without the figures of a report: a log holds many.
  event: Event;
  record: RawRecord;
  // Title of each organ that the event names, as it was then, by resource name.
  titles: ReadonlyMap<string, string>;
  // Of an event about an organ: nothing was said of it before.
  isNew: boolean;
}

export type Kind = "filing" | "lock" | "roster" | "rule" | "grant";
export const KINDS: readonly Kind[] = ["filing", "lock", "roster", "rule", "grant"];

const KIND_OF: Record<string, Kind> = {
  filing: "filing",
  verdict: "filing",
  filingDeadline: "filing",
  yearLock: "lock",
  organ: "roster",
  reporter: "roster",
  deadline: "roster",
  calendar: "roster",
  rulebook: "rule",
  grant: "grant",
};

export function kindOf({ change }: Event): Kind | undefined {
  return KIND_OF[change.case ?? ""];
}

export function readEvent(record: RawRecord): Event {
  return fromBinary(EventSchema, record.event);
}

// Resource name of the organ that an event is about; empty when it is about all.
export function organOf({ change }: Event): string {
  switch (change.case) {
    case "organ":
      return change.value.name;
    case "filing":
    case "filingDeadline":
      return change.value.organ;
    case "verdict":
      return organOfFiling(change.value.filing);
    case "yearLock":
    case "deadline":
      return change.value.node;
    case "reporter":
      return change.value.organ?.name ?? "";
    case "grant":
      return change.value.grant?.node ?? "";
    default:
      return "";
  }
}

// The year reported on; 0 when it is about none.
export function yearOf({ change }: Event): number {
  switch (change.case) {
    case "filing":
    case "filingDeadline":
    case "yearLock":
    case "deadline":
    case "reporter":
      return change.value.year;
    case "verdict":
      return yearOfFiling(change.value.filing);
    default:
      return 0;
  }
}
