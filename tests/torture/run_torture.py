#!/usr/bin/python3
"""The processes of `make cluster` under load, to which misfortunes happen one after the other; docs/torture.md says which,
and what must hold. Prints a table of what was done, what was lost, and how long it took until all was well again.

  tests/torture/run_torture.py BUILD [--kills 1000] [--seconds N] [--seed N] [--hold 10] [--only NAME [--times N]]
      [--folder DIR]

--seconds: it ends then, if that is sooner. --short: each misfortune once. --only: N times each of those whose names begin so.
Exit status 0 when all promises were kept."""
import argparse
import asyncio
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "deploy"), str(ROOT / "tests/cluster")]

from cluster.process import ClusterError  # noqa: E402
from load import Load, LoadError  # noqa: E402
from misfortunes import Stage, Unexpected, clock_step, cut, disk_full, kill, poison, restart, silent_names, slow  # noqa: E402
from table import Table  # noqa: E402
from tortured_cluster import TorturedCluster  # noqa: E402
from verdict import broken_promises  # noqa: E402
from wellness import NotWell, until_well  # noqa: E402

OTHERS = [*cut.ALL, *slow.ALL, *disk_full.ALL, *clock_step.ALL, *poison.ALL, *restart.ALL, *silent_names.ALL]
CLIENTS = 4
PACE_MS = 400
# Far more than it takes, for machines that do other things besides.
PATIENCE_S = 180
# In the long form so many kills come between two of the others.
KILLS_BETWEEN = 8
RE_EXECUTED = "NIANBAO_TORTURE_MOUNTS"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--hold", type=float, default=10, help="seconds that cuts and the like last")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--folder", type=pathlib.Path, default=None)
    options = parser.parse_args()
    options.build = options.build.resolve()
    options.folder = (options.folder or options.build / "torture").resolve()
    options.seed = time.time_ns() % 1_000_000 if options.seed is None else options.seed
    return options


def say(line):
    print(f"{time.strftime('%T')} {line}", flush=True)


class Torture:
    def __init__(self, options):
        self._options = options
        self._random = random.Random(options.seed)
        self._cluster = TorturedCluster(ROOT, options.build, options.folder, say)
        self._table = Table()
        self._faults = []
        self._skipped = set()

    async def run(self):
        """The promises that were not kept."""
        load = None
        try:
            await self._cluster.start()
            name_server = self._cluster.name_server_of(self._cluster.clients)
            load = Load(self._cluster, self._options.build, name_server, CLIENTS, PACE_MS, self._options.seed)
            await load.start()
            stage = Stage(self._cluster, load, self._random, self._options.hold, say)
            if await self._seconds_until_well(load, "the start") is not None:
                await self._befall_all(stage)
            return self._faults + await self._reckon(load)
        finally:
            if load:
                await load.kill()
            await self._cluster.stop()

    async def _befall_all(self, stage):
        for misfortune in self._plan():
            if why_not := misfortune.why_not(stage):
                if misfortune.name not in self._skipped:
                    say(f"{misfortune.name}: left out, {why_not}")
                self._skipped.add(misfortune.name)
            elif not await self._befall(stage, misfortune):
                return

    async def _befall(self, stage, misfortune):
        """Whether all was well in the end."""
        await stage.load.ask(f"during {misfortune.name}")
        kills = 0
        try:
            kills = await misfortune.befall(stage)
        except Unexpected as error:
            self._faults.append(f"{misfortune.name}: {error}")
            say(self._faults[-1])
        took_s = await self._seconds_until_well(stage.load, misfortune.name)
        if took_s is None:
            return False
        self._table.add(misfortune.name, kills, took_s)
        say(f"{misfortune.name}: well after {took_s:.1f} s")
        await stage.load.ask("during nothing")
        return True

    async def _seconds_until_well(self, load, what):
        """How many seconds it took; None when it took too long."""
        try:
            return await until_well(self._cluster, load, PATIENCE_S)
        except NotWell as error:
            self._faults.append(f"{what}: after {PATIENCE_S} s not well: {error}")
            return None

    def _plan(self):
        """The misfortunes, in order; the next one is chosen when the one before is over, since kills are counted."""
        chosen = [one for one in [*kill.ALL, *OTHERS] if one.name.startswith(self._options.only)]
        if self._options.short or self._options.only:
            for _ in range(self._options.times):
                yield from self._random.sample(chosen, len(chosen))
            return
        due, waiting = KILLS_BETWEEN, []
        until = time.monotonic() + self._options.seconds
        while self._table.kills() < self._options.kills and time.monotonic() < until:
            yield self._random.choice(kill.ALL)
            if self._table.kills() >= due:
                due = self._table.kills() + KILLS_BETWEEN
                waiting = waiting or self._random.sample(OTHERS, len(OTHERS))
                yield waiting.pop()

    async def _reckon(self, load):
        say("the clients end")
        found = await load.finish()
        print("\n".join(self._table.lines(found["reckoning"])))
        print(f"{self._table.times()} misfortunes, {self._table.kills()} kills; events in the log: {found['end']}; "
              f"reads not served meanwhile: {found['unserved'] or 'none'}")
        for stream in found["streams"]:
            print(f"{stream['name']} {stream['way']}: resumed {stream['resumptions']} times")
        return await broken_promises(self._cluster, load, found)


async def run_until_signal(options):
    torture = asyncio.create_task(Torture(options).run())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, torture.cancel)
    return await torture


def in_own_mounts():
    """The small disk is seen by nobody else, and is gone with the last process, whatever ends this one."""
    if os.geteuid() == 0 and RE_EXECUTED not in os.environ:
        os.environ[RE_EXECUTED] = "1"
        if subprocess.run(["unshare", "--mount", "true"], check=False).returncode == 0:
            os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv])


def main():
    in_own_mounts()
    options = parse_arguments()
    os.umask(0o077)
    print(f"seed {options.seed}; logs in {options.folder}/logs", flush=True)
    try:
        broken = asyncio.run(run_until_signal(options))
    except (ClusterError, LoadError) as error:
        sys.exit(f"torture: {error}")
    except asyncio.CancelledError:
        return 130
    for promise in broken:
        print(f"BROKEN: {promise}", flush=True)
    print("all promises kept" if not broken else f"{len(broken)} promises broken; again: --seed {options.seed}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
