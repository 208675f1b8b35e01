"""A nation through the real services: what a report costs with the organs of one, of a tenth and of a hundredth of it."""
import argparse
import functools
import pathlib
import shutil
import statistics
import sys
import tempfile

from measure_submit import backup
from pairs import NotMeasured, Sample
from programs import run_json

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "scale"))
from run_scale import measure as send_nation  # noqa: E402

SIZES = {"whole": 160_000, "tenth": 16_000, "hundredth": 1_600}
# The small ones before the whole and after it, so that what else the machine does meets all of them.
TURNS = ("hundredth", "tenth", "whole", "hundredth", "tenth", "hundredth")
TEXT_BYTES, SEED = 1500, 2026
MINUTES_MAX = 20


def send(build, size, folder):
    """What run_scale.py measures of a nation with one year. For the tenth, what the bare database takes besides."""
    options = argparse.Namespace(build=build, organs=SIZES[size], years=1, text_bytes=TEXT_BYTES, seed=SEED)
    store, before = folder / "store/nianbao.db", folder / "before.db"
    after_roster = functools.partial(backup, store, before) if size == "tenth" else None
    with open(folder / "services.log", "wb") as log:
        result = send_nation(options, folder, log, after_roster)
    if size == "tenth":
        result["raw"] = put_rows(build, before, store, result["commits"])
    return result


def put_rows(build, before, after, commits):
    """The rows of the reports put into the store as it was before them, in as many transactions as there were."""
    together = max(1, round(SIZES["tenth"] / commits["transactions"]))
    into = before.with_name("into.db")
    shutil.copy(before, into)
    return run_json(
        [build / "bench/raw_rows", "--before", before, "--after", after, "--into", into, "--together", together]
    )


@functools.cache
def results(build):
    """{size: what was measured, by run}"""
    taken = {size: [] for size in SIZES}
    for size in TURNS:
        with tempfile.TemporaryDirectory(prefix="nation.", dir=build) as folder:
            taken[size].append(send(build, size, pathlib.Path(folder)))
    return taken


def of_a_report(result):
    fill = result["fill"]
    return per(fill, fill["reporters"])


def of_an_organ(result):
    return per(result["roster"], result["roster"]["organs"])


def per(step, count):
    cpu = 1e6 * step["services_cpu_s"] / count
    return Sample(figure=cpu, wall_us=1e6 * step["wall_s"] / count, cpu_us=cpu)


def of_raw_rows(result):
    raw = result["raw"]
    cpu = 1e6 * raw["cpu_s"] / raw["filings"]
    return Sample(figure=cpu, wall_us=1e6 * raw["seconds"] / raw["filings"], cpu_us=cpu)


def minutes(result):
    return Sample(figure=(result["roster"]["wall_s"] + result["fill"]["wall_s"]) / 60)


def samples(taken, size, sample):
    """As many as there are of the others: the whole nation is sent once, and its sample stands in each pair."""
    found = list(map(sample, taken[size]))
    return found * len(TURNS) if size == "whole" else found


def measured(make, note, options):
    """Samples by rival, and notes."""
    try:
        taken = results(options.build)
    except NotMeasured as reason:
        return dict.fromkeys(("ours", "tenth", "hundredth", "raw", "limit"), reason), {}
    return make(taken), {"note": note(taken)}


def by_size(sample, taken):
    return {"ours" if size == "whole" else size: samples(taken, size, sample) for size in SIZES}


def beside_raw_rows(taken):
    return {"ours": samples(taken, "tenth", of_a_report), "raw": samples(taken, "tenth", of_raw_rows)}


def beside_limit(taken):
    return {"ours": [minutes(taken["whole"][0])], "limit": [Sample(figure=MINUTES_MAX)]}


def phases(taken):
    """Of the whole nation: how long each took, and how many totals were right."""
    whole = taken["whole"][0]
    steps = whole["roster"]["phases"] + whole["fill"]["phases"]
    compared = whole["fill"]["totals_compared"] + whole["ask"]["totals_compared"]
    return (", ".join(f"{phase['name']} {phase['seconds']:.0f} s" for phase in steps)
            + f"; {compared} totals of 200 cells were exactly what was sent")


def peaks(taken):
    """Memory of each service, by size."""
    names = ("validation", "submission", "aggregation")
    peak = {
        name: [statistics.median(run["processes"][name]["peak_mb"] for run in taken[size]) for size in SIZES] for name in names
    }
    said = (f"{name} {' / '.join(f'{megabytes:.0f}' for megabytes in peak[name])} MB" for name in names)
    return f"memory at the most, {' / '.join(map(str, SIZES.values()))} organs: {', '.join(said)}"


def transactions(taken):
    tenth = taken["tenth"][0]
    return (f"{tenth['commits']['changes']:.0f} changes in {tenth['commits']['transactions']:.0f} transactions, "
            f"the bare rows in {tenth['raw']['commits']}; {tenth['raw']['bytes'] / tenth['raw']['filings'] / 1000:.1f} kB a report")


MEASUREMENTS = {
    "nation_minutes": functools.partial(measured, beside_limit, phases),
    "nation_report": functools.partial(measured, functools.partial(by_size, of_a_report), peaks),
    "nation_roster": functools.partial(measured, functools.partial(by_size, of_an_organ), peaks),
    "nation_raw": functools.partial(measured, beside_raw_rows, transactions),
}
