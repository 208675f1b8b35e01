// The changes of a filing that a clerk makes.
import type { AnnualReport } from "@gen/nianbao/form/v1/annual_report_pb";
import { useRequestIds } from "@/rpc/request_id";
import { submission } from "@/rpc/services";
import type { KeptDocument } from "./kept_document";
import type { Said } from "./sheet";

export function requestsOf(filing: string) {
  const ids = { save: useRequestIds(), explain: useRequestIds(), submit: useRequestIds(), withdraw: useRequestIds() };
  return {
    save(report: AnnualReport, etag: string, document: KeptDocument | undefined) {
      const attachments = document === undefined ? [] : [attachmentOf(document)];
      // The bytes of a document are not read for this: its name and size tell it from others here.
      const named = attachments.map(({ name, content }) => ({ name, size: content.length }));
      const requestId = ids.save({ etag, report, named });
      return submission.saveDraft({ requestId, filing, etag, report, attachments });
    },
    explain(etag: string, explanations: ({ finding: string } & Said)[]) {
      const requestId = ids.explain({ etag, explanations });
      return submission.explainWarning({ requestId, filing, etag, explanations });
    },
    // Submits the draft that was saved last.
    submit(etag: string, explanations: ({ finding: string } & Said)[], correctionReason: string) {
      const requestId = ids.submit({ etag, explanations, correctionReason });
      return submission.submitFiling({ requestId, filing, etag, explanations, correctionReason });
    },
    withdraw(etag: string, reason: string) {
      const requestId = ids.withdraw({ etag, reason });
      return submission.withdrawFiling({ requestId, filing, etag, reason });
    },
  };
}

function attachmentOf({ name, mediaType, content }: KeptDocument) {
  return { name, mediaType: mediaType || "application/octet-stream", content };
}
