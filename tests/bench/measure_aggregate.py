"""Aggregation: the sums of a nation-year made anew, beside a database's roll-up and beside reading the same memory."""
import rivals
from pairs import NotMeasured, Sample, take_turns
from programs import run_json

REPORTS = 300_000


def sample(measured):
    wall, cpu = measured["wall_ns"] / 1000, measured["cpu_ns"] / 1000
    return Sample(figure=cpu / 1000, wall_us=wall, cpu_us=cpu)


def rebuild(options):
    """Samples by rival, and notes."""
    program = options.build / "bench/aggregate_cpu"
    notes = {"reports": f"{REPORTS:,}".replace(",", " ")}
    nation = []

    def measured(what):
        result = run_json([program, "--reports", REPORTS, "--seconds", options.seconds, "--only", what])
        nation[:] = map(str, result["nation"])
        return result[what]

    def ours():
        return sample(measured("rebuild"))

    def bandwidth():
        return sample(measured("bandwidth"))

    def duckdb():
        folder = rivals.install(options.build / "bench/rivals", options.install_rivals)
        result = run_json(["node", "rollup.mjs", REPORTS, options.seconds], cwd=folder)
        if result["nation"] != nation:
            raise NotMeasured("the rival has another total of the nation")
        return sample(result)

    return take_turns({"ours": ours, "duckdb": duckdb, "bandwidth": bandwidth}, options.pairs), notes


MEASUREMENTS = {"aggregate_rebuild": rebuild}
