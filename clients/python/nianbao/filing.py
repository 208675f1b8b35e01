"""Filing a report."""
import dataclasses
import secrets

import grpc

from nianbao.finding.v1 import finding_pb2
from nianbao.form.v1 import annual_report_pb2
from nianbao.refusal import Refusal
from nianbao.submission.v1 import event_pb2, filing_pb2, submission_service_pb2, submission_service_pb2_grpc


@dataclasses.dataclass(frozen=True)
class FiledReport:
    """What became of a report: with findings of level error it is a draft, otherwise it is submitted."""

    submitted: bool
    filing: filing_pb2.Filing
    findings: list[finding_pb2.Finding]
    # The end of the log after the change; totals that are asked for with min_sequence=token.sequence reflect it.
    token: event_pb2.EventToken


def new_request_id():
    """A random request_id. It goes with a change from its first attempt to its last."""
    return secrets.token_hex(16)


def filing_name(organ, report):
    """The filing to which a report of "organs/ID" belongs: organs/ID/filings/YEAR-own, or -rollup."""
    scope = "rollup" if report.scope == annual_report_pb2.SCOPE_ROLL_UP else "own"
    return f"{organ}/filings/{report.year}-{scope}"


def etag_of(channel, filing):
    """The etag of the filing, or "" when there is none yet. Errors: Refusal."""
    request = submission_service_pb2.GetFilingRequest(name=filing)
    request.read_mask.paths.append("etag")
    try:
        return submission_service_pb2_grpc.SubmissionServiceStub(channel).GetFiling(request).filing.etag
    except grpc.RpcError as error:
        refusal = Refusal.of(error)
        if refusal.reason == "FILING_UNKNOWN":
            return ""
        raise refusal from error


def file_report(channel, filing, report, *, etag=None, request_id=None, explanations=(), correction_reason="",
                attachments=()):
    """Saves the AnnualReport as a draft, and submits it unless the rules find errors in it. Returns a FiledReport.

    etag, request_id: when left out, the etag is asked for and the id drawn. Who got no answer (UNAVAILABLE,
    DEADLINE_EXCEEDED) repeats the call with the same two: however often that is done, the report is filed once.
    explanations: Explanation of warnings. correction_reason: why an accepted report is corrected.
    attachments: Attachment, the documents as they are filed.

    Errors: Refusal, with the reasons of SubmissionService: WARNINGS_UNEXPLAINED, ETAG_MISMATCH, YEAR_LOCKED, ...
    """
    service = submission_service_pb2_grpc.SubmissionServiceStub(channel)
    etag = etag_of(channel, filing) if etag is None else etag
    request_id = request_id or new_request_id()
    try:
        saved = service.SaveDraft(submission_service_pb2.SaveDraftRequest(
            request_id=request_id, filing=filing, etag=etag, report=report, attachments=attachments))
        verdict = saved.filing.open_revision.verdict
        if verdict.error_count > 0:
            return FiledReport(False, saved.filing, list(verdict.findings), saved.token)
        submitted = service.SubmitFiling(submission_service_pb2.SubmitFilingRequest(
            request_id=request_id, filing=filing, etag=saved.filing.etag, explanations=explanations,
            correction_reason=correction_reason))
    except grpc.RpcError as error:
        raise Refusal.of(error) from error
    findings = submitted.filing.open_revision.verdict.findings
    return FiledReport(True, submitted.filing, list(findings), submitted.token)
