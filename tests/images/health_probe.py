"""Asks a server for its health as a prober does: one call of gRPC in clear text, without a library for it."""
import socket
import struct

_DATA, _HEADERS, _SETTINGS = 0, 1, 4


def _frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def _header(name, value):
    return b"\0" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()


def serving(address):
    """Whether grpc.health.v1.Health/Check of HOST:PORT answers SERVING."""
    host, _, port = address.rpartition(":")
    headers = b"".join(_header(*pair) for pair in (
        (":method", "POST"), (":scheme", "http"), (":path", "/grpc.health.v1.Health/Check"), (":authority", address),
        ("te", "trailers"), ("content-type", "application/grpc")))
    with socket.create_connection((host, int(port)), timeout=30) as connection, connection.makefile("rb") as answers:
        connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + _frame(_SETTINGS, 0, 0) +
                           _frame(_HEADERS, 4, 1, headers) + _frame(_DATA, 1, 1, bytes(5)))
        while head := answers.read(9):
            payload = answers.read(int.from_bytes(head[:3], "big"))
            if head[3] == _SETTINGS and not head[4]:
                connection.sendall(_frame(_SETTINGS, 1, 0))
            if head[3] == _DATA:
                # A message of two bytes: field 1, the status, is 1.
                return payload == b"\0\0\0\0\2\x08\1"
    return False
