// What becomes of an upstream's error.
import { type FileRegistry, fromBinary, toJson } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { carryBack } from "../bridge/metadata.js";
import type { Refuse } from "../refusal.js";

type Detail = Extract<ConnectError["details"][number], { type: string }>;

// An error that the service gave goes on with code, message and the bytes of its details; JSON callers can read them
// too. What a connection says, or the gRPC library in place of the service, has no details and gets some.
export function upstreamErrors(registry: FileRegistry, refuse: Refuse): (reason: unknown) => ConnectError {
  return (reason) => {
    const error = ConnectError.from(reason, Code.Internal);
    const isOfTheService = isSaidByService(error);
    if (error.details.length > 0) return isOfTheService ? passedOn(error, registry) : error;
    if (error.code === Code.DeadlineExceeded) {
      return refuse({
        code: Code.DeadlineExceeded,
        reason: "DEADLINE_EXCEEDED",
        message: "call: no answer within the time given",
        chinese: "未在规定时间内得到答复，请求可能已被处理。请用同一 request_id 重试。",
      });
    }
    if (isUnavailable(error)) {
      return refuse({
        code: Code.Unavailable,
        reason: "PEER_UNAVAILABLE",
        message: "upstream: got no connection, or lost it",
        chinese: "暂时无法连接后台服务，请稍后用同一 request_id 重试；数据流可从上次的位置继续。",
      });
    }
    return isOfTheService ? passedOn(error, registry) : error;
  };
}

// Whether a service was not there for the call, or went away before it had answered.
export function isUnavailable(reason: unknown): boolean {
  const error = ConnectError.from(reason, Code.Internal);
  return error.code === Code.Unavailable || isDropped(error) || (!isSaidByService(error) && isOfTheConnection(error));
}

// A gRPC server that stops says so, in place of the service, of a call that came to it meanwhile.
function isDropped(error: ConnectError): boolean {
  return error.code === Code.Canceled && error.details.length === 0;
}

function isSaidByService(error: ConnectError): boolean {
  return error.metadata.has("grpc-status");
}

function passedOn(error: ConnectError, registry: FileRegistry): ConnectError {
  const metadata = new Headers();
  carryBack(error.metadata, metadata);
  const passed = new ConnectError(error.rawMessage, error.code, metadata);
  passed.details = error.details.map((detail) => ("type" in detail ? readable(detail, registry) : detail));
  return passed;
}

// A detail that this gateway cannot read, since a newer service made it, goes on as it is.
function readable(detail: Detail, registry: FileRegistry): Detail {
  const desc = registry.getMessage(detail.type);
  if (desc === undefined) return detail;
  try {
    return { ...detail, debug: toJson(desc, fromBinary(desc, detail.value), { registry }) };
  } catch {
    return detail;
  }
}

// What the library says of an answer that breaks off between messages.
const BROKEN_OFF = /^protocol error: missing (status|output message)/;

// Errors of sockets and of HTTP/2 have a cause with a code, or one of the codes that the transport gives to them.
function isOfTheConnection(error: ConnectError): boolean {
  const cause = error.cause;
  return (
    error.code === Code.Aborted ||
    BROKEN_OFF.test(error.rawMessage) ||
    (cause instanceof Error && "code" in cause && typeof cause.code === "string")
  );
}
