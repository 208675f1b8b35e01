#!/usr/bin/python3
"""The Python client against `nianbao serve`. `python_client_test.py BUILD`."""
import concurrent.futures
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

try:
    import google.protobuf
    import grpc
except ImportError as error:
    print(f"skipped: {error}; Debian's python3-grpcio and python3-protobuf bring it")
    sys.exit(75)

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
CLIENT = BUILD / "clients/python"
sys.path[:0] = [str(CLIENT), str(pathlib.Path(__file__).parent)]

from google.protobuf import duration_pb2  # noqa: E402
from google.rpc import error_details_pb2, status_pb2  # noqa: E402
from nianbao import Refusal, connect, etag_of, file_report, new_request_id, watch_aggregates  # noqa: E402
from nianbao.aggregation.v1.aggregation_service_pb2 import GetAggregateRequest  # noqa: E402
from nianbao.aggregation.v1.aggregation_service_pb2_grpc import AggregationServiceStub  # noqa: E402
from nianbao.aggregation.v1.watch_pb2 import WatchAggregatesRequest, WatchAggregatesResponse  # noqa: E402
from nianbao.document.v1.document_service_pb2 import ReadDocumentRequest  # noqa: E402
from nianbao.document.v1.document_service_pb2_grpc import DocumentServiceStub  # noqa: E402
from nianbao.submission.v1.event_service_pb2 import GetHeadRequest  # noqa: E402
from nianbao.submission.v1.event_service_pb2_grpc import EventServiceStub  # noqa: E402
from nianbao.submission.v1.review_service_pb2 import AcceptFilingRequest  # noqa: E402
from nianbao.submission.v1.review_service_pb2_grpc import ReviewServiceStub  # noqa: E402
from nianbao.submission.v1.submission_service_pb2 import (  # noqa: E402
    GetFilingRequest,
    GetFilingResponse,
    SubmitFilingRequest,
)
from nianbao.submission.v1.submission_service_pb2_grpc import (  # noqa: E402
    SubmissionServiceServicer,
    SubmissionServiceStub,
    add_SubmissionServiceServicer_to_server,
)
from nianbao.totals import Totals, cell  # noqa: E402
from nianbao.validation.v1.validation_service_pb2 import ListRulesRequest  # noqa: E402
from nianbao.validation.v1.validation_service_pb2_grpc import ValidationServiceStub  # noqa: E402
from proving_service import ProvingService  # noqa: E402
from served_suite import OFFICE, ROOT, SAMPLES, ServedSuite  # noqa: E402

YEAR = 2024
NODE = "organs/qinghe"
WATCHED = WatchAggregatesRequest(nodes=[NODE], year=YEAR)
EXAMPLE = ROOT / "clients/python/examples/file_and_watch.py"
SECONDS_MAX = 60


def filing_of(organ):
    return f"organs/{organ}/filings/{YEAR}-own"


class ClientTest(unittest.TestCase):
    """Each test has a district of its own, and a minute."""

    def setUp(self):
        def give_up(*_):
            raise TimeoutError(f"the test took more than {SECONDS_MAX} s")

        self.addCleanup(signal.signal, signal.SIGALRM, signal.signal(signal.SIGALRM, give_up))
        signal.alarm(SECONDS_MAX)
        self.addCleanup(signal.alarm, 0)
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.suite = self.start("data")
        self.suite.import_district()
        self.clerk = self.connect("张三")
        self.office = self.connect(OFFICE)

    def start(self, data, address="127.0.0.1:0"):
        suite = ServedSuite(BUILD, self.folder / data)
        suite.address = address
        suite.start()
        self.addCleanup(suite.end)
        return suite

    def connect(self, actor, address=None, **options):
        return self.enterContext(connect(address or self.suite.address, actor=actor, **options))

    def read(self, organ):
        path = SAMPLES / str(YEAR) / f"{organ}.txt"
        request = ReadDocumentRequest(file_name=path.name, content=path.read_bytes())
        return DocumentServiceStub(self.clerk).ReadDocument(request).report

    def file(self, organ, **how):
        return file_report(self.clerk, filing_of(organ), self.read(organ), **how)

    def accept(self, filing):
        request = AcceptFilingRequest(request_id=new_request_id(), filing=filing.name, etag=filing.etag,
                                      signed_off_by="李四")
        return ReviewServiceStub(self.office).AcceptFiling(request)

    def aggregate(self, token):
        request = GetAggregateRequest(node=NODE, year=YEAR, min_sequence=token.sequence)
        return AggregationServiceStub(self.office).GetAggregate(request).aggregate

    def head(self):
        return EventServiceStub(self.office).GetHead(GetHeadRequest()).token.sequence

    def moved_to(self, watching, accepted):
        """The total once so many reports are in it."""
        for totals in watching:
            if (total := totals.aggregates[NODE, YEAR]).coverage.accepted == accepted:
                return total
        raise AssertionError("the stream ended")


