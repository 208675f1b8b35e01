"""A nation through the real services: what a report costs with the organs of one, of a tenth and of a hundredth of it."""
import argparse
import contextlib
import functools
import pathlib
import shutil
import sqlite3
import statistics
import sys
import tempfile

from pairs import NotMeasured, Sample
from programs import run_json, serving

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "scale"))
from run_scale import measure as send_nation  # noqa: E402

SIZES = {"whole": 160_000, "tenth": 16_000, "hundredth": 1_600}
TEXT_BYTES, SEED = 1500, 2026
TOGETHER = 64
MINUTES_MAX = 20


def sent(build, organs, folder):
    """What run_scale.py measures of a nation with one year; its store stays in the folder."""
    options = argparse.Namespace(build=build, organs=organs, years=1, text_bytes=TEXT_BYTES, seed=SEED)
    folder.mkdir()
    with open(folder / "services.log", "wb") as log:
        return send_nation(options, folder, log)


def reporters(result):
    return result["fill"]["reporters"]


def services_cpu_s(result):
    return sum(figures["cpu_s"] for name, figures in result["processes"].items() if "restarted" not in name)


def fill_s(result):
    return sum(phase["seconds"] for phase in result["fill"]["phases"])


def per_report(result):
    cpu, wall = 1e6 * services_cpu_s(result) / reporters(result), 1e6 * fill_s(result) / reporters(result)
    return Sample(figure=cpu, wall_us=wall, cpu_us=cpu)


def empty_store(build, folder):
    """A store of the present schema without reports."""
    data = folder / "empty"
    command = [build / "bin/nianbao-submission", "--listen", "127.0.0.1:0", "--data", data]
    with serving(command):
        pass
    return data / "nianbao.db"


def raw(build, folder, stored):
    """The rows of a finished store put into an empty one."""
    empty = empty_store(build, folder)
    into = folder / "raw.db"
    with contextlib.closing(sqlite3.connect(empty)) as source, contextlib.closing(sqlite3.connect(into)) as target:
        source.backup(target)
    result = run_json(
        [build / "bench/raw_rows", "--before", empty, "--after", stored, "--into", into, "--together", TOGETHER]
    )
    cpu = 1e6 * result["cpu_s"] / result["filings"]
    return Sample(figure=cpu, wall_us=1e6 * result["seconds"] / result["filings"], cpu_us=cpu)


@functools.cache
def results(build):
    """{size: what was measured}, and the sample of the raw loop, or why there is none."""
    with tempfile.TemporaryDirectory(prefix="nation.", dir=build) as folder:
        folder = pathlib.Path(folder)
        taken = {}
        # The small ones before the whole and after it, so that what else the machine does meets both.
        for turn, size in enumerate(("hundredth", "tenth", "whole", "hundredth", "tenth")):
            data = folder / f"{turn}"
            taken.setdefault(size, []).append(sent(build, SIZES[size], data))
            if size == "tenth" and "raw" not in taken:
                taken["raw"] = [raw(build, folder, data / "store/nianbao.db")]
            shutil.rmtree(data)
        return taken


def row(ours, rivals, sample, options):
    """Samples by rival, and notes. The whole nation is sent once: its sample stands in each pair."""
    try:
        taken = results(options.build)
    except NotMeasured as reason:
        return {"ours": reason, **dict.fromkeys(rivals, reason)}, {}
    of = {name: [sample(result) if isinstance(result, dict) else result for result in found] for name, found in taken.items()}
    pairs = max((len(of[rival]) for rival in rivals), default=1)
    return {"ours": repeated(of[ours], pairs), **{rival: repeated(of[rival], pairs) for rival in rivals}}, notes_of(taken)


def repeated(samples, count):
    return samples if len(samples) == count else [samples[0]] * count


def notes_of(taken):
    whole = taken["whole"][0]
    phases = ", ".join(f"{phase['name']} {phase['seconds']:.0f} s" for phase in whole["fill"]["phases"])
    peaks = ", ".join(
        f"{name} {figures['peak_mb']:.0f} MB" for name, figures in whole["processes"].items() if "restarted" not in name
    )
    tenth = statistics.median(result["processes"]["submission"]["peak_mb"] for result in taken["tenth"])
    return {"note": f"{phases}; at the most {peaks}; submission with a tenth of the organs {tenth:.0f} MB; "
                    f"{whole['fill']['totals_compared'] + whole['ask']['totals_compared']} totals were exactly what was sent"}


def minutes(options):
    samples, notes = row("whole", (), lambda result: Sample(figure=fill_s(result) / 60), options)
    limit = samples["ours"] if isinstance(samples["ours"], NotMeasured) else [Sample(figure=MINUTES_MAX)]
    return {**samples, "limit": limit}, notes


MEASUREMENTS = {
    "nation_cost": functools.partial(row, "whole", ("tenth", "hundredth"), per_report),
    "nation_raw": functools.partial(row, "tenth", ("raw",), per_report),
    "nation_minutes": minutes,
}
