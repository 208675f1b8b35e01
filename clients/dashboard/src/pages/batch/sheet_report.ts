// A report of a sheet, and how far it is.
import type { BatchSheetRow, CellSource } from "@gen/nianbao/document/v1/document_service_pb";
import { type Finding, Severity } from "@gen/nianbao/finding/v1/finding_pb";
import { Scope } from "@gen/nianbao/form/v1/annual_report_pb";
import { reactive } from "vue";
import { filingName } from "@/form/filing_name";
import { type Refusal, refusalOf } from "@/rpc/refusal";
import { useRequestIds } from "@/rpc/request_id";
import { submission } from "@/rpc/services";
import { organOf, type SheetOrgan } from "./sheet_organs";

export type Progress =
  | "waiting"
  | "ready"
  | "errors"
  | "warnings"
  | "unread"
  | "unknown"
  | "refused"
  | "submitted"
  | "draft";

export interface SheetReport {
  row: number;
  // Undefined when the roster has none, or several.
  organ: SheetOrgan | undefined;
  // As the sheet has it.
  name: string;
  year: number;
  findings: Finding[];
  progress: Progress;
  refusal: Refusal | undefined;
}

export function sheetReportOf({ organ, document, place }: BatchSheetRow, organs: SheetOrgan[]) {
  const ids = { try: useRequestIds(), save: useRequestIds(), submit: useRequestIds() };
  const read = document?.report;
  const state = reactive<SheetReport>({
    row: place?.row ?? 0,
    organ: organOf(organs, organ, read?.organName ?? ""),
    name: read?.organName || organ,
    year: read?.year ?? 0,
    findings: document?.findings ?? [],
    progress: "waiting",
    refusal: undefined,
  });
  const filing = filingName(state.organ?.organ ?? "", state.year, Scope.OWN);
  // A figure that could not be read keeps its mark, and the rules say so.
  const unread = state.findings.some(
    ({ severity, rule }) => severity === Severity.ERROR && rule !== "document.cell_unresolved",
  );
  if (state.organ === undefined) state.progress = "unknown";
  if (unread || read === undefined) state.progress = "unread";

  let filed = state.organ?.filed ?? false;
  async function etag(): Promise<string> {
    if (!filed) return "";
    const { filing: known } = await submission.getFiling({ name: filing, readMask: { paths: ["etag"] } });
    return known?.etag ?? "";
  }

  function refused(error: unknown): void {
    state.refusal = refusalOf(error);
    state.progress = "refused";
    // Somebody else filed meanwhile: the next time goes by what stands there.
    if (state.refusal.reason === "FILING_EXISTS") filed = true;
  }

  function told(findings: Finding[]): void {
    state.findings = withPlaces(findings, document?.sources ?? []);
    state.progress = findings.some(({ severity }) => severity === Severity.ERROR) ? "errors" : "warnings";
  }

  return {
    state,
    // Asks what submitting would come to. Nothing is changed.
    async check(correctionReason: string): Promise<void> {
      if (["unread", "unknown", "submitted", "draft"].includes(state.progress)) return;
      state.refusal = undefined;
      state.progress = "waiting";
      try {
        const change = { filing, etag: await etag(), report: read, validateOnly: true };
        const requestId = ids.try(change);
        try {
          await submission.submitFiling({ ...change, requestId, correctionReason });
          state.findings = [];
          state.progress = "ready";
        } catch (error) {
          const { reason } = refusalOf(error);
          if (reason !== "REPORT_HAS_ERRORS" && reason !== "WARNINGS_UNEXPLAINED") throw error;
          const saved = await submission.saveDraft({ ...change, requestId });
          told(saved.filing?.openRevision?.verdict?.findings ?? []);
        }
      } catch (error) {
        refused(error);
      }
    },
    async submit(correctionReason: string): Promise<void> {
      try {
        const change = { filing, etag: await etag(), report: read };
        await submission.submitFiling({ ...change, requestId: ids.submit(change), correctionReason });
        filed = true;
        state.progress = "submitted";
      } catch (error) {
        refused(error);
      }
    },
    async save(): Promise<void> {
      try {
        const change = { filing, etag: await etag(), report: read };
        await submission.saveDraft({ ...change, requestId: ids.save(change) });
        filed = true;
        state.progress = "draft";
      } catch (error) {
        refused(error);
      }
    },
  };
}

// The findings with the places where the sheet has their cells.
function withPlaces(findings: Finding[], sources: CellSource[]): Finding[] {
  const places = new Map(sources.map(({ cell, place }) => [cell, place]));
  return findings.map((finding) => ({
    ...finding,
    cells: finding.cells.map((cell) => (cell.year === 0 ? { ...cell, place: places.get(cell.cell) } : cell)),
  }));
}
