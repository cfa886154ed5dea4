"""Measures the service against a bare uvicorn app in the same run: requests per second of server CPU, and their ratio.

    python -m tests.benchmarks [--postgresql URL] [EVENTS ...]

Makes synthetic packs (25, 10,000 and 1,000,000 events unless said; 0 stands for the real record, whose pages and
embeds are measured), loads each with the real loader, checks answers before timing them, and drives both servers in
turn, each pinned to one core. Needs wrk, two cores, and for a million events 15 GB of disk and half an hour.
`falls short` marks what does not reach its mark.

With --postgresql the data goes into that database, which must be one to try things with: all its data is replaced.
The CPU of PostgreSQL itself is not counted.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from tests.benchmarks.cases import MILLION, Case, cases
from tests.benchmarks.drive import Load, Server, bare, memory, per_cpu_second, service, started
from tests.benchmarks.pack import write
from tests.benchmarks.slope import slope
from tests.support.paths import ROOT

SECONDS, ROUNDS = 4, 2
DEEP = 900_000
SAMPLED = 0.2  # seconds between two looks at the memory of a load


@contextmanager
def loaded(events: int, postgresql: str | None) -> Iterator[str]:
    """The URL of a database of so many events, or of the real record for 0; prints what making it took."""
    with TemporaryDirectory() as folder:
        pack, file = Path(folder) / "pack" if events else ROOT / "seed", Path(folder) / "events.db"
        if events:
            write(pack, events)
        database = postgresql or f"sqlite:///{file}"
        environment = {**os.environ, "SKIRMISHES_DATABASE_URL": database, "SKIRMISHES_SEED": str(pack)}
        began, before, most = time.perf_counter(), os.times(), 0.0
        command = [sys.executable, "-m", "app", "seed"]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as loading:
            while loading.poll() is None:
                most = max(most, sum(memory(pid, "Pss") for pid in family(loading.pid)))
                time.sleep(SAMPLED)
        if loading.returncode:
            raise RuntimeError(f"the load ended with exit code {loading.returncode}")
        took, after = time.perf_counter() - began, os.times()
        spent = sum(after[2:4]) - sum(before[2:4])  # of all processes that have ended
        name = f"{events:,} events" if events else "The real record"
        size = "" if postgresql else f"; {file.stat().st_size / 2**20:.0f} MiB of file"
        print(f"\n{name}: loaded in {took:.0f} s, {spent:.0f} s of CPU, at most {most:.0f} MiB of memory{size}")
        yield database


def family(pid: int) -> list[int]:
    """A process and those that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [pid, *map(int, children.read_text(encoding="ascii").split())]
    except (FileNotFoundError, ProcessLookupError):
        return []


def deep(server: Server) -> str:
    """The address of the page at a row far down, by following `next`."""
    target = "/events?limit=500&count=none&fields=id"
    with httpx2.Client(base_url=server.url, timeout=60) as client:
        for _ in range(DEEP // 500):
            target = client.get(target).raise_for_status().json()["next"].removeprefix(server.url)
    return target.replace("limit=500", "limit=50").replace("&fields=id", "")


def checked(server: Server, targets: Sequence[str], *, held: bool) -> tuple[Load, int]:
    """The load, once the first answers are found to be right, and the middling length of the bodies it gets."""
    with httpx2.Client(base_url=server.url, timeout=60, headers={"Accept-Encoding": "identity"}) as client:
        answers = [client.get(target).raise_for_status() for target in targets[:50]]
    full = [answer.headers["content-type"].startswith("text/html") or bool(answer.json()["data"]) for answer in answers]
    assert 2 * sum(full) > len(full)  # a window of days may have no event
    if held:
        return Load(targets, answers[0].headers["etag"], 304), 0
    return Load(targets), sorted(len(answer.content) for answer in answers)[len(answers) // 2]


def measure(case: Case, database: str) -> None:
    """Print a line of the table."""
    with started(service(database, **case.settings)) as server:
        targets = [deep(server)] if case.targets == ["DEEP"] else case.targets
        load, size = checked(server, targets, held=case.held)
        plain = Load(targets, load.held)  # the yardstick reads the same requests
        with started(bare(size)) as yardstick:
            pairs = ((server, load), (yardstick, plain))
            runs = [[per_cpu_second(*pair, seconds=SECONDS) for pair in pairs] for _ in range(ROUNDS)]
        ours, theirs = (sum(column) / ROUNDS for column in zip(*runs, strict=True))
        ratio, private = ours / theirs, server.private()
        verdict = "" if ratio >= case.mark else f"  falls short of {case.mark:.2f}"
        verdict += "" if 1e3 / ours <= case.most_ms else f"  falls short of {case.most_ms} ms"
        print(
            f"| {case.name:40} | {ours:8.0f} | {1e3 / ours:7.3f} | {ratio:5.2f} | {private:4.0f} |{verdict}", flush=True
        )


def seconds_to_start(database: str) -> float:
    """From the start of the program to its first answer, with its bytecode written by an earlier start."""
    with TemporaryDirectory() as bytecode:
        program = service(database, PYTHONPYCACHEPREFIX=bytecode, PYTHONDONTWRITEBYTECODE="")
        for _ in range(2):
            with started(program) as server:
                took = server.seconds_to_start
    return took


def main(sizes: Sequence[int], postgresql: str | None) -> None:
    """Print the tables."""
    for events in sizes:
        with loaded(events, postgresql) as database:
            print(f"first answer {seconds_to_start(database):.2f} s after the start\n")
            print(f"| {'load':40} | requests per CPU second | ms | ratio | MiB |\n|---|---|---|---|---|")
            for case in cases(events):
                measure(case, database)
            if 1000 < events < MILLION:
                with started(service(database)) as server:
                    print("\n| different questions asked | MiB |\n|---|---|")
                    for asked, private in slope(server):
                        print(f"| {asked:25,} | {private:3.0f} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--postgresql", metavar="URL", help="measure over this PostgreSQL database")
    parser.add_argument("events", nargs="*", type=int, default=[0, 25, 10_000, MILLION], metavar="EVENTS")
    arguments = parser.parse_args()
    main(arguments.events, arguments.postgresql)
