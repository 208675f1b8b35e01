// What the form prints for a cell, a row, a table, or a figure of the fee statement.
import { type DescField, type DescMessage, getOption } from "@bufbuild/protobuf";
import { AnnualReportSchema } from "@gen/nianbao/form/v1/annual_report_pb";
import { print, section } from "@gen/nianbao/form/v1/options_pb";
import type { Rule } from "@gen/nianbao/validation/v1/rulebook_pb";
import { cellByCode, cells } from "@/form/catalogue";

export function titleOfPath(code: string): string {
  const cell = cellByCode.get(code);
  if (cell !== undefined) return cell.printedName;
  const path = pathOf(code);
  const rows = path.map((field) => getOption(field, print).row).filter((row) => row !== "");
  const heading = path[0] && getOption(path[0], section).heading;
  return rows.join(" ") || heading || code;
}

function pathOf(code: string): DescField[] {
  const path: DescField[] = [];
  let message: DescMessage | undefined = AnnualReportSchema;
  for (const name of code.split(".")) {
    const field: DescField | undefined = message?.fields.find((each) => each.name === name);
    if (field === undefined) break;
    path.push(field);
    message = field.fieldKind === "message" ? field.message : undefined;
  }
  return path;
}

// The values that a variable takes, in its order.
export function valuesOf({ values, cellsUnder }: Rule["variables"][number]): string[] {
  if (cellsUnder.length === 0) return values;
  return cells.map(({ code }) => code).filter((code) => cellsUnder.some((above) => isUnder(code, above)));
}

// With the first value of each variable, or with that which is given.
export function bound(rule: Rule, code: string, given: Record<string, string> = {}): string {
  return code.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const variable = rule.variables.find((each) => each.name === name);
    return given[name] ?? (variable && valuesOf(variable)[0]) ?? whole;
  });
}

const isUnder = (code: string, above: string): boolean => code === above || code.startsWith(`${above}.`);
