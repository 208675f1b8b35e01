// The changes of a filing that a clerk makes.
import { create } from "@bufbuild/protobuf";
import type { AnnualReport } from "@gen/nianbao/form/v1/annual_report_pb";
import {
  ExplainWarningRequestSchema,
  SaveDraftRequestSchema,
  SubmitFilingRequestSchema,
  WithdrawFilingRequestSchema,
} from "@gen/nianbao/submission/v1/submission_service_pb";
import { submission } from "@/rpc/services";
import type { KeptDocument } from "./kept_document";
import { useRequestIds } from "./same_request";
import type { Said } from "./sheet";

export function requestsOf(filing: string) {
  const ids = { save: useRequestIds(), explain: useRequestIds(), submit: useRequestIds(), withdraw: useRequestIds() };
  return {
    save(report: AnnualReport, etag: string, document: KeptDocument | undefined) {
      const attachments = document === undefined ? [] : [attachmentOf(document)];
      const request = create(SaveDraftRequestSchema, { filing, etag, report, attachments });
      // The bytes of a document are not read for this: its name and size tell it from others here.
      const named = attachments.map(({ name, content }) => ({ name, mediaType: `${content.length}` }));
      const asked = create(SaveDraftRequestSchema, { filing, etag, report, attachments: named });
      request.requestId = ids.save(SaveDraftRequestSchema, asked);
      return submission.saveDraft(request);
    },
    explain(etag: string, explanations: ({ finding: string } & Said)[]) {
      const request = create(ExplainWarningRequestSchema, { filing, etag, explanations });
      request.requestId = ids.explain(ExplainWarningRequestSchema, request);
      return submission.explainWarning(request);
    },
    // Submits the draft that was saved last.
    submit(etag: string, explanations: ({ finding: string } & Said)[], correctionReason: string) {
      const request = create(SubmitFilingRequestSchema, { filing, etag, explanations, correctionReason });
      request.requestId = ids.submit(SubmitFilingRequestSchema, request);
      return submission.submitFiling(request);
    },
    withdraw(etag: string, reason: string) {
      const request = create(WithdrawFilingRequestSchema, { filing, etag, reason });
      request.requestId = ids.withdraw(WithdrawFilingRequestSchema, request);
      return submission.withdrawFiling(request);
    },
  };
}

function attachmentOf({ name, mediaType, content }: KeptDocument) {
  return { name, mediaType: mediaType || "application/octet-stream", content };
}
