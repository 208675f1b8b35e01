"""An event of the log is not the one that the chain vouches for: one replica of aggregation has to read the log anew, and
meets it. It has to say so and to serve nothing, while the other one goes on; with the event put right it comes back."""
import asyncio

from cluster import process
from misfortunes import Misfortune, Unexpected
from misfortunes.kill import kill

_PATIENCE_S = 60
_ASKED_EVERY_S = 0.2
# A field that no event has: what is read is another message with the same meaning.
_APPENDED = r"\xfa7f0178"


class Poison(Misfortune):
    name = "poisoned event"

    async def befall(self, stage):
        victim, other = stage.random.sample(stage.cluster.replicas["nianbao-aggregation"].pods, 2)
        at = "(SELECT max(sequence) / 2 FROM events)"
        await self._change(stage, f"UPDATE events SET event = event || '{_APPENDED}'::bytea WHERE sequence = {at}")
        try:
            killed = kill(victim.pid)
            await self._until_it_says_so(stage, victim)
            if await stage.cluster.metric(other, "nianbao_feed_broken") != 0 or not other.is_ready:
                raise Unexpected(f"{other.name} does not go on although only {victim.name} read the poisoned event")
            if victim.is_ready:
                raise Unexpected(f"{victim.name} is ready although it read a poisoned event")
            if "event feed broken" not in victim.log_file.read_text(encoding="utf-8"):
                raise Unexpected(f"{victim.log_file} does not name the poisoned event")
        finally:
            await self._change(stage, "UPDATE events SET event = substr(event, 1, length(event) - 4) "
                                      f"WHERE substr(event, length(event) - 3) = '{_APPENDED}'::bytea")
        return killed

    async def _until_it_says_so(self, stage, pod):
        loop = asyncio.get_running_loop()
        until = loop.time() + _PATIENCE_S
        while await stage.cluster.metric(pod, "nianbao_feed_broken") != 1:
            if loop.time() > until:
                raise Unexpected(f"{pod.name} does not show nianbao_feed_broken although it read a poisoned event")
            await asyncio.sleep(_ASKED_EVERY_S)

    async def _change(self, stage, statement):
        dsn = stage.cluster.certificates.database_dsn("nianbao")
        await process.run(["psql", dsn, "-qc", statement], stage.cluster.folder / "logs/poison.log",
                          process.bare_environment())


ALL = [Poison()]
