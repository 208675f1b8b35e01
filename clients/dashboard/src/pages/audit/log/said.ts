// What an event says, as a key of the page's words and what is filled in.

import { Severity } from "@gen/nianbao/finding/v1/finding_pb";
import { ScopeSchema } from "@gen/nianbao/form/v1/annual_report_pb";
import { Grant_RoleSchema } from "@gen/nianbao/organ/v1/grant_pb";
import { OrganChange_KindSchema } from "@gen/nianbao/organ/v1/organ_pb";
import type { FilingChange, YearLockChange } from "@gen/nianbao/submission/v1/event_pb";
import { Revision_State as State, Revision_Timeliness as Timeliness } from "@gen/nianbao/submission/v1/filing_pb";
import { YearLock_Kind as LockKind } from "@gen/nianbao/submission/v1/year_lock_pb";
import { Rule_Status as Status } from "@gen/nianbao/validation/v1/rulebook_pb";
import { organOfFiling, yearOfFiling } from "@/form/filing_name";
import { type Entry, organOf } from "./entry";

export interface Said {
  // Below `said`.
  key: string;
  // What is filled in as it is.
  values: Record<string, string | number>;
  // What is filled in as words, by their keys.
  words: Record<string, string>;
  // The stated reason; empty when there is none.
  reason: string;
}

export function saidBy({ event, titles, isNew }: Entry): Said {
  const { change } = event;
  const name = organOf(event);
  const organ = titles.get(name) ?? "";
  const words: Said["words"] = name === "" ? { organ: "everyone" } : {};
  const said = (key: string, values: Said["values"] = {}, reason = "", more: Said["words"] = {}): Said => ({
    key,
    values: { organ, ...values },
    words: { ...words, ...more },
    reason,
  });
  switch (change.case) {
    case "organ": {
      const { absent, changes, fromDay } = change.value;
      const last = changes.at(-1);
      if (last !== undefined) {
        const key = absent ? "organGone" : "organChanged";
        return said(key, { day: fromDay }, last.reason, { kind: `organ.${nameIn(OrganChange_KindSchema, last.kind)}` });
      }
      return said(isNew ? "organAdded" : "organUpdated");
    }
    case "filing": {
      const { year, scope, revision, reason } = change.value;
      const { key, values } = ofFiling(change.value);
      return said(key, { year, revision, ...values }, reason, { scope: `scope.${nameIn(ScopeSchema, scope)}` });
    }
    case "rulebook": {
      const { rule, version, status, severity, reason } = change.value;
      if (rule === "") return said("rulebook", { version });
      if (status === Status.OFF) return said("ruleOff", { rule }, reason);
      return said("ruleOn", { rule }, reason, {
        severity: severity === Severity.UNSPECIFIED ? "ownSeverity" : `terms.severity.${severity}`,
      });
    }
    case "verdict": {
      const { filing, revision, cause, errorCount, warningCount, unknown } = change.value;
      return said(unknown ? "verdictUnknown" : "verdict", {
        year: yearOfFiling(filing),
        revision,
        cause: titles.get(organOfFiling(cause)) ?? "",
        causeYear: yearOfFiling(cause),
        errors: errorCount,
        warnings: warningCount,
      });
    }
    case "filingDeadline":
      return said("filingDeadline", { year: change.value.year, day: change.value.dueDate }, change.value.reason);
    case "yearLock":
      return said(
        keyOfLock(change.value),
        { year: change.value.year, missing: change.value.missingCount },
        change.value.reason,
      );
    case "reporter": {
      const { year, removed, reason, organ: listed } = change.value;
      return said(removed ? "unlisted" : "listed", { year, organ: listed?.title || organ }, reason);
    }
    case "deadline": {
      const { year, day, reason } = change.value;
      return said(day === "" ? "deadlineLifted" : "deadline", { year, day }, reason);
    }
    case "calendar":
      return said("calendar", { year: change.value.year, source: change.value.source });
    case "grant": {
      const { grant, revoked, reason } = change.value;
      const role = `role.${nameIn(Grant_RoleSchema, grant?.role ?? 0)}`;
      return said(revoked ? "revoked" : "granted", { subject: grant?.subject ?? "" }, reason, { role });
    }
    default:
      return said("unknown");
  }
}

function ofFiling(change: FilingChange): { key: string; values: Said["values"] } {
  const { from, to, revision, timeliness, backloaded, signedOffBy, publication } = change;
  if (backloaded) return { key: "backloaded", values: {} };
  switch (to) {
    case State.DRAFT:
      if (from !== State.UNSPECIFIED) return { key: from === State.DRAFT ? "saved" : "resumed", values: {} };
      return { key: revision > 1 ? "correcting" : "begun", values: {} };
    case State.SUBMITTED:
      return { key: timeliness === Timeliness.LATE ? "submittedLate" : "submitted", values: { day: change.dueDate } };
    case State.RETURNED:
      return { key: "returned", values: {} };
    case State.ACCEPTED:
      return { key: "accepted", values: { leader: signedOffBy } };
    case State.WITHDRAWN:
      return { key: "withdrawn", values: {} };
    case State.SUPERSEDED:
      return { key: "superseded", values: {} };
    case State.PUBLISHED:
      return { key: "published", values: { url: publication?.url ?? "" } };
    case State.REVOKED:
      return { key: "revokedReport", values: {} };
    default:
      return { key: "unknown", values: {} };
  }
}

function keyOfLock({ from, to, missingCount }: YearLockChange): string {
  if (to === LockKind.SEALED) return missingCount > 0 ? "sealedIncomplete" : "sealed";
  if (to === LockKind.LOCKED) return "locked";
  return from === LockKind.SEALED ? "unsealed" : "unlocked";
}

// The name of a value as the proto file has it, such as KIND_RENAME.
function nameIn(schema: { value: Record<number, { name: string } | undefined> }, number: number): string {
  return schema.value[number]?.name ?? "";
}
