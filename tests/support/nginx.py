"""A real nginx before the service, as an operator would have one: to add a path, or as cache and balancer."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from struct import Struct
from typing import NamedTuple

import httpx2
import pytest

from tests.support.configuration import documented
from tests.support.servers import end, free_port
from tests.support.waiting import PATIENCE, wait_until

CONFIGURATION = """\
daemon off;
master_process off;
pid nginx.pid;
error_log stderr error;
events {{ worker_connections 256; }}
http {{
  access_log off;
  large_client_header_buffers 4 32k;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
{servers}
}}
"""
# All that is below a path, without that path, from the server on another port.
BELOW_A_PATH = """\
server {{
  listen 127.0.0.1:{port};
  location {path}/ {{ proxy_pass http://{server}/; }}
  location / {{ return 404; }}
}}
"""
# How nginx begins the file of a cached answer: the version of the layout, and the time until which the answer is fresh.
LAYOUT, HEAD = 5, Struct("@Lq")


def program() -> str:
    """Where nginx is. Without one the test is skipped, or fails when CI is set."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("nginx is not installed")
    return found


@contextmanager
def proxy(port: int, path: str, upstream: int | str) -> Iterator[None]:
    """An nginx on a port that removes a path from each request below it and asks the server on another port.

    The server may also be named as nginx names one: `unix:PATH:` is its Unix socket. All else is 404.
    """
    server = f"127.0.0.1:{upstream}" if isinstance(upstream, int) else upstream
    with tempfile.TemporaryDirectory() as folder:
        servers = BELOW_A_PATH.format(port=port, path=path, server=server)
        with running(Path(folder), port, servers):
            yield


class Cache(NamedTuple):
    """A shared cache before several nodes, and the folder of what it has stored."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        """Its base address."""
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> httpx2.Client:
        """A client that keeps its connection open."""
        return httpx2.Client(base_url=self.url, timeout=PATIENCE)

    def age(self, seconds: int) -> None:
        """Make every stored answer so much older, instead of waiting: nginx reads its file at each request."""
        for file in self.folder.rglob("*"):
            if file.is_file() and len(file.name) == 32:  # a hash; longer names are of answers that are being written
                with file.open("r+b", buffering=0) as stored:
                    layout, fresh_until = HEAD.unpack(stored.read(HEAD.size))
                    assert layout == LAYOUT, "this nginx lays out its cache in another way"
                    os.pwrite(stored.fileno(), HEAD.pack(layout, fresh_until - seconds), 0)


@contextmanager
def cache(nodes: Sequence[int]) -> Iterator[Cache]:
    """The nginx of docs/nginx.conf before two nodes on these ports."""
    port = free_port()
    one, other = nodes
    with tempfile.TemporaryDirectory() as folder:
        stored = Path(folder) / "stored"
        machine = {
            "/var/cache/nginx/skirmishes": str(stored),
            "10.0.0.11:8000": f"127.0.0.1:{one}",
            "10.0.0.12:8000": f"127.0.0.1:{other}",
            "listen 80;": f"listen 127.0.0.1:{port};",
        }
        with running(Path(folder), port, documented("nginx.conf", machine)):
            yield Cache(port, stored)


@contextmanager
def running(folder: Path, port: int, servers: str) -> Iterator[None]:
    """An nginx with these servers, one of them on this port: a child process, ended by its process id."""
    nginx = program()
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(servers=servers), encoding="utf-8")
    argv = [nginx, "-p", str(folder), "-c", str(configuration), "-e", "stderr"]
    with tempfile.TemporaryFile() as log, subprocess.Popen(argv, stdout=log, stderr=log) as process:
        try:
            wait_until(lambda: process.poll() is not None or listens(port))
            assert process.poll() is None, os.pread(log.fileno(), 10_000, 0).decode()
            yield
        finally:
            end(process)


def listens(port: int) -> bool:
    """Whether somebody listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
