"""Asks a pod for its health, as its readinessProbe says."""
import asyncio

import grpc

_CHECK = "/grpc.health.v1.Health/Check"
# HealthCheckResponse of SERVING.
_SERVING = b"\x08\x01"
_CHANNEL_OPTIONS = (
    ("grpc.enable_http_proxy", 0),
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 1000),
)


class Probe:
    def __init__(self, readiness, address, ports):
        self._timeout_s = readiness["timeoutSeconds"]
        self._address = address
        self._http = readiness.get("httpGet")
        if self._http:
            self._port = ports[self._http["port"]]
            self._channel = None
        else:
            self._channel = grpc.aio.insecure_channel(f"{address}:{readiness['grpc']['port']}", _CHANNEL_OPTIONS)
            self._check = self._channel.unary_unary(_CHECK)

    async def is_ready(self):
        try:
            if self._http:
                return await asyncio.wait_for(self._get(), self._timeout_s)
            return await self._check(b"", timeout=self._timeout_s) == _SERVING
        except (grpc.aio.AioRpcError, OSError, asyncio.TimeoutError):
            return False

    async def close(self):
        if self._channel:
            await self._channel.close()

    async def _get(self):
        reader, writer = await asyncio.open_connection(self._address, self._port)
        try:
            writer.write(f"GET {self._http['path']} HTTP/1.1\r\nhost: {self._address}\r\nconnection: close\r\n\r\n".encode())
            return b" 200 " in await reader.readline()
        finally:
            writer.close()
