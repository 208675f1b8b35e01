import type { Cause, Repair, Verdict } from "@gen/nianbao/validation/v1/verdict_pb";
import { typedContent } from "@/form/figures";
import type { Sheet } from "./sheet";

// Changes the cells as told; tells the first of them.
export function repairSheet(sheet: Sheet, repair: Repair): string | undefined {
  const edits = repair.changes.flatMap(({ cell, to }) => {
    const content = typedContent(cell, to);
    return content === undefined ? [] : [{ cell, content }];
  });
  sheet.write(edits, "repaired");
  return edits[0]?.cell;
}

// Causes whose repairs are worth offering: while cells of their equations are blank, filling these in comes first.
export function mendable({ causes, findings }: Verdict): Cause[] {
  const unfilled = new Set(
    findings.filter(({ cells }) => cells.some(({ value, year }) => value === "" && year === 0)).map(({ id }) => id),
  );
  return causes.filter((cause) => !cause.findings.some((id) => unfilled.has(id)));
}
