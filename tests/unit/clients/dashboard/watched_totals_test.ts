import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { CoverageSchema } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import { type WatchAggregatesResponse, WatchAggregatesResponseSchema } from "@gen/nianbao/aggregation/v1/watch_pb";
import { type Total, totalKey, WatchedTotals } from "@/live/totals";

const CELL = "remedies.reconsideration.total";
const OTHER = "remedies.reconsideration.upheld";

function message(init: MessageInitShape<typeof WatchAggregatesResponseSchema>): WatchAggregatesResponse {
  return create(WatchAggregatesResponseSchema, init);
}

function at(sequence: bigint) {
  return { sources: [{ logId: "log", sequence, digest: new Uint8Array([Number(sequence)]) }] };
}

function snapshot(node: string, figure: bigint, accepted = 0) {
  const totals = { remedies: { reconsideration: { total: figure, upheld: 1n } } };
  return { node, title: `${node}的名称`, year: 2024, totals, coverage: { expected: 3, accepted } };
}

function delta(node: string, figure: bigint, accepted: number) {
  return { node, year: 2024, cells: [{ cell: CELL, value: figure }], coverage: { expected: 3, accepted } };
}

function figureOf(totals: WatchedTotals, node: string): bigint | undefined {
  return totals.all.get(totalKey(node, 2024))?.cells.get(CELL);
}

function started(...nodes: string[]): WatchedTotals {
  const totals = new WatchedTotals([CELL, OTHER]);
  totals.take(message({ snapshots: nodes.map((node) => snapshot(node, 5n)), position: at(1n), afresh: true }));
  return totals;
}

test("A snapshot sets what is held of the watched cells", () => {
  const totals = new WatchedTotals([CELL]);
  const changes = totals.take(message({ snapshots: [snapshot("a", 5n, 2)], position: at(1n), afresh: true }));

  const [change] = changes ?? [];
  assert.equal(change?.before, undefined);
  assert.deepEqual([...(change?.after?.cells ?? [])], [[CELL, 5n]]);
  assert.equal(change?.after?.title, "a的名称");
  assert.deepEqual(change?.after?.coverage, create(CoverageSchema, { expected: 3, accepted: 2 }));
  assert.deepEqual(totals.position?.sources[0]?.sequence, 1n);
});

test("A watched cell that a snapshot leaves unset is 0", () => {
  const totals = new WatchedTotals([CELL]);
  totals.take(message({ snapshots: [{ ...snapshot("a", 0n), totals: {} }], position: at(1n) }));
  assert.equal(figureOf(totals, "a"), 0n);
});

test("A delta moves its cells and the coverage, and nothing else", () => {
  const totals = started("a", "b");
  const changes = totals.take(message({ deltas: [delta("a", 9n, 3)], position: at(2n) })) ?? [];

  assert.equal(figureOf(totals, "a"), 9n);
  assert.equal(figureOf(totals, "b"), 5n);
  assert.equal(changes.length, 1);
  assert.equal(changes[0]?.before?.cells.get(CELL), 5n);
  assert.equal(changes[0]?.before?.coverage.accepted, 0);
  assert.equal(changes[0]?.after?.coverage.accepted, 3);
  assert.equal(changes[0]?.after?.cells.get(OTHER), 1n);
});

test("A delta keeps the counts of empty cells unless it tells others", () => {
  const totals = new WatchedTotals([CELL]);
  const empty = (): Total["emptyCells"] => totals.all.get(totalKey("a", 2024))?.emptyCells;
  totals.take(message({ snapshots: [{ ...snapshot("a", 5n), emptyCells: { blank: [1] } }], position: at(1n) }));
  totals.take(message({ deltas: [delta("a", 6n, 1)], position: at(2n) }));
  assert.deepEqual(empty()?.blank, [1]);
  totals.take(message({ deltas: [{ ...delta("a", 7n, 1), emptyCells: { blank: [2] } }], position: at(3n) }));
  assert.deepEqual(empty()?.blank, [2]);
});

test("A step of several messages shows when its position has come, and all at once", () => {
  const totals = started("a", "b");
  const held = totals.all;
  assert.equal(totals.take(message({ deltas: [delta("a", 9n, 1)] })), undefined);
  assert.equal(totals.all, held);
  assert.equal(totals.position?.sources[0]?.sequence, 1n);

  const changes = totals.take(message({ deltas: [delta("b", 8n, 2)], position: at(2n) }));
  assert.deepEqual(
    changes?.map(({ after }) => after?.node),
    ["a", "b"],
  );
  assert.equal(figureOf(totals, "a"), 9n);
  assert.equal(figureOf(totals, "b"), 8n);
  assert.equal(totals.position?.sources[0]?.sequence, 2n);
});

test("What was shown stays as it was when totals move on", () => {
  const totals = started("a");
  const shown = totals.all;
  totals.take(message({ deltas: [delta("a", 9n, 1)], position: at(2n) }));
  assert.equal(shown.get(totalKey("a", 2024))?.cells.get(CELL), 5n);
});

test("Totals of other years of a node are totals of their own", () => {
  const totals = started("a");
  totals.take(message({ snapshots: [{ ...snapshot("a", 7n), year: 2023 }], position: at(2n) }));
  totals.take(message({ deltas: [delta("a", 9n, 1)], position: at(3n) }));
  assert.equal(totals.all.get(totalKey("a", 2023))?.cells.get(CELL), 7n);
});

test("A total that is gone is forgotten", () => {
  const totals = started("a", "b");
  const changes = totals.take(message({ gone: [{ node: "b", year: 2024 }], position: at(2n) }));
  assert.deepEqual([...totals.all.keys()], [totalKey("a", 2024)]);
  assert.equal(changes?.[0]?.before?.node, "b");
  assert.equal(changes?.[0]?.after, undefined);
});

test("A step that tells all afresh leaves nothing of before, in whichever of its messages it says so", () => {
  for (const [first, last] of [
    [false, true],
    [true, false],
    [true, true],
  ] as const) {
    const totals = started("a", "b");
    totals.take(message({ snapshots: [snapshot("a", 6n)], afresh: first }));
    totals.take(message({ snapshots: [snapshot("c", 7n)], position: at(9n), afresh: last }));
    assert.deepEqual([...totals.all.keys()], [totalKey("a", 2024), totalKey("c", 2024)]);
  }
});

test("A position alone changes no total, and is where the stream goes on", () => {
  const totals = started("a");
  assert.deepEqual(totals.take(message({ position: at(4n) })), []);
  assert.equal(totals.position?.sources[0]?.sequence, 4n);
});

test("Half a step is forgotten when the stream breaks", () => {
  const totals = started("a");
  totals.take(message({ deltas: [delta("a", 9n, 1)] }));
  totals.broken();
  assert.deepEqual(totals.take(message({ position: at(2n) })), []);
  assert.equal(figureOf(totals, "a"), 5n);
});

test("Totals that are not trusted stay to be looked at, and are resumed from nowhere", () => {
  const totals = started("a");
  totals.distrust();
  assert.equal(totals.position, undefined);
  assert.equal(figureOf(totals, "a"), 5n);
});

test("A delta of a total that was never told is an error, and changes nothing", () => {
  const totals = started("a");
  const held = totals.all;
  assert.throws(
    () => totals.take(message({ deltas: [delta("a", 9n, 1), delta("z", 1n, 1)], position: at(2n) })),
    /z\/2024/,
  );
  assert.equal(totals.all, held);
  assert.equal(totals.position?.sources[0]?.sequence, 1n);
});
