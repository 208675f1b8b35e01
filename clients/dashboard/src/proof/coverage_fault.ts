// Counts of a coverage that contradict each other.
import type { Coverage } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import { COUNTS } from "./canonical_bytes";

// "" when the counts can be; otherwise why not.
export function contradiction(coverage: Coverage): string {
  for (const count of COUNTS) if (coverage[count] < 0) return `${count}: got ${coverage[count]}, want 0 or more`;
  const { accepted, submitted, returned, missing, expected } = coverage;
  const filed = accepted + submitted + returned;
  if (filed + missing !== expected) return `expected: got ${expected}, want ${filed + missing}`;
  return (
    more("published", coverage.published, accepted) ||
    more("backloaded", coverage.backloaded, accepted) ||
    more("summaries", coverage.summaries, accepted) ||
    more("late", coverage.late, filed)
  );
}

// "" when what is below can be a part of what is above; otherwise which count is larger.
export function moreThanAbove(above: Coverage, below: Coverage): string {
  for (const count of COUNTS) {
    const fault = more(count, below[count], above[count]);
    if (fault !== "") return `${fault}, as the node above has`;
  }
  return "";
}

function more(count: string, got: number, most: number): string {
  return got <= most ? "" : `${count}: got ${got}, want at most ${most}`;
}
