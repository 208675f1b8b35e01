"""A pod as a process with an address of its own, and with folders where the container has volumes."""
import asyncio

from cluster import process
from cluster.comeback import Comeback
from cluster.probe import Probe
from cluster.translation import local_text

_PROBED_EVERY_S = 1
_PROBED_FIRST_EVERY_S = 0.1


class Pod:
    def __init__(self, name, workload, address, cluster):
        self.name = name
        self.address = address
        self.is_ready = False
        self.is_terminating = False
        self._workload = workload
        self._cluster = cluster
        self._root = cluster.folder / "pods" / name
        self._process = None
        self._probe = None
        self._watch = None
        self._comeback = Comeback()

    async def start(self):
        """Until it is ready."""
        self._mount_volumes()
        await self._start_process()
        self._probe = Probe(self._workload.readiness, self.address, self._workload.ports)
        try:
            await asyncio.wait_for(self._become_ready(), self._workload.startup_s)
        except asyncio.TimeoutError:
            raise process.ClusterError(f"{self.name} is not ready: see {self.log_file}") from None
        self._watch = asyncio.create_task(self._keep_watch())

    async def stop(self):
        """From the first moment on its Service does not name it any more."""
        self.is_terminating = True
        if self._watch:
            self._watch.cancel()
        if self._process and not await process.stop(self._process, within_s=self._workload.termination_s):
            self._cluster.say(f"{self.name} 未能正常退出（状态 {self._process.returncode}），见 {self.log_file}")
        if self._probe:
            await self._probe.close()

    @property
    def pid(self):
        """None while it does not run."""
        return self._process.pid if self._process and self._process.returncode is None else None

    @property
    def log_file(self):
        return self._cluster.folder / "logs" / f"{self.name}.log"

    @property
    def service(self):
        return self._workload.name

    @property
    def main_port(self):
        """Where its callers come."""
        return next(self.ports[name] for name in ("grpc", "https") if name in self.ports)

    @property
    def ports(self):
        return self._workload.ports

    async def _start_process(self):
        env = {**process.bare_environment(), **{item["name"]: self._local(item["value"]) for item in self._workload.env}}
        if (self._root / "tmp").exists():
            env["TMPDIR"] = str(self._root / "tmp")
        env.update(self._cluster.environment_of(self))
        command = [self._cluster.programs / self._workload.program, *map(self._local, self._workload.args)]
        self._process = await process.start(command, self.log_file, env)
        self._comeback.started()

    async def _become_ready(self):
        while not await self._probe.is_ready():
            if self._process.returncode is not None:
                await self._come_back()
            await asyncio.sleep(_PROBED_FIRST_EVERY_S)
        self.is_ready = True

    async def _keep_watch(self):
        while True:
            try:
                await asyncio.wait_for(self._process.wait(), _PROBED_EVERY_S)
            except asyncio.TimeoutError:
                await self._look()
            else:
                await self._come_back()

    async def _look(self):
        is_ready = await self._probe.is_ready()
        if self.is_ready and not is_ready:
            self._cluster.say(f"{self.name} 不再就绪，见 {self.log_file}")
        self.is_ready = is_ready

    async def _come_back(self):
        self.is_ready = False
        self._cluster.say(f"{self.name} 已退出（状态 {self._process.returncode}），重新启动，见 {self.log_file}")
        await asyncio.sleep(self._comeback.pause_s())
        await self._start_process()

    def _mount_volumes(self):
        for mount in self._workload.mounts:
            place = self._root / mount.path.lstrip("/")
            place.parent.mkdir(parents=True, exist_ok=True)
            texts = self._cluster.manifest.config_map(mount.name) if mount.kind == "configMap" else None
            source = self._cluster.objects / mount.kind / mount.name
            if texts is not None or mount.kind == "emptyDir":
                place.mkdir()
                for file, text in (texts or {}).items():
                    (place / file).write_text(self._local(text), encoding="utf-8")
            elif source.exists():
                place.symlink_to(source)

    def _local(self, text):
        return local_text(text, self.address, self._root, self._cluster.name_server_of(self.address))
