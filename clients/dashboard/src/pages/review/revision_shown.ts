// Which revision of a filing a reviewer looks at, and what it is compared with.
import type { AnnualReport } from "@gen/nianbao/form/v1/annual_report_pb";
import { type Filing, type Revision, Revision_State as State } from "@gen/nianbao/submission/v1/filing_pb";
import { type CellContent, contentOf } from "@/form/report_cells";

// The one that waits; else the one that counts; else the one in progress.
export function revisionShown(filing: Filing): Revision | undefined {
  const { openRevision, effectiveRevision } = filing;
  if (openRevision?.state === State.SUBMITTED) return openRevision;
  return effectiveRevision ?? openRevision;
}

export type Kind = "first" | "resubmitted" | "correction";

// What brought a revision to the reviewer, as far as it is known: lists leave out the report, and with it what would tell
// a first submission from one that came back.
export function kindOf({ effectiveRevision, openRevision }: Filing, revision: Revision): Kind | undefined {
  if (revision.comparison?.baseRevision === revision.number) return "resubmitted";
  if (effectiveRevision && openRevision) return "correction";
  return revision.report !== undefined && revision.number === 1 ? "first" : undefined;
}

export function isClean({ verdict }: Revision): boolean {
  return verdict !== undefined && verdict.errorCount === 0 && verdict.warningCount === 0;
}

// A cell of the year before: of several organs that became one, their figures are added up.
export function contentBefore(reports: AnnualReport[], cell: string): CellContent {
  const contents = reports.map((report) => contentOf(report, cell));
  const numbers = contents.filter((content) => content.kind === "number");
  if (numbers.length < 2) return numbers[0] ?? contents[0] ?? { kind: "blank" };
  return { kind: "number", value: numbers.reduce((sum, { value }) => sum + value, 0n) };
}