class Filing(ClientTest):
    def test_a_report_in_order_is_submitted(self):
        filed = self.file("qinghe-education")
        self.assertTrue(filed.submitted)
        self.assertEqual(filed.filing.open_revision.submitter, "张三")
        self.assertEqual(filed.token.sequence, self.head())
        self.assertNotIn("requests.row_sum", {finding.rule for finding in filed.findings})

    def test_of_a_bad_one_the_findings_come_back_and_it_stays_a_draft(self):
        filed = self.file("qinghe-housing")
        self.assertFalse(filed.submitted)
        self.assertEqual(filed.filing.open_revision.state, filed.filing.open_revision.STATE_DRAFT)
        found = {finding.id: finding for finding in filed.findings}
        row = found["requests.row_sum/outcomes.refused.process_information"]
        self.assertEqual((row.left, row.right, row.difference), ("2", "5", "-3"))
        self.assertIn("相差 3", row.message.zh_cn)

    def test_repeated_with_the_same_request_id_it_is_filed_once(self):
        how = {"etag": etag_of(self.clerk, filing_of("qinghe-education")), "request_id": new_request_id()}
        first = self.file("qinghe-education", **how)
        again = self.file("qinghe-education", **how)
        self.assertEqual(again, first)
        self.assertEqual(self.head(), first.token.sequence)
        with self.assertRaises(Refusal) as raised:
            self.file("qinghe-housing", **how)
        self.assertEqual(raised.exception.reason, "REQUEST_ID_REUSED")

    def test_a_correction_goes_on_from_what_was_accepted(self):
        self.accept(self.file("qinghe-education").filing)
        with self.assertRaises(Refusal) as raised:
            self.file("qinghe-education")
        self.assertEqual(raised.exception.reason, "CORRECTION_REASON_MISSING")
        self.assertTrue(self.file("qinghe-education", correction_reason="核对后更正").submitted)


