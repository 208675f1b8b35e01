"""The suite as `nianbao serve` runs it, with the sample district."""
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples/qinghe"
OFFICE = "区政务公开办"


class ServedSuite:
    """A server with the data of a folder; it can be ended and started again at the same address."""

    def __init__(self, build, folder):
        self._program = build / "bin/nianbao"
        self._folder = folder
        self._process = None
        self.address = "127.0.0.1:0"

    def start(self):
        """Returns once it listens."""
        command = [self._program, "serve", "--data", self._folder, "--listen", self.address]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = self._process.stdout.readline()
        listening = re.search(r"listening on (\S+)", said)
        if not listening:
            raise AssertionError(f"{self._program} did not start: {said}")
        self.address = listening[1]

    def end(self):
        """Returns once it has ended."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def import_district(self):
        """Fourteen organs below organs/qinghe, of which thirteen owe a report."""
        command = [self._program, "--server", self.address, "--as", OFFICE, "roster", "import", SAMPLES / "roster.csv"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
