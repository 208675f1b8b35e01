"""What stands before the suite: nginx in the place of an implementation of the Gateway API, by the routes of the manifests.
Native gRPC has an address of its own, pages and HTTP callers have another one."""
import asyncio
import os
import shutil
import signal
import socket

from cluster import network, process
from cluster.comeback import Comeback

_ASKED_EVERY_S = 0.1
_PATIENCE_S = 30

_CONFIGURATION = """\
daemon off;
worker_processes 1;
{user}
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  resolver {name_server} valid=1s ipv6=off;
  ssl_certificate {certificate}/tls.crt;
  ssl_certificate_key {certificate}/tls.key;
  client_max_body_size 32m;
  keepalive_requests 1000000;
  server {{
    listen {native}:{port} ssl http2;
    grpc_ssl_verify on;
    grpc_ssl_server_name on;
    grpc_ssl_trusted_certificate {authorities};
    grpc_read_timeout 1h;
    grpc_send_timeout 1h;
    client_body_timeout 1h;
    error_page 502 504 = /unavailable;
    location = /unavailable {{
      internal;
      default_type application/grpc;
      add_header grpc-status 14;
      add_header grpc-message "nobody behind the edge answers";
      return 204;
    }}
{native_routes}  }}
  server {{
    listen {pages}:{port} ssl http2;
    proxy_ssl_verify on;
    proxy_ssl_server_name on;
    proxy_ssl_trusted_certificate {authorities};
    proxy_http_version 1.1;
    proxy_buffering off;
    proxy_read_timeout 1h;
    proxy_set_header host $http_host;
{pages_routes}  }}
}}
"""

# A stream that is watched speaks every few seconds. One that does not has lost its service, which nginx does not notice.
_NATIVE_ROUTE = """\
    location /{service}/ {{
      set $backend {host};
      grpc_ssl_name {host};
      grpc_pass grpcs://$backend:{port};
    }}
    location /{service}/Watch {{
      set $backend {host};
      grpc_ssl_name {host};
      grpc_read_timeout {silence_s}s;
      grpc_pass grpcs://$backend:{port};
    }}
"""

_PAGES_ROUTE = """\
    location / {{
      set $backend {host};
      proxy_ssl_name {host};
      proxy_pass https://$backend:{port};
    }}
    location ~ /Watch[A-Za-z]*$ {{
      set $backend {host};
      proxy_ssl_name {host};
      proxy_read_timeout {silence_s}s;
      proxy_pass https://$backend:{port};
    }}
"""
_SILENCE_S = 30


class Edge:
    def __init__(self, cluster):
        self._cluster = cluster
        self._folder = cluster.folder / "edge"
        self._log_file = cluster.folder / "logs/edge.log"
        self._process = None
        self._watch = None

    async def start(self):
        program = shutil.which("nginx", path="/usr/sbin:" + os.environ["PATH"])
        if program is None:
            raise process.ClusterError("want Debian's package nginx")
        self._folder.mkdir()
        configuration = self._folder / "nginx.conf"
        configuration.write_text(self._configuration(), encoding="utf-8")
        command = [program, "-p", self._folder, "-e", "stderr", "-c", configuration]
        await self._start_process(command)
        await asyncio.wait_for(self._listen(), _PATIENCE_S)
        self._watch = asyncio.create_task(self._keep_watch(command))

    async def stop(self):
        if self._watch:
            self._watch.cancel()
        if self._process:
            await process.stop(self._process)

    @property
    def pid(self):
        """Of its master, which leads the group of its workers."""
        return self._process.pid

    def take_new_certificate(self):
        self._process.send_signal(signal.SIGHUP)

    async def _start_process(self, command):
        self._process = await process.start(command, self._log_file, process.bare_environment())

    async def _keep_watch(self, command):
        comeback = Comeback()
        while True:
            await self._process.wait()
            self._cluster.say(f"nginx 已退出（状态 {self._process.returncode}），重新启动，见 {self._log_file}")
            await asyncio.sleep(comeback.pause_s())
            await self._start_process(command)
            comeback.started()

    async def _listen(self):
        while True:
            with socket.socket() as attempt:
                if attempt.connect_ex((self._cluster.network.native_edge, network.EDGE_PORT)) == 0:
                    return
            if self._process.returncode is not None:
                raise process.ClusterError(f"nginx did not start: see {self._log_file}")
            await asyncio.sleep(_ASKED_EVERY_S)

    def _configuration(self):
        addresses = self._cluster.network
        return _CONFIGURATION.format(
            user="user root;" if os.geteuid() == 0 else "", folder=self._folder,
            name_server=self._cluster.name_server_of(addresses.native_edge),
            certificate=self._cluster.certificates.certificate_folder("edge"),
            authorities=self._cluster.certificates.authorities_file, native=addresses.native_edge,
            pages=addresses.pages_edge, port=network.EDGE_PORT, native_routes="".join(self._native_routes()),
            pages_routes="".join(self._pages_routes()))

    def _native_routes(self):
        for host, port, rule in self._rules("GRPCRoute"):
            for match in rule["matches"]:
                yield _NATIVE_ROUTE.format(
                    service=match["method"]["service"], host=host, port=port, silence_s=_SILENCE_S)

    def _pages_routes(self):
        for host, port, _ in self._rules("HTTPRoute"):
            yield _PAGES_ROUTE.format(host=host, port=port, silence_s=_SILENCE_S)

    def _rules(self, kind):
        manifest = self._cluster.manifest
        hosts = {found["spec"]["targetRefs"][0]["name"]: found["spec"]["validation"]["hostname"]
                 for found in manifest.of_kind("BackendTLSPolicy")}
        for route in manifest.of_kind(kind):
            for rule in route["spec"]["rules"]:
                [backend] = rule["backendRefs"]
                yield hosts[backend["name"]], backend["port"], rule
