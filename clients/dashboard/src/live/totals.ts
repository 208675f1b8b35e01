// Totals as a stream tells them: snapshots, then changes, step by step. It holds nothing of a step before the whole step is
// there, so what it holds are always totals of one moment.
import type { Aggregate, Coverage, EmptyCells } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import type { Position } from "@gen/nianbao/aggregation/v1/position_pb";
import type { AggregateDelta, WatchAggregatesResponse } from "@gen/nianbao/aggregation/v1/watch_pb";
import { numberOf } from "@/form/report_cells";

// The total of a node for a year. It is never changed: another takes its place.
export interface Total {
  node: string;
  title: string;
  year: number;
  // By cell code; only the cells that are watched.
  cells: ReadonlyMap<string, bigint>;
  coverage: Coverage;
  emptyCells: EmptyCells | undefined;
}

export interface Change {
  // Undefined when it was not watched before.
  before: Total | undefined;
  // Undefined when it is watched no more.
  after: Total | undefined;
}

export class WatchedTotals {
  private held: ReadonlyMap<string, Total> = new Map();
  private parts: WatchAggregatesResponse[] = [];
  private reached: Position | undefined;

  // Snapshots are read for these cells alone.
  constructor(private readonly cells: readonly string[]) {}

  // What to resume with; undefined before the first step.
  get position(): Position | undefined {
    return this.reached;
  }

  // By totalKey. It is never changed: after a step there is another one.
  get all(): ReadonlyMap<string, Total> {
    return this.held;
  }

  // What changed, once the message is the last of its step; undefined before.
  take(message: WatchAggregatesResponse): Change[] | undefined {
    this.parts.push(message);
    if (message.position === undefined) return undefined;
    const next = this.led(this.parts);
    const before = this.held;
    this.parts = [];
    this.held = next;
    this.reached = message.position;
    return changes(before, next);
  }

  // The stream broke: a step that was not finished is told again by the next one.
  broken(): void {
    this.parts = [];
  }

  // The next stream begins afresh. What is held stays until then.
  distrust(): void {
    this.parts = [];
    this.reached = undefined;
  }

  private led(parts: WatchAggregatesResponse[]): ReadonlyMap<string, Total> {
    const next = new Map(parts.some(({ afresh }) => afresh) ? [] : this.held);
    for (const { snapshots, deltas, gone } of parts) {
      for (const snapshot of snapshots) next.set(totalKey(snapshot.node, snapshot.year), this.whole(snapshot));
      for (const delta of deltas) {
        const key = totalKey(delta.node, delta.year);
        const before = next.get(key);
        if (before === undefined) throw new Error(`deltas: got one of ${key}, want a snapshot of it first`);
        next.set(key, moved(before, delta));
      }
      for (const { node, year } of gone) next.delete(totalKey(node, year));
    }
    return next;
  }

  private whole({ node, title, year, totals, coverage, emptyCells }: Aggregate): Total {
    if (totals === undefined || coverage === undefined) {
      throw new Error(`snapshots: got one of ${totalKey(node, year)} without figures, want figures and coverage`);
    }
    const cells = this.cells.map((code): [string, bigint] => [code, numberOf(totals, code) ?? 0n]);
    return { node, title, year, cells: new Map(cells), coverage, emptyCells };
  }
}

export function totalKey(node: string, year: number): string {
  return `${node}/${year}`;
}

function moved(before: Total, { cells, coverage, emptyCells }: AggregateDelta): Total {
  const after = new Map(before.cells);
  for (const { cell, value } of cells) {
    if (after.has(cell)) after.set(cell, value);
  }
  return {
    ...before,
    cells: after,
    coverage: coverage ?? before.coverage,
    emptyCells: emptyCells ?? before.emptyCells,
  };
}

function changes(before: ReadonlyMap<string, Total>, after: ReadonlyMap<string, Total>): Change[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys]
    .map((key): Change => ({ before: before.get(key), after: after.get(key) }))
    .filter(({ before: was, after: is }) => was !== is);
}
