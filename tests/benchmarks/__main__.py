"""Measures the service against a bare uvicorn app in the same run: requests per second of server CPU, and their ratio.

    python -m tests.benchmarks [EVENTS]

Makes a synthetic pack (10,000 events unless said), loads it, checks the answers before timing them, and drives both
servers in turn, each pinned to one core. Needs wrk and two cores. `falls short` marks what is below its mark.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from app.seeding.loading import load
from tests.benchmarks.drive import Server, per_cpu_second, started
from tests.benchmarks.pack import FIRST, YEARS, write

SECONDS, ROUNDS, QUESTIONS = 4, 2, 20_000
TYPES = ("strike", "bombing", "statement", "condemnation", "warning")


def cases(events: int) -> Iterator[tuple[str, list[str], float]]:
    """What is asked, and the ratio it should reach."""
    chance = random.Random(18)  # noqa: S311, the same questions every time
    yield "cached list", ["/events?limit=20"], 0.80
    yield "cached record", ["/events/event-0"], 0.80
    windows = []
    for _ in range(QUESTIONS):
        since = FIRST + timedelta(days=chance.randrange(YEARS * 365))
        until = since + timedelta(days=chance.randint(20, 200))
        kind = chance.choice(TYPES)
        windows.append(f"/events?type={kind}&since={since}&until={until}&limit=20&sort=-date")
    yield "never-cached filters", windows, 0.14
    yield "never-cached records", [f"/events/event-{number}" for number in range(events)], 0.20


@contextmanager
def loaded(events: int) -> Iterator[str]:
    """A database of so many events; prints what making it took."""
    with TemporaryDirectory() as folder:
        write(Path(folder) / "pack", events)
        began = time.perf_counter()
        load(Path(folder) / "pack", Path(folder) / "events.db")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"loaded {events} events in {time.perf_counter() - began:.0f} s, at most {memory:.0f} MiB")
        yield f"sqlite:///{folder}/events.db"


def typical_bytes(server: Server, targets: Sequence[str]) -> int:
    """The middling length of the answers, each of which is right."""
    with httpx2.Client(base_url=server.url) as client:
        answers = [client.get(target).raise_for_status() for target in targets[:50]]
    assert all(answer.json()["data"] is not None for answer in answers)
    return sorted(len(answer.content) for answer in answers)[len(answers) // 2]


def main(events: int) -> None:
    """Print the table."""
    with loaded(events) as database:
        for name, targets, mark in cases(events):
            with started("app.main:app", SKIRMISHES_DATABASE_URL=database) as server:
                size = typical_bytes(server, targets)
                with started("tests.benchmarks.bare:app", BARE_BYTES=str(size)) as bare:
                    runs = [
                        [per_cpu_second(either, targets, seconds=SECONDS) for either in (server, bare)]
                        for _ in range(ROUNDS)
                    ]
                ours, theirs = (sum(column) / ROUNDS for column in zip(*runs, strict=True))
                verdict = "" if ours / theirs >= mark else f"  falls short of {mark:.2f}"
                print(f"{name:22} {ours:8.0f} {theirs:8.0f} {ours / theirs:6.2f}  {server.resident():.0f} MiB{verdict}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
