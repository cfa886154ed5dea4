"""An invented article and the seed that records it whole: small enough to break in one place at a time."""

import hashlib
import json
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from app.seeding.kinds import ENTRIES

Entry = dict[str, Any]


class Piece(NamedTuple):
    """A passage of the article and the furniture before it; without last words the whole is its first words."""

    id: str
    kind: str
    before: str
    text: str
    last_words: str | None = None
    cites: tuple[int, ...] = ()
    next_words: str | None = None


ARTICLE = (
    Piece("title", "heading", "", "2031 Lantern Regatta"),
    Piece(
        "sentence-1",
        "sentence",
        "\n",
        "On May 3, 2031, nine boats left Port Elim in the Lantern Regatta.[1]",
        "the Lantern Regatta",
        (1,),
    ),
    Piece("sentence-2", "sentence", " ", "Judge Mira Solberg counted 24 lanterns.", "lanterns"),
    Piece(
        "sentence-3",
        "sentence",
        " ",
        "Two boats came back on 4 May, and moored on 4 May.[1][1]",
        "moored on 4 May",
        (1,),
    ),
    Piece("host", "heading", "\n| ", "Host"),
    Piece("host-cell", "infobox", " | ", "Port Elim", next_words="References"),
    Piece("references", "heading", " |\n", "References"),
    Piece(
        "reference-1",
        "reference",
        "\n↑ ",
        'Solberg, Mira (2031-05-03). "A Night of Lanterns". Elim Post.',
        'Lanterns". Elim Post',
        (1,),
    ),
)
SOURCE = {
    "id": "elim-post",
    "number": 1,
    "level": "secondary",
    "kind": "news",
    "title": "A Night of Lanterns",
    "authors": [{"family": "Solberg", "given": "Mira"}],
    "publisher": "Elim Post",
    "published": "2031-05-03",
    "evidence": ["reference-1"],
}
PLACE = {"id": "port-elim", "name": "Port Elim", "kind": "city", "geo_precision": "unknown", "evidence": ["host-cell"]}
PERSON = {"id": "mira-solberg", "name": "Mira Solberg", "office": "Judge", "evidence": ["sentence-2"]}
EVENTS = (
    ("start", "2031-05-03", "Nine boats left Port Elim in the Lantern Regatta.", "sentence-1"),
    ("count", "2031-05-03", "There were 24 lanterns.", "sentence-2"),
    ("return", "2031-05-04", "2 boats came back.", "sentence-3"),
)


def sha256(text: str) -> str:
    """The hash of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def event(id: str, day: str, summary: str, passage: str) -> Entry:
    """An event on a stated day."""
    date = {"start": day, "end": day, "precision": "day", "basis": "stated"}
    said = {"title": f"The {id}", "summary": summary, "background": False, "sequence": 1}
    evidence: list[Any] = [passage]
    if passage == "sentence-2":  # which gives no day
        evidence.append({"passage": "sentence-1", "aspect": "date"})
    return {"id": id, "type": "statement", **said, "date": date, "evidence": evidence}


def head(text: str) -> Entry:
    """The head of the seed that records this text."""
    url = "https://example.org/regatta"
    article: Entry = {"id": "article", "title": "2031 Lantern Regatta", "publisher": "Example", "url": url}
    article |= {"licence": "CC0-1.0", "sha256": sha256(text), "length": len(text), "evidence": ["title"]}
    about = {"version": "1.0.0", "released": "2031-06-01", "title": "A regatta", "description": "Invented."}
    origins = [{"name": "Example", "licence": "CC0-1.0", "of": "All of it."}]
    return about | {"licence": "CC0-1.0", "article": article, "credits": origins, "furniture": ["|", "↑"]}


@dataclass
class Regatta:
    """The article's text, the head of its seed, and its tables."""

    text: str
    head: Entry
    tables: dict[str, list[Entry]]

    def passage(self, id: str) -> Entry:
        """A passage, to be changed."""
        return next(entry for entry in self.tables["passages"] if entry["id"] == id)

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Write seed and article; gives both."""
        seed, article = folder / "seed", folder / "article.txt"
        seed.mkdir()
        for name, document in {"article": self.head, **self.tables}.items():
            laid_out = yaml.safe_dump(document, sort_keys=False, allow_unicode=True)
            (seed / f"{name}.yaml").write_text(laid_out, encoding="utf-8")
        article.write_text(self.text, encoding="utf-8")
        return seed, article


def with_people(folder: Path, number: int) -> Path:
    """Write the seed with so many people; gives its folder."""
    seed, _ = regatta().write(folder)
    people = [{"id": f"p-{one}", "name": f"P {one}", "evidence": ["sentence-2"]} for one in range(number)]
    (seed / "people.yaml").unlink()
    (seed / "people.jsonl").write_text("\n".join(map(json.dumps, people)) + "\n", encoding="utf-8")
    return seed


def regatta(**otherwise: str) -> Regatta:
    """The article and its seed; a passage may say otherwise, and is then located and hashed as it is."""
    text, passages = "", []
    for index, piece in enumerate(ARTICLE, 1):
        said, start = otherwise.get(piece.id.replace("-", "_"), piece.text), len(text) + len(piece.before)
        text += piece.before + said
        first = said if piece.last_words is None else " ".join(said.split()[:2])
        where = {"section": "all", "index": index, "kind": piece.kind, "start": start, "end": len(text)}
        words = {"first_words": first, "last_words": piece.last_words, "next_words": piece.next_words}
        passages.append({"id": piece.id, **where, "sha256": sha256(said), **words, "cites": list(piece.cites)})
    records: dict[str, list[Entry]] = {
        "sources": [SOURCE],
        "places": [PLACE],
        "people": [PERSON],
        "events": [event(*row) for row in EVENTS],
    }
    tables: dict[str, list[Entry]] = {table: [] for table in ENTRIES} | {"passages": passages} | deepcopy(records)
    return Regatta(text, head(text), tables)
