// What a reviewer reads in the cells of a report: the figure, what it was before, and what stands out at it.
import type { AnnualReport } from "@gen/nianbao/form/v1/annual_report_pb";
import { CellMark_State as Mark } from "@gen/nianbao/form/v1/cell_mark_pb";
import type { Revision, CellContent as WireContent } from "@gen/nianbao/submission/v1/filing_pb";
import { cells } from "@/form/catalogue";
import { figure, printedContent } from "@/form/figures";
import { type CellContent, contentOf } from "@/form/report_cells";
import { contentBefore } from "./revision_shown";

export interface CellReading {
  now: string;
  // Set when it differs from the submission before.
  was: string | undefined;
  // Set when it differs from the year before.
  lastYear: string | undefined;
  // The weightiest severity of the findings at it: 1 errors, 2 warnings, 3 information; 0 without findings.
  severity: number;
  findings: number;
}

export function readingsOf(revision: Revision, prior: AnnualReport[]): ReadonlyMap<string, CellReading> {
  const report = revision.report;
  if (report === undefined) return new Map();
  const differences = new Map(revision.comparison?.cells.map((each) => [each.cell, each]));
  const found = findingsAt(revision);
  return new Map(
    cells.map(({ code }) => {
      const now = contentOf(report, code);
      const difference = differences.get(code);
      const before = contentBefore(prior, code);
      const severities = found.get(code) ?? [];
      return [
        code,
        {
          now: words(code, now),
          was: difference && words(code, received(difference.before)),
          lastYear: prior.length > 0 && !same(now, before) ? words(code, before) : undefined,
          severity: Math.min(...severities, 9) % 9,
          findings: severities.length,
        },
      ];
    }),
  );
}

function findingsAt({ verdict }: Revision): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { severity, cells: concerned } of verdict?.findings ?? []) {
    for (const { cell, year } of concerned) {
      if (year === 0) found.set(cell, [...(found.get(cell) ?? []), severity]);
    }
  }
  return found;
}

function received(content: WireContent | undefined): CellContent {
  if (content?.content.case === "number") return { kind: "number", value: content.content.value };
  if (content?.content.case !== "mark") return { kind: "blank" };
  return content.content.value === Mark.NOT_APPLICABLE
    ? { kind: "not_applicable" }
    : { kind: "unresolved", rawText: content.printed };
}

const same = (a: CellContent, b: CellContent): boolean =>
  a.kind === b.kind && (a.kind !== "number" || b.kind !== "number" || a.value === b.value);

const words = (code: string, content: CellContent): string =>
  content.kind === "number" ? figure(code, content.value) : printedContent(code, content);
