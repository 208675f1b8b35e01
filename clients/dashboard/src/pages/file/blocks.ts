// What stands between a report and its submission.
import { Severity } from "@gen/nianbao/finding/v1/finding_pb";
import { computed } from "vue";
import { actor } from "@/session/actor";
import { type Desk, saysEnough } from "./desk";
import { differences } from "./sheet";

export interface Hindrance {
  kind: "empty" | "actor" | "checking" | "lost" | "unchecked" | "errors" | "unexplained" | "same" | "reason" | "fees";
  count: number;
}

export function isExplained(desk: Desk, finding: string): boolean {
  const said = desk.sheet.said.get(finding);
  if (said === undefined || !saysEnough(said)) return false;
  const refused = desk.refused.value.get(finding);
  return refused === undefined || refused.text !== said.text || refused.reason !== said.reason;
}

export function useHindrances(desk: Desk) {
  return computed<Hindrance[]>(() => {
    const { verdict, state } = desk.check;
    const found: Hindrance[] = [];
    const add = (kind: Hindrance["kind"], count = 1) => count > 0 && found.push({ kind, count });
    desk.sheet.state.edits;
    if (actor.value === "") add("actor");
    if (desk.sheet.isEmpty()) {
      add("empty");
      return found;
    }
    if (state.lost) add("lost");
    else if (!state.current) add("checking");
    else if (verdict.value === undefined) add("unchecked");
    add("errors", verdict.value?.errorCount ?? 0);
    const warnings = (verdict.value?.findings ?? []).filter(({ severity }) => severity === Severity.WARNING);
    add("unexplained", warnings.filter(({ id }) => !isExplained(desk, id)).length);
    const accepted = desk.effective.value?.report;
    if (accepted !== undefined) {
      const { cells, texts } = differences(desk.sheet.report(), accepted);
      if (cells.length === 0 && !texts) add("same");
    }
    if (desk.effective.value !== undefined && desk.sheet.state.correctionReason.trim() === "") add("reason");
    add("fees", desk.sheet.unreadFees().length);
    return found;
  });
}
