#!/usr/bin/env python3
"""Adds up the sample reports without any code of the suite.

    recompute_totals.py [--check] PATH...

PATH is a plain-text report or a directory of them. A later file replaces an earlier one of the
same name, so that a corrected report can follow the directory it corrects. Prints the 200 cells
of the form in its order, one `code<TAB>sum` a line; "/" and blank count as 0.

With --check nothing is added up: prints every identity of the form that does not hold, one
`file<TAB>identity<TAB>left<TAB>right` a line, and exits 1 when there is one.
"""

import sys
from decimal import Decimal
from pathlib import Path

# Rows in printed order: the words that mark the row, and the codes of its figures.
DOCUMENTS = ["issued", "repealed", "in_force"]
SINGLE_ROWS = [
    ("行政许可", "licensing_decisions"),
    ("行政处罚", "penalty_decisions"),
    ("行政强制", "coercion_decisions"),
    ("行政事业性收费", "administrative_fees"),
]
APPLICANTS = [
    "natural_person",
    "enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service",
    "other",
]
RESULTS = [
    ("予以公开", "granted"),
    ("部分公开", "partially_granted"),
    ("属于国家秘密", "refused.state_secret"),
    ("其他法律行政法规禁止公开", "refused.prohibited_by_law"),
    ("三安全一稳定", "refused.endangers_security_or_stability"),
    ("保护第三方合法权益", "refused.third_party_rights"),
    ("三类内部事务信息", "refused.internal_affairs"),
    ("四类过程性信息", "refused.process_information"),
    ("行政执法案卷", "refused.enforcement_file"),
    ("行政查询事项", "refused.administrative_inquiry"),
    ("本机关不掌握", "unable.not_held"),
    ("没有现成信息", "unable.requires_creation"),
    ("补正后申请内容仍不明确", "unable.still_unclear"),
    ("信访举报投诉类", "not_processed.petition_or_complaint"),
    ("重复申请", "not_processed.repeated"),
    ("公开出版物", "not_processed.requests_publication"),
    ("大量反复申请", "not_processed.excessive"),
    ("重新出具已获取信息", "not_processed.reissue_or_confirmation"),
    ("逾期不补正", "other.not_corrected_in_time"),
    ("逾期未按收费通知", "other.fee_unpaid"),
    ("3.其他", "other.miscellaneous"),
]
REQUEST_ROWS = (
    [("本年新收", "received"), ("上年结转", "carried_in")]
    + [(words, "outcomes." + name) for words, name in RESULTS]
    + [("（七）总计", "outcomes.total"), ("四、结转", "carried_out")]
)
REMEDIES = ["reconsideration", "direct_litigation", "litigation_after_reconsideration"]
DECISIONS = ["upheld", "corrected", "other", "pending"]


def printed_rows():
    """Every row of figures as (words, codes), in the order of the form."""
    rows = [
        ("规章", ["proactive_disclosure.rules." + name for name in DOCUMENTS]),
        ("规范性文件", ["proactive_disclosure.normative_documents." + name for name in DOCUMENTS]),
    ]
    rows += [(words, ["proactive_disclosure." + name]) for words, name in SINGLE_ROWS]
    for words, row in REQUEST_ROWS:
        rows.append((words, [f"requests.{row}.{column}" for column in APPLICANTS + ["total"]]))
    rows.append(("", [f"remedies.{block}.{name}" for block in REMEDIES for name in DECISIONS + ["total"]]))
    return rows


def table_rows(text):
    """The rows of all tables, each a list of cells without any white space."""
    rows, cells = [], []
    for line in text.split("\n") + [""]:
        if line.startswith("\t"):
            cells.append(line)
        elif line.strip() and cells:
            cells[-1] += line
        elif cells:
            rows.append(["".join(cell.split()) for cell in cells])
            cells = []
    return rows


def is_figure(cell):
    return cell in ("", "/") or cell.replace(".", "", 1).isdigit()


def figures_of(row, words, count):
    """The last `count` cells when they are figures and a cell before them holds the words, else None."""
    labels, figures = row[:-count], row[-count:]
    if len(figures) < count or not all(map(is_figure, figures)) or "".join(figures) == "":
        return None
    if not any(words in label for label in labels) and (words or labels):
        return None
    return [Decimal(0 if cell in ("", "/") else cell) for cell in figures]


def read_report(path):
    rows = iter(table_rows(path.read_text(encoding="utf-8")))
    report = {}
    for words, codes in printed_rows():
        found = next(filter(None, (figures_of(row, words, len(codes)) for row in rows)), None)
        if found is None:
            sys.exit(f"{path}: no row of {len(codes)} figures for {words or 'section four'}")
        report.update(zip(codes, found))
    return report


def identities(report):
    """The 42 identities of the form as (name, left, right)."""
    def cell(*parts):
        return report[".".join(parts)]

    results = ["outcomes." + name for _, name in RESULTS]
    for _, row in REQUEST_ROWS:
        parts = sum(cell("requests", row, column) for column in APPLICANTS)
        yield f"row sum of requests.{row}", cell("requests", row, "total"), parts
    for column in APPLICANTS + ["total"]:
        parts = sum(cell("requests", row, column) for row in results)
        total = cell("requests.outcomes.total", column)
        yield f"column sum of {column}", total, parts
        due = cell("requests.received", column) + cell("requests.carried_in", column)
        yield f"balance of {column}", due, total + cell("requests.carried_out", column)
    for block in REMEDIES:
        parts = sum(cell("remedies", block, name) for name in DECISIONS)
        yield f"sum of remedies.{block}", cell("remedies", block, "total"), parts


def report_files(arguments):
    files = {}
    for argument in map(Path, arguments):
        for path in sorted(argument.glob("*.txt")) if argument.is_dir() else [argument]:
            files[path.name] = path
    if not files:
        sys.exit("no reports given")
    return files.values()


def check(files):
    broken = [
        (path, name, left, right)
        for path in files
        for name, left, right in identities(read_report(path))
        if left != right
    ]
    for path, name, left, right in broken:
        print(path, name, left, right, sep="\t")
    return 1 if broken else 0


def add_up(files):
    reports = [read_report(path) for path in files]
    for code in reports[0]:
        total = format(sum(report[code] for report in reports), "f")
        print(code, total.rstrip("0").rstrip(".") if "." in total else total, sep="\t")
    return 0


def main(arguments):
    if arguments[:1] == ["--check"]:
        return check(report_files(arguments[1:]))
    return add_up(report_files(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
