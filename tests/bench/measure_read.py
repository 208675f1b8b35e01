"""Aggregation: totals read by RPC, beside a bare server with the same answers and a database that holds the sums."""
import contextlib
import json
import pathlib
import tempfile

import rivals
from pairs import NotMeasured, Sample, take_turns
from programs import run_json, serving

ORGANS, YEAR = 400, 2025
IN_FLIGHT = 32


class Reads:
    """An aggregation service over a store of reports, and what it answered last."""

    def __init__(self, options, data, submission):
        self.options = options
        self.submission = submission
        self.recording = data / "recording.cbor"
        self.totals = data / "totals.json"
        self.notes = {"in_flight": IN_FLIGHT}

    def ours(self):
        program = self.options.build / "bin/nianbao-aggregation"
        command = [program, "--listen", "127.0.0.1:0", "--submission", self.submission]
        result, sample = self.load(command, "--record", self.recording)
        self.totals.write_text(json.dumps(result["totals"]), encoding="utf-8")
        self.notes["nodes"] = len(result["totals"])
        self.notes["bytes"] = result["answer_bytes"]
        return sample

    def bare(self):
        self.want(self.recording)
        command = [self.options.build / "bench/answer_server", "--listen", "127.0.0.1:0", "--recording", self.recording]
        return self.load(command)[1]

    def duckdb(self, layout="columns"):
        self.want(self.totals)
        folder = rivals.install(self.options.build / "bench/rivals", self.options.install_rivals)
        result = run_json(["node", "read_totals.mjs", self.totals, layout, self.options.seconds], cwd=folder)
        return sample(result["answers"], result["seconds"], result["cpu_us"] / result["answers"])

    def load(self, command, *arguments):
        with serving(command) as server:
            cpu = server.cpu_us()
            result = run_json(
                [self.options.build / "bench/read_load", "--server", server.address, "--organs", ORGANS, "--year", YEAR]
                + ["--in-flight", IN_FLIGHT, "--seconds", self.options.seconds, *arguments]
            )
            cpu = server.cpu_us() - cpu
        return result, sample(result["answers"], result["seconds"], cpu / result["answers_in_all"])

    @staticmethod
    def want(file):
        if not file.exists():
            raise NotMeasured("nothing was read that a rival could give")


def sample(answers, seconds, cpu_us):
    return Sample(figure=answers / seconds, wall_us=1e6 * seconds / answers, cpu_us=cpu_us)


@contextlib.contextmanager
def reads(options):
    with contextlib.ExitStack() as running:
        data = pathlib.Path(running.enter_context(tempfile.TemporaryDirectory(prefix="read.", dir=options.build)))

        def start(name, *arguments):
            command = [options.build / f"bin/nianbao-{name}", "--listen", "127.0.0.1:0", *arguments]
            return running.enter_context(serving(command))

        validation = start("validation")
        submission = start("submission", "--data", data / "store", "--validation", validation.address)
        run_json(
            [options.build / "bench/watch_fill", "--submission", submission.address, "--organs", ORGANS, "--year", YEAR]
            + ["--accept"]
        )
        yield Reads(options, data, submission.address)


def read(options):
    """Samples by rival, and notes."""
    try:
        with reads(options) as served:
            takers = {"ours": served.ours, "bare": served.bare, "duckdb": served.duckdb}
            taken = take_turns(takers, options.pairs)
            if not isinstance(taken["duckdb"], NotMeasured):
                figure = served.duckdb("list").figure
                served.notes["note"] = f"with all sums in one column, DuckDB reads {figure:.0f} nodes a second"
            return taken, served.notes
    except NotMeasured as reason:
        return dict.fromkeys(("ours", "bare", "duckdb"), reason), {}


MEASUREMENTS = {"aggregate_read": read}
