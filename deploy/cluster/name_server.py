"""The cluster's DNS: the name of a Service has the addresses of its pods that are ready."""
import asyncio
import random
import socket
import struct

_TYPE_A = 1
_CLASS_IN = 1
_NO_SUCH_NAME = 3
# An answer, of who knows it himself, who would also ask others.
_FLAGS = 0x8480
_RECURSION_DESIRED = 0x0100
# As CoreDNS says.
_TTL_S = 5
# The name of the question, at its place in the message.
_QUESTION_NAME = 0xC00C


async def serve_names(address, port, addresses_of):
    """addresses_of: name -> list of IPv4 addresses, None for a name that is not known."""
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: _NameServer(addresses_of), local_addr=(address, port))
    return transport


class _NameServer(asyncio.DatagramProtocol):
    def __init__(self, addresses_of):
        self._addresses_of = addresses_of
        self._transport = None

    def connection_made(self, transport):
        self._transport = transport

    def datagram_received(self, data, addr):
        try:
            self._transport.sendto(answer(data, self._addresses_of), addr)
        except (struct.error, IndexError, UnicodeDecodeError):
            pass  # no question


def answer(query, addresses_of):
    identity, flags = struct.unpack_from("!HH", query)
    labels, at = [], 12
    while length := query[at]:
        labels.append(query[at + 1:at + 1 + length].decode("ascii"))
        at += 1 + length
    (kind,) = struct.unpack_from("!H", query, at + 1)
    question = query[12:at + 5]
    addresses = addresses_of(".".join(labels).lower())
    code = _NO_SUCH_NAME if addresses is None else 0
    given = list(addresses or []) if kind == _TYPE_A else []
    random.shuffle(given)
    header = struct.pack("!HHHHHH", identity, _FLAGS | flags & _RECURSION_DESIRED | code, 1, len(given), 0, 0)
    records = [struct.pack("!HHHIH", _QUESTION_NAME, _TYPE_A, _CLASS_IN, _TTL_S, 4) + socket.inet_aton(address)
               for address in given]
    return header + question + b"".join(records)
