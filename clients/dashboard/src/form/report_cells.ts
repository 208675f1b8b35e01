// The figures of a report by cell. A cell holds a number, "/", something unresolved, or nothing.
import { create } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { type AnnualReport, AnnualReportSchema } from "@gen/nianbao/form/v1/annual_report_pb";
import { CellMark_State as Mark } from "@gen/nianbao/form/v1/cell_mark_pb";
import { type Cell, cellByCode } from "@/form/catalogue";

export type CellContent =
  | { kind: "blank" }
  | { kind: "number"; value: bigint }
  | { kind: "not_applicable" }
  | { kind: "unresolved"; rawText: string };

export function contentOf(report: AnnualReport, code: string): CellContent {
  const mark = report.marks.find((each) => each.cell === code);
  if (mark?.state === Mark.NOT_APPLICABLE) return { kind: "not_applicable" };
  if (mark?.state === Mark.UNRESOLVED) return { kind: "unresolved", rawText: mark.rawText };
  const value = numberOf(report, code);
  return value === undefined ? { kind: "blank" } : { kind: "number", value };
}

export function numberOf(report: AnnualReport, code: string): bigint | undefined {
  let message = reflect(AnnualReportSchema, report);
  const path = pathOf(code);
  for (const field of path.slice(0, -1)) {
    if (field.fieldKind !== "message" || !message.isSet(field)) return undefined;
    message = message.get(field);
  }
  const figure = path.at(-1);
  return figure !== undefined && message.isSet(figure) ? (message.get(figure) as bigint) : undefined;
}

// Changes the report.
export function setContent(report: AnnualReport, code: string, content: CellContent): void {
  report.marks = report.marks.filter((mark) => mark.cell !== code);
  if (content.kind === "not_applicable") mark(report, code, Mark.NOT_APPLICABLE, "");
  if (content.kind === "unresolved") mark(report, code, Mark.UNRESOLVED, content.rawText);
  let message = reflect(AnnualReportSchema, report);
  const path = pathOf(code);
  for (const field of path.slice(0, -1)) {
    if (field.fieldKind !== "message") return;
    if (!message.isSet(field)) message.set(field, reflect(field.message, create(field.message)));
    message = message.get(field);
  }
  const figure = path.at(-1);
  if (figure === undefined) return;
  if (content.kind === "number") message.set(figure, content.value);
  else message.clear(figure);
}

// Marks stand in the order of the catalogue.
function mark(report: AnnualReport, code: string, state: Mark, rawText: string): void {
  const order = (each: { cell: string }) => cellByCode.get(each.cell)?.index ?? 0;
  report.marks = [...report.marks, { $typeName: "nianbao.form.v1.CellMark" as const, cell: code, state, rawText }].sort(
    (a, b) => order(a) - order(b),
  );
}

function pathOf(code: string): Cell["path"] {
  const cell = cellByCode.get(code);
  if (cell === undefined) throw new Error(`no cell ${code}`);
  return cell.path;
}
