#!/usr/bin/env python3
"""Builds a synthetic nation through the real services and prints what it took: time, memory, size, answers.

Starts nianbao-validation, nianbao-submission (on SQLite) and nianbao-aggregation on free ports of loopback, sends the
nation's roster and reports, compares every total with what was sent, restarts the aggregation and measures questions.
Writes scale.json and scale.log into BUILD/scale. The data goes at the end unless it is to be kept. The exit status is 1
when a phase fails or stands still for a minute, or a total is not exactly the sum of what was sent.
"""
import argparse
import contextlib
import datetime
import json
import os
import pathlib
import platform
import shutil
import signal
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/bench"))

from pairs import NotMeasured  # noqa: E402
from programs import run_json, serving  # noqa: E402


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--organs", type=int, default=160_000, help="organs that report")
    parser.add_argument("--years", type=int, default=3, help="years they report on, 1 to 4")
    parser.add_argument("--text-bytes", type=int, default=1500, help="length of a report's written sections")
    parser.add_argument("--seed", type=int, default=2026, help="of figures and texts")
    parser.add_argument("--keep", action="store_true", help="keep the data folder")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build", help="build folder")
    return parser.parse_args()


def process_figures(server):
    """Memory in MB, now and at its peak, and processor time in seconds of a running server."""
    with open(f"/proc/{server.process.pid}/status", encoding="utf-8") as file:
        fields = dict(line.split(":", 1) for line in file)
    megabytes = {name: int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")}
    return {"memory_mb": megabytes["VmRSS"], "peak_mb": megabytes["VmHWM"], "cpu_s": server.cpu_us() / 1e6}


def services_cpu_s(services):
    return sum(server.cpu_us() for server in services.values()) / 1e6


def changes_together(server):
    """How many changes there were, and how many transactions for them."""
    metrics = server.metrics()
    return {"changes": metrics["nianbao_commit_changes_sum"], "transactions": metrics["nianbao_commit_changes_count"]}


def folder_mb(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def measure(options, data, log, after_roster=None):
    """What the nation took, in a store in the folder data. after_roster is called before the first report is sent."""
    programs = options.build / "bin"
    sums = data / "sums.json"
    load = options.build / "scale/scale_load"
    nation = ["--organs", options.organs, "--years", options.years]
    config = data / "submission.txtpb"
    config.write_text('server { metrics_listen: "127.0.0.1:0" }', encoding="utf-8")
    with contextlib.ExitStack() as running:
        def start(name, *arguments):
            command = [programs / f"nianbao-{name}", "--listen", "127.0.0.1:0", *arguments]
            return running.enter_context(serving(command, log))

        validation = start("validation")
        submission = start("submission", "--config", config, "--data", data / "store", "--validation", validation.address)
        to_submission = ["--submission", submission.address]
        with serving([programs / "nianbao-aggregation", "--listen", "127.0.0.1:0", *to_submission], log) as aggregation:
            services = {"validation": validation, "submission": submission, "aggregation": aggregation}
            began_at = time.time()
            roster = run_json([load, "roster", *to_submission, *nation])
            roster["wall_s"] = time.time() - began_at
            roster["services_cpu_s"] = services_cpu_s(services)
            if after_roster is not None:
                after_roster()
            began_at = time.time()
            fill = run_json([load, "fill", *to_submission, "--aggregation", aggregation.address, "--sums", sums, *nation,
                             "--text-bytes", options.text_bytes, "--seed", options.seed])
            fill["wall_s"] = time.time() - began_at
            fill["services_cpu_s"] = services_cpu_s(services) - roster["services_cpu_s"]
            processes = {name: process_figures(server) for name, server in services.items()}
        started_at = time.time()
        aggregation = start("aggregation", *to_submission)
        ask = run_json([load, "ask", *to_submission, "--aggregation", aggregation.address,
                        "--sums", sums, "--started-at", started_at])
        processes["aggregation, restarted"] = process_figures(aggregation)
        commits = changes_together(submission)
    return {"roster": roster, "fill": fill, "ask": ask, "processes": processes, "commits": commits,
            "store_mb": folder_mb(data / "store")}


def rows(result):
    """Label, figure and remark of each line of the table."""
    fill, ask = result["fill"], result["ask"]
    for phase in result["roster"]["phases"] + fill["phases"]:
        rate = phase["count"] / phase["seconds"]
        yield phase["name"], f"{phase['seconds']:.1f} s", f"{phase['count']} at {rate:.0f}/s"
    visible = fill["visible_ms"]
    yield ("accepted, then in the nation's total", f"{visible['median']:.1f} ms",
           f"greatest {visible['max']:.1f} ms; after a year's backlog {visible['backlog']:.0f} ms")
    yield ("restart of the aggregation", f"{ask['serves_s']:.2f} s",
           f"{ask['events']} events at {ask['events'] / ask['serves_s']:.0f}/s")
    for call in ask["calls"]:
        yield call["name"], f"{call['median_ms']:.2f} ms", f"the first {call['first_ms']:.1f} ms"
    for name, figures in result["processes"].items():
        yield (name, f"{figures['memory_mb']:.0f} MB",
               f"peak {figures['peak_mb']:.0f} MB, {figures['cpu_s']:.1f} s of processor time")
    commits = result["commits"]
    yield ("changes of a transaction", f"{commits['changes'] / commits['transactions']:.1f}",
           f"{commits['changes']:.0f} in {commits['transactions']:.0f}")
    reports = fill["reporters"] * fill["years"]
    yield "store", f"{result['store_mb']:.0f} MB", f"{result['store_mb'] * 1000 / reports:.1f} kB a report"
    yield ("totals that are exactly what was sent", str(fill["totals_compared"] + ask["totals_compared"]),
           "every cell, both trees, before and after the restart")


def table(result):
    lines = list(rows(result))
    width = max(len(label) for label, _, _ in lines)
    return "\n".join(f"{label:<{width}}  {figure:>10}  {remark}" for label, figure, remark in lines)


def main():
    options = parse_arguments()
    # So that an end by a signal ends the services too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    out = options.build / "scale"
    out.mkdir(parents=True, exist_ok=True)
    data = pathlib.Path(tempfile.mkdtemp(prefix="data.", dir=out))
    machine = (f"{datetime.datetime.now():%Y-%m-%d %H:%M}, {os.cpu_count()} cores, {platform.machine()}, "
               f"load {os.getloadavg()[0]:.1f} at the beginning")
    try:
        with open(out / "scale.log", "wb") as log:
            result = measure(options, data, log)
    except NotMeasured as reason:
        sys.exit(f"scale: {reason}; what the services said is in {out}/scale.log")
    finally:
        if options.keep:
            print(f"scale: the data is in {data}", file=sys.stderr)
        else:
            shutil.rmtree(data)
    result = {"machine": machine, "text_bytes": options.text_bytes, "seed": options.seed, **result}
    (out / "scale.json").write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{result['roster']['organs']} organs, {result['fill']['reporters']} of which report, "
          f"{result['fill']['years']} years; {machine}")
    print(table(result))
    print(f"{out}/scale.json")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
