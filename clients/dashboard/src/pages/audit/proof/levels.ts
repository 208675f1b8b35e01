// How one figure goes up from the report at the end of a proof to the sealed total.
import type { Proof } from "@gen/nianbao/aggregation/v1/proof_pb";
import { cells } from "@/form/catalogue";

export interface Level {
  node: string;
  // Made anew by the check.
  digest: Uint8Array;
  own: bigint;
  // What came from the level below it; undefined for the report.
  below: { node: string; sum: bigint } | undefined;
  others: { node: string; sum: bigint }[];
  total: bigint;
}

// The report first. cell: its index.
export function levelsOf({ root, path }: Proof, cell: number): Level[] {
  const levels = path.map((node, step): Level => {
    const next = path[step + 1]?.node;
    const entry = path[step - 1]?.children.find((child) => child.node === node.node);
    const sums = node.children.map((child) => ({ node: child.node, sum: child.sums[cell] ?? 0n }));
    return {
      node: node.node,
      digest: entry?.digest ?? root?.digest ?? new Uint8Array(),
      own: node.own[cell] ?? 0n,
      below: sums.find((each) => each.node === next),
      others: sums.filter((each) => each.node !== next),
      total: (step === 0 ? root : entry)?.sums[cell] ?? 0n,
    };
  });
  return levels.reverse();
}

// The cell that says most about the report: its largest count, or else that of the total.
export function tellingCell({ root, path }: Proof): number {
  const own = path.at(-1)?.own ?? [];
  const figures = own.length > 0 ? own : (root?.sums ?? []);
  let best = 0;
  for (const cell of cells) {
    if (cell.scale === 0 && (figures[cell.index] ?? 0n) > (figures[best] ?? 0n)) best = cell.index;
  }
  return best;
}
