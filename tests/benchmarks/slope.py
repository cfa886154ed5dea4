"""The slope: what a worker's memory does while it is asked a million different questions, each of which is kept."""

import os
import re
import subprocess
from collections.abc import Iterator
from tempfile import NamedTemporaryFile

from tests.benchmarks.cases import TYPES
from tests.benchmarks.drive import CLIENT_CORE, CONNECTIONS, Server
from tests.benchmarks.pack import FIRST, YEARS

QUESTIONS = 1_000_000
SECONDS, MOST_PORTIONS = 20, 30


def slope(server: Server) -> Iterator[tuple[int, float]]:
    """How many questions were asked so far, and the worker's memory in MiB, once every twenty seconds."""
    asked = 0
    for _ in range(MOST_PORTIONS):
        asked += portion(server, asked)
        yield asked, server.private()
        if asked >= QUESTIONS:
            return


def portion(server: Server, start: int) -> int:
    """Ask different questions for a while, beginning with the one of this number; how many were answered."""
    with NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(SCRIPT)
        script.flush()
        command = ["taskset", "-c", str(CLIENT_CORE), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
        numbers = {"AT": start, "FIRST": FIRST.toordinal() - EPOCH, "DAYS": YEARS * 365}
        environment = {**os.environ, **{name: str(value) for name, value in numbers.items()}, "TYPES": ",".join(TYPES)}
        result = subprocess.run(
            [*command, "-s", script.name, server.url], capture_output=True, text=True, check=True, env=environment
        )
    found = re.search(r"(\d+) requests in", result.stdout)
    if found is None or "Non-2xx" in result.stdout:
        raise RuntimeError(result.stdout + result.stderr)
    return int(found[1])


EPOCH = 719_163  # the ordinal of the day that time is counted from
SCRIPT = """
local at, first, days = tonumber(os.getenv("AT")), tonumber(os.getenv("FIRST")), tonumber(os.getenv("DAYS"))
local types = {}
for name in os.getenv("TYPES"):gmatch("[^,]+") do table.insert(types, name) end
request = function()
  local day = os.date("!%Y-%m-%d", (first + at % days) * 86400)
  local type = types[math.floor(at / days) % #types + 1]
  local limit = math.floor(at / days / #types) % 100 + 1
  at = at + 1
  return wrk.format("GET", "/events?count=none&sort=date&since=" .. day .. "&type=" .. type .. "&limit=" .. limit)
end
"""
