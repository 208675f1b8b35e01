// How much a total covers, in words: a total is never shown without them.
import type { Coverage } from "@gen/nianbao/aggregation/v1/aggregate_pb";
import { useI18n } from "vue-i18n";
import { words } from "./words";

export function isPartial(coverage: Coverage): boolean {
  return coverage.accepted < coverage.expected;
}

export function useCoverageWords(): (coverage: Coverage) => string {
  const { t } = useI18n({ messages: words });
  return (coverage) => {
    if (coverage.expected === 0) return t("nobody");
    const gaps = (["missing", "submitted", "returned"] as const)
      .filter((gap) => coverage[gap] > 0)
      .map((gap) => t(gap, { n: coverage[gap] }));
    const covered = t("covered", { accepted: coverage.accepted, expected: coverage.expected });
    return gaps.length === 0 ? covered : covered + t("gaps", { gaps: gaps.join(t("between")) });
  };
}
