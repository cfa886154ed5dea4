"""A real nginx that gives a service a path below another host, as an operator would."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.servers import end
from tests.support.waiting import wait_until

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
  server {{
    listen 127.0.0.1:{port};
    location {path}/ {{ proxy_pass http://{upstream}/; }}
    location / {{ return 404; }}
  }}
}}
"""


def program() -> str:
    """Where nginx is. Without one the test is skipped, or fails when CI is set."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("nginx is not installed")
    return found


@contextmanager
def proxy(port: int, path: str, upstream: int | str) -> Iterator[None]:
    """An nginx on a port that removes a path from each request below it and asks the server on another port.

    The server may also be named as nginx names one: `unix:PATH:` is its Unix socket.

    All else is 404. It is a child process in the foreground, ended by its process id.
    """
    nginx = program()
    server = f"127.0.0.1:{upstream}" if isinstance(upstream, int) else upstream
    with tempfile.TemporaryDirectory() as folder:
        configuration = Path(folder) / "nginx.conf"
        configuration.write_text(CONFIGURATION.format(port=port, path=path, upstream=server), encoding="utf-8")
        argv = [nginx, "-p", folder, "-c", str(configuration), "-e", "stderr"]
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
