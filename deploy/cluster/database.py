"""PostgreSQL, which stands outside of the manifests."""
import asyncio
import pathlib
import shutil
import signal
import tempfile

from cluster import network, process
from cluster.comeback import Comeback

_USER = "postgres"
_PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
_ASKED_EVERY_S = 0.1
_PATIENCE_S = 60


class Database:
    def __init__(self, cluster):
        self._cluster = cluster
        self._log_file = cluster.folder / "logs/postgresql.log"
        self._process = None
        self._watch = None
        # Where its user can reach it, wherever the cluster's folder is.
        self.folder = None

    async def start(self):
        if not _PROGRAMS.exists():
            raise process.ClusterError("want Debian's package postgresql-15")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="nianbao-cluster-"))
        await self.mount(self.folder)
        process.give_to(self.folder, _USER)
        secret = self._cluster.objects / "secret/nianbao-database"
        for file in ("tls.crt", "tls.key"):
            self._take(self._cluster.certificates.certificate_folder("database") / file)
        data = self.folder / "data"
        await self._run(_PROGRAMS / "initdb", "--pgdata", data, "--no-sync", "--locale=C", "--encoding=UTF8",
                        "--username=nianbao", f"--pwfile={self._take(secret / 'password')}", "--auth=scram-sha-256")
        access = self.folder / "access.conf"
        access.write_text("hostssl all all 127.0.0.0/8 scram-sha-256\n", encoding="utf-8")
        process.give_to(access, _USER)
        settings = {
            "listen_addresses": self._cluster.network.database, "port": network.DATABASE_PORT, "unix_socket_directories": "",
            # What it keeps goes with the cluster.
            "fsync": "off",
            "hba_file": access, "ssl": "on", "ssl_cert_file": self.folder / "tls.crt", "ssl_key_file": self.folder / "tls.key",
        }
        command = [_PROGRAMS / "postgres", "-D", data, *(f"--{name}={value}" for name, value in settings.items())]
        await self._start_process(command)
        await asyncio.wait_for(self._become_ready(), _PATIENCE_S)
        self._watch = asyncio.create_task(self._keep_watch(command))
        await self._run("psql", self._cluster.certificates.database_dsn("postgres"), "-qc", "CREATE DATABASE nianbao",
                        user=None)

    async def stop(self):
        if self._watch:
            self._watch.cancel()
        if self._process:
            await process.stop(self._process, signal.SIGINT)
        if self.folder:
            await self.unmount(self.folder)
            shutil.rmtree(self.folder)

    async def mount(self, folder):
        """Gives the folder a disk of its own."""

    async def unmount(self, folder):
        """Takes it away."""

    @property
    def pid(self):
        """Of the postmaster; it may have ended."""
        return self._process.pid

    async def _start_process(self, command):
        # SIGINT: without waiting for those that are connected.
        self._process = await process.start(command, self._log_file, process.bare_environment(), _USER, "INT")

    async def _keep_watch(self, command):
        comeback = Comeback()
        while True:
            await self._process.wait()
            self._cluster.say(f"PostgreSQL 已退出（状态 {self._process.returncode}），重新启动，见 {self._log_file}")
            await asyncio.sleep(comeback.pause_s())
            await self._start_process(command)
            comeback.started()

    async def _become_ready(self):
        command = ["pg_isready", "-q", "-h", self._cluster.network.database, "-p", network.DATABASE_PORT]
        while await (await process.start(command, self._log_file, process.bare_environment())).wait() != 0:
            if self._process.returncode is not None:
                raise process.ClusterError(f"PostgreSQL did not start: see {self._log_file}")
            await asyncio.sleep(_ASKED_EVERY_S)

    async def _run(self, *command, user=_USER):
        await process.run(command, self._log_file, process.bare_environment(), user)

    def _take(self, file):
        taken = shutil.copy(file, self.folder)
        process.give_to(taken, _USER)
        return taken
