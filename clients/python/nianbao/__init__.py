"""The gRPC suite of annual reports: connections, filing, totals as they move, and why a call was refused.

Messages and stubs lie below, as protoc makes them: nianbao.submission.v1.submission_service_pb2_grpc and so on.
"""
from nianbao.connection import connect
from nianbao.filing import FiledReport, etag_of, file_report, filing_name, new_request_id
from nianbao.refusal import Refusal
from nianbao.totals import Totals
from nianbao.watch import watch_aggregates

__all__ = [
    "FiledReport",
    "Refusal",
    "Totals",
    "connect",
    "etag_of",
    "file_report",
    "filing_name",
    "new_request_id",
    "watch_aggregates",
]
