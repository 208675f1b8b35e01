import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { CoverageSchema } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import { contradiction, moreThanAbove } from "@/proof/coverage_fault";

type Counts = MessageInitShape<typeof CoverageSchema>;

// Eight expected: five accepted, one submitted, one returned, one missing.
const COUNTS: Counts = {
  expected: 8,
  accepted: 5,
  submitted: 1,
  returned: 1,
  missing: 1,
  published: 5,
  backloaded: 5,
  late: 7,
  summaries: 5,
};
const coverage = (more: Counts = {}) => create(CoverageSchema, { ...COUNTS, ...more });

test("Counts that can be are no contradiction", () => {
  assert.equal(contradiction(coverage()), "");
  assert.equal(contradiction(create(CoverageSchema)), "");
});

test("Counts contradict each other when they do not add up, are too many, or below 0", () => {
  for (const [want, counts] of [
    ["expected", { expected: 9 }],
    ["expected", { missing: 0 }],
    ["expected", { submitted: 2 }],
    ["expected", { returned: 0 }],
    ["published", { published: 6 }],
    ["backloaded", { backloaded: 6 }],
    ["summaries", { summaries: 6 }],
    ["late", { late: 8 }],
    ["late", { late: -1 }],
    ["published", { published: -1 }],
    ["missing", { expected: 6, missing: -1 }],
  ] as const) {
    assert.match(contradiction(coverage(counts)), new RegExp(`^${want}: `), JSON.stringify(counts));
  }
});

test("No count of a node is more than that of the node above it", () => {
  assert.equal(moreThanAbove(coverage(), coverage()), "");
  assert.equal(moreThanAbove(coverage(), create(CoverageSchema)), "");
  for (const [count, most] of Object.entries(COUNTS)) {
    const more = moreThanAbove(coverage(), coverage({ [count]: Number(most) + 1 }));
    assert.match(more, new RegExp(`^${count}: got ${Number(most) + 1}, want at most ${most}`));
  }
});
