// What edited sentences state about the figures. The document service alone reads sentences, from documents: it is given
// one with the texts.
import { Format } from "@gen/nianbao/document/v1/document_service_pb";
import { documents } from "@/rpc/services";
import { type Sheet, textKey } from "./sheet";

export async function readClaims(sheet: Sheet, signal: AbortSignal): Promise<void> {
  const { organName, ...narrative } = sheet.texts;
  const key = textKey(sheet.texts);
  if (sheet.claims.of === key) return;
  const report = { organName, year: sheet.place.year, narrative };
  const written = await documents.writeDocument({ report, format: Format.HTML }, { signal });
  const read = await documents.readDocument({ fileName: "texts.html", content: written.content }, { signal });
  sheet.claims.list = read.report?.narrative?.claims ?? [];
  sheet.claims.of = key;
}
