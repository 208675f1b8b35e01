// What is known of each figure of a total.
import type { Aggregate } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import type { RollUpDifference, YearOfNode } from "@gen/nianbao/aggregation/v1/compare_pb";
import { type Cell, cells } from "@/form/catalogue";
import { figure } from "@/form/figures";
import { numberOf } from "@/form/report_cells";

// How many of the accepted reports hold what.
export interface Contents {
  numbers: number;
  blank: number;
  notApplicable: number;
  unresolved: number;
}

export interface FigureFacts {
  cell: Cell;
  value: bigint;
  contents: Contents;
  // That of the year before; undefined when it was not asked for, or nothing was accepted then.
  before: bigint | undefined;
  // What the accepted roll-up says, where it is something else.
  filed: bigint | undefined;
}

export function factsOf(
  total: Aggregate,
  yearBefore: YearOfNode | undefined,
  differences: readonly RollUpDifference[],
): ReadonlyMap<string, FigureFacts> {
  const comparable = (yearBefore?.coverage?.accepted ?? 0) > 0;
  const before = new Map(comparable ? yearBefore?.measures.map(({ now }) => [now?.measure, now?.numerator]) : []);
  const filed = new Map(differences.map((difference) => [difference.cell, difference.filed]));
  return new Map(
    cells.map((cell) => [
      cell.code,
      {
        cell,
        value: (total.totals && numberOf(total.totals, cell.code)) ?? 0n,
        contents: contentsOf(total, cell),
        before: before.get(cell.code),
        filed: filed.get(cell.code),
      },
    ]),
  );
}

function contentsOf({ coverage, emptyCells }: Aggregate, { index }: Cell): Contents {
  const blank = emptyCells?.blank[index] ?? 0;
  const notApplicable = emptyCells?.notApplicable[index] ?? 0;
  const unresolved = emptyCells?.unresolved[index] ?? 0;
  return {
    numbers: (coverage?.accepted ?? 0) - blank - notApplicable - unresolved,
    blank,
    notApplicable,
    unresolved,
  };
}

// A change, with its sign.
export function signed(code: string, change: bigint): string {
  return change > 0n ? `+${figure(code, change)}` : figure(code, change);
}
