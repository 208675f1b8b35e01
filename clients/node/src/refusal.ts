// What a service says when it does not do what it was asked.
import { type DescMessage, fromBinary, type MessageShape } from "@bufbuild/protobuf";
import { type Any, anyUnpack } from "@bufbuild/protobuf/wkt";
import { type ServiceError, status } from "@grpc/grpc-js";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  LocalizedMessageSchema,
  PreconditionFailureSchema,
  RetryInfoSchema,
} from "../gen/google/rpc/error_details_pb.js";
import { StatusSchema } from "../gen/google/rpc/status_pb.js";

/** What is wrong with a field of the request. */
export interface FieldViolation {
  /** Its path in the request. */
  field: string;
  description: string;
}

/** What stands in the way, such as a finding. */
export interface PreconditionViolation {
  type: string;
  subject: string;
  description: string;
}

interface Details {
  code: status;
  details: Any[];
}

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: status;
  /** Of docs/error_reasons.md, what programs decide by; "" when the call did not reach a service. */
  readonly reason: string;
  /** "nianbao" with a reason of the suite, "" without one. */
  readonly domain: string;
  /** What goes with the reason. */
  readonly metadata: Readonly<Record<string, string>>;
  /** What people read; "" when the call did not reach a service. */
  readonly chinese: string;
  readonly fieldViolations: readonly FieldViolation[];
  readonly preconditionViolations: readonly PreconditionViolation[];
  /** How long to wait before the call is made again; undefined when the service names no time. */
  readonly retryAfterMs: number | undefined;

  private constructor(message: string, { code, details }: Details) {
    super(message);
    const [info] = unpacked(details, ErrorInfoSchema);
    const [retry] = unpacked(details, RetryInfoSchema);
    this.code = code;
    this.reason = info?.reason ?? "";
    this.domain = info?.domain ?? "";
    this.metadata = info?.metadata ?? {};
    this.chinese = unpacked(details, LocalizedMessageSchema).find(({ locale }) => locale === "zh-CN")?.message ?? "";
    this.fieldViolations = unpacked(details, BadRequestSchema).flatMap((bad) => bad.fieldViolations);
    this.preconditionViolations = unpacked(details, PreconditionFailureSchema).flatMap((failed) => failed.violations);
    this.retryAfterMs =
      retry?.retryDelay && Number(retry.retryDelay.seconds) * 1000 + retry.retryDelay.nanos / 1_000_000;
  }

  /** Of an error of grpc-js. */
  static of(error: ServiceError): Refusal {
    const [bytes] = error.metadata.get("grpc-status-details-bin");
    const details = bytes instanceof Buffer ? fromBinary(StatusSchema, bytes).details : [];
    // A proxy broke the call off: the server behind it is gone.
    const isBrokenOff = error.code === status.INTERNAL && error.details.includes("RST_STREAM");
    return new Refusal(error.details, { code: isBrokenOff ? status.UNAVAILABLE : error.code, details });
  }

  /** Of a call that its caller ended before it was begun. */
  static cancelled(): Refusal {
    return new Refusal("cancelled by the caller", { code: status.CANCELLED, details: [] });
  }
}

function unpacked<D extends DescMessage>(details: Any[], schema: D): MessageShape<D>[] {
  return details.map((detail) => anyUnpack(detail, schema)).filter((detail) => detail !== undefined);
}
