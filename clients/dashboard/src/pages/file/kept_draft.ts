// A draft in this browser: written at every change, and at once, so that neither a reload nor a lost connection takes
// anything.
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";
import { type AnnualReport, AnnualReportSchema } from "@gen/nianbao/form/v1/annual_report_pb";
import type { Said } from "./sheet";

export interface KeptReport {
  report: AnnualReport;
  // Fees as typed that are no figures, by cell.
  typed: Record<string, string>;
  said: [string, Said][];
  correctionReason: string;
  time: string;
}

export interface KeptDraft extends KeptReport {
  // Of the filing on which it was begun; empty when there was none.
  etag: string;
  // Something in it is not saved in the service.
  changed: boolean;
  // The other side of a conflict, until it is settled for good.
  aside: KeptReport | undefined;
}

const keyOf = (filing: string) => `nianbao.draft/${filing}`;

export function readDraft(filing: string): KeptDraft | undefined {
  const text = localStorage.getItem(keyOf(filing));
  if (text === null) return undefined;
  return JSON.parse(text, (key, value) =>
    key === "report" ? fromBinary(AnnualReportSchema, base64Decode(value)) : value,
  );
}

// False when this browser has no room for it.
export function writeDraft(filing: string, draft: KeptDraft): boolean {
  const text = JSON.stringify(draft, (key, value) =>
    key === "report" ? base64Encode(toBinary(AnnualReportSchema, value)) : value,
  );
  try {
    localStorage.setItem(keyOf(filing), text);
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(filing: string): void {
  localStorage.removeItem(keyOf(filing));
}

// Calls when another tab writes the same draft; ends by what it returns.
export function onOtherTab(filing: string, call: () => void): () => void {
  const listen = (event: StorageEvent) => {
    if (event.key === keyOf(filing) && event.newValue !== null) call();
  };
  window.addEventListener("storage", listen);
  return () => window.removeEventListener("storage", listen);
}
