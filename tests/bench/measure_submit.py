"""Submitting: whole, validated, durable submissions over processes of their own, beside an echo and beside the bare database."""
import contextlib
import dataclasses
import functools
import math
import pathlib
import re
import shutil
import sqlite3
import tempfile

from pairs import NotMeasured, Sample, take_turns
from postgres import postgres
from programs import run_json, serving

SUBMITTERS = 64
# On eight streams, which are as many as the service lets be open.
ON_STREAMS = 32
COUNT, WARM = 640, 128
ECHO_COUNT, ECHO_WARM = 12_000, 2_000


class Service:
    """A submission service in which organs wait to hand in, with the validation service that it asks."""

    def __init__(self, build, organs, submission, validation):
        self.build, self.organs, self.submission, self.validation = build, organs, submission, validation
        self.submitted = 0

    def fill(self):
        """The organs, and their reports of last year."""
        run_json([self.build / "bench/submit_load", "fill", "--submission", self.submission.address, "--organs", self.organs])

    def load(self, *options, submitters=SUBMITTERS):
        before = self.submission.cpu_us() + self.validation.cpu_us()
        result = run_json(
            [self.build / "bench/submit_load", "run", "--submission", self.submission.address, "--organs", self.organs]
            + ["--from", self.submitted, "--count", COUNT, "--warm", WARM, "--submitters", submitters, *options]
        )
        self.submitted += COUNT
        return rate(result, self.submission.cpu_us() + self.validation.cpu_us() - before)


def rate(result, cpu_us):
    """Reports a second, with processor time of all services for one."""
    return Sample(
        figure=result["answers"] / result["seconds"],
        wall_us=1e6 * result["seconds"] / result["answers"],
        cpu_us=cpu_us / result["answers_in_all"],
    )


@contextlib.contextmanager
def service(build, organs, *place):
    with serving([build / "bin/nianbao-validation", "--listen", "127.0.0.1:0"]) as validation:
        command = [build / "bin/nianbao-submission", "--listen", "127.0.0.1:0", *place, "--validation", validation.address]
        with serving(command) as submission:
            yield Service(build, organs, submission, validation)


def echoed(build, server):
    before = server.cpu_us()
    result = run_json(
        [build / "bench/submit_load", "run", "--submission", server.address, "--organs", COUNT, "--count", ECHO_COUNT]
        + ["--warm", ECHO_WARM, "--submitters", SUBMITTERS]
    )
    return rate(result, server.cpu_us() - before)


def backup(file, copy):
    with contextlib.closing(sqlite3.connect(file)) as source, contextlib.closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def row_sample(result, server_cpu_us=0):
    filings = result["filings"]
    return Sample(
        figure=filings / result["seconds"],
        wall_us=1e6 * result["seconds"] / filings,
        cpu_us=(1e6 * result["cpu_s"] + server_cpu_us) / filings,
    )


