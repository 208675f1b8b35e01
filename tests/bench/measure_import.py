"""Reading of files: processor time for each report, of everything that the measured command starts."""
import functools
import pathlib
import resource
import shutil
import subprocess
import tempfile
import time

import rivals
from pairs import NotMeasured, Sample, take_turns
from programs import run_json

REPORT = pathlib.Path(__file__).resolve().parents[2] / "samples/qinghe/2024/qinghe-education.txt"
# Files of a batch, and how often a command for one file is repeated in a sample.
BATCH = 100
BATCH_OF_LIBREOFFICE = 20
ONE_BY_ONE = 3


def run(*command):
    try:
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError as error:
        raise NotMeasured(f"{command[0]} cannot be run: {error}") from error
    except subprocess.CalledProcessError as error:
        raise NotMeasured(f"{command[0]} ended with status {error.returncode}") from error


def spent_us(commands, reports):
    """What these commands take together, for each of so many reports."""
    def processor_time():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    cpu, wall = processor_time(), time.monotonic()
    for command in commands:
        run(*command)
    cpu, wall = processor_time() - cpu, time.monotonic() - wall
    return Sample(figure=1e6 * cpu / reports, wall_us=1e6 * wall / reports, cpu_us=1e6 * cpu / reports)


class Files:
    """The report in every format that is measured, alone and as a folder of BATCH copies."""

    def __init__(self, build):
        self.nianbao = build / "bin/nianbao"
        self.folder = build / "bench/import"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for format_ in ("docx", "html"):
            run(self.nianbao, "render", REPORT, "--to", format_, "-o", self.one(format_))
        # With a profile of its own, which the first conversion makes.
        self.libreoffice = ["soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless"]
        run(*self.libreoffice, "--convert-to", "pdf", "--outdir", self.folder, self.one("docx"))
        for format_ in ("docx", "html", "pdf"):
            self.batch(format_).mkdir()
            for i in range(BATCH):
                shutil.copy(self.one(format_), self.batch(format_) / f"{i}.{format_}")

    def one(self, format_):
        return self.folder / f"report.{format_}"

    def batch(self, format_):
        return self.folder / format_


@functools.cache
def files_in(build):
    return Files(build)


def takers_of(format_, files, options):
    """By rival, and the suite."""
    one, batch = files.one(format_), files.batch(format_)

    def libreoffice(*names):
        def take():
            with tempfile.TemporaryDirectory() as out:
                return spent_us([[*files.libreoffice, "--convert-to", "txt:Text", "--outdir", out, *names]], len(names))
        return take

    def repeated(package, *command):
        def take():
            rivals.install_package(package, options.install_rivals)
            return spent_us([command] * ONE_BY_ONE, ONE_BY_ONE)
        return take

    def mammoth():
        folder = rivals.install(options.build / "bench/rivals", options.install_rivals)
        measured = run_json(["node", "read_docx.mjs", one, options.seconds], cwd=folder)
        wall, cpu = measured["wall_ns"] / 1000, measured["cpu_ns"] / 1000
        return Sample(figure=cpu, wall_us=wall, cpu_us=cpu)

    ours = {"ours": lambda: spent_us([[files.nianbao, "import", "-j", 1, batch]], BATCH)}
    if format_ == "pdf":
        return {**ours, "pdftotext": repeated("poppler-utils", "pdftotext", "-layout", one, "-")}
    pandoc = {"pandoc": repeated("pandoc", "pandoc", "-f", format_, "-t", "plain", one)}
    if format_ == "html":
        return {**ours, **pandoc}
    return {
        **ours,
        "libreoffice": libreoffice(one),
        "libreoffice_batch": libreoffice(*sorted(batch.iterdir())[:BATCH_OF_LIBREOFFICE]),
        **pandoc,
        "mammoth": mammoth,
    }


def reading(format_, options):
    """Samples by rival, and notes."""
    names = {"docx": ("libreoffice", "libreoffice_batch", "pandoc", "mammoth"), "html": ("pandoc",), "pdf": ("pdftotext",)}
    try:
        files = files_in(options.build)
    except NotMeasured as reason:
        return dict.fromkeys(("ours", *names[format_]), reason), {}
    notes = {"batch": BATCH}
    alone = spent_us([[files.nianbao, "import", files.one(format_)]], 1)
    notes["note"] = f"a process for one report alone takes {alone.cpu_us / 1000:.0f} ms of processor time"
    return take_turns(takers_of(format_, files, options), options.pairs), notes


MEASUREMENTS = {f"import_{format_}": functools.partial(reading, format_) for format_ in ("docx", "html", "pdf")}
