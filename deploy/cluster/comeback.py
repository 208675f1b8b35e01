"""When a process that ended is started again, as a kubelet does: at once, then after growing pauses."""
import time

_PAUSES_S = (0, 1, 2, 5, 10)
# Who ran so long has come back.
_FORGIVEN_AFTER_S = 10


class Comeback:
    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._started_at = clock()
        self._ends = 0

    def started(self):
        self._started_at = self._clock()

    def pause_s(self):
        """For a process that has just ended."""
        if self._clock() - self._started_at > _FORGIVEN_AFTER_S:
            self._ends = 0
        self._ends += 1
        return _PAUSES_S[min(self._ends, len(_PAUSES_S)) - 1]
