"""Driving a server: start it on one core, load it with wrk from the other, count what it did per second of its CPU."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import httpx2

from tests.support.paths import ROOT
from tests.support.servers import free_port

SERVER_CORE, CLIENT_CORE = 0, 1
CONNECTIONS = 16
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server, and how long it took from its start to its first answer."""

    pid: int
    url: str
    seconds_to_start: float

    def cpu(self) -> float:
        """Seconds of CPU it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def private(self) -> float:
        """Its own memory, MiB: without what can be read again from a file, as the mapped pages of the database can."""
        return memory(self.pid, "Private_Dirty")


def memory(pid: int, *names: str) -> float:
    """The sum of these values of a process's memory, MiB; 0 if it has ended."""
    try:
        report = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(number) for number in re.findall(rf"^(?:{'|'.join(names)}):\s+(\d+)", report, re.MULTILINE)) / 1024


@dataclass(frozen=True)
class Load:
    """Addresses to ask in turn, the ETag that the client says it holds, and the status that each answer must have."""

    targets: Sequence[str]
    held: str | None = None
    status: int = 200


def service(database: str, **settings: str) -> tuple[list[str], dict[str, str]]:
    """The service over a database, as its users start it."""
    return ["-m", "app", "serve"], {"SKIRMISHES_DATABASE_URL": database, "SKIRMISHES_PORT": "{port}", **settings}


def bare(size: int) -> tuple[list[str], dict[str, str]]:
    """The yardstick: uvicorn over an app that answers so many constant bytes."""
    words = ["-m", "uvicorn", "tests.benchmarks.bare:app", "--port", "{port}", "--no-access-log"]
    return [*words, "--log-level", "warning"], {"BARE_BYTES": str(size)}


@contextmanager
def started(program: tuple[list[str], dict[str, str]]) -> Iterator[Server]:
    """A program on a free port, pinned to the server's core, once it answers."""
    port = str(free_port())
    words = [word.format(port=port) for word in program[0]]
    environment = {name: value.format(port=port) for name, value in program[1].items()}
    command = ["taskset", "-c", str(SERVER_CORE), sys.executable, *words]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            first_answer(f"{url}/events?limit=1")
            yield Server(process.pid, url, time.perf_counter() - began)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def first_answer(url: str) -> None:
    """Ask until there is an answer."""
    for _ in range(10_000):
        try:
            httpx2.get(url).raise_for_status()
        except httpx2.TransportError:
            time.sleep(0.005)
        else:
            return
    raise RuntimeError(f"{url} does not answer")


def per_cpu_second(server: Server, load: Load, *, seconds: int) -> float:
    """Requests answered per second of the server's CPU. Fails when an answer has another status than it should."""
    with NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        listed = ",\n".join(f'"{target}"' for target in load.targets)
        script.write(SCRIPT.replace("TARGETS", listed).replace("STATUS", str(load.status)))
        script.flush()
        command = ["taskset", "-c", str(CLIENT_CORE), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
        command += ["-H", f"If-None-Match: {load.held}"] if load.held else []
        before = server.cpu()
        result = subprocess.run([*command, "-s", script.name, server.url], capture_output=True, text=True, check=True)
        spent = server.cpu() - before
    found = re.search(r"(\d+) requests in", result.stdout)
    wrong = re.search(r"wrong: (\d+)", result.stdout)
    if found is None or wrong is None or int(wrong[1]) or spent == 0:
        raise RuntimeError(result.stdout + result.stderr)
    return int(found[1]) / spent


SCRIPT = """
local targets = { TARGETS }
local at = 0
wrong = 0
request = function()
  at = at % #targets + 1
  return wrk.format("GET", targets[at])
end
response = function(status) if status ~= STATUS then wrong = wrong + 1 end end
local threads = {}
setup = function(thread) table.insert(threads, thread) end
done = function()
  local all = 0
  for _, thread in ipairs(threads) do all = all + thread:get("wrong") end
  print("wrong: " .. all)
end
"""
