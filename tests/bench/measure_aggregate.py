"""Aggregation: the sums of a nation-year made anew, beside databases' roll-ups and beside reading the same memory."""
import contextlib

import rivals
from pairs import NotMeasured, Sample, take_turns
from postgres_rollup import IN_TWO_STEPS, rollup
from programs import run_json

REPORTS = 300_000
# A roll-up of PostgreSQL takes many seconds.
PAIRS_OF_POSTGRES_MAX = 3


def sample(measured):
    wall, cpu = measured["wall_ns"] / 1000, measured["cpu_ns"] / 1000
    return Sample(figure=cpu / 1000, wall_us=wall, cpu_us=cpu)


class Rebuild:
    """What aggregate_cpu measures, and the total of the nation that a rival must get too."""

    def __init__(self, options):
        program = options.build / "bench/aggregate_cpu"
        self.command = [program, "--reports", REPORTS, "--seconds", options.seconds, "--only"]
        self.nation = None

    def measured(self, what):
        result = run_json([*self.command, what])
        self.nation = list(map(str, result["nation"]))
        return sample(result[what])

    def check(self, nation):
        if nation != self.nation:
            raise NotMeasured("the rival has another total of the nation")


def notes():
    return {"reports": f"{REPORTS:,}".replace(",", " ")}


def rebuild(options):
    """Samples by rival, and notes."""
    ours = Rebuild(options)

    def duckdb():
        folder = rivals.install(options.build / "bench/rivals", options.install_rivals)
        result = run_json(["node", "rollup.mjs", REPORTS, options.seconds], cwd=folder)
        ours.check(result["nation"])
        return sample(result)

    takers = {
        "ours": lambda: ours.measured("rebuild"),
        "duckdb": duckdb,
        "bandwidth": lambda: ours.measured("bandwidth"),
    }
    return take_turns(takers, options.pairs), notes()


def rebuild_beside_postgres(options):
    """Samples by rival, and notes."""
    ours = Rebuild(options)
    with contextlib.ExitStack() as running:
        started = []
        noted = notes()

        def start():
            if ours.nation is None:
                raise NotMeasured("there is no total of the nation to compare with")
            server = running.enter_context(rollup(options, REPORTS))
            ours.check(server.nation())
            two_steps = server.sample(IN_TWO_STEPS)
            noted["note"] = (f"the counties first, on all cores, and then the roll-up of those takes PostgreSQL "
                             f"{two_steps.figure:.0f} ms of processor time")
            return server

        def postgres():
            if not started:
                started.append(start())
            return started[0].sample()

        takers = {"ours": lambda: ours.measured("rebuild"), "postgres": postgres}
        return take_turns(takers, min(options.pairs, PAIRS_OF_POSTGRES_MAX)), noted


MEASUREMENTS = {"aggregate_rebuild": rebuild, "aggregate_rebuild_postgres": rebuild_beside_postgres}
