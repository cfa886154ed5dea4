"""A synthetic seed of any size, the same every time: what the loader and the questions are measured on."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.vocabulary import COLLECTIONS, EventType

PARTIES, PLACES, SOURCES, PASSAGES = 60, 200, 40, 400
YEARS, LONGEST_DAYS = 30, 30
FIRST = date(1994, 1, 1)
WORDS = (
    "river",
    "market",
    "bridge",
    "harbour",
    "ridge",
    "valley",
    "garrison",
    "convoy",
    "depot",
    "crossing",
    "village",
)
RARE = "lighthouse"  # one event in a hundred is near one
Entry = dict[str, Any]


def write(folder: Path, events: int) -> None:
    """Write a whole pack of so many events into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "article.yaml").write_text(json.dumps(head()), encoding="utf-8")
    chance = random.Random(20240116)  # noqa: S311, the same pack every time
    small = {"sources": sources(), "passages": passages(), "places": places(), "parties": parties()}
    large = {"events", "strikes", "claims"}
    for table, entries in {**dict.fromkeys(COLLECTIONS.keys() - large, ()), **small}.items():
        (folder / f"{table}.yaml").write_text(json.dumps(list(entries)), encoding="utf-8")
    with (
        (folder / "events.jsonl").open("w", encoding="utf-8") as happened,
        (folder / "strikes.jsonl").open("w", encoding="utf-8") as struck,
        (folder / "claims.jsonl").open("w", encoding="utf-8") as claimed,
    ):
        for number in range(events):
            event = make_event(number, chance)
            print(json.dumps(event), file=happened)
            if event["type"] == "strike":
                print(json.dumps(strike(event)), file=struck)
            for claim in claims(event, chance):
                print(json.dumps(claim), file=claimed)


def head() -> Entry:
    """The head of the dataset."""
    evidence = ["passage-0"]
    article = {"id": "article", "title": "Synthetic", "publisher": "Nobody", "url": "https://example.org/synthetic"}
    return {
        "version": "1.0.0",
        "released": "2026-01-01",
        "title": "Synthetic events",
        "description": "Made to be measured.",
        "licence": "CC0-1.0",
        "article": {
            **article,
            "licence": "CC0-1.0",
            "sha256": "0" * 64,
            "length": PASSAGES * 100,
            "evidence": evidence,
        },
        "credits": [{"name": "Nobody", "licence": "CC0-1.0", "of": "All of it."}],
    }


def sources() -> Iterator[Entry]:
    """References."""
    for n in range(SOURCES):
        yield {"id": f"source-{n}", "number": n + 1, "level": "secondary", "kind": "news", "title": f"Report {n}",
               "evidence": [f"passage-{n}"]}  # fmt: skip


def passages() -> Iterator[Entry]:
    """Passages, each of a hundred characters, each citing a reference."""
    for n in range(PASSAGES):
        place = {"section": "text", "index": n + 1, "kind": "sentence", "start": n * 100, "end": n * 100 + 99}
        words = {"first_words": f"Sentence {n}", "last_words": "ends here"}
        yield {"id": f"passage-{n}", **place, **words, "sha256": sha256(str(n).encode()).hexdigest(),
               "cites": [n % SOURCES + 1]}  # fmt: skip


def places() -> Iterator[Entry]:
    """Places with points on a grid, in countries that have no outline."""
    for n in range(PLACES):
        point = {
            "latitude": n % 20 * 4.0 - 40,
            "longitude": n // 20 * 30.0 - 150,
            "source": "Grid",
            "licence": "CC0-1.0",
        }
        yield {"id": f"place-{n}", "name": f"Place {n}", "kind": "locality", "country": f"X{chr(65 + n % 26)}",
               "point": point, "geo_precision": "near", "evidence": [f"passage-{n}"]}  # fmt: skip


def parties() -> Iterator[Entry]:
    """Parties, a third of them states."""
    for n in range(PARTIES):
        kind = "state" if n % 3 == 0 else "armed_group"
        yield {"id": f"party-{n}", "name": f"Party {n}", "kind": kind, "evidence": [f"passage-{n}"]}


def skewed(count: int, chance: random.Random) -> int:
    """A number below the count, the small ones far more often."""
    return int(count * chance.random() ** 3)


def make_event(number: int, chance: random.Random) -> Entry:
    """An event: 95 in 100 on a stated day over thirty years, the others a range."""
    start = FIRST + timedelta(days=chance.randrange(YEARS * 365))
    ranged = chance.random() < 0.05
    end = start + timedelta(days=chance.randint(1, LONGEST_DAYS) if ranged else 0)
    kinds = list(EventType)
    roles = ("initiator", "stated_target", "territory", "addressee")
    members = dict.fromkeys(skewed(PARTIES, chance) for _ in range(chance.randint(2, 4)))
    words = " ".join(chance.choice(WORDS) for _ in range(6)) + (f" {RARE}" if chance.random() < 0.01 else "")
    return {
        "id": f"event-{number}",
        "type": kinds[skewed(len(kinds), chance)].value,
        "title": f"Event {number} at the {words.split(' ')[0]}",
        "summary": f"Something happened near the {words}.",
        "background": chance.random() < 0.1,
        "sequence": number,
        "date": {"start": start.isoformat(), "end": end.isoformat(), "precision": "range" if ranged else "day",
                 "basis": "stated"},
        "places": [f"place-{skewed(PLACES, chance)}"],
        "parties": [{"party": f"party-{n}", "role": role} for n, role in zip(members, roles, strict=False)],
        "evidence": [f"passage-{n}" for n in sorted({chance.randrange(PASSAGES), chance.randrange(PASSAGES)})],
    }  # fmt: skip


def strike(event: Entry) -> Entry:
    """The strike of an event of that type."""
    return {"id": event["id"], "attacker": event["parties"][0]["party"], "evidence": event["evidence"]}


def claims(event: Entry, chance: random.Random) -> Iterator[Entry]:
    """None to three claims about an event."""
    about = {"event": event["id"], **({"strike": event["id"]} if event["type"] == "strike" else {})}
    for n in range(chance.randint(0, 3)):
        figure = skewed(200, chance)
        yield {"id": f"{event['id']}-claim-{n}", "type": "casualty", **about, "claimant": event["parties"][0]["party"],
               "statement": f"{figure} people were killed.", "measure": "killed", "victim_class": "all", "low": figure,
               "best": figure, "high": figure, "evidence": event["evidence"][:1]}  # fmt: skip
