// What is shown of a total: a sum of cells, a quotient of such sums, or how much of it is there.
import { getOption } from "@bufbuild/protobuf";
import type { CellTerm, Indicator } from "@gen/nianbao/aggregation/v1/indicator_pb";
import { print } from "@gen/nianbao/form/v1/options_pb";
import { cellByCode, cells } from "@/form/catalogue";
import { figure } from "@/form/figures";
import { percent } from "@/form/ratio";
import type { Total } from "@/live/totals";

type Terms = Pick<CellTerm, "cell" | "factor">[];

export interface Measure {
  id: string;
  title: string;
  // What it says, and what it does not.
  note: string;
  numerator: Terms;
  // Undefined for a sum.
  denominator: Terms | undefined;
}

export interface Value {
  numerator: bigint;
  // 1 for a sum.
  denominator: bigint;
}

// The rows of the form that leaders ask about first: its sums as paths of fields whose cells are added.
const KEY_SUMS = [
  ["requests.received.total"],
  ["requests.outcomes.granted.total"],
  ["requests.outcomes.refused"],
  ["requests.carried_out.total"],
  ["remedies.reconsideration.total"],
  ["remedies.direct_litigation.total", "remedies.litigation_after_reconsideration.total"],
  ["proactive_disclosure.normative_documents.issued"],
  ["proactive_disclosure.normative_documents.in_force"],
];

export const keySums: readonly Measure[] = KEY_SUMS.map((paths) => {
  const codes = paths.flatMap(codesOf);
  return {
    id: paths.join("+"),
    title: titleOf(paths[0] ?? ""),
    note: "",
    numerator: codes.map((cell) => ({ cell, factor: 1 })),
    denominator: undefined,
  };
});

export function measureOf({ id, title, note, numerator, denominator }: Indicator): Measure {
  return { id, title, note, numerator, denominator };
}

export function cellsOf(measures: readonly Measure[]): string[] {
  const named = new Set(
    measures.flatMap(({ numerator, denominator }) => [...numerator, ...(denominator ?? [])]).map(({ cell }) => cell),
  );
  return cells.map(({ code }) => code).filter((code) => named.has(code));
}

// How much of a total is there.
export function shareAccepted(title: string): Measure {
  return { id: "coverage", title, note: "", numerator: [], denominator: [] };
}

// Undefined when it has nothing to be a part of, or nothing was accepted.
export function measured(measure: Measure, total: Total): Value | undefined {
  const { accepted, expected } = total.coverage;
  if (measure.id === "coverage") {
    return expected === 0 ? undefined : { numerator: BigInt(accepted), denominator: BigInt(expected) };
  }
  if (accepted === 0) return undefined;
  const denominator = measure.denominator === undefined ? 1n : sum(measure.denominator, total);
  return denominator === 0n ? undefined : { numerator: sum(measure.numerator, total), denominator };
}

export function printedValue(measure: Measure, value: Value | undefined): string {
  if (value === undefined) return "—";
  if (measure.denominator !== undefined) return percent(value.numerator, value.denominator) ?? "—";
  return figure(measure.numerator[0]?.cell ?? "", value.numerator);
}

// In how many accepted reports, at least, one of the cells of a sum is blank or could not be read.
export function reportsWithoutNumber(measure: Measure, { emptyCells }: Total): number {
  if (emptyCells === undefined) return 0;
  const { blank, unresolved } = emptyCells;
  const counts = measure.numerator.map(({ cell }) => {
    const index = cellByCode.get(cell)?.index ?? 0;
    return (blank[index] ?? 0) + (unresolved[index] ?? 0);
  });
  return Math.max(0, ...counts);
}

function sum(terms: Terms, total: Total): bigint {
  return terms.reduce((all, { cell, factor }) => all + BigInt(factor || 1) * (total.cells.get(cell) ?? 0n), 0n);
}

// The cells at a path, of rows of applicants their totals.
function codesOf(path: string): string[] {
  if (cellByCode.has(path)) return [path];
  return cells.map(({ code }) => code).filter((code) => code.startsWith(`${path}.`) && code.endsWith(".total"));
}

// As the form prints it, without the number of the row.
function titleOf(path: string): string {
  const first = cells.find(({ code }) => code === path || code.startsWith(`${path}.`));
  const titles = first?.path.slice(0, path.split(".").length).map((field) => getOption(field, print)) ?? [];
  const row = titles.findLast((title) => title.row !== "")?.row ?? "";
  if (row === "") return titles.find(({ columnGroup }) => columnGroup !== "")?.columnGroup ?? "";
  const column = first?.section === 2 ? (titles.at(-1)?.column ?? "") : "";
  return [row.replace(/^(?:[一二三四]、|（[一二三四五六七]）)/, ""), column].filter((part) => part !== "").join(" ");
}
