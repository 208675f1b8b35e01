// Filing a document as `nianbao submit` does: it is read, saved as a draft with what the rules say about it, and
// submitted when they find no error.
import type { MessageInitShape } from "@bufbuild/protobuf";
import { DocumentService, type ReadDocumentResponse } from "../gen/nianbao/document/v1/document_service_pb.js";
import { type Finding, Severity } from "../gen/nianbao/finding/v1/finding_pb.js";
import { type AnnualReport, Scope } from "../gen/nianbao/form/v1/annual_report_pb.js";
import { CellMark_State } from "../gen/nianbao/form/v1/cell_mark_pb.js";
import type { ExplanationSchema, Filing } from "../gen/nianbao/submission/v1/filing_pb.js";
import { SubmissionService } from "../gen/nianbao/submission/v1/submission_service_pb.js";
import { Refusal } from "./refusal.js";
import type { CallOptions } from "./service_client.js";
import type { Suite } from "./suite.js";

export interface ReportToFile {
  /**
   * Makes the filing one and the same however often it is asked for: give it again after a call that got no answer,
   * with all else unchanged.
   */
  requestId: string;
  /** organs/{id}. */
  organ: string;
  /** The document: its name, whose ending helps to tell the format, and its bytes. */
  fileName: string;
  content: Uint8Array;
  /** Such as application/pdf, to be kept with the document; application/octet-stream. */
  mediaType?: string;
  /** Of a filing that is there already, such as a draft that was mended or a report to correct; see etagOf. */
  etag?: string;
  /** Of the warnings. */
  explanations?: MessageInitShape<typeof ExplanationSchema>[];
  /** Why an accepted report is corrected. */
  correctionReason?: string;
}

export interface FiledReport {
  submitted: boolean;
  /** As submitted, or as the draft that was saved; undefined when the document did not even make a draft. */
  filing: Filing | undefined;
  /** What the reading of the document, then the rules have to say. Errors keep the report from being submitted. */
  findings: Finding[];
}

/**
 * The options hold for each of the calls that it takes. Throws Refusal, such as FILING_EXISTS without the etag of a
 * filing that is there, or WARNINGS_UNEXPLAINED; Error for a report of the 2019 edition, which cannot be filed.
 */
export async function fileReport(suite: Suite, report: ReportToFile, options: CallOptions = {}): Promise<FiledReport> {
  const { requestId, organ, fileName, content, mediaType = "application/octet-stream", etag = "" } = report;
  const { explanations = [], correctionReason = "" } = report;
  const documents = suite.client(DocumentService);
  const submissions = suite.client(SubmissionService);

  const reading = await documents.readDocument({ fileName, content }, options);
  if (reading.report === undefined) {
    throw new Error(`${fileName}: got a report of the 2019 edition, want one of 2021 or later`);
  }
  if (!makesDraft(reading, reading.report)) {
    return { submitted: false, filing: undefined, findings: reading.findings };
  }

  const name = filingOf(organ, reading.report);
  const attachments = [{ name: fileName, mediaType, content }];
  const saved = await submissions.saveDraft(
    { requestId, filing: name, etag, report: reading.report, attachments },
    options,
  );
  const verdict = saved.filing?.openRevision?.verdict;
  const findings = [...reading.findings, ...(verdict?.findings ?? [])];
  if ((verdict?.errorCount ?? 0) > 0) return { submitted: false, filing: saved.filing, findings };

  const submitted = await submissions.submitFiling(
    { requestId, filing: name, etag: saved.filing?.etag ?? "", explanations, correctionReason },
    options,
  );
  return { submitted: true, filing: submitted.filing, findings };
}

/** The etag of a filing, organs/{id}/filings/{year}-{own|rollup}; "" when there is none. Throws Refusal. */
export async function etagOf(suite: Suite, filing: string, options: CallOptions = {}): Promise<string> {
  try {
    const request = { name: filing, readMask: { paths: ["etag"] } };
    return (await suite.client(SubmissionService).getFiling(request, options)).filing?.etag ?? "";
  } catch (error) {
    if (error instanceof Refusal && error.reason === "FILING_UNKNOWN") return "";
    throw error;
  }
}

// A figure that could not be read is kept as such in a draft; a report whose year or layout was not understood is not.
function makesDraft({ findings }: ReadDocumentResponse, { marks }: AnnualReport): boolean {
  return (
    findings.every(({ severity }) => severity !== Severity.ERROR) ||
    marks.some(({ state }) => state === CellMark_State.UNRESOLVED)
  );
}

function filingOf(organ: string, { year, scope }: AnnualReport): string {
  return `${organ}/filings/${year}-${scope === Scope.ROLL_UP ? "rollup" : "own"}`;
}
