"""Callers by HTTP, who sign each request (docs/gateway.md) and come by the edge."""
import base64
import hashlib
import hmac
import http.client
import json
import re
import secrets
import socket
import ssl
import threading
import time
import urllib.parse

_TIMEOUT_S = 60
# After a break, as the pages do.
_PAUSE_S = 1


class SignedCaller:
    def __init__(self, url, authorities, client):
        self._place = urllib.parse.urlsplit(url)
        self._tls = ssl.create_default_context(cafile=authorities)
        self._client = client

    def connect(self):
        return http.client.HTTPSConnection(self._place.hostname, self._place.port, timeout=_TIMEOUT_S, context=self._tls)

    def post(self, connection, method, request):
        """The response, of which the body is still to be read."""
        body = json.dumps(request)
        timestamp, nonce = str(int(time.time())), secrets.token_hex(16)
        digest = hashlib.sha256(body.encode()).hexdigest()
        text = "\n".join(["NIANBAO-HMAC-SHA256", "POST", f"/{method}", "", "application/json", self._client["id"], timestamp,
                          nonce, digest])
        key = base64.b64decode(self._client["secret"])
        connection.request("POST", f"/{method}", body, {
            "content-type": "application/json", "nianbao-client": self._client["id"], "nianbao-timestamp": timestamp,
            "nianbao-nonce": nonce, "nianbao-content-digest": digest,
            "nianbao-signature": hmac.new(key, text.encode(), "sha256").hexdigest()})
        return connection.getresponse()


class UnaryCalls(threading.Thread):
    """Asks again and again, each time over a connection of its own: one that is kept may be closed by the edge, which takes
    its new certificate, at the moment when the next request is sent."""

    def __init__(self, caller, method, request, pause_s):
        super().__init__(daemon=True)
        self.calls = 0
        self.failed = []
        self._caller, self._method, self._request, self._pause_s = caller, method, request, pause_s
        self._stopping = threading.Event()
        self.start()

    def run(self):
        while not self._stopping.wait(self._pause_s):
            self.calls += 1
            began = time.monotonic()
            if failure := self._fault_of_call():
                took_s = time.monotonic() - began
                self.failed.append(f"{time.strftime('%T')} {self._method} after {took_s:.2f} s: {failure}")

    def _fault_of_call(self):
        connection = self._caller.connect()
        try:
            response = self._caller.post(connection, self._method, self._request)
            body = response.read()
            return None if response.status == 200 else f"{response.status} {body.decode(errors='replace')}"
        except (OSError, http.client.HTTPException) as error:
            return repr(error)
        finally:
            connection.close()

    def stop(self):
        self._stopping.set()
        self.join()


class TotalStream(threading.Thread):
    """Follows a total, and goes on after a break or the end of its token with the last position."""

    def __init__(self, caller, node, year):
        super().__init__(daemon=True)
        self.figures = {}
        self.resumptions = 0
        self.faults = []
        self._caller = caller
        self._request = {"nodes": [node], "year": year}
        self._reached = -1
        self._moved = threading.Condition()
        self._stopping = threading.Event()
        self._connection = None
        self.start()

    def run(self):
        while not self._stopping.is_set():
            self._connection = connection = self._caller.connect()
            try:
                response = self._caller.post(connection, "nianbao.aggregation.v1.AggregationService/WatchAggregates",
                                             self._request)
                if response.status != 200:
                    self._end(json.loads(response.read()))
                for line in response:
                    self._see(json.loads(line))
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                pass  # a break
            finally:
                connection.close()
            if not self._stopping.wait(_PAUSE_S):
                self.resumptions += 1

    def stop_at(self, sequence, patience_s):
        """Whether the stream has brought what was committed up to there."""
        with self._moved:
            has_come = self._moved.wait_for(lambda: self._reached >= sequence, patience_s)
        self._stopping.set()
        if self._connection.sock:
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self.join()
        return has_come

    def _see(self, line):
        if "error" in line:
            return self._end(line["error"])
        update = line["result"]
        for snapshot in update.get("snapshots", []):
            self.figures = figures_of(snapshot["totals"])
        for delta in update.get("deltas", []):
            for cell in delta.get("cells", []):
                self.figures[camel_case(cell["cell"])] = int(cell.get("value", 0))
        if position := update.get("position"):
            self._request["resumeToken"] = position
            with self._moved:
                self._reached = int(position["sources"][0].get("sequence", 0))
                self._moved.notify_all()
        return None

    def _end(self, error):
        reasons = {detail.get("debug", {}).get("reason") for detail in error.get("details", [])}
        if error["code"] != "unavailable" and not reasons & {"TOKEN_EXPIRED", "READER_STUCK"}:
            self.faults.append(json.dumps(error, ensure_ascii=False))
            self._stopping.set()


def camel_case(code):
    return re.sub(r"_(\w)", lambda found: found[1].upper(), code)


def figures_of(totals, path=""):
    """The numbers of a total, by the codes of their cells in camel case."""
    if isinstance(totals, dict):
        return {code: value for name, inner in totals.items()
                for code, value in figures_of(inner, f"{path}.{name}" if path else name).items()}
    return {path: int(totals)} if isinstance(totals, str) and totals.lstrip("-").isdigit() else {}
