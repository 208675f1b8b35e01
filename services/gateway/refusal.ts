// Errors of the gateway itself, in the shape that the services give theirs.
import type { FileRegistry } from "@bufbuild/protobuf";
import { type Code, ConnectError } from "@connectrpc/connect";

export interface Refusal {
  code: Code;
  // One of docs/error_reasons.md.
  reason: string;
  // English, "what: got …, want …".
  message: string;
  // What people are to do.
  chinese: string;
  metadata?: Record<string, string>;
  retryAfterMs?: number;
}

export type Refuse = (refusal: Refusal) => ConnectError;

export function refusalsWith(registry: FileRegistry): Refuse {
  const detail = (name: string, value: Record<string, unknown>) => {
    const desc = registry.getMessage(name);
    if (desc === undefined) throw new Error(`descriptors: ${name} is missing`);
    return { desc, value };
  };
  return ({ code, reason, message, chinese, metadata = {}, retryAfterMs }) => {
    const details = [
      detail("google.rpc.ErrorInfo", { reason, domain: "nianbao", metadata }),
      detail("google.rpc.LocalizedMessage", { locale: "zh-CN", message: chinese }),
    ];
    if (retryAfterMs !== undefined) {
      const seconds = Math.floor(retryAfterMs / 1000);
      const nanos = (retryAfterMs - seconds * 1000) * 1_000_000;
      details.push(detail("google.rpc.RetryInfo", { retryDelay: { seconds: BigInt(seconds), nanos } }));
    }
    return new ConnectError(message, code, undefined, details);
  };
}

// Of an error as it goes to a caller, whether the gateway gave it or a service.
export function reasonOf(error: ConnectError): string | undefined {
  for (const detail of error.details) {
    const [type, value] = "desc" in detail ? [detail.desc.typeName, detail.value] : [detail.type, detail.debug];
    if (type === "google.rpc.ErrorInfo") return (value as { reason?: string } | undefined)?.reason;
  }
  return undefined;
}
