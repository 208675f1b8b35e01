"""What processes took up over time."""
import dataclasses
import math

from slope import Slope, slope_of

_MB = 1e6
_HOUR_S = 3600


@dataclasses.dataclass(frozen=True)
class Row:
    """Of one process. slope: in MB an hour. left_open: descriptors without load beyond the most in the first half of the
    time under it: pools keep their connections, those of the clients go, and what leaks grows."""
    name: str
    first_mb: float
    last_mb: float
    slope: Slope
    descriptors: tuple
    left_open: int
    threads: tuple

    def line(self):
        margin = f"± {self.slope.margin:.1f}" if math.isfinite(self.slope.margin) else "± ?"
        before, least, most, after = self.descriptors
        memory = f"{self.first_mb:7.1f} -> {self.last_mb:7.1f} MB  {self.slope.value:+8.1f} {margin:8} MB/h"
        descriptors = f"descriptors {before} before, {least} to {most}, {after} after"
        return f"{self.name:24} {memory}  {descriptors}  threads {self.threads[0]} to {self.threads[1]}"


class Samples:
    def __init__(self):
        self._taken = []

    def add(self, at_s, uses):
        """uses: {NAME: Use}."""
        self._taken.append((at_s, uses))

    def last_line(self):
        uses = self._taken[-1][1].values()
        return (f"{sum(use.memory_bytes for use in uses) / _MB:.0f} MB, {sum(use.descriptors for use in uses)} descriptors, "
                f"{sum(use.threads for use in uses)} threads")

    def descriptors_at_first(self, warm_up_s):
        """{NAME: the most in the first half of the time under load}."""
        warm = self._warm(warm_up_s)
        first = warm[:(len(warm) + 1) // 2]
        return {name: max(uses[name].descriptors for _, uses in first) for name in first[0][1]}

    def _warm(self, warm_up_s):
        return [(at_s, uses) for at_s, uses in self._taken if at_s > warm_up_s] or self._taken

    def rows(self, warm_up_s, before, after):
        """A row for each process. before, after: its use without load."""
        warm = self._warm(warm_up_s)
        at_first = self.descriptors_at_first(warm_up_s)
        for name in before:
            points = [(at_s / _HOUR_S, uses[name].memory_bytes / _MB) for at_s, uses in warm]
            descriptors = [uses[name].descriptors for _, uses in warm]
            threads = [uses[name].threads for _, uses in warm]
            yield Row(name, points[0][1], points[-1][1], slope_of(points),
                      (before[name].descriptors, min(descriptors), max(descriptors), after[name].descriptors),
                      after[name].descriptors - at_first[name], (min(threads), max(threads)))
