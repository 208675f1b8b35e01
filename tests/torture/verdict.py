"""What must hold at the end, whatever happened: README's promises, by what the clients were told and by what `nianbao verify`
computes anew."""
import asyncio
import os
import re

from cluster import process

_COUNTS = ("lost", "doubled", "altered")
_PATIENCE_S = 120
_ASKED_EVERY_S = 0.2


async def broken_promises(cluster, load, found):
    """found: what torture_load said at its end. A sentence for each."""
    return [*_of_clients(found), *await _of_store(cluster, load), *await _of_totals(cluster)]


def _of_clients(found):
    for period, counts in found["reckoning"].items():
        for name in _COUNTS:
            if counts[name]:
                yield f"{period}: {counts[name]} acknowledged changes {name}"
    if found["unasked"]:
        yield f"{found['unasked']} changes in the log that nobody asked for"
    if found["chain"]:
        yield f"the log: {found['chain']}"
    for fault in found["faults"]:
        yield f"an answer that should not have been given: {fault}"
    for stream in found["streams"]:
        who = f"{stream['name']} {stream['way']}"
        if not stream["reached_the_end"]:
            yield f"{who} did not reach the end"
        if not stream["same_as_a_fresh_read"]:
            yield f"{who} ended with something else than a fresh read"
        for fault in stream["faults"]:
            yield f"{who} ended: {fault}"


async def _of_store(cluster, load):
    token = {"NIANBAO_TOKEN_FILE": str(load.token_file("auditor"))}
    return [*await _run(cluster, ["verify", "store", "--database", cluster.certificates.database_dsn("nianbao")]),
            *await _run(cluster, ["verify", "audit"], {**cluster.environment(), **token})]


async def _of_totals(cluster):
    """Of what a backup gives back, served without identity: who may read the log may not read reports, so that nobody may
    add up anew in the cluster itself."""
    backup, data = cluster.folder / "end.backup", cluster.folder / "end"
    if broken := [*await _run(cluster, ["store", "backup", backup, "--database", cluster.certificates.database_dsn("nianbao")]),
                  *await _run(cluster, ["store", "restore", backup, "--data", data])]:
        return broken
    log_file = cluster.folder / "logs/served_end.log"
    served = await process.start([cluster.programs / "nianbao", "serve", "--data", data, "--listen", "127.0.0.1:0"], log_file,
                                 process.bare_environment())
    try:
        server = await asyncio.wait_for(_address_in(log_file), _PATIENCE_S)
        return await _run(cluster, ["verify", "aggregate", "--year", "2024", "--server", server, "--as", "核验人"])
    finally:
        await process.stop(served)


async def _address_in(log_file):
    while not (found := re.search(r"127\.0\.0\.1:\d+", log_file.read_text(encoding="utf-8"))):
        await asyncio.sleep(_ASKED_EVERY_S)
    return found[0]


async def _run(cluster, words, environment=None):
    """A sentence when the command does not find all well."""
    name = " ".join(words[:2])
    log_file = cluster.folder / f"logs/{name.replace(' ', '_')}.log"
    ended = await process.start([cluster.programs / "nianbao", *words], log_file,
                                {**process.bare_environment(), **(environment or {})})
    status = await ended.wait()
    print(f"$ nianbao {name}\n{_last_line(log_file)}", flush=True)
    return [] if status == 0 else [f"nianbao {name} ended with status {status}: see {log_file}"]


def _last_line(file):
    lines = file.read_text(encoding="utf-8").split(os.linesep)
    return next((line for line in reversed(lines) if line), "")
