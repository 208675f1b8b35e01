"""All ways of a cluster. Whoever asks for a name is given not the pods but the ways from himself to them."""
import asyncio

from cluster import name_server, network
from way import Way


class Ways:
    def __init__(self, cluster):
        self._cluster = cluster
        self._ways = {}
        self._names = {}
        self._opening = set()
        # The way from 127.A.B.x to 127.A.B.y is at 127.C.x.y.
        self._block = int(cluster.network.database.split(".")[1]) % 254 + 1

    def name_server_of(self, caller):
        """IP:PORT."""
        if caller not in self._names:
            self._names[caller] = None
            self._open(caller)
        return f"{caller}:{network.NAME_SERVER_PORT}"

    def way(self, caller, callee, port):
        key = (caller, callee, port)
        if key not in self._ways:
            address = f"127.{self._block}.{caller.split('.')[-1]}.{callee.split('.')[-1]}"
            self._ways[key] = Way(caller, callee, address, port)
        return self._ways[key]

    def standing(self):
        """Those between clients, pods, databases and edges that are there, in the order of their ends."""
        there = {pod.address for pod in self._cluster.pods()} | {self._cluster.network.native_edge}
        callers, callees = there | {self._cluster.clients}, there | {self._cluster.network.database}
        return [way for (caller, callee, _), way in sorted(self._ways.items()) if caller in callers and callee in callees]

    def silence_names(self):
        """No name server answers until they are opened again."""
        for transport in self._names.values():
            transport.close()

    def answer_names(self):
        for caller in self._names:
            self._open(caller)

    def stop(self):
        self.silence_names()
        for way in self._ways.values():
            way.stop()

    def _open(self, caller):
        async def serve():
            self._names[caller] = await name_server.serve_names(
                caller, network.NAME_SERVER_PORT, lambda name: self._ways_to(caller, name))

        task = asyncio.create_task(serve())
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    def _ways_to(self, caller, name):
        addresses = self._cluster.addresses_of(name)
        if addresses is None:
            return None
        ports = {pod.address: pod.main_port for pod in self._cluster.pods()}
        return [self.way(caller, address, ports[address]).address for address in addresses]
