"""The clients of a tortured cluster: the program torture_load, and callers by HTTP."""
import asyncio
import json
import pathlib
import tempfile

from cluster.sign_token import sign_token
from http_callers import SignedCaller

_SUBJECTS = ("registrar", "clerk", "reviewer", "reader", "auditor")
_AGGREGATE = "nianbao.aggregation.v1.AggregationService/GetAggregate"
_TOTAL = {"node": "organs/city", "year": 2024}
# Lines of the end hold every fault.
_LINE_BYTES_MAX = 1 << 26
# Also by a clock that is 40 days ahead.
_TOKEN_HOURS = 60 * 24
_ASKED_EVERY_S = 0.1


class LoadError(Exception):
    """A sentence."""


class Load:
    """name_server: IP:PORT that clients ask for names."""

    def __init__(self, cluster, build, name_server, clients, pace_ms, seed):
        self._cluster = cluster
        self._tokens = tempfile.TemporaryDirectory()
        for subject in (*_SUBJECTS, cluster.administrator):
            self.token_file(subject).write_text(sign_token(cluster.folder, subject, _TOKEN_HOURS), encoding="utf-8")
        environment = cluster.environment()
        self._command = [
            build / "tests/torture_load", "--edge", environment["NIANBAO_SERVER"], "--name-server", name_server,
            "--authorities", environment["NIANBAO_AUTHORITIES"], "--tokens", self._tokens.name,
            "--administrator", cluster.administrator, "--http-caller", "cluster",
            "--document", cluster.root / "samples/qinghe/2024/qinghe-education.txt", "--clients", clients,
            "--pace-ms", pace_ms, "--seed", seed]
        clients_file = cluster.folder / "objects/secret/nianbao-gateway/clients.json"
        [client] = json.loads(clients_file.read_text(encoding="utf-8"))["clients"]
        self._http = SignedCaller(cluster.pages_url, environment["NIANBAO_AUTHORITIES"], client)
        self._process = None

    def token_file(self, subject):
        return pathlib.Path(self._tokens.name) / subject

    @property
    def pid(self):
        return self._process.pid

    async def start(self):
        self._process = await asyncio.create_subprocess_exec(
            *map(str, self._command), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=_LINE_BYTES_MAX)
        await self._answer()

    async def ask(self, line):
        self._process.stdin.write(f"{line}\n".encode())
        await self._process.stdin.drain()
        return await self._answer()

    async def finish(self):
        """Lets the clients end; what they found."""
        self._process.stdin.close()
        answer = await self._answer()
        await self._process.wait()
        return answer

    async def kill(self):
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        self._tokens.cleanup()

    async def await_http(self, until):
        """Until a caller by HTTP is answered; what he got last when he was not."""
        loop = asyncio.get_running_loop()
        while (failure := await asyncio.to_thread(self._failure_by_http)) and loop.time() < until:
            await asyncio.sleep(_ASKED_EVERY_S)
        return failure

    def _failure_by_http(self):
        connection = self._http.connect()
        try:
            response = self._http.post(connection, _AGGREGATE, _TOTAL)
            body = response.read()
            return None if response.status == 200 else f"HTTP {response.status} {body.decode(errors='replace')}"
        except Exception as error:  # pylint: disable=broad-except
            return f"HTTP {error!r}"
        finally:
            connection.close()

    async def _answer(self):
        line = await self._process.stdout.readline()
        if not line:
            raise LoadError("torture_load ended")
        return json.loads(line)
