"""An etcd of Debian's package, on a fresh store that goes with it."""
import collections
import contextlib
import json
import subprocess
import tempfile
import threading

from pairs import NotMeasured

ANY_PORT = "http://127.0.0.1:0"
STOP_SECONDS_MAX = 30


class EtcdServer:
    def __init__(self, process, address):
        self.process = process
        self.address = address


@contextlib.contextmanager
def etcd(build):
    """The server, on free ports of loopback; durable as by default. NotMeasured when it does not start."""
    with tempfile.TemporaryDirectory(prefix="etcd.", dir=build) as data:
        command = ["etcd", "--data-dir", data, "--logger", "zap", "--log-outputs", "stderr"]
        command += ["--listen-client-urls", ANY_PORT, "--advertise-client-urls", ANY_PORT]
        command += ["--listen-peer-urls", ANY_PORT, "--initial-advertise-peer-urls", ANY_PORT]
        command += ["--initial-cluster", f"default={ANY_PORT}"]
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            )
        except OSError as error:
            raise NotMeasured(f"etcd cannot be run: {error}") from error
        try:
            address = address_in(process.stderr)
            # What it says later is read, so that it never waits for that.
            threading.Thread(target=collections.deque, args=(process.stderr, 0), daemon=True).start()
            yield EtcdServer(process, address)
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS_MAX)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def address_in(log):
    said = ""
    for line in log:
        said = line.strip()
        if "serving client traffic" in line:
            return json.loads(line)["address"]
    raise NotMeasured(f"etcd did not start: {said}")
