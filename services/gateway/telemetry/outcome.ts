// How a call ended, for the log and the metrics: whoever refuses it, or hears a service refuse it, says so.
import { Code, ConnectError, createContextKey } from "@connectrpc/connect";
import { codeToString } from "@connectrpc/connect/protocol-connect";
import { reasonOf } from "../refusal.js";

export interface Ending {
  // gRPC's name of it.
  code: string;
  // One of docs/error_reasons.md, if there is one.
  reason?: string | undefined;
}

export class Outcome {
  private refusal: ConnectError | undefined;

  // The first one to say so is nearest to what went wrong.
  refused(reason: unknown): void {
    this.refusal ??= ConnectError.from(reason, Code.Internal);
  }

  // What the caller was told by HTTP and by gRPC says enough where the library refused the call by itself.
  ending(httpStatus: number, grpcStatus: string | null | undefined): Ending {
    if (this.refusal !== undefined) return { code: nameOf(this.refusal.code), reason: reasonOf(this.refusal) };
    if (Number(grpcStatus) > 0) return { code: nameOf(Number(grpcStatus)) };
    return { code: httpStatus < 400 ? "OK" : (BY_HTTP_STATUS[httpStatus] ?? "UNKNOWN") };
  }
}

export const outcomeKey = createContextKey<Outcome | undefined>(undefined);

const BY_HTTP_STATUS: Record<number, string> = {
  400: "INVALID_ARGUMENT",
  404: "UNIMPLEMENTED",
  405: "UNIMPLEMENTED",
  408: "DEADLINE_EXCEEDED",
  415: "INVALID_ARGUMENT",
  429: "RESOURCE_EXHAUSTED",
  499: "CANCELLED",
  501: "UNIMPLEMENTED",
  504: "DEADLINE_EXCEEDED",
  505: "UNIMPLEMENTED",
};

function nameOf(code: Code): string {
  return code === Code.Canceled ? "CANCELLED" : codeToString(code).toUpperCase();
}
