#!/usr/bin/env python3
"""Measures the suite against rivals on this machine. Prints one table; writes bench.json and bench.html.

Every row is reported: one that could not be measured says why. The exit status is 1 when there is such a row; a target
that is missed is no failure of the run.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import sys

import measure_aggregate
import measure_import
import measure_nation
import measure_page
import measure_read
import measure_start
import measure_store
import measure_submit
import measure_update
import measure_validate
import measure_watch
import render
from make_row import make_row

ROOT = pathlib.Path(__file__).resolve().parents[2]
MEASUREMENTS = {
    **measure_validate.MEASUREMENTS,
    **measure_store.MEASUREMENTS,
    **measure_submit.MEASUREMENTS,
    **measure_aggregate.MEASUREMENTS,
    **measure_update.MEASUREMENTS,
    **measure_read.MEASUREMENTS,
    **measure_watch.MEASUREMENTS,
    **measure_page.MEASUREMENTS,
    **measure_import.MEASUREMENTS,
    **measure_nation.MEASUREMENTS,
    **measure_start.MEASUREMENTS,
}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("family", nargs="?", default="", help="only rows of this family, such as validate")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build", help="build folder")
    parser.add_argument("--out", type=pathlib.Path, help="folder for bench.json and bench.html; default BUILD/bench")
    parser.add_argument("--pairs", type=int, default=7, help="pairs of samples per row")
    parser.add_argument("--seconds", type=float, default=1, help="length of a sample")
    parser.add_argument("--no-rivals-install", dest="install_rivals", action="store_false")
    return parser.parse_args()


def measure(specs, options):
    results = {name: MEASUREMENTS[name](options) for name in dict.fromkeys(spec["measurement"] for spec in specs)}
    rows = []
    for spec in specs:
        samples, notes = results[spec["measurement"]]
        row = make_row(spec, samples["ours"], samples[spec["rival"]], notes)
        if "note" in notes:
            row["note"] = notes["note"]
        rows.append(row)
    return rows


def main():
    options = parse_arguments()
    options.build = options.build.resolve()
    specs = json.loads((pathlib.Path(__file__).parent / "rows.json").read_text(encoding="utf-8"))
    families = sorted({spec["id"].split("/")[0] for spec in specs})
    specs = [spec for spec in specs if options.family in ("", spec["id"].split("/")[0])]
    if not specs:
        sys.exit(f"run_bench: no family {options.family}; there are {', '.join(families)}")
    rows = measure(specs, options)
    machine = (
        f"{datetime.datetime.now():%Y-%m-%d %H:%M}, {os.cpu_count()} cores, {platform.machine()}, "
        f"load {os.getloadavg()[0]:.1f}, median of {options.pairs} pairs of {options.seconds:g} s"
    )
    out = options.out or options.build / "bench"
    out.mkdir(parents=True, exist_ok=True)
    report = {"machine": machine, "rows": rows}
    (out / "bench.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / "bench.html").write_text(render.page(rows, machine), encoding="utf-8")
    print(machine)
    print(render.table(rows))
    print(f"{out}/bench.json, {out}/bench.html")
    return 1 if any(row["ratio"] is None for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
