#!/usr/bin/python3
"""Files the report in a document, then shows a total as it moves.

file_and_watch.py ADDRESS FILE ORGAN ACTOR NODE, such as
file_and_watch.py 127.0.0.1:7130 report.docx organs/qinghe-education 区教育局 organs/qinghe
"""
import mimetypes
import pathlib
import sys

import grpc

from nianbao import Refusal, connect, file_report, filing_name, watch_aggregates
from nianbao.aggregation.v1.watch_pb2 import WatchAggregatesRequest
from nianbao.document.v1.document_service_pb2 import ReadDocumentRequest
from nianbao.document.v1.document_service_pb2_grpc import DocumentServiceStub
from nianbao.submission.v1.submission_service_pb2 import Attachment
from nianbao.totals import cell


def read(channel, path):
    request = ReadDocumentRequest(file_name=path.name, content=path.read_bytes())
    try:
        return DocumentServiceStub(channel).ReadDocument(request, timeout=60).report
    except grpc.RpcError as error:
        raise Refusal.of(error) from error


def file(channel, path, organ):
    report = read(channel, path)
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    document = Attachment(name=path.name, media_type=media_type, content=path.read_bytes())
    filed = file_report(channel, filing_name(organ, report), report, attachments=[document])
    for finding in filed.findings:
        print(finding.message.zh_cn)
    print(filed.filing.name, "已报送" if filed.submitted else "存为草稿", flush=True)
    return report.year


def watch(channel, node, year):
    for totals in watch_aggregates(channel, WatchAggregatesRequest(nodes=[node], year=year)):
        total = totals.aggregates[node, year]
        print(f"{total.title} {year}年 {total.coverage.accepted} / {total.coverage.expected} 份，"
              f"新收申请 {cell(total.totals, 'requests.received.total')} 件", flush=True)


def main(address, path, organ, actor, node):
    try:
        with connect(address, actor=actor) as channel:
            watch(channel, node, file(channel, pathlib.Path(path), organ))
    except Refusal as refusal:
        print(refusal.reason, refusal.sentence, file=sys.stderr)
        for violation in refusal.precondition_violations:
            print(violation.type, violation.subject, violation.description, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main(*sys.argv[1:])
