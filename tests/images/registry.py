"""A registry of images on a free port of loopback, as far as a push needs one."""
import hashlib
import http.server
import threading
import urllib.parse
import uuid


class Registry:
    def __init__(self):
        self.blobs, self.manifests, self._uploads = {}, {}, {}
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def _handler(registry):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self, status, body=b"", **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def body(self):
                if self.headers.get("Transfer-Encoding") != "chunked":
                    return self.rfile.read(int(self.headers.get("Content-Length", 0)))
                content = b""
                while size := int(self.rfile.readline(), 16):
                    content += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return content

            def do_GET(self):
                kept = registry.blobs.get(self.path.rpartition("/")[2])
                if self.path == "/v2/":
                    self.answer(200)
                elif kept is not None:
                    self.answer(200, kept)
                else:
                    self.answer(404)

            do_HEAD = do_GET

            def do_POST(self):
                upload = str(uuid.uuid4())
                registry._uploads[upload] = self.body()
                self.answer(202, Location=f"{self.path.rstrip('/')}/{upload}")

            def do_PATCH(self):
                registry._uploads[self.path.rpartition("/")[2]] += self.body()
                self.answer(202, Location=self.path)

            def do_PUT(self):
                path, _, query = self.path.partition("?")
                content = self.body()
                if "/manifests/" in path:
                    name, _, tag = path.removeprefix("/v2/").partition("/manifests/")
                    digest = "sha256:" + hashlib.sha256(content).hexdigest()
                    registry.manifests[f"{name}:{tag}"] = digest
                    self.answer(201, Docker_Content_Digest=digest)
                    return
                content = registry._uploads.pop(path.rpartition("/")[2]) + content
                digest = urllib.parse.parse_qs(query)["digest"][0]
                if digest != "sha256:" + hashlib.sha256(content).hexdigest():
                    self.answer(400)
                    return
                registry.blobs[digest] = content
                self.answer(201, Docker_Content_Digest=digest)

        return Handler
