"""The clock of a process is set, forwards or back, and set right again."""
import asyncio

from misfortunes import Misfortune


class ClockStep(Misfortune):
    name = "clock step"
    # Further back, the certificates that have just been made would not be valid yet.
    _STEPS_S = (-20, 45, 3600, 40 * 86400)

    def why_not(self, stage):
        return None if stage.cluster.can_set_clocks() else "want Debian's package faketime"

    async def befall(self, stage):
        pods = [pod for pod in stage.cluster.pods() if stage.cluster.has_own_clock(pod)]
        pod = stage.random.choice(pods)
        step_s = stage.random.choice(self._STEPS_S)
        stage.say(f"the clock of {pod.name} is set by {step_s:+d} s")
        stage.cluster.set_clock(pod, step_s)
        try:
            await asyncio.sleep(stage.hold_s)
        finally:
            stage.cluster.set_clock(pod, 0)
        return 0


ALL = [ClockStep()]
