"""Somebody is there, but slow."""
import asyncio
import os
import signal

from misfortunes import Misfortune


class SlowWays(Misfortune):
    """Each message to one process, and from it, takes longer."""
    name = "slow peer, messages delayed"
    _DELAYS_S = (0.05, 0.2, 0.5)

    async def befall(self, stage):
        ways = stage.cluster.ways.standing()
        peer = stage.random.choice(ways).callee
        delay_s = stage.random.choice(self._DELAYS_S)
        stage.say(f"{stage.cluster.name_of(peer)} is slow by {delay_s:g} s")
        slow = [way for way in ways if peer in (way.caller, way.callee)]
        for way in slow:
            way.delay_s = delay_s
        try:
            await asyncio.sleep(stage.hold_s)
        finally:
            for way in slow:
                way.delay_s = 0
        return 0


class Frozen(Misfortune):
    """A process does not run, while its connections stand."""
    name = "slow peer, process stopped"

    async def befall(self, stage):
        pids = {pod.name: pod.pid for pod in stage.cluster.pods() if pod.pid}
        name, pid = stage.random.choice([*pids.items(), ("PostgreSQL's postmaster", stage.cluster.database.pid)])
        stage.say(f"{name} stands still")
        os.kill(pid, signal.SIGSTOP)
        try:
            await asyncio.sleep(stage.hold_s)
        finally:
            os.kill(pid, signal.SIGCONT)
        return 0


ALL = [SlowWays(), Frozen()]
