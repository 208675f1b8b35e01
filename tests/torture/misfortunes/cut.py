"""The network between two processes is cut: nothing comes through, and nobody is told."""
import asyncio

from misfortunes import Misfortune


class Cut(Misfortune):
    """What was sent comes late."""
    name = "network cut between two"
    _forgets = False

    async def befall(self, stage):
        way = stage.random.choice(stage.cluster.ways.standing())
        stage.say(f"{stage.cluster.name_of(way.caller)} is cut off from {stage.cluster.name_of(way.callee)}")
        way.cut()
        try:
            await asyncio.sleep(stage.hold_s)
        finally:
            way.mend(self._forgets)
        return 0


class ForgetfulCut(Cut):
    """Connections from before stay dead without a word, as behind a firewall that forgot them, or at a peer whose system
    acknowledges what nobody reads."""
    name = "network cut, connections forgotten"
    _forgets = True


class Isolation(Misfortune):
    """One process is cut off from all others, but not from its probe."""
    name = "network cut around one"

    async def befall(self, stage):
        ways = stage.cluster.ways.standing()
        lonely = stage.random.choice(ways).caller
        stage.say(f"{stage.cluster.name_of(lonely)} is cut off from all")
        for way in ways:
            if lonely in (way.caller, way.callee):
                way.cut()
        try:
            await asyncio.sleep(stage.hold_s)
        finally:
            for way in ways:
                way.mend(forget=False)
        return 0


ALL = [Cut(), ForgetfulCut(), Isolation()]
