// What the page asks of the services.
import { type Aggregate, Tree } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import type { CompareRollUpResponse, YearOfNode } from "@gen/nianbao/aggregation/v1/compare_pb";
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import { aggregation, directory } from "@/rpc/services";

// Of this form: there are no totals before it.
export const FIRST_YEAR = 2021;

export interface Selection {
  node: string;
  year: number;
  tree: Tree;
  line: string;
}

export async function readTotal(selection: Selection, signal: AbortSignal): Promise<Aggregate | undefined> {
  const { aggregate } = await aggregation.getAggregate(selection, { signal });
  return aggregate;
}

// All cells of the year before, and how much they cover.
export async function readYearBefore(selection: Selection, signal: AbortSignal): Promise<YearOfNode | undefined> {
  const { node, year, tree, line } = selection;
  const { rows } = await aggregation.compareAggregates({ nodes: [node], years: [year - 1], tree, line }, { signal });
  return rows[0];
}

// Undefined where the node has no accepted roll-up, or something else than the total of the year is shown.
export async function readRollUp(
  { node, year, tree, line }: Selection,
  signal: AbortSignal,
): Promise<CompareRollUpResponse | undefined> {
  if (tree !== Tree.YEAR || line !== "") return undefined;
  // The statuses of the node itself come first: at most one for each scope.
  const { statuses } = await directory.getCompleteness({ node, year, pageSize: 2 }, { signal });
  const accepted = statuses.some(
    ({ organ, scope, filing }) =>
      organ?.name === node && scope === Scope.ROLL_UP && filing?.effectiveRevision !== undefined,
  );
  return accepted ? aggregation.compareRollUp({ node, year }, { signal }) : undefined;
}
