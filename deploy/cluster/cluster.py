"""The deployment's shape on loopback: what the manifests describe, as processes."""
import asyncio
import json
import pathlib
import shutil

from cluster import control, name_server, network, process, shown_certificate
from cluster.database import Database
from cluster.edge import Edge
from cluster.manifest import Manifest
from cluster.objects import Objects
from cluster.replicas import Replicas
from cluster.sign_token import sign_token

_DOMAIN = ".nianbao.svc.cluster.local"


class Cluster:
    def __init__(self, root, build, folder, say):
        self.root = root
        self.programs = build / "bin"
        self.folder = folder
        self.objects = folder / "objects"
        self.say = say
        self.manifest = Manifest(root / "deploy/rendered/gov-cloud.yaml")
        self.network = network.Network()
        self.name_server = f"{self.network.name_server}:{network.NAME_SERVER_PORT}"
        self.certificates = Objects(self)
        self.administrator = self.manifest.setting(r'security_administrators: "(.*)"')
        self.replicas = {workload.name: Replicas(workload, self) for workload in self.manifest.deployments()}
        self.database = Database(self)
        self.edge = Edge(self)
        self._names = None
        self._control = None

    async def start(self):
        if control.is_running(self.folder):
            raise process.ClusterError(f"a cluster runs in {self.folder} already")
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "logs").mkdir(parents=True)
        self._names = await name_server.serve_names(self.network.name_server, network.NAME_SERVER_PORT, self.addresses_of)
        issuer = {"iss": self.manifest.setting("--oidc-issuer=(.*)"), "aud": self.manifest.setting("--oidc-client-id=(.*)")}
        (self.folder / "issuer.json").write_text(json.dumps(issuer), encoding="utf-8")
        await self.certificates.make()
        await self.database.start()
        self.say("PostgreSQL 已启动")
        await self._migrate()
        # In any order, as pods start.
        await asyncio.gather(*(replicas.start() for replicas in self.replicas.values()))
        await self.edge.start()
        self._write_environment()
        self._control = await control.serve(self.folder, self._obey)

    async def stop(self):
        """From the outside in."""
        if self._control:
            self._control.close()
        await self.edge.stop()
        await asyncio.gather(*(replicas.stop() for replicas in self.replicas.values()))
        await self.database.stop()
        if self._names:
            self._names.close()

    def new_pod_address(self):
        return self.network.new_pod_address({pod.address for pod in self.pods()})

    def pods(self):
        return [pod for replicas in self.replicas.values() for pod in replicas.pods]

    def environment(self):
        """For the command line, as the first administrator."""
        return {
            "NIANBAO_SERVER": f"{self.network.native_edge}:{network.EDGE_PORT}",
            "NIANBAO_AUTHORITIES": str(self.certificates.authorities_file),
            "NIANBAO_TOKEN_FILE": str(self.folder / "administrator.token"),
        }

    @property
    def pages_url(self):
        return f"https://{self.network.pages_edge}:{network.EDGE_PORT}"

    def name_server_of(self, address):  # pylint: disable=unused-argument
        """Whom the process at this address asks: IP:PORT."""
        return self.name_server

    def environment_of(self, pod):  # pylint: disable=unused-argument
        """What the pod is told besides what its manifest says."""
        return {}

    def addresses_of(self, name):
        """Of the pods of a Service that are ready; None for a name that is not known."""
        replicas = self.replicas.get(name[:-len(_DOMAIN)]) if name.endswith(_DOMAIN) else None
        return None if replicas is None else replicas.addresses()

    async def _migrate(self):
        job = self.manifest.migration()
        env = process.bare_environment()
        for item in job.env:
            secret = item["valueFrom"]["secretKeyRef"]
            env[item["name"]] = (self.objects / "secret" / secret["name"] / secret["key"]).read_text(encoding="utf-8")
        await process.run([self.programs / job.program, *job.args], self.folder / "logs/nianbao-migrate.log", env)

    def _write_environment(self):
        (self.folder / "administrator.token").write_text(sign_token(self.folder, self.administrator), encoding="utf-8")
        lines = [f"export {name}='{value}'\n" for name, value in self.environment().items()]
        (self.folder / "env").write_text("".join(lines), encoding="utf-8")

    async def _obey(self, words, say):
        said, self.say = self.say, say
        try:
            if words == ["rotate"]:
                await self._rotate()
            elif words == ["status"]:
                for pod in self.pods():
                    ports = " ".join(f"{name}={port}" for name, port in pod.ports.items())
                    say(f"{pod.name:24} {pod.address:16} {'就绪' if pod.is_ready else '未就绪'}  {ports}")
            elif words[0] == "upgrade" and len(words) == 2:
                await self._upgrade(pathlib.Path(words[1]))
            elif words[0] in ("restart", "stop", "start") and len(words) == 2 and f"nianbao-{words[1]}" in self.replicas:
                await getattr(self.replicas[f"nianbao-{words[1]}"], words[0])()
            else:
                raise process.ClusterError(f"got {' '.join(words)}, want restart, stop or start SERVICE, upgrade DIR, rotate or status")
        finally:
            self.say = said

    async def _upgrade(self, programs):
        missing = [name for name in self.replicas if not (programs / name).exists()]
        if missing:
            raise process.ClusterError(f"{programs} has no {missing[0]}")
        self.programs = programs
        await self._migrate()
        for replicas in self.replicas.values():
            await replicas.restart()

    async def _rotate(self):
        await self.certificates.renew_certificates()
        self.edge.take_new_certificate()
        pods = self.pods()
        await asyncio.gather(*(
            shown_certificate.becomes(pod.address, pod.main_port, self.certificates.certificate_file(pod.service))
            for pod in pods))
        self.say(f"{len(pods)} 个进程都已换用新证书，无一重启")
