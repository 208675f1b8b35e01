// How large a request may be. The services count the same more exactly; the gateway has to read a request before.
import type { DescMethod } from "@bufbuild/protobuf";

// Methods whose requests hold documents, or many reports. They may be as large as any message.
const LARGE = [
  "nianbao.document.v1.DocumentService/ReadBatchSheet",
  "nianbao.document.v1.DocumentService/ReadDocument",
  "nianbao.document.v1.DocumentService/ReadDocuments",
  "nianbao.document.v1.DocumentService/WriteBatchSheet",
  "nianbao.submission.v1.SubmissionService/BackloadFiling",
  "nianbao.submission.v1.SubmissionService/BatchSubmit",
  "nianbao.submission.v1.SubmissionService/BatchSubmitFilings",
  "nianbao.submission.v1.SubmissionService/SaveDraft",
  "nianbao.submission.v1.SubmissionService/SubmitFiling",
  "nianbao.validation.v1.ValidationService/ValidateReport",
  "nianbao.validation.v1.ValidationService/ValidateReports",
];
const LARGE_BYTES_MAX = 24 << 20;

// Bytes of a message as it comes. Documents in JSON are base64, a third longer.
export function messageBytesMax(method: DescMethod, requestBytesMax: number): number {
  const name = `${method.parent.typeName}/${method.name}`;
  return LARGE.includes(name) ? Math.max(requestBytesMax, Math.ceil((LARGE_BYTES_MAX * 4) / 3)) : requestBytesMax;
}
