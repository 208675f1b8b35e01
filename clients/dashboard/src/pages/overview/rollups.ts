// Roll-ups that are expected beside the reports that totals count. That of a node which sends nothing else stands for all
// below it, of whom nothing is expected then; totals count that one themselves.
import type { FilingStatus } from "@gen/nianbao/directory/v1/directory_service_pb";
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import { Revision_State as State } from "@gen/nianbao/submission/v1/filing_pb";

export function rollUpsNotFiled(statuses: readonly FilingStatus[]): number {
  const reported = new Set(
    statuses.flatMap(({ organ, scope }) => [organ?.parent, ...(scope === Scope.OWN ? [organ?.name] : [])]),
  );
  return statuses.filter(
    ({ organ, scope, filing }) =>
      scope === Scope.ROLL_UP &&
      reported.has(organ?.name) &&
      filing?.effectiveRevision === undefined &&
      filing?.openRevision?.state !== State.SUBMITTED,
  ).length;
}
