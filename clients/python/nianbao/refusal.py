"""Why a call was not carried out."""
import dataclasses

import grpc
from google.rpc import error_details_pb2, status_pb2

DETAILS_KEY = "grpc-status-details-bin"
_CODES = {code.value[0]: code for code in grpc.StatusCode}


@dataclasses.dataclass(frozen=True)
class FieldViolation:
    """A field of the request that is not as it must be."""

    field: str
    description: str


@dataclasses.dataclass(frozen=True)
class PreconditionViolation:
    """Something that stands against the change: its kind, such as a finding's rule, where, and in words."""

    type: str
    subject: str
    description: str


class Refusal(Exception):
    """A call that was refused, or that got no answer.

    code: grpc.StatusCode. reason: one of docs/error_reasons.md, by which programs decide; "" for a foreign error.
    domain: "nianbao". metadata: {name: text} that belongs to the reason. message: English, for developers.
    sentence: Chinese, for people; "" when there is none. field_violations, precondition_violations: lists.
    retry_after_seconds: when to try again; None when nothing is said.
    """

    def __init__(self, status):
        """status: google.rpc.Status, such as BatchSubmitResponse.error."""
        unpacked = (_unpacked(detail) for detail in status.details)
        details = {detail.DESCRIPTOR.full_name: detail for detail in unpacked if detail is not None}
        info = details.get("google.rpc.ErrorInfo", error_details_pb2.ErrorInfo())
        self.code = _CODES.get(status.code, grpc.StatusCode.UNKNOWN)
        self.message = status.message
        self.reason = info.reason
        self.domain = info.domain
        self.metadata = dict(info.metadata)
        self.sentence = details.get("google.rpc.LocalizedMessage", error_details_pb2.LocalizedMessage()).message
        self.field_violations = [
            FieldViolation(violation.field, violation.description)
            for violation in details.get("google.rpc.BadRequest", error_details_pb2.BadRequest()).field_violations
        ]
        self.precondition_violations = [
            PreconditionViolation(violation.type, violation.subject, violation.description)
            for violation in details.get(
                "google.rpc.PreconditionFailure", error_details_pb2.PreconditionFailure()
            ).violations
        ]
        retry = details.get("google.rpc.RetryInfo")
        self.retry_after_seconds = None if retry is None else retry.retry_delay.ToTimedelta().total_seconds()
        super().__init__(f"{self.code.name} {self.reason}: {self.sentence or self.message}")

    @classmethod
    def of(cls, error):
        """The refusal that a grpc.RpcError of a stub tells."""
        for key, value in error.trailing_metadata() or ():
            if key == DETAILS_KEY:
                return cls(status_pb2.Status.FromString(value))
        return cls(_explained(error.code().value[0], error.details() or ""))


def _unpacked(detail):
    for kind in (error_details_pb2.ErrorInfo, error_details_pb2.BadRequest, error_details_pb2.PreconditionFailure,
                 error_details_pb2.LocalizedMessage, error_details_pb2.RetryInfo):
        if detail.Is(kind.DESCRIPTOR):
            message = kind()
            detail.Unpack(message)
            return message
    return None


def _explained(code, message):
    """What no service had the chance to say."""
    if code == grpc.StatusCode.INTERNAL.value[0] and "RST_STREAM" in message:
        # A proxy broke the call off: the server behind it is gone.
        code = grpc.StatusCode.UNAVAILABLE.value[0]
    status = status_pb2.Status(code=code, message=message)
    reason = ""
    if "message larger than max" in message:
        reason = "MESSAGE_TOO_LARGE"
    elif code == grpc.StatusCode.UNAVAILABLE.value[0]:
        reason = "PEER_UNAVAILABLE"
    elif "(READER_STUCK)" in message:
        reason = "READER_STUCK"
    elif code == grpc.StatusCode.DEADLINE_EXCEEDED.value[0]:
        reason = "DEADLINE_EXCEEDED"
    if reason:
        status.details.add().Pack(error_details_pb2.ErrorInfo(reason=reason, domain="nianbao"))
    return status
