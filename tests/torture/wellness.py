"""When a cluster is well again: every pod is ready, every door takes a change, every service answers by every way and by
HTTP, every stream has reached the end of the log."""
import asyncio
import math

_ASKED_EVERY_S = 0.05


class NotWell(Exception):
    """What is missing."""


async def until_well(cluster, load, patience_s):
    """How many seconds it took. Raises NotWell."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    until = began + patience_s
    while unready := [pod.name for pod in cluster.pods() if not pod.is_ready]:
        if loop.time() > until:
            raise NotWell(f"{', '.join(unready)} not ready")
        await asyncio.sleep(_ASKED_EVERY_S)
    found = await load.ask(f"well {math.ceil(max(until - loop.time(), 1))}")
    if not found["well"]:
        raise NotWell(found["missing"])
    if failure := await load.await_http(until):
        raise NotWell(failure)
    return loop.time() - began
