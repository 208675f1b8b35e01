"""kill -9. Whoever keeps the processes of a cluster starts them again."""
import os
import signal

import processes
from misfortunes import Misfortune


class KillPod(Misfortune):
    """Of a service, one replica or both at once."""

    def __init__(self, service):
        self.name = f"kill -9 {service}"
        self._service = service

    async def befall(self, stage):
        pods = [pod for pod in stage.cluster.replicas[f"nianbao-{self._service}"].pods if pod.pid]
        victims = stage.random.sample(pods, stage.random.choice((1, 1, 1, min(2, len(pods)))))
        return sum(kill(pod.pid) for pod in victims)


class KillEdge(Misfortune):
    """A worker, or nginx as a whole."""
    name = "kill -9 nginx"

    async def befall(self, stage):
        master = stage.cluster.edge.pid
        workers = processes.children_of(master)
        if workers and stage.random.random() < 0.3:
            return kill(stage.random.choice(workers))
        os.killpg(master, signal.SIGKILL)
        return 1 + len(workers)


class KillBackend(Misfortune):
    """Any child of the postmaster, which then lets none of them go on."""
    name = "kill -9 PostgreSQL, one process"

    async def befall(self, stage):
        children = processes.children_of(stage.cluster.database.pid)
        return kill(stage.random.choice(children)) if children else 0


class KillPostmaster(Misfortune):
    name = "kill -9 PostgreSQL, postmaster"

    async def befall(self, stage):
        return kill(stage.cluster.database.pid)


class KillSeveral(Misfortune):
    """Two to four of the others at the same moment."""
    name = "kill -9 several at once"

    def __init__(self, single):
        self._single = single

    async def befall(self, stage):
        chosen = stage.random.sample(self._single, stage.random.randint(2, 4))
        return sum([await misfortune.befall(stage) for misfortune in chosen])


def kill(pid):
    """How many were killed: one, or none when it has just ended."""
    try:
        os.kill(pid, signal.SIGKILL)
        return 1
    except ProcessLookupError:
        return 0


SINGLE = [*map(KillPod, ("document", "validation", "submission", "aggregation", "gateway")), KillEdge(), KillBackend(),
          KillPostmaster()]
ALL = [*SINGLE, KillSeveral(SINGLE)]
