"""What must hold at the end, whatever happened: README's promises, by what the clients were told and by what `nianbao verify`
computes anew."""
import os

from cluster import process

_COUNTS = ("lost", "doubled", "altered")


async def broken_promises(cluster, load, found):
    """found: what torture_load said at its end. A sentence for each."""
    return [*_of_clients(found), *await _of_store(cluster), *await _of_services(cluster, load)]


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


async def _of_store(cluster):
    return await _run(cluster, ["verify", "store", "--database", cluster.certificates.database_dsn("nianbao")])


async def _of_services(cluster, load):
    asked = {**cluster.environment(), "NIANBAO_TOKEN_FILE": str(load.token_file("auditor"))}
    return [*await _run(cluster, ["verify", "audit"], asked), *await _run(cluster, ["verify", "aggregate", "--year", "2024"], asked)]


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