class Refusals(ClientTest):
    def refusal_of(self, call, request):
        with self.assertRaises(grpc.RpcError) as raised:
            call(request)
        return Refusal.of(raised.exception)

    def test_a_refusal_is_read_with_its_reason_and_details(self):
        request = SubmitFilingRequest(request_id="r1", filing=filing_of("qinghe-housing"),
                                      report=self.read("qinghe-housing"))
        refusal = self.refusal_of(SubmissionServiceStub(self.clerk).SubmitFiling, request)
        self.assertEqual((refusal.code, refusal.reason, refusal.domain),
                         (grpc.StatusCode.FAILED_PRECONDITION, "REPORT_HAS_ERRORS", "nianbao"))
        self.assertRegex(refusal.sentence, "[一-龥]")
        self.assertEqual(
            {(violation.type, violation.subject) for violation in refusal.precondition_violations},
            {("RULE", "requests.row_sum/outcomes.refused.process_information"),
             ("RULE", "requests.column_sum/natural_person")},
        )
        self.assertIn("REPORT_HAS_ERRORS", str(refusal))

    def test_fields_that_are_not_as_they_must_be_are_named(self):
        refusal = self.refusal_of(SubmissionServiceStub(self.clerk).SubmitFiling,
                                  SubmitFilingRequest(request_id=" r1", filing=filing_of("qinghe-housing")))
        self.assertEqual(refusal.reason, "FIELD_INVALID")
        self.assertEqual([violation.field for violation in refusal.field_violations], ["request_id"])
        self.assertTrue(refusal.field_violations[0].description)

    def test_when_to_try_again_is_told(self):
        status = status_pb2.Status(code=grpc.StatusCode.UNAVAILABLE.value[0])
        delay = duration_pb2.Duration(seconds=1, nanos=500000000)
        status.details.add().Pack(error_details_pb2.RetryInfo(retry_delay=delay))
        self.assertEqual(Refusal(status).retry_after_seconds, 1.5)
        self.assertIsNone(Refusal(status_pb2.Status()).retry_after_seconds)

    def test_a_deadline_is_kept(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            channel = self.connect("张三", f"127.0.0.1:{silent.getsockname()[1]}", timeout=0.2)
            with self.assertRaises(Refusal) as raised:
                etag_of(channel, filing_of("qinghe-education"))
        self.assertEqual((raised.exception.code, raised.exception.reason),
                         (grpc.StatusCode.DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED"))


class BrokenOff(unittest.TestCase):
    class Error(grpc.RpcError):
        def code(self):
            return grpc.StatusCode.INTERNAL

        def details(self):
            return "Received RST_STREAM with error code 2"

        def trailing_metadata(self):
            return ()

    def test_by_a_proxy_is_as_if_nobody_answered(self):
        refusal = Refusal.of(self.Error())
        self.assertEqual((refusal.code, refusal.reason), (grpc.StatusCode.UNAVAILABLE, "PEER_UNAVAILABLE"))


class Proof(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.service = ProvingService(BUILD, self.folder)
        self.addCleanup(self.service.end)

    def ask(self, channel):
        """The reason of the refusal, "" for none."""
        try:
            ValidationServiceStub(channel).ListRules(ListRulesRequest())
        except grpc.RpcError as error:
            return Refusal.of(error).reason
        return ""

    def connect(self, **how):
        return self.enterContext(connect(self.service.address, **how))

    def test_a_token_proves_the_caller_and_is_read_again_for_each_call(self):
        token = self.folder / "token"
        channel = self.connect(authorities_file=self.service.authority, token_file=token)
        good = self.service.token("tax")
        for content, reason in (f"{good}\n", ""), ("a.b.c", "TOKEN_INVALID"), (good, ""):
            token.write_text(content, encoding="utf-8")
            self.assertEqual(self.ask(channel), reason)

    def test_a_certificate_proves_the_caller(self):
        certificate, key = self.service.certificate("tax")
        channel = self.connect(authorities_file=self.service.authority, certificate_file=certificate,
                               private_key_file=key)
        self.assertEqual(self.ask(channel), "")

    def test_without_proof_a_call_is_refused(self):
        self.assertEqual(self.ask(self.connect(authorities_file=self.service.authority)), "CREDENTIALS_MISSING")

    def test_a_service_that_another_authority_certified_is_not_talked_to(self):
        other = self.service.make_authority("other")
        self.assertEqual(self.ask(self.connect(authorities_file=other, timeout=5)), "PEER_UNAVAILABLE")

    def test_a_token_is_not_sent_in_clear_text(self):
        with self.assertRaises(ValueError):
            connect(self.service.address, token_file=self.folder / "token")


class Retries(unittest.TestCase):
    def attempts_until(self, codes):
        """(calls that a service got that answers these codes one after another and then well, the last code)."""
        answers = iter(codes)
        calls = []

        class Service(SubmissionServiceServicer):
            def GetFiling(self, request, context):
                calls.append(request)
                if code := next(answers, None):
                    context.abort(code, "as the test wants it")
                return GetFilingResponse()

        server = grpc.server(concurrent.futures.ThreadPoolExecutor(1))
        add_SubmissionServiceServicer_to_server(Service(), server)
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        self.addCleanup(server.stop, None)
        with connect(f"127.0.0.1:{port}") as channel:
            try:
                SubmissionServiceStub(channel).GetFiling(GetFilingRequest())
            except grpc.RpcError as error:
                return len(calls), error.code()
        return len(calls), grpc.StatusCode.OK

    def test_what_no_service_carried_out_is_asked_again(self):
        code = grpc.StatusCode
        self.assertEqual(self.attempts_until([code.UNAVAILABLE, code.CANCELLED]), (3, code.OK))
        self.assertEqual(self.attempts_until([code.UNAVAILABLE] * 9), (4, code.UNAVAILABLE))

    def test_a_refusal_is_not_asked_again(self):
        for code in (grpc.StatusCode.FAILED_PRECONDITION, grpc.StatusCode.ABORTED, grpc.StatusCode.RESOURCE_EXHAUSTED):
            self.assertEqual(self.attempts_until([code]), (1, code))


class Streams(grpc.UnaryStreamClientInterceptor):
    """What streams were opened with."""

    def __init__(self):
        self.requests = []
        self.opened_again = threading.Event()

    def intercept_unary_stream(self, continuation, details, request):
        self.requests.append(request)
        if len(self.requests) > 1:
            self.opened_again.set()
        return continuation(details, request)


class Watching(ClientTest):
    def watch(self, **how):
        watching = watch_aggregates(self.office, WATCHED, **how)
        self.addCleanup(watching.close)
        return watching

    def test_a_total_moves_and_goes_on_after_the_server_came_back(self):
        watching = self.watch()
        before = next(watching).aggregates[NODE, YEAR]
        self.assertEqual((before.coverage.accepted, before.coverage.expected), (0, 13))
        first = self.accept(self.file("qinghe-education").filing)
        moved = self.moved_to(watching, 1)
        self.assertEqual(moved.totals, self.aggregate(first.token).totals)
        self.assertEqual(before.coverage.accepted, 0)

        self.suite.end()
        self.suite = self.start("data", self.suite.address)
        self.clerk, self.office = self.connect("张三"), self.connect(OFFICE)
        second = self.accept(self.file("qinghe-health").filing)
        moved = self.moved_to(watching, 2)
        self.assertEqual(moved.totals, self.aggregate(second.token).totals)
        self.assertEqual(moved.position.sources[0].sequence, second.token.sequence)

    def test_of_another_log_all_is_told_anew(self):
        other = self.start("other")
        other.import_district()
        other.end()
        watching = self.watch()
        self.accept(self.file("qinghe-education").filing)
        log = self.moved_to(watching, 1).position.sources[0].log_id
        self.suite.end()
        self.start("other", self.suite.address)
        self.assertNotEqual(self.moved_to(watching, 0).position.sources[0].log_id, log)

    def test_a_stream_that_reached_its_deadline_goes_on_with_its_token(self):
        streams = Streams()
        channel = grpc.intercept_channel(self.connect(OFFICE, stream_timeout=0.3), streams)
        watching = watch_aggregates(channel, WATCHED, patience=0)
        self.addCleanup(watching.close)
        reached = next(watching).position
        filed = self.file("qinghe-education")

        def accept():
            streams.opened_again.wait(SECONDS_MAX)
            self.accept(filed.filing)

        with concurrent.futures.ThreadPoolExecutor(1) as threads:
            accepted = threads.submit(accept)
            self.moved_to(watching, 1)
            accepted.result()
        self.assertEqual(streams.requests[0], WATCHED)
        self.assertEqual(streams.requests[1].resume_token.sources[0].log_id, reached.sources[0].log_id)

    def test_it_gives_up_where_asking_again_is_of_no_use(self):
        with self.assertRaises(Refusal) as raised:
            next(watch_aggregates(self.office, WatchAggregatesRequest(nodes=["organs/nowhere"], year=YEAR)))
        self.assertEqual(raised.exception.reason, "ORGAN_UNKNOWN")

    def test_its_patience_with_a_server_that_is_gone_has_an_end(self):
        watching = self.watch(patience=0)
        next(watching)
        self.suite.end()
        with self.assertRaises(Refusal) as raised:
            next(watching)
        self.assertEqual(raised.exception.code, grpc.StatusCode.UNAVAILABLE)


class Steps(unittest.TestCase):
    """What a server tells seldom."""

    def snapshot(self, node, total):
        part = WatchAggregatesResponse()
        snapshot = part.snapshots.add(node=node, year=YEAR)
        snapshot.totals.requests.received.total = total
        return part

    def test_a_step_is_applied_as_a_whole(self):
        totals = Totals().after([self.snapshot("organs/a", 1), self.snapshot("organs/b", 2)])
        part = WatchAggregatesResponse()
        delta = part.deltas.add(node="organs/a", year=YEAR)
        delta.cells.add(cell="requests.received.total", value=5)
        delta.coverage.accepted = 1
        part.gone.add(node="organs/b", year=YEAR)
        part.position.sources.add(sequence=7)
        after = totals.after([part])
        self.assertEqual(list(after.aggregates), [("organs/a", YEAR)])
        moved = after.aggregates["organs/a", YEAR]
        self.assertEqual((cell(moved.totals, "requests.received.total"), moved.coverage.accepted), (5, 1))
        self.assertEqual((after.position, moved.position), (part.position, part.position))
        self.assertEqual(cell(totals.aggregates["organs/a", YEAR].totals, "requests.received.total"), 1)

    def test_what_is_told_afresh_takes_the_place_of_all(self):
        totals = Totals().after([self.snapshot("organs/a", 1)])
        part = self.snapshot("organs/b", 2)
        part.afresh = True
        self.assertEqual(list(totals.after([part]).aggregates), [("organs/b", YEAR)])


class Example(ClientTest):
    def test_it_files_and_shows_the_total_as_it_moves(self):
        path = SAMPLES / str(YEAR) / "qinghe-education.txt"
        command = [EXAMPLE, self.suite.address, path, "organs/qinghe-education", "教育局", NODE]
        example = subprocess.Popen(command, env={"PYTHONPATH": str(CLIENT), "PYTHONUTF8": "1"}, stdout=subprocess.PIPE,
                                   text=True, encoding="utf-8")
        self.addCleanup(example.stdout.close)
        self.addCleanup(example.wait)
        self.addCleanup(example.terminate)
        for line in example.stdout:
            if "0 / 13 份" in line:
                break
        request = GetFilingRequest(name=filing_of("qinghe-education"))
        filing = SubmissionServiceStub(self.office).GetFiling(request).filing
        self.accept(filing)
        self.assertRegex(example.stdout.readline(), "1 / 13 份，新收申请 [1-9]")


if __name__ == "__main__":
    unittest.main()
