"""The store: what calls cost with the organs of a nation, and with those of a prefecture."""
import functools

from pairs import NotMeasured, Sample, take_turns
from programs import run_json

SIZES = {"ours": 160_000, "small": 1_000}


@functools.cache
def samples_of_calls(program, folder, rounds, seconds):
    """{call: {size: samples}}; each sample of a size is one process that makes all calls."""
    for organs in SIZES.values():
        run_json([program, folder / str(organs), "--organs", organs])

    def taker(organs):
        return lambda: run_json([program, folder / str(organs), "--organs", organs, "--seconds", seconds])

    return take_turns({name: taker(organs) for name, organs in SIZES.items()}, rounds)


def call(name, options):
    """Samples by size, and notes."""
    program, folder = options.build / "bench/store_scale", options.build / "bench/stores"
    try:
        measured = samples_of_calls(program, folder, options.pairs, options.seconds)
    except NotMeasured as reason:
        return dict.fromkeys(SIZES, reason), {}
    return {size: samples if isinstance(samples, NotMeasured) else list(map(functools.partial(sample, name), samples))
            for size, samples in measured.items()}, {}


def sample(name, measured):
    wall, cpu = measured[name]["wall_ns"] / 1000, measured[name]["cpu_ns"] / 1000
    return Sample(figure=cpu, wall_us=wall, cpu_us=cpu)


CALLS = ("list", "list_of_a_county", "status", "status_of_today", "history", "feed")
MEASUREMENTS = {f"store_{name}": functools.partial(call, name) for name in CALLS}
