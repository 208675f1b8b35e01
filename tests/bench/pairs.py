"""Samples of suite and rivals, taken in turn so that whatever else the machine does meets all of them."""
import dataclasses
import statistics


@dataclasses.dataclass
class Sample:
    figure: float  # in the unit of the row
    wall_us: float | None = None  # per operation, by the clock
    cpu_us: float | None = None  # per operation, of the measured process


class NotMeasured(Exception):
    """Says why a row has no figures."""


def take_turns(takers, rounds):
    """takers: {name: () -> Sample}. Returns {name: [Sample per round]}, or {name: NotMeasured} from the first failure on."""
    samples = {name: [] for name in takers}
    for _ in range(rounds):
        for name, take in takers.items():
            if isinstance(samples[name], NotMeasured):
                continue
            try:
                samples[name].append(take())
            except NotMeasured as reason:
                samples[name] = reason
    return samples


def median(values):
    return statistics.median(values)


def ratios(ours, rival, better):
    """How many times better each pair's own sample is than its rival's."""
    if better == "less":
        return [b.figure / a.figure for a, b in zip(ours, rival)]
    return [a.figure / b.figure for a, b in zip(ours, rival)]