def put_rows(build, stores, into, together):
    result = run_json(
        [build / "bench/raw_rows", "--before", stores / "before.db", "--after", stores / "after.db", "--into", into]
        + ["--together", together]
    )
    (stores / "row_bytes").write_text(str(result["bytes"] // result["filings"]), encoding="ascii")
    return result


def put_into_sqlite(build, stores, together):
    scratch = stores / "scratch.db"
    for file in stores.glob("scratch.db*"):
        file.unlink()
    shutil.copy(stores / "before.db", scratch)
    return row_sample(put_rows(build, stores, scratch, together))


def put_into_postgres(build, stores, server):
    server.psql("CREATE DATABASE scratch TEMPLATE filled")
    before = server.cpu_us()
    result = put_rows(build, stores, server.url_of("scratch"), SUBMITTERS)
    cpu_us = server.cpu_us() - before
    server.psql("DROP DATABASE scratch")
    return row_sample(result, cpu_us)


def single_inserts(server, size, seconds):
    """A report's bytes in a row of their own, each committed by itself, by 32 clients."""
    server.psql("DROP TABLE IF EXISTS singles; CREATE TABLE singles (id BIGSERIAL PRIMARY KEY, report BYTEA NOT NULL)")
    script = f"INSERT INTO singles (report) VALUES (convert_to(repeat('x', {size}), 'UTF8'));"
    before = server.cpu_us()
    said = server.pgbench(script, "--client=32", "--jobs=2", "--protocol=prepared", f"--time={math.ceil(seconds)}")
    cpu_us = server.cpu_us() - before
    rate, done = (float(re.search(pattern, said)[1]) for pattern in (r"tps = ([\d.]+)", r"processed: (\d+)"))
    return Sample(figure=rate, wall_us=1e6 / rate, cpu_us=cpu_us / done)


def organs_of(rounds):
    # Twice in each round, and once to see which rows are left.
    return COUNT * (2 * rounds + 1)


def on_sqlite(build, rounds, _seconds, folder):
    """Samples by name. Leaves in the folder the store before one load, and after it."""
    data = folder / "sqlite"
    with (
        service(build, organs_of(rounds), "--data", data) as served,
        serving([build / "bench/submission_echo"]) as echo,
    ):
        served.fill()
        backup(data / "nianbao.db", folder / "before.db")
        served.load()
        backup(data / "nianbao.db", folder / "after.db")
        return take_turns(
            {
                "calls": served.load,
                "echo": functools.partial(echoed, build, echo),
                "streams": functools.partial(served.load, "--streams", submitters=ON_STREAMS),
                "raw": functools.partial(put_into_sqlite, build, folder, SUBMITTERS),
                "single": functools.partial(put_into_sqlite, build, folder, 1),
            },
            rounds,
        )


def on_postgres(build, rounds, seconds, folder):
    """The same with the rows that on_sqlite() left."""
    with postgres(build) as server:
        place = ("--database", server.url)
        with service(build, organs_of(rounds), *place) as served:
            served.fill()
        server.psql("CREATE DATABASE filled TEMPLATE bench")
        with service(build, organs_of(rounds), *place) as served:
            served.load()
            return take_turns(
                {
                    "calls": served.load,
                    "raw": functools.partial(put_into_postgres, build, folder, server),
                    "single": functools.partial(single_inserts, server, row_bytes(folder), seconds),
                },
                rounds,
            )


def row_bytes(folder):
    """Of the rows of a submission."""
    return int((folder / "row_bytes").read_text(encoding="ascii"))


@functools.cache
def results(build, rounds, seconds):
    """{database: {name: samples}}"""
    with tempfile.TemporaryDirectory(prefix="submit.", dir=build) as folder:
        taken = {}
        for database, measure in (("sqlite", on_sqlite), ("postgres", on_postgres)):
            try:
                taken[database] = measure(build, rounds, seconds, pathlib.Path(folder))
            except NotMeasured as reason:
                taken[database] = dict.fromkeys(("calls", "echo", "streams", "raw", "single"), reason)
        return taken


def processor_time(samples):
    if isinstance(samples, NotMeasured):
        return samples
    return [dataclasses.replace(sample, figure=sample.cpu_us) for sample in samples]


def row(database, ours, rivals, options, of=lambda samples: samples):
    """Samples by rival, and notes."""
    taken = results(options.build, options.pairs, options.seconds)[database]
    return {"ours": of(taken[ours]), **{rival: of(taken[rival]) for rival in rivals}}, {}


MEASUREMENTS = {
    "submit_sqlite": functools.partial(row, "sqlite", "calls", ("echo", "raw", "single")),
    "submit_sqlite_cpu": functools.partial(row, "sqlite", "calls", ("echo",), of=processor_time),
    "submit_postgres": functools.partial(row, "postgres", "calls", ("raw", "single")),
    "submit_batch": functools.partial(row, "sqlite", "streams", ("echo",)),
}
