"""Aggregation: an accepted report added to all sums above it, beside a database that keeps the same sums as rows."""
import contextlib
import re

import rivals
from pairs import NotMeasured, Sample, take_turns
from postgres import postgres
from programs import run_json

ORGANS = 160_000
CLIENTS, THREADS = 4, 2
COUNTIES, PREFECTURES, PROVINCES, LINES = 2844, 333, 31, 7
# Keys of rows: the higher the node, the greater, so that all clients lock rows in the same order, the nation's last.
PREFECTURE, PROVINCE, LINE, NATION = 10_000, 20_000, 30_000, 40_000
CELLS = range(200)

TABLE = f"""
    CREATE TABLE totals (node integer PRIMARY KEY, {", ".join(f"c{cell} bigint NOT NULL DEFAULT 0" for cell in CELLS)})
        WITH (fillfactor = 20);
    INSERT INTO totals (node)
        SELECT generate_series(0, {COUNTIES - 1}) UNION ALL SELECT {PREFECTURE} + generate_series(0, {PREFECTURES - 1})
        UNION ALL SELECT {PROVINCE} + generate_series(0, {PROVINCES - 1})
        UNION ALL SELECT {LINE} + generate_series(0, {LINES - 1}) UNION ALL SELECT {NATION};
    VACUUM ANALYZE totals;"""
# One statement, so one way to the server and back.
ACCEPTANCE = f"""
\\set county random(0, {COUNTIES - 1})
\\set prefecture :county * {PREFECTURES} / {COUNTIES}
\\set province {PROVINCE} + :prefecture * {PROVINCES} / {PREFECTURES}
\\set prefecture {PREFECTURE} + :prefecture
\\set line {LINE} + :county % {LINES}
UPDATE totals SET {", ".join(f"c{cell} = c{cell} + :d{cell}" for cell in CELLS)}
WHERE node IN (:county, :prefecture, :province, :line, {NATION});
"""


class Totals:
    """Sums as rows, each client with a connection and the statement prepared."""

    def __init__(self, server, figures):
        self.server = server
        self.figures = figures
        self.accepted = 0
        server.psql(TABLE)

    def accept(self, seconds):
        """A Sample whose figure is the time by the clock until an update is committed, in microseconds."""
        deltas = [f"--define=d{cell}={self.figures[cell]}" for cell in CELLS]
        cpu = self.server.cpu_us()
        load = [f"--client={CLIENTS}", f"--jobs={THREADS}", f"--time={max(1, round(seconds))}", "--protocol=prepared"]
        said = self.server.pgbench(ACCEPTANCE, *load, *deltas)
        cpu = self.server.cpu_us() - cpu
        count = int(re.search(r"actually processed: (\d+)", said)[1])
        latency_us = float(re.search(r"latency average = ([\d.]+) ms", said)[1]) * 1000
        self.accepted += count
        self.check()
        return Sample(figure=latency_us, wall_us=latency_us, cpu_us=cpu / count)

    def check(self):
        wanted = [figure * self.accepted for figure in self.figures]
        sums = ", ".join(f"sum(c{cell})" for cell in CELLS)
        for nodes in (f"= {NATION}", f">= {PROVINCE} AND node < {LINE}", f"< {PREFECTURE}"):
            got = self.server.psql(f"SELECT {sums} FROM totals WHERE node {nodes}")
            if list(map(int, got.strip().split("|"))) != wanted:
                raise NotMeasured("the rival's totals are not what was added to them")


def update(options):
    """Samples by rival, and notes."""
    notes = {}
    figures = []
    with contextlib.ExitStack() as running:
        started = []

        def ours():
            measured = run_json([options.build / "bench/update_cpu", "--organs", ORGANS, "--seconds", options.seconds])
            notes["views"] = measured["views"]
            figures[:] = measured["figures"]
            wall, cpu = measured["wall_ns"] / 1000, measured["cpu_ns"] / 1000
            return Sample(figure=wall, wall_us=wall, cpu_us=cpu)

        def start():
            if not figures:
                raise NotMeasured("there are no figures that a rival could add")
            rivals.install_package("postgresql-15", options.install_rivals)
            # The rows are few; a sequential scan, or a bitmap, would lock them in no order.
            plans = {"enable_seqscan": "off", "enable_bitmapscan": "off"}
            totals = Totals(running.enter_context(postgres(options.build, shared_buffers="1GB", **plans)), figures)
            totals.accept(options.seconds)
            return totals

        def rival():
            if not started:
                started.append(start())
            return started[0].accept(options.seconds)

        taken = take_turns({"ours": ours, "postgres": rival}, options.pairs)
        if started:
            notes["note"] = without_waiting(started[0], options.seconds)
        return taken, notes


def without_waiting(totals, seconds):
    """What an update takes when no commit waits for the disk: what was told last may then be lost."""
    totals.server.psql("ALTER SYSTEM SET synchronous_commit = off; SELECT pg_reload_conf()")
    sample = totals.accept(seconds)
    return f"when no commit waits for the disk, an update of PostgreSQL takes {sample.figure:.0f} µs"


MEASUREMENTS = {"aggregate_update": update}
