"""Watching: streams of totals, beside a bare server and etcd that send as much to as many streams at the same beat."""
import contextlib
import dataclasses
import functools
import json
import math
import pathlib
import statistics
import tempfile

import rivals
from etcd import etcd
from pairs import NotMeasured, Sample, take_turns
from programs import run_json, serving

YEAR = 2025
FEW, MANY = 1_000, 10_000
STREAMS_PER_CONNECTION = 1_000
# There is news at every beat.
BEAT_MS = 200
EVERY_MS = 100
WARM_SECONDS = 1
# Until the connections of readers that stalled are full.
STALL_SECONDS = 6
STALLED_ROUNDS = 2
PAIRS_OF_MANY_MAX = 5

LIMITS = {"kilobytes": 20, "until_the_last_ms": 1_000, "in_time_percent": 98}


@dataclasses.dataclass
class Nation:
    """Services in which reports wait to be accepted."""

    build: pathlib.Path
    submission: str
    filings: pathlib.Path
    recording: pathlib.Path
    accepted: int = 0
    bytes_of_a_delivery: int = 0

    def watched(self, streams, seconds, stalled=0, warm_seconds=WARM_SECONDS):
        """What a fresh aggregation service took to tell the streams of what was accepted meanwhile."""
        command = [self.build / "bin/nianbao-aggregation", "--listen", "127.0.0.1:0", "--submission", self.submission]
        with serving(command) as server:
            result = run(
                load(self.build, server, streams, seconds, warm_seconds)
                + ["--submission", self.submission, "--filings", self.filings, "--from", self.accepted]
                + ["--stalled", stalled, "--record", self.recording]
            )
        self.accepted += result["accepted"]
        self.bytes_of_a_delivery = round(result["bytes"] / result["deliveries"])
        return result

    def watched_through_gateway(self, streams, seconds):
        """The same through a gateway before a fresh aggregation service; processor time and memory are the gateway's."""
        aggregation = [self.build / "bin/nianbao-aggregation", "--listen", "127.0.0.1:0", "--submission", self.submission]
        with serving(aggregation) as server:
            gateway = [self.build / "bin/nianbao-gateway", "--listen", "127.0.0.1:0", "--upstream", server.address]
            with serving(gateway) as edge:
                result = run(
                    load(self.build, edge, streams, seconds, WARM_SECONDS)
                    + ["--submission", self.submission, "--filings", self.filings, "--from", self.accepted]
                )
        self.accepted += result["accepted"]
        return result

    def sent_bare(self, streams, seconds):
        """The same of the bare server, which sends what the last streams of the service were told."""
        if not self.recording.exists():
            raise NotMeasured("nothing was recorded that a rival could send")
        command = [self.build / "bench/fan_out_server", "--listen", "127.0.0.1:0", "--recording", self.recording]
        with serving(command) as server:
            return run(load(self.build, server, streams, seconds, WARM_SECONDS))

    def told_by_etcd(self, install, streams, seconds):
        """The same of etcd, where so many streams watch a key whose values have the size of what ours were told."""
        if self.bytes_of_a_delivery == 0:
            raise NotMeasured("nothing was told that a rival could tell")
        rivals.install_package("etcd-server", install)
        with etcd(self.build) as server:
            return run(
                [self.build / "bench/etcd_load", "--server", server.address, "--process", server.process.pid]
                + ["--streams", streams, "--streams-per-connection", STREAMS_PER_CONNECTION]
                + ["--value-bytes", self.bytes_of_a_delivery, "--beat-ms", BEAT_MS]
                + ["--warm-seconds", WARM_SECONDS, "--seconds", seconds]
            )


def load(build, server, streams, seconds, warm_seconds):
    return (
        [build / "bench/watch_load", "--server", server.address, "--process", server.process.pid, "--year", YEAR]
        + ["--streams", streams, "--streams-per-connection", STREAMS_PER_CONNECTION, "--every-ms", EVERY_MS]
        + ["--warm-seconds", warm_seconds, "--seconds", seconds]
    )


