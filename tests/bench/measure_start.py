"""Cold starts on the log of a year of 300 000 reports, beside a database that copies the same bytes into a file."""
import contextlib
import functools
import pathlib
import sqlite3
import tempfile
import time

from pairs import NotMeasured, Sample, median, take_turns
from postgres import postgres
from programs import run_json, serving

ORGANS = 300_000
YEAR = 2022
ROUNDS_MAX = 3
ROWS_TOGETHER = 20_000


def seconds_until(server, began_at, build, *wanted):
    """What start_load says of the server, and how long after the beginning it was so."""
    result = run_json([build / "bench/start_load", "--submission", server.address, *wanted])
    return result, result["at"] - began_at


@contextlib.contextmanager
def submission_on(data, build, started_s):
    """The service on the store. How long it took until it answered, in seconds, is added to started_s."""
    began_at = time.time()
    with serving([build / "bin/nianbao-submission", "--listen", "127.0.0.1:0", "--data", data]) as submission:
        started_s.append(seconds_until(submission, began_at, build)[1])
        yield submission


def cold_start(build, data, reports, started_s):
    """Until the total of the nation is there; processor time is that of both services from then on."""
    with submission_on(data, build, started_s) as submission:
        before = submission.cpu_us()
        began_at = time.time()
        command = [build / "bin/nianbao-aggregation", "--listen", "127.0.0.1:0", "--submission", submission.address]
        with serving(command) as aggregation:
            result, seconds = seconds_until(
                submission, began_at, build, "--aggregation", aggregation.address, "--node", "organs/nation", "--year", YEAR
            )
            cpu_us = aggregation.cpu_us() + submission.cpu_us() - before
    if result["accepted"] != reports:
        raise NotMeasured(f"the total has {result['accepted']} reports, want {reports}")
    return Sample(figure=seconds, wall_us=1e6 * seconds, cpu_us=cpu_us)


def load_events(server, file):
    """A table with the bytes of the log. Returns how many events there are, and how many bytes."""
    server.psql("CREATE TABLE events (sequence BIGINT NOT NULL, event BYTEA NOT NULL, digest BYTEA NOT NULL)")
    count = size = 0
    with contextlib.closing(sqlite3.connect(file)) as store:
        rows = store.execute("SELECT sequence, event, digest FROM events ORDER BY sequence")
        while part := rows.fetchmany(ROWS_TOGETHER):
            lines = [f"{sequence}\t\\\\x{event.hex()}\t\\\\x{digest.hex()}\n" for sequence, event, digest in part]
            server.psql("COPY events FROM STDIN;\n" + "".join(lines) + "\\.\n")
            count += len(part)
            size += sum(len(event) + len(digest) for _, event, digest in part)
    server.psql("VACUUM (FREEZE, ANALYZE) events")
    return count, size


def copied(server, size):
    file = pathlib.Path(server.psql("SHOW data_directory").strip()) / "events.copy"
    before = server.cpu_us()
    began_at = time.time()
    server.psql(f"COPY events TO '{file}' (FORMAT binary)")
    seconds = time.time() - began_at
    cpu_us = server.cpu_us() - before
    if file.stat().st_size < size:
        raise NotMeasured(f"PostgreSQL copied {file.stat().st_size} bytes, want {size} at least")
    file.unlink()
    return Sample(figure=seconds, wall_us=1e6 * seconds, cpu_us=cpu_us)


def grouped(number):
    return f"{number:,}".replace(",", " ")


def start(options):
    """Samples by rival, and notes."""
    build = options.build
    with tempfile.TemporaryDirectory(prefix="start.", dir=build) as folder:
        data = pathlib.Path(folder) / "store"
        try:
            built = run_json([build / "bench/store_scale", data, "--organs", ORGANS, "--years", 1])
            with postgres(build) as server:
                events, size = load_events(server, data / "nianbao.db")
                started_s = []
                takers = {
                    "ours": functools.partial(cold_start, build, data, built["organs"], started_s),
                    "copy": functools.partial(copied, server, size),
                }
                samples = take_turns(takers, min(options.pairs, ROUNDS_MAX))
        except NotMeasured as reason:
            return {"ours": reason, "copy": reason}, {}
    notes = {"reports": grouped(built["organs"]), "events": grouped(events), "megabytes": f"{size / 1e6:.0f}"}
    if started_s:
        notes["note"] = f"submission answers {1000 * median(started_s):.0f} ms after it was started on this store"
    return samples, notes


MEASUREMENTS = {"start": start}
