// What is to be said at each cell: by the rules, by the reader of the document, by the reviewer, and by what stood before.
import { type CellSource, Confidence } from "@gen/nianbao/document/v1/document_service_pb";
import { type Finding, Severity } from "@gen/nianbao/finding/v1/finding_pb";
import type { AnnualReport } from "@gen/nianbao/form/v1/annual_report_pb";
import type { CellRemark } from "@gen/nianbao/submission/v1/filing_pb";
import type { Repair, Verdict } from "@gen/nianbao/validation/v1/verdict_pb";
import { cellByCode } from "@/form/catalogue";
import { printedContent } from "@/form/figures";
import { type CellContent, contentOf } from "@/form/report_cells";
import { mendable } from "./repair";
import { same } from "./sheet";

export interface CellNotes {
  severity: Severity;
  findings: Finding[];
  remark: string;
  // As the rules tell it; "" when they do not.
  offer: string;
  // Accepted before, where it was another; undefined where not.
  accepted: string | undefined;
  confidence: Confidence;
  // The likeliest way to mend what is wrong changes this cell.
  repair: Repair | undefined;
}

const NOTHING: CellNotes = {
  severity: Severity.UNSPECIFIED,
  findings: [],
  remark: "",
  offer: "",
  accepted: undefined,
  confidence: Confidence.UNSPECIFIED,
  repair: undefined,
};

export interface NoteSources {
  verdict: Verdict | undefined;
  remarks: CellRemark[];
  accepted: AnnualReport | undefined;
  sources: CellSource[];
  content(cell: string): CellContent;
}

export function notesOf({ verdict, remarks, accepted, sources, content }: NoteSources): (cell: string) => CellNotes {
  const notes = new Map<string, CellNotes>();
  const at = (cell: string): CellNotes => {
    const known = notes.get(cell) ?? { ...NOTHING, findings: [] };
    notes.set(cell, known);
    return known;
  };
  for (const finding of verdict?.findings ?? []) {
    for (const { cell, year } of finding.cells) {
      if (year !== 0) continue;
      const note = at(cell);
      note.findings.push(finding);
      if (note.severity === Severity.UNSPECIFIED || finding.severity < note.severity) note.severity = finding.severity;
    }
  }
  for (const cause of verdict === undefined ? [] : mendable(verdict)) {
    for (const { cell } of cause.repairs[0]?.changes ?? []) at(cell).repair = cause.repairs[0];
  }
  for (const { cell, to } of verdict?.offers ?? []) if (content(cell).kind === "blank") at(cell).offer = to;
  for (const { cell, text } of remarks) at(cell).remark = text;
  for (const { cell, confidence } of sources) at(cell).confidence = confidence;
  if (accepted !== undefined) {
    for (const cell of cellByCode.keys()) {
      const before = contentOf(accepted, cell);
      if (!same(before, content(cell))) at(cell).accepted = printedContent(cell, before);
    }
  }
  return (cell) => notes.get(cell) ?? NOTHING;
}
