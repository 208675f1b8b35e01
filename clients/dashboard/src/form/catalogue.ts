// The 200 cells of the form in its order, read from the options on the fields of AnnualReport, as the services read them.
import { type DescField, type DescMessage, getOption } from "@bufbuild/protobuf";
import { AnnualReportSchema } from "@gen/nianbao/form/v1/annual_report_pb";
import { NarrativeSchema } from "@gen/nianbao/form/v1/narrative_pb";
import { print, section } from "@gen/nianbao/form/v1/options_pb";

export interface Cell {
  // Position among the 200.
  index: number;
  // Proto path below the report, such as "requests.received.natural_person".
  code: string;
  // The fields from the report down to the figure.
  path: DescField[];
  // Section 2, 3 or 4.
  section: number;
  // Row and column as a person would name them, such as "（一）予以公开 · 自然人".
  printedName: string;
  // The stored integer is the printed figure times 10^scale.
  scale: number;
}

function walk(message: DescMessage, above: DescField[], number: number, cells: Cell[]): void {
  for (const field of message.fields) {
    const path = [...above, field];
    if (field.fieldKind === "message") walk(field.message, path, number, cells);
    else if (field.fieldKind === "scalar") {
      cells.push({
        index: cells.length,
        code: path.map((step) => step.name).join("."),
        path,
        section: number,
        printedName: nameOf(path, number),
        scale: getOption(field, print).scale,
      });
    }
  }
}

function nameOf(path: DescField[], number: number): string {
  const titles = path.map((field) => getOption(field, print));
  const rows = titles.map(({ row }) => row).filter((row) => row !== "");
  // "三、本年度办理结果" heads 23 of the 25 rows and tells none of them apart.
  if (number === 3 && rows.length > 1) rows.shift();
  const columns = titles.flatMap(({ columnGroup, column }) => [columnGroup, column]).filter((column) => column !== "");
  return [rows.join(" "), columns.join(" ")].filter((part) => part !== "").join(" · ");
}

export const cells: readonly Cell[] = (() => {
  const found: Cell[] = [];
  for (const field of AnnualReportSchema.fields) {
    const { number } = getOption(field, section);
    if (number > 0 && field.fieldKind === "message") walk(field.message, [field], number, found);
  }
  return found;
})();

// The fee statement of section six, beside the 200.
export const feeCells: readonly Cell[] = (() => {
  const found: Cell[] = [];
  const field = AnnualReportSchema.field.processingFees;
  if (field.fieldKind === "message") walk(field.message, [field], 6, found);
  return found.map((cell) => ({ ...cell, index: cells.length + cell.index }));
})();

export const cellByCode: ReadonlyMap<string, Cell> = new Map([...cells, ...feeCells].map((cell) => [cell.code, cell]));

export interface TextSection {
  number: number;
  // As the form prints it, such as "一、总体情况".
  heading: string;
  // Field of Narrative.
  field: "overview" | "problemsAndImprovements" | "otherMatters";
}

const NUMERALS = ["", "一", "二", "三", "四", "五", "六"];

// The written sections.
export const textSections: readonly TextSection[] = NarrativeSchema.fields.flatMap((field) => {
  const { number, heading } = getOption(field, section);
  return number > 0
    ? [{ number, heading: `${NUMERALS[number]}、${heading}`, field: field.localName as TextSection["field"] }]
    : [];
});
