"""Cold starts: aggregation takes in the log of a year of 300 000 reports, beside a database that copies the same bytes out."""
import contextlib
import functools
import pathlib
import sqlite3
import tempfile
import time

from pairs import NotMeasured, Sample, take_turns
from postgres import postgres
from programs import run_json, serving

ORGANS = 300_000
YEAR = 2022
ROUNDS_MAX = 3
ROWS_TOGETHER = 20_000


def cold_start(build, submission, reports):
    """Until the total of the nation is there; processor time is that of both services."""
    before = submission.cpu_us()
    began_at = time.time()
    command = [build / "bin/nianbao-aggregation", "--listen", "127.0.0.1:0", "--submission", submission.address]
    with serving(command) as aggregation:
        result = run_json(
            [build / "bench/start_load", "--submission", submission.address, "--aggregation", aggregation.address]
            + ["--node", "organs/nation", "--year", YEAR]
        )
        cpu_us = aggregation.cpu_us() + submission.cpu_us() - before
    if result["accepted"] != reports:
        raise NotMeasured(f"the total has {result['accepted']} reports, want {reports}")
    seconds = result["at"] - began_at
    return Sample(figure=seconds, wall_us=1e6 * seconds, cpu_us=cpu_us)


def load_events(server, file):
    """A table with the bytes of the log. Returns how many there are."""
    server.psql("CREATE TABLE events (sequence BIGINT NOT NULL, event BYTEA NOT NULL, digest BYTEA NOT NULL)")
    size = 0
    with contextlib.closing(sqlite3.connect(file)) as store:
        rows = store.execute("SELECT sequence, event, digest FROM events ORDER BY sequence")
        while part := rows.fetchmany(ROWS_TOGETHER):
            lines = [f"{sequence}\t\\\\x{event.hex()}\t\\\\x{digest.hex()}\n" for sequence, event, digest in part]
            server.psql("COPY events FROM STDIN;\n" + "".join(lines) + "\\.\n")
            size += sum(len(event) + len(digest) for _, event, digest in part)
    server.psql("VACUUM (FREEZE, ANALYZE) events")
    return size


def copied(server):
    before = server.cpu_us()
    began_at = time.time()
    server.psql("COPY events TO '/dev/null' (FORMAT binary)")
    seconds = time.time() - began_at
    return Sample(figure=seconds, wall_us=1e6 * seconds, cpu_us=server.cpu_us() - before)


def start(options):
    """Samples by rival, and notes."""
    build = options.build
    notes = {}
    with tempfile.TemporaryDirectory(prefix="start.", dir=build) as folder:
        data = pathlib.Path(folder) / "store"
        try:
            built = run_json([build / "bench/store_scale", data, "--organs", ORGANS, "--years", 1])
            with contextlib.ExitStack() as running:
                server = running.enter_context(postgres(build))
                size = load_events(server, data / "nianbao.db")
                command = [build / "bin/nianbao-submission", "--listen", "127.0.0.1:0", "--data", data]
                submission = running.enter_context(serving(command))
                notes |= {"reports": f"{built['organs']:,}".replace(",", " "), "megabytes": f"{size / 1e6:.0f}"}
                takers = {
                    "ours": functools.partial(cold_start, build, submission, built["organs"]),
                    "copy": functools.partial(copied, server),
                }
                return take_turns(takers, min(options.pairs, ROUNDS_MAX)), notes
        except NotMeasured as reason:
            return {"ours": reason, "copy": reason}, notes


MEASUREMENTS = {"start": start}
