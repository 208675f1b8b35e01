// What a service says when it does not do what it was asked.
import { Code, ConnectError } from "@connectrpc/connect";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  LocalizedMessageSchema,
  PreconditionFailureSchema,
} from "@gen/google/rpc/error_details_pb";

export interface Refusal {
  // Of docs/error_reasons.md; empty when the call did not reach a service.
  reason: string;
  // What goes with the reason.
  metadata: Record<string, string>;
  chinese: string;
  english: string;
  // What in particular, such as a field or a finding.
  particulars: string[];
  // Asking again later may help.
  transient: boolean;
}

export function refusalOf(error: unknown): Refusal {
  const refused = ConnectError.from(error);
  const [info] = refused.findDetails(ErrorInfoSchema);
  const messages = refused.findDetails(LocalizedMessageSchema);
  const chinese = messages.find((message) => message.locale.startsWith("zh"))?.message;
  return {
    reason: info?.reason ?? "",
    metadata: info?.metadata ?? {},
    chinese: chinese ?? "暂时联系不上服务，请稍后再试。",
    english: refused.rawMessage,
    particulars: [
      ...refused.findDetails(BadRequestSchema).flatMap((bad) => bad.fieldViolations),
      ...refused.findDetails(PreconditionFailureSchema).flatMap((failure) => failure.violations),
    ].map((violation) => violation.description),
    transient: refused.code === Code.Unavailable || (info === undefined && refused.code === Code.Unknown),
  };
}

// Particulars that say more than the sentence does, to readers of a language. Some are English alone, with the names of
// Chinese organs and cells in them.
export function particularsOf({ chinese, english, particulars }: Refusal, language: string): string[] {
  const sentence = language === "zh" ? chinese : english;
  return [...new Set(particulars)].filter(
    (said) =>
      !sentence.includes(said.replace(/[。.]$/, "")) && (language !== "zh" || /^[^a-z]*\p{Script=Han}/u.test(said)),
  );
}
