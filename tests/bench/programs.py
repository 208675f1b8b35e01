"""Runs the measured programs."""
import contextlib
import json
import os
import re
import subprocess

from pairs import NotMeasured


def run_json(command, cwd=None):
    """What the command prints, as JSON."""
    try:
        done = subprocess.run([str(part) for part in command], cwd=cwd, check=True, stdout=subprocess.PIPE)
    except OSError as error:
        raise NotMeasured(f"{command[0]} cannot be run: {error}") from error
    except subprocess.CalledProcessError as error:
        raise NotMeasured(f"{command[0]} ended with status {error.returncode}") from error
    return json.loads(done.stdout) if done.stdout else None


class Server:
    """A server process that says where it listens."""

    def __init__(self, process):
        self.process = process
        line = process.stdout.readline().decode()
        found = re.search(r"listening on (\S+)", line)
        if not found:
            raise NotMeasured(f"a server did not start: {line.strip()}")
        self.address = found[1]

    def cpu_us(self):
        """Processor time since its start, in microseconds."""
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1e6 / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serving(command, log=subprocess.DEVNULL):
    """The server that the command starts; ended and waited for at exit. What it logs goes to the file `log`."""
    try:
        process = subprocess.Popen(
            [str(part) for part in command], stdout=subprocess.PIPE, stderr=log, stdin=subprocess.PIPE
        )
    except OSError as error:
        raise NotMeasured(f"{command[0]} cannot be run: {error}") from error
    try:
        yield Server(process)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdin.close()
        process.stdout.close()