def run(command):
    result = run_json(command)
    if result["deliveries"] == 0:
        raise NotMeasured("nothing was delivered")
    return result


def acceptances(seconds):
    """At most so many fit."""
    return math.ceil(seconds * 1000 / EVERY_MS) + 2


@contextlib.contextmanager
def nation(build, organs):
    with contextlib.ExitStack() as running:
        data = pathlib.Path(running.enter_context(tempfile.TemporaryDirectory(prefix="watch.", dir=build)))

        def start(name, *arguments):
            command = [build / f"bin/nianbao-{name}", "--listen", "127.0.0.1:0", *arguments]
            return running.enter_context(serving(command))

        validation = start("validation")
        submission = start("submission", "--data", data / "store", "--validation", validation.address)
        filings = run_json(
            [build / "bench/watch_fill", "--submission", submission.address, "--organs", organs, "--year", YEAR]
        )
        (data / "filings.json").write_text(json.dumps(filings), encoding="utf-8")
        yield Nation(build, submission.address, data / "filings.json", data / "recording.cbor")


@functools.cache
def results(build, install, pairs, seconds):
    """{name: what watch_load printed, or NotMeasured}, of all rounds."""
    pairs_of_many = min(pairs, PAIRS_OF_MANY_MAX)
    stall_seconds = 2 * seconds
    organs = (2 * pairs + pairs_of_many) * acceptances(WARM_SECONDS + seconds) + STALLED_ROUNDS * acceptances(
        STALL_SECONDS + stall_seconds
    )
    both = ((name, count) for name in ("ours", "bare") for count in (FEW, MANY))
    names = (*both, ("etcd", FEW), "gateway", "stalled")
    try:
        with nation(build, max(organs, 100)) as served:
            taken = {}
            for count, rounds in ((FEW, pairs), (MANY, pairs_of_many)):
                takers = {
                    ("ours", count): functools.partial(served.watched, count, seconds),
                    ("bare", count): functools.partial(served.sent_bare, count, seconds),
                }
                if count == FEW:
                    takers["etcd", count] = functools.partial(served.told_by_etcd, install, count, seconds)
                taken.update(take_turns(takers, rounds))
            gateway = functools.partial(served.watched_through_gateway, FEW, seconds)
            taken.update(take_turns({"gateway": gateway}, pairs))
            stalled = functools.partial(
                served.watched, MANY, stall_seconds, stalled=MANY // 100, warm_seconds=STALL_SECONDS
            )
            taken.update(take_turns({"stalled": stalled}, STALLED_ROUNDS))
            return taken
    except NotMeasured as reason:
        return dict.fromkeys(names, reason)


def results_of(options):
    # A sample needs several beats.
    return results(options.build, options.install_rivals, options.pairs, 3 * options.seconds)


def each(taken, sample):
    return taken if isinstance(taken, NotMeasured) else list(map(sample, taken))


def processor_time(result):
    deliveries = result["deliveries"]
    cpu, wall = result["cpu_s"] * 1e6 / deliveries, result["seconds"] * 1e6 / deliveries
    return Sample(figure=cpu, wall_us=wall, cpu_us=cpu)


def kilobytes(streams, result):
    most = max(result["memory_open"], result["memory_after"])
    return Sample(figure=(most - result["memory_before"]) / streams / 1024)


def until_the_last(taken):
    """All acceptances of all rounds, in one sample."""
    times = sorted(time for result in taken for time in result["until_the_last_ms"])
    return times, [Sample(figure=times[math.ceil(0.99 * len(times)) - 1])]


def in_time_percent(result):
    return Sample(figure=100 * (1 - result["late"] / max(result["steps"], 1)))


def limit(name, ours):
    return ours if isinstance(ours, NotMeasured) else [Sample(figure=LIMITS[name])] * len(ours)


