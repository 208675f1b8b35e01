import type { Repair } from "@gen/nianbao/validation/v1/verdict_pb";
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
