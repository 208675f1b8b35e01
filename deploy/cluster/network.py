"""Addresses of a cluster: a block of loopback of its own, with one address for each pod, so that pods keep the ports of the
manifests."""
import random

NAME_SERVER_PORT = 5353
EDGE_PORT = 8443
DATABASE_PORT = 5432

_FIRST_POD, _LAST_POD = 10, 250


class Network:
    def __init__(self):
        # 127.0.0 and 127.0.1 are used by others.
        self._block = f"127.{random.randint(1, 254)}.{random.randint(1, 254)}"
        self._next = _FIRST_POD
        self.native_edge = self._at(2)
        self.pages_edge = self._at(3)
        self.database = self._at(4)
        self.name_server = self._at(5)

    def new_pod_address(self, taken):
        while True:
            address = self._at(self._next)
            self._next = _FIRST_POD if self._next == _LAST_POD else self._next + 1
            if address not in taken:
                return address

    def _at(self, number):
        return f"{self._block}.{number}"
