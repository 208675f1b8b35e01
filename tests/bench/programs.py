"""Runs the measured programs."""
import contextlib
import json
import os
import re
import subprocess
import urllib.request

from pairs import NotMeasured

METRICS_SECONDS_MAX = 10


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
    """A server process that says where it listens, and before that where it is scraped, if it is."""

    def __init__(self, process):
        self.process = process
        said = ""
        for line in process.stdout:
            said += line.decode()
            if found := re.search(r"listening on (\S+)", said):
                break
        else:
            raise NotMeasured(f"a server did not start: {said.strip()}")
        self.address = found[1]
        metrics = re.search(r"metrics on (\S+)", said)
        self.metrics_address = metrics[1] if metrics else None

    def metrics(self):
        """{name with its labels: number} of what Prometheus would scrape."""
        with urllib.request.urlopen(f"http://{self.metrics_address}/metrics", timeout=METRICS_SECONDS_MAX) as answer:
            lines = answer.read().decode().splitlines()
        parted = (line.rpartition(" ") for line in lines if line and not line.startswith("#"))
        return {name: float(number) for name, _, number in parted}

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
