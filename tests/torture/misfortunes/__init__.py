"""What may happen to a cluster. Each has a name, for the table; why_not(stage), a sentence when it cannot be done here; and
befall(stage), which does it, undoes it, raises Unexpected when the cluster did not take it as it has to, and returns how
many processes were killed."""
import collections.abc
import dataclasses
import random

import load
import tortured_cluster


@dataclasses.dataclass
class Stage:
    cluster: tortured_cluster.TorturedCluster
    load: load.Load
    random: random.Random
    # How long what lasts does.
    hold_s: float
    say: collections.abc.Callable


class Misfortune:
    name = ""

    def why_not(self, stage):  # pylint: disable=unused-argument
        return None

    async def befall(self, stage):
        raise NotImplementedError


class Unexpected(Exception):
    """What the cluster did not do."""
