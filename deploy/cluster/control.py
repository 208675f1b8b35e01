"""How a second command reaches the cluster that runs: a line goes in, lines come back until it is done."""
import asyncio
import contextlib
import json
import os
import socket

_SOCKET = "control"
_DONE = "done"


@contextlib.contextmanager
def _inside(folder):
    """The path of a socket may be no longer than a hundred bytes; that of a folder may."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


async def serve(folder, obey):
    """obey(words, say): raises an error with a sentence."""
    async def answer(reader, writer):
        def say(line):
            writer.write(f"{line}\n".encode())

        words = json.loads(await reader.readline())
        try:
            await obey(words, say)
            say(_DONE)
        except Exception as error:  # pylint: disable=broad-except
            say(f"失败：{error}")
        writer.close()

    with _inside(folder):
        return await asyncio.start_unix_server(answer, _SOCKET)


def is_running(folder):
    try:
        _connect(folder).close()
        return True
    except OSError:
        return False


def ask(folder, words):
    """Prints what the cluster says. Whether it was done. Raises OSError when there is no cluster."""
    line = ""
    with _connect(folder) as connection:
        connection.sendall(f"{json.dumps(words)}\n".encode())
        for line in connection.makefile(encoding="utf-8"):
            if line.rstrip() != _DONE:
                print(line, end="", flush=True)
    return line.rstrip() == _DONE


def _connect(folder):
    connection = socket.socket(socket.AF_UNIX)
    with _inside(folder):
        connection.connect(_SOCKET)
    return connection
