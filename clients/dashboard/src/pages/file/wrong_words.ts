// Why what stands in a cell is no figure.
import { cellByCode } from "@/form/catalogue";
import type { CellContent } from "@/form/report_cells";

type Translate = (key: string, values: Record<string, string | number>) => string;

// found: what the document says there; undefined when none was read.
export function wrongWords(cell: string, content: CellContent, found: string | undefined, t: Translate): string {
  if (content.kind !== "unresolved") return "";
  const text = content.rawText;
  if (text === "") return t("unread", {});
  if (text === found) return t("unreadText", { text });
  const scale = cellByCode.get(cell)?.scale ?? 0;
  return t(scale === 0 ? "wrong" : "wrongDecimal", { text, scale });
}
