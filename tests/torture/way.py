"""The way from one process of a cluster to another one: bytes are carried on, and the way may be cut or slow."""
import asyncio
import contextlib
import socket

_CHUNK_BYTES = 65536


class _Line:
    """One connection."""

    def __init__(self):
        self.is_forgotten = False
        self.ends = []


class Way:
    def __init__(self, caller, callee, address, port):
        """caller, callee: their addresses. address: where the caller finds the way."""
        self.caller, self.callee = caller, callee
        self.address = address
        self.delay_s = 0
        self._port = port
        self._lines = set()
        self._is_open = asyncio.Event()
        self._is_open.set()
        self._tasks = set()
        self._server = None
        # Bound at once: the caller is told the address before the server has begun.
        listener = socket.create_server((address, port), backlog=128)
        self._begin(self._serve(listener))

    def cut(self):
        """Nothing comes through, not even the end of a connection."""
        self._is_open.clear()

    def mend(self, forget):
        """Bytes come through again. forget: those of connections from before do not, as when the host behind them was
        replaced, and nobody is told."""
        if forget:
            for line in self._lines:
                line.is_forgotten = True
        self._is_open.set()

    def stop(self):
        if self._server:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        for line in self._lines:
            for end in line.ends:
                end.transport.abort()

    def _begin(self, work):
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, listener):
        self._server = await asyncio.start_server(self._take, sock=listener)

    def _take(self, reader, writer):
        self._begin(self._carry(reader, writer))

    async def _carry(self, reader, writer):
        line = _Line()
        line.ends.append(writer)
        self._lines.add(line)
        try:
            await self._is_open.wait()
            onward_reader, onward = await asyncio.open_connection(self.callee, self._port)
            line.ends.append(onward)
            await asyncio.gather(self._pump(reader, onward, line), self._pump(onward_reader, writer, line))
        except OSError:
            pass  # nobody there
        finally:
            self._lines.discard(line)
            for end in line.ends:
                end.transport.abort()

    async def _pump(self, reader, writer, line):
        with contextlib.suppress(OSError):
            while data := await reader.read(_CHUNK_BYTES):
                if self.delay_s:
                    await asyncio.sleep(self.delay_s)
                await self._is_open.wait()
                if not line.is_forgotten:
                    writer.write(data)
                    await writer.drain()
        await self._is_open.wait()
        if not line.is_forgotten:
            writer.transport.abort()
