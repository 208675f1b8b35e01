"""A PostgreSQL server of Debian's package, on a fresh cluster that goes with it."""
import collections
import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading

from pairs import NotMeasured

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
DATABASE = "bench"
STOP_SECONDS_MAX = 30


def as_postgres(command):
    """PostgreSQL refuses to run as root: there it runs as the user postgres of the package."""
    if os.geteuid() != 0:
        return command
    return ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", *command]


def processor_ticks(pid):
    """Of the process, and of its children that have ended."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])


class PostgresServer:
    """url: what libpq takes to connect, for `nianbao-submission --database` too."""

    def __init__(self, process, any_database):
        self.process = process
        self.any_database = any_database
        self.url = self.url_of(DATABASE)

    def url_of(self, database):
        return f"{self.any_database} dbname={database}"

    def psql(self, sql, *arguments):
        """What the statements print: a line for each row, columns parted by |."""
        return run([PROGRAMS / "psql", self.url, "-XAtq", "-v", "ON_ERROR_STOP=1", *arguments], sql)

    def pgbench(self, script, *arguments):
        """Runs the transaction of the script as the arguments say. Returns what pgbench prints."""
        return run([PROGRAMS / "pgbench", "--no-vacuum", "--file=/dev/stdin", *arguments, self.url], script)

    def cpu_us(self):
        """Processor time of all its processes since its start, ended ones too, in microseconds."""
        pid = self.process.pid
        ticks = 0
        for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                ticks += processor_ticks(child)[0]
        ticks += sum(processor_ticks(pid))
        return ticks * 1e6 / os.sysconf("SC_CLK_TCK")


def run(command, text=""):
    try:
        done = subprocess.run(
            list(map(str, command)), input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True
        )
    except OSError as error:
        raise NotMeasured(f"{command[0]} cannot be run: {error}") from error
    except subprocess.CalledProcessError as error:
        raise NotMeasured(f"{pathlib.Path(command[0]).name} failed: {error.stderr.strip()[-500:]}") from error
    return done.stdout


@contextlib.contextmanager
def folders(build):
    """For data, beside the build as that of the measured services is; for the socket, whose path must be short."""
    with contextlib.ExitStack() as made:
        paths = []
        for parent in (build, None):
            path = made.enter_context(tempfile.TemporaryDirectory(prefix="postgres.", dir=parent))
            if os.geteuid() == 0:
                try:
                    shutil.chown(path, "postgres", "postgres")
                except LookupError as error:
                    raise NotMeasured("want the user postgres of Debian's postgresql-15") from error
            paths.append(pathlib.Path(path))
        yield paths


@contextlib.contextmanager
def postgres(build, **settings):
    """The server, reached through a socket alone, with an empty database; durable as by default.

    settings: of postgresql.conf, beside its defaults. NotMeasured when it does not start.
    """
    if not (PROGRAMS / "initdb").exists():
        raise NotMeasured("Debian's postgresql-15 is not installed")
    with folders(build) as (folder, socket):
        data = folder / "data"
        options = ["--pgdata", data, "--locale=C", "--encoding=UTF8", "--auth=trust", "--username=nianbao"]
        run(as_postgres([PROGRAMS / "initdb", *options]))
        wanted = {"listen_addresses": "", "unix_socket_directories": socket, "max_connections": 200, **settings}
        arguments = [part for name, value in wanted.items() for part in ("-c", f"{name}={value}")]
        command = as_postgres([str(PROGRAMS / "postgres"), "-D", str(data), *arguments])
        with running(command) as process:
            server = PostgresServer(process, f"host={socket} user=nianbao")
            run([PROGRAMS / "psql", server.url_of("postgres"), "-Xqc", f"CREATE DATABASE {DATABASE}"])
            yield server


@contextlib.contextmanager
def running(command):
    """The process, once it takes connections; ended and waited for at exit."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        wait_until_ready(process.stderr)
        # What it says later is read, so that it never waits for that.
        threading.Thread(target=collections.deque, args=(process.stderr, 0), daemon=True).start()
        yield process
    finally:
        stop(process)


def wait_until_ready(log):
    said = []
    for line in log:
        if "ready to accept connections" in line:
            return
        said.append(line.strip())
    raise NotMeasured(f"postgres did not start: {' '.join(said)[-500:]}")


def stop(process):
    # Fast; then at once, which ends its children too.
    for signal_number in (signal.SIGINT, signal.SIGQUIT):
        process.send_signal(signal_number)
        try:
            process.wait(STOP_SECONDS_MAX)
            return
        except subprocess.TimeoutExpired:
            pass
    process.kill()
    process.wait()
