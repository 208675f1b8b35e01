"""What must hold at the end, whatever happened: README's promises, by what the clients were told and by what `nianbao verify`
computes anew."""
import os

from cluster import process

_COUNTS = ("lost", "doubled", "altered")


async def broken_promises(cluster, load, found):
    """found: what torture_load said at its end. A sentence for each."""
    return [*_of_clients(found), *await _of_store(cluster, load)]


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
    broken = []
    env = {**process.bare_environment(), **cluster.environment(), "NIANBAO_TOKEN_FILE": str(load.token_file("auditor"))}
    commands = {
        "verify store": ["verify", "store", "--database", cluster.certificates.database_dsn("nianbao")],
        "verify audit": ["verify", "audit"],
        "verify aggregate": ["verify", "aggregate", "--year", "2024"],
    }
    for name, words in commands.items():
        log_file = cluster.folder / f"logs/{name.replace(' ', '_')}.log"
        ended = await process.start([cluster.programs / "nianbao", *words], log_file, env)
        status = await ended.wait()
        print(f"$ nianbao {name}\n{_last_line(log_file)}", flush=True)
        if status != 0:
            broken.append(f"nianbao {name} ended with status {status}: see {log_file}")
    return broken


def _last_line(file):
    lines = file.read_text(encoding="utf-8").split(os.linesep)
    return next((line for line in reversed(lines) if line), "")