def delivery(streams, options):
    """Samples by rival, and notes."""
    taken = results_of(options)
    ours, bare = taken["ours", streams], taken["bare", streams]
    notes = {}
    if not isinstance(ours, NotMeasured):
        size = statistics.median(result["bytes"] / result["deliveries"] for result in ours)
        load_cpu = statistics.median(result["load_cpu_s"] * 1e6 / result["deliveries"] for result in ours)
        rate = statistics.median(result["deliveries"] / result["seconds"] for result in ours)
        notes["note"] = (f"{rate:.0f} deliveries/s of {size:.0f} bytes, for each of which the readers took {load_cpu:.1f} µs "
                         f"of processor time; {had_of_the_machine(ours)}")
    rival = {"bare": each(bare, processor_time)}
    if streams == FEW:
        rival["etcd"] = each(taken["etcd", FEW], processor_time)
    return {"ours": each(ours, processor_time), **rival}, notes


def had_of_the_machine(taken):
    cores = statistics.median((result["cpu_s"] + result["load_cpu_s"]) / result["seconds"] for result in taken)
    return f"service and readers together had {cores:.2f} cores"


def memory(options):
    taken = results_of(options)
    ours = each(taken["ours", MANY], functools.partial(kilobytes, MANY))
    bare = each(taken["bare", MANY], functools.partial(kilobytes, MANY))
    notes = {}
    if not isinstance(bare, NotMeasured):
        notes["note"] = f"a stream of the bare server takes {statistics.median(s.figure for s in bare):.1f} KB"
    return {"ours": ours, "limit": limit("kilobytes", ours)}, notes


def fresh(options):
    taken = results_of(options)["ours", MANY]
    if isinstance(taken, NotMeasured):
        return {"ours": taken, "limit": taken}, {}
    times, ours = until_the_last(taken)
    median = statistics.median(times)
    notes = {"note": f"of {len(times)} acceptances; the median is {median:.0f} ms; {had_of_the_machine(taken)}"}
    return {"ours": ours, "limit": limit("until_the_last_ms", ours)}, notes


def through_gateway(options):
    taken = results_of(options)["gateway"]
    if isinstance(taken, NotMeasured):
        return {"ours": taken, "limit": taken}, {}
    times, ours = until_the_last(taken)
    cpu = statistics.median(processor_time(result).figure for result in taken)
    notes = {"note": (f"of {len(times)} acceptances; the median is {statistics.median(times):.0f} ms; the gateway takes {cpu:.0f} µs of "
                      f"processor time a delivery; {had_of_the_machine(taken)}")}
    return {"ours": ours, "limit": limit("until_the_last_ms", ours)}, notes


def stalled(options):
    taken = results_of(options)["stalled"]
    ours = each(taken, in_time_percent)
    notes = {}
    if not isinstance(taken, NotMeasured):
        steps = sum(result["steps"] for result in taken)
        oldest = max(result["age_ms"]["p99"] for result in taken)
        beat, beat_of_all = (statistics.median(result["beat_ms"] for result in results)
                             for results in (taken, results_of(options)["ours", MANY]))
        within_400_ms = 100 * (1 - sum(result["older_than_400_ms"] for result in taken) / max(steps, 1))
        unstalled = statistics.median(sample.figure for sample in each(results_of(options)["ours", MANY], in_time_percent))
        notes["note"] = (f"of {steps} deliveries, of which 99 % were younger than {oldest:.0f} ms and {within_400_ms:.3g} % than 400; "
                         f"a beat took {beat:.0f} ms; where none was stalled {unstalled:.3g} % were in time and a beat took {beat_of_all:.0f} ms; "
                         f"{had_of_the_machine(taken)}")
    return {"ours": ours, "limit": limit("in_time_percent", ours)}, notes


MEASUREMENTS = {
    "watch_few": functools.partial(delivery, FEW),
    "watch_many": functools.partial(delivery, MANY),
    "watch_memory": memory,
    "watch_fresh": fresh,
    "watch_gateway": through_gateway,
    "watch_stalled": stalled,
}
