"""What is measured, and what each figure should reach."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from app.vocabulary import EventType
from tests.benchmarks.pack import FIRST, RARE, YEARS

QUESTIONS = 20_000
TYPES = ("strike", "bombing", "statement", "condemnation", "warning")
MILLION = 1_000_000
OFF = {"SKIRMISHES_CACHE_BYTES": "0"}


@dataclass(frozen=True)
class Case:
    """A load: which addresses are asked in turn, and the ratio to the yardstick that it should reach."""

    name: str
    targets: list[str]
    mark: float
    held: bool = False  # the client has the answer, and is told so
    most_ms: float = float("inf")  # of CPU for one request
    settings: dict[str, str] = field(default_factory=dict)


def windows(tail: str = "") -> list[str]:
    """Different questions for a type of event in a window of days."""
    chance = random.Random(18)  # noqa: S311, the same questions every time
    found = []
    for _ in range(QUESTIONS):
        since = FIRST + timedelta(days=chance.randrange(YEARS * 365))
        until = since + timedelta(days=chance.randint(20, 200))
        found.append(f"/events?type={chance.choice(TYPES)}&since={since}&until={until}&limit=20&sort=-date{tail}")
    return found


def default_order(tail: str = "") -> list[str]:
    """Different questions for a type of event, common or rare, on any day, in the order of the list."""
    return [f"/events?type={one}&limit={limit}{tail}" for limit in range(15, 26) for one in EventType]


def pages() -> Iterator[Case]:
    """The loads on pages and embeds of the real record, each the longest of its kind."""
    strike = "strikes/pakistani-strikes-in-iran"
    for name, target, most_ms in (
        ("embed of a strike", f"/embed/{strike}", 3),
        ("embed of the map", "/embed/map", 3),
        ("page of a strike", f"/view/{strike}", 6),
    ):
        yield Case(f"kept: {name}", [target], 0.90)
        yield Case(f"cache off: {name}", [target], 0.0, most_ms=most_ms, settings=OFF)


def cases(events: int) -> Iterator[Case]:
    """The loads for a pack of so many events; for 0, the real record."""
    if events == 0:
        yield from pages()
        return
    if events < MILLION:
        window = windows()[0] if events > 1000 else f"/events?type={TYPES[0]}&limit=20&sort=-date"
        for name, target in {
            "list of everything": "/events?limit=500" if events < 500 else "/events",
            "filtered list": window,
            "single record": "/events/event-0",
            "search": "/search?q=harbour&limit=20",
        }.items():
            yield Case(f"kept: {name}", [target], 0.90)
            yield Case(f"kept: {name}, 304", [target], 0.80, held=True)
    if events > 1000:
        counted, not_counted = (0.12, 0.12) if events < MILLION else (0.03, 0.08)
        yield Case("never kept: type and days", windows(), counted)
        yield Case("never kept: type and days, not counted", windows("&count=none"), not_counted)
        yield Case("cache off: type, default order", default_order(), 0.03, settings=OFF)
        yield Case("cache off: type, default order, not counted", default_order("&count=none"), 0.03, settings=OFF)
        yield Case("never kept: records", [f"/events/event-{number}" for number in range(min(events, 20_000))], 0.27)
    if events >= MILLION:
        yield Case("cache off: first page", ["/events?limit=50&count=none"], 0.0, settings=OFF)
        yield Case("cache off: page at row 900,000", ["DEEP"], 0.0, settings=OFF)
        yield Case("cache off: search for 1 in 100", [f"/search?q={RARE}&limit=20"], 0.0, settings=OFF)
        yield Case("cache off: events, 1 in 100", [f"/events?q={RARE}&limit=20"], 0.0, settings=OFF)
