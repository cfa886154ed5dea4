"""Driving a server: start it on one core, load it with wrk from the other, count what it did per second of its CPU."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import httpx2

from tests.conftest import ROOT, free_port

SERVER_CORE, CLIENT_CORE = 0, 1
CONNECTIONS = 16
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server."""

    pid: int
    url: str

    def cpu(self) -> float:
        """Seconds of CPU it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident(self) -> float:
        """Its resident memory, MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


@contextmanager
def started(application: str, **environment: str) -> Iterator[Server]:
    """uvicorn over an application, pinned to the server's core."""
    port = free_port()
    command = [
        *("taskset", "-c", str(SERVER_CORE), sys.executable, "-m", "uvicorn", application),
        *("--host", "127.0.0.1", "--port", str(port), "--log-level", "warning", "--no-access-log"),
    ]
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}) as process:
        try:
            with httpx2.Client(transport=httpx2.HTTPTransport(retries=8), timeout=60) as client:
                client.get(f"{url}/health/live")
            yield Server(process.pid, url)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def per_cpu_second(server: Server, targets: Sequence[str], *, seconds: int, headers: Sequence[str] = ()) -> float:
    """Requests answered per second of the server's CPU, over the targets in turn. Fails on any error."""
    with NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(SCRIPT.replace("TARGETS", ",\n".join(f'"{target}"' for target in targets)))
        script.flush()
        command = ["taskset", "-c", str(CLIENT_CORE), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
        command += [part for header in headers for part in ("-H", header)]
        before = server.cpu()
        result = subprocess.run([*command, "-s", script.name, server.url], capture_output=True, text=True, check=True)
        spent = server.cpu() - before
    if "Non-2xx" in result.stdout and not headers:
        raise RuntimeError(result.stdout)
    found = re.search(r"(\d+) requests in", result.stdout)
    if found is None or spent == 0:
        raise RuntimeError(result.stdout + result.stderr)
    return int(found[1]) / spent


SCRIPT = """
local targets = { TARGETS }
local at = 0
request = function()
  at = at % #targets + 1
  return wrk.format("GET", targets[at])
end
"""
