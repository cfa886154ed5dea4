"""Checks truth: each value that the article states stands in a passage given as evidence for its record."""

import calendar
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from app.queries.engine.folding import normalise
from app.seeding.entries import Entry, SourcedEntry
from app.seeding.entries.claims import ClaimEntry
from app.seeding.entries.events import EventEntry
from app.seeding.entries.names import NameEntry
from app.seeding.entries.parties import PartyEntry
from app.seeding.entries.people import PersonEntry
from app.seeding.entries.places import PlaceEntry
from app.seeding.entries.sources import SourceEntry
from app.seeding.entries.strikes import StrikeEntry
from app.seeding.faults import Fault
from app.seeding.reading import LocatedEntry
from app.seeding.verification.locators import MARK, Passages
from app.seeding.verification.wording import DATES, NUMBERS
from app.vocabulary import Measure, NameOrigin, VictimClass

Path = tuple[str | int, ...]
StandsIn = Callable[[Any, str], bool]
MONTH_NUMBERS = {name: number for number, name in enumerate(calendar.month_name) if name}
WORDS: dict[str, tuple[str, ...]] = {  # that tell a term of the vocabulary; the beginning of a word is enough
    Measure.KILLED: ("kill", "dead", "died"),
    Measure.INJURED: ("wound", "injur"),
    VictimClass.CHILDREN: ("child",),
    VictimClass.WOMEN: ("wom",),
    VictimClass.FOREIGN_NATIONALS: ("foreign national",),
    VictimClass.MEMBERS: ("member", "insurgent", "martyr", "fighter"),
}


def has_words(value: str, text: str) -> bool:
    """Whether the words of a value stand in a text one after the other, in any spelling of their letters."""
    return f" {normalise(value)} " in f" {normalise(text)} "


def has_number(value: int, text: str) -> bool:
    """Whether a number stands in a text, in digits or as a word, and not only as part of a date."""
    for pattern in DATES:
        text = pattern.sub(" ", text)
    return bool({str(value), NUMBERS.get(value, "")} & set(normalise(text).split()))


def has_day(value: str, text: str) -> bool:
    """Whether a day stands in a text in any of the article's forms. A year that the text leaves out may be any."""
    return any(value in possible_days(match) for pattern in DATES for match in pattern.finditer(text)) or any(
        value.endswith(ending) for ending in yearless_days(text)
    )


def possible_days(match: re.Match[str]) -> set[str]:
    """The day that a match of a date names, if it has a year."""
    parts = match.groupdict()
    return {f"{parts['year']}{day_ending(parts)}"} if parts["year"] else set()


def yearless_days(text: str) -> Iterator[str]:
    """The month and day of each date of a text that has no year, as -01-18."""
    for pattern in DATES:
        yield from (day_ending(parts) for match in pattern.finditer(text) if not (parts := match.groupdict())["year"])


def day_ending(parts: Mapping[str, str]) -> str:
    """Month and day of a date, as they end an ISO day."""
    number = parts.get("number") or f"{MONTH_NUMBERS[parts['month']]:02}"
    return f"-{number}-{int(parts['day']):02}"


def has_term(value: str, text: str) -> bool:
    """Whether a word that tells this term of the vocabulary stands in a text. Any text will do for other terms."""
    return value not in WORDS or any(f" {word}" in f" {normalise(text)}" for word in WORDS[value])


class Value(NamedTuple):
    """A field whose value the article states: its path in the entry, and how the value is looked for."""

    path: str
    stands_in: StandsIn


TEXT, NUMBER, DAY, TERM = has_words, has_number, has_day, has_term
ARTICLE_VALUES: dict[type[Entry], tuple[Value, ...]] = {
    SourceEntry: (
        Value("title", TEXT),
        Value("authors.family", TEXT),
        Value("authors.given", TEXT),
        Value("publisher", TEXT),
        Value("published", DAY),
        Value("retrieved", DAY),
        Value("archived", DAY),
        Value("issn", TEXT),
        Value("quotation_speaker", TEXT),
    ),
    PlaceEntry: (Value("name", TEXT), Value("names.name", TEXT)),
    PartyEntry: (
        Value("name", TEXT),
        Value("names.name", TEXT),
        Value("involved_in", TEXT),
        Value("described_as.wording", TEXT),
    ),
    PersonEntry: (Value("name", TEXT), Value("office", TEXT)),
    EventEntry: (Value("date.start", DAY), Value("date.end", DAY)),
    StrikeEntry: (
        Value("target_count", NUMBER),
        Value("operation.name", TEXT),
        Value("operation.native", TEXT),
        Value("operation.meaning", TEXT),
        Value("weapons.wording", TEXT),
    ),
    ClaimEntry: (
        Value("speaker", TEXT),
        Value("low", NUMBER),
        Value("best", NUMBER),
        Value("high", NUMBER),
        Value("measure", TERM),
        Value("victim_class", TERM),
    ),
}


def unsupported_values(items: Iterable[LocatedEntry], passages: Passages, text: str) -> Iterator[Fault]:
    """A fault for each value that stands in no passage given as its evidence."""
    bodies = {passage.id: MARK.sub("", text[passage.start : passage.end]) for _, passage in passages}
    for item in items:
        for path, value, stands_in, evidence in stated_values(item.entry):
            if not any(stands_in(value, bodies[id]) for id in evidence if id in bodies):
                where = ", ".join(evidence)
                message = f"{value!r} stands in none of the passages given as evidence ({where}); correct either"
                yield item.fault(path, message)


def stated_values(entry: Entry) -> Iterator[tuple[Path, Any, StandsIn, list[str]]]:
    """The values of an entry that the article states: path, value, how it is looked for, and where."""
    if isinstance(entry, SourcedEntry):
        evidence = list(dict.fromkeys(item.passage for item in entry.evidence))
        for field, stands_in in ARTICLE_VALUES.get(type(entry), ()):
            for path, value, own_evidence in values_at(entry, tuple(field.split(".")), evidence):
                yield path, value, stands_in, own_evidence


def values_at(part: Any, path: tuple[str, ...], evidence: list[str]) -> Iterator[tuple[Path, Any, list[str]]]:
    """Each value at a path, with where it is and its evidence. A part that names a passage has only that one."""
    if isinstance(part, list):
        for index, item in enumerate(part):
            yield from (((index, *rest), value, own) for rest, value, own in values_at(item, path, evidence))
    elif isinstance(part, NameEntry) and part.origin is not NameOrigin.ARTICLE:
        return  # added for search only
    elif isinstance(part, BaseModel) and path:
        own_passage = getattr(part, "passage", None)
        inner = values_at(getattr(part, path[0]), path[1:], evidence if own_passage is None else [own_passage])
        yield from (((path[0], *rest), value, own) for rest, value, own in inner)
    elif part is not None:
        yield (), part, evidence
