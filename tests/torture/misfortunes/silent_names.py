"""No name server answers, while somebody is killed who then is looked for."""
import asyncio

from misfortunes import Misfortune
from misfortunes.kill import SINGLE


class SilentNames(Misfortune):
    name = "no name server, and a kill -9"

    async def befall(self, stage):
        stage.cluster.ways.silence_names()
        try:
            killed = await stage.random.choice(SINGLE).befall(stage)
            await asyncio.sleep(stage.hold_s)
        finally:
            stage.cluster.ways.answer_names()
        return killed


ALL = [SilentNames()]
