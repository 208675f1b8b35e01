"""A cluster whose processes reach each other by ways that may be cut, whose database has a small disk of its own, and in
which half of the services have a clock that may be set."""
import asyncio
import os
import pathlib

from cluster import network, process
from cluster.cluster import Cluster
from cluster.database import Database
from ways import Ways

_FAKETIME = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
_CLIENTS = 6
_DISK_MB = 1024


class _DatabaseOnSmallDisk(Database):
    """On a tmpfs, which only root can mount; else on the disk that is there."""
    has_small_disk = os.geteuid() == 0

    async def mount(self, folder):
        if self.has_small_disk:
            await self._mount("mount", "-t", "tmpfs", "-o", f"size={_DISK_MB}m,mode=700", "tmpfs", folder)

    async def unmount(self, folder):
        if self.has_small_disk:
            await self._mount("umount", folder)

    async def _mount(self, *command):
        await process.run(command, self._log_file, process.bare_environment())


class TorturedCluster(Cluster):
    def __init__(self, root, build, folder, say):
        super().__init__(root, build, folder, say)
        self.database = _DatabaseOnSmallDisk(self)
        self.ways = Ways(self)
        self.clients = self.network.database.rsplit(".", 1)[0] + f".{_CLIENTS}"
        self._futex_deadline = build / "tests/integration/libfutex_deadline.so"

    async def stop(self):
        await super().stop()
        self.ways.stop()

    def name_server_of(self, address):
        return self.ways.name_server_of(address)

    def environment_of(self, pod):
        environment = self._clock_of(pod) if self.has_own_clock(pod) else {}
        if pod.service == "nianbao-submission":
            # The name stays that of the certificate.
            way = self.ways.way(pod.address, self.network.database, network.DATABASE_PORT)
            environment["PGHOSTADDR"] = way.address
        return environment

    def name_of(self, address):
        """Of whoever is there, for people."""
        others = {self.network.database: "PostgreSQL", self.network.native_edge: "nginx", self.clients: "the clients"}
        return next((pod.name for pod in self.pods() if pod.address == address), others.get(address, address))

    def has_own_clock(self, pod):
        """Of each service of C++ one replica has."""
        return self.can_set_clocks() and pod.service != "nianbao-gateway" and int(pod.name.rsplit("-", 1)[1]) % 2 == 1

    def can_set_clocks(self):
        return _FAKETIME is not None and self._futex_deadline.exists()

    def set_clock(self, pod, seconds):
        """So many seconds ahead of the machine's; pods take a second to notice."""
        file = self._clock_file(pod)
        file.with_suffix(".new").write_text(f"{seconds:+d}", encoding="ascii")
        file.with_suffix(".new").rename(file)

    async def metric(self, pod, name):
        """The number that the pod shows under this name; None when it does not answer."""
        try:
            reader, writer = await asyncio.open_connection(pod.address, pod.ports["metrics"])
            try:
                writer.write(f"GET /metrics HTTP/1.1\r\nhost: {pod.address}\r\nconnection: close\r\n\r\n".encode())
                text = (await reader.read(-1)).decode()
            finally:
                writer.close()
        except OSError:
            return None
        return next((float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name)), None)

    def _clock_file(self, pod):
        return self.folder / "clocks" / pod.name

    def _clock_of(self, pod):
        file = self._clock_file(pod)
        file.parent.mkdir(exist_ok=True)
        if not file.exists():
            file.write_text("+0", encoding="ascii")
        return {"LD_PRELOAD": f"{self._futex_deadline}:{_FAKETIME}", "FAKETIME_TIMESTAMP_FILE": str(file),
                "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_CACHE_DURATION": "1"}
