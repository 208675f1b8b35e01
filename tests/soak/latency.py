"""How long calls took over time."""
import dataclasses
import math

_FIFTH = 0.2


@dataclasses.dataclass(frozen=True)
class Drift:
    """p99 of the first and of the last fifth of the time."""
    method: str
    calls: int
    first_ms: float
    last_ms: float

    def ratio(self):
        return self.last_ms / self.first_ms if self.first_ms > 0 else 1.0

    def line(self):
        return f"{self.method:24} {self.calls:8} calls  p99 {self.first_ms:8.1f} ms first, {self.last_ms:8.1f} ms last"


class Latency:
    def __init__(self):
        self._taken = []

    def add(self, at_s, sample):
        """sample: {METHOD: [milliseconds]} of the calls that were answered up to then."""
        self._taken.append((at_s, sample))

    def last_line(self):
        return ", ".join(f"{method} p99 {percentile(taken_ms, 99):.0f} ms" for method, taken_ms in self._taken[-1][1].items())

    def drifts(self, seconds):
        for method in sorted({method for _, sample in self._taken for method in sample}):
            first, last, calls = [], [], 0
            for at_s, sample in self._taken:
                taken_ms = sample.get(method, [])
                calls += len(taken_ms)
                if at_s <= max(_FIFTH * seconds, self._taken[0][0]):
                    first += taken_ms
                if at_s > (1 - _FIFTH) * seconds:
                    last += taken_ms
            yield Drift(method, calls, percentile(first, 99), percentile(last, 99))


def percentile(values, percent):
    """The smallest that so many percent of the values do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[max(math.ceil(len(ordered) * percent / 100) - 1, 0)] if ordered else 0.0
