"""A process of the cluster: it ends with the cluster, and writes into a file of its own."""
import asyncio
import os
import pwd
import signal

_KILLED_AFTER_S = 10


class ClusterError(Exception):
    """A sentence for whoever started the cluster."""


async def start(command, log_file, env, user=None, end_signal="TERM"):
    """Starts a process that gets end_signal when the cluster is gone, in a session of its own so that Ctrl-C in the
    terminal is the cluster's alone. user: under whose name, if the cluster is root's."""
    change = [f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user and os.geteuid() == 0 else []
    with open(log_file, "ab") as log:
        return await asyncio.create_subprocess_exec(
            "setpriv", *change, "--pdeathsig", end_signal, "--", *map(str, command), env=env, stdin=asyncio.subprocess.DEVNULL,
            stdout=log, stderr=log, start_new_session=True)


async def run(command, log_file, env, user=None):
    """Runs a command to its end."""
    process = await start(command, log_file, env, user)
    if await process.wait() != 0:
        raise ClusterError(f"{command[0]} ended with status {process.returncode}: see {log_file}")


async def stop(process, end_signal=signal.SIGTERM, within_s=_KILLED_AFTER_S):
    """Whether it ended in order."""
    if process.returncode is None:
        process.send_signal(end_signal)
    try:
        return await asyncio.wait_for(process.wait(), within_s) == 0
    except asyncio.TimeoutError:
        process.kill()
        await process.wait()
        return False


def give_to(path, user):
    """Lets the user have a file or folder of root's."""
    if os.geteuid() == 0:
        found = pwd.getpwnam(user)
        os.chown(path, found.pw_uid, found.pw_gid)


def bare_environment():
    """What a container has: nothing of the machine's but the way to its programs."""
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
