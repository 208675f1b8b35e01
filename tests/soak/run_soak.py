#!/usr/bin/python3
"""The processes of `make cluster` under a bounded, steady load for a long time: whether memory, file descriptors and
latencies stay what they are. docs/torture.md explains what it prints.

  tests/soak/run_soak.py BUILD [--seconds 3600] [--every 60] [--clients 4] [--seed N] [--folder DIR]
      [--memory-limit MB_PER_HOUR] [--drift-limit RATIO]
      [--descriptors-only]     holds only that they return to their number

Exit status 1 when a limit is passed: memory that grows faster with 95 % confidence, descriptors that do not return, a p99 of
the last fifth of the time that is more than RATIO times that of the first, a promise of the log or of the streams broken."""
import argparse
import asyncio
import os
import pathlib
import random
import signal
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "deploy"), str(ROOT / "tests/cluster"), str(ROOT / "tests/torture")]

from cluster.cluster import Cluster  # noqa: E402
from cluster.process import ClusterError  # noqa: E402
from latency import Latency  # noqa: E402
from load import Load, LoadError  # noqa: E402
from processes import use_of  # noqa: E402
from samples import Samples  # noqa: E402
from verdict import broken_promises  # noqa: E402
from wellness import NotWell, until_well  # noqa: E402

PACE_MS = 400
# Caches fill, pools open their connections.
WARM_UP = 0.2
PATIENCE_S = 120
# Descriptors of connections that are just being opened.
SPARE = 2
ASKED_EVERY_S = 0.5


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--every", type=float, default=60, help="seconds between samples")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--folder", type=pathlib.Path, default=None)
    parser.add_argument("--memory-limit", type=float, default=64, help="MB an hour, of one process")
    parser.add_argument("--drift-limit", type=float, default=2)
    parser.add_argument("--descriptors-only", action="store_true")
    options = parser.parse_args()
    options.build = options.build.resolve()
    options.folder = (options.folder or options.build / "soak").resolve()
    options.seed = random.randrange(1_000_000) if options.seed is None else options.seed
    return options


def say(line):
    print(f"{time.strftime('%T')} {line}", flush=True)


class Soak:
    def __init__(self, options):
        self._options = options
        self._cluster = Cluster(ROOT, options.build, options.folder, say)
        self._samples = Samples()
        self._latency = Latency()
        self._warm_up_s = WARM_UP * options.seconds

    async def run(self):
        """What passed its limit."""
        load = None
        try:
            await self._cluster.start()
            await self._settle()
            before = self._uses()
            load = Load(self._cluster, self._options.build, self._cluster.name_server, self._options.clients, PACE_MS,
                        self._options.seed)
            await load.start()
            await until_well(self._cluster, load, PATIENCE_S)
            await load.ask("sample")
            await self._watch(load)
            found = await load.finish()
            after = await self._uses_without_load()
            return await self._report(load, found, before, after)
        finally:
            if load:
                await load.kill()
            await self._cluster.stop()

    def _pids(self):
        return {**{pod.name: pod.pid for pod in self._cluster.pods()}, "postgresql": self._cluster.database.pid,
                "nginx": self._cluster.edge.pid}

    def _uses(self):
        return {name: use_of(pid) for name, pid in self._pids().items()}

    async def _watch(self, load):
        loop = asyncio.get_running_loop()
        began = loop.time()
        while (elapsed := loop.time() - began) < self._options.seconds:
            await asyncio.sleep(min(self._options.every, self._options.seconds - elapsed))
            now = loop.time() - began
            self._samples.add(now, self._uses())
            self._latency.add(now, await load.ask("sample"))
            say(f"{now:.0f} s: {self._samples.last_line()}; {self._latency.last_line()}")

    async def _settle(self):
        """Until probes and connections among the services stand."""
        before = None
        while before != (before := {name: use.descriptors for name, use in self._uses().items()}):
            await asyncio.sleep(2 * ASKED_EVERY_S)

    async def _uses_without_load(self):
        """Once descriptors are no more than under load, or patience is at its end."""
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE_S
        at_first = self._samples.descriptors_at_first(self._warm_up_s)
        while True:
            uses = self._uses()
            if loop.time() > until or all(use.descriptors <= at_first[name] for name, use in uses.items()):
                return uses
            await asyncio.sleep(ASKED_EVERY_S)

    async def _report(self, load, found, before, after):
        passed = []
        for row in self._samples.rows(self._warm_up_s, before, after):
            print(row.line())
            if row.left_open > SPARE:
                passed.append(f"{row.name}: {row.left_open} descriptors more without load than at first under it")
            if not self._options.descriptors_only and row.slope.value - row.slope.margin > self._options.memory_limit:
                passed.append(f"{row.name}: memory grows by more than {self._options.memory_limit:g} MB an hour")
        for drift in self._latency.drifts(self._options.seconds):
            print(drift.line())
            if not self._options.descriptors_only and drift.ratio() > self._options.drift_limit:
                passed.append(f"{drift.method}: p99 rose from {drift.first_ms:.0f} to {drift.last_ms:.0f} ms")
        print(f"events in the log: {found['end']}")
        return passed + await broken_promises(self._cluster, load, found)


async def run_until_signal(options):
    soak = asyncio.create_task(Soak(options).run())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, soak.cancel)
    return await soak


def main():
    options = parse_arguments()
    os.umask(0o077)
    print(f"seed {options.seed}; logs in {options.folder}/logs", flush=True)
    try:
        passed = asyncio.run(run_until_signal(options))
    except (ClusterError, LoadError, NotWell) as error:
        sys.exit(f"soak: {error}")
    except asyncio.CancelledError:
        return 130
    for limit in passed:
        print(f"PASSED ITS LIMIT: {limit}", flush=True)
    print("all within their limits" if not passed else f"{len(passed)} beyond their limits; again: --seed {options.seed}")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
