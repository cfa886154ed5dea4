"""Checks truth: each value that the article states stands in a passage given as evidence for its record."""

import calendar
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from app.queries.engine.folding import normalise
from app.seeding.entries import Entry, SourcedEntry
from app.seeding.entries.base import SeedModel
from app.seeding.entries.names import NameEntry
from app.seeding.entries.origins import DAY, NAME, NUMBER, PART, TERM, WORDS, Origin, origin_of
from app.seeding.entries.parties import DescriptionEntry, PartyEntry
from app.seeding.entries.people import PersonEntry
from app.seeding.entries.places import PlaceEntry
from app.seeding.entries.strikes import WeaponEntry
from app.seeding.faults import Fault
from app.seeding.reading import LocatedEntry
from app.seeding.verification.locators import MARK, Passages
from app.seeding.verification.wording import DATES, NUMBERS
from app.vocabulary import Measure, NameOrigin, PassageKind, StatedIn, StrikeMeans, VictimClass

Path = tuple[str | int, ...]
StandsIn = Callable[[Any, str], bool]
MONTH_NUMBERS = {name: number for number, name in enumerate(calendar.month_name) if name}
TERMS: dict[str, tuple[str, ...]] = {  # what tells a term of the vocabulary; the beginning of a word is enough
    Measure.KILLED: ("kill", "dead", "died"),
    Measure.INJURED: ("wound", "injur"),
    VictimClass.CHILDREN: ("child",),
    VictimClass.WOMEN: ("wom",),
    VictimClass.FOREIGN_NATIONALS: ("foreign national",),
    VictimClass.MEMBERS: ("member", "insurgent", "martyr", "fighter"),
    StrikeMeans.MISSILE: ("missile",),
    StrikeMeans.AIR: ("air",),
    StrikeMeans.BOMBING: ("bomb",),
}
PARTS: dict[StatedIn, tuple[PassageKind, ...]] = {
    StatedIn.TEXT: (PassageKind.SENTENCE,),
    StatedIn.SUMMARY_TABLE: (PassageKind.INFOBOX,),
    StatedIn.HEADLINE: (PassageKind.REFERENCE,),
    StatedIn.QUOTATION: (PassageKind.REFERENCE,),
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
    return value not in TERMS or any(f" {word}" in f" {normalise(text)}" for word in TERMS[value])


def has_name(spellings: Iterable[str], text: str) -> bool:
    """Whether one of the spellings of a name stands in a text; a word may have an ending, as Iran has in Iranian."""
    words = normalise(text).split()
    return any(begin_like(normalise(spelling).split(), words) for spelling in spellings)


def begin_like(name: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words begin, one after the other, with the words of a name."""
    starts = range(len(words) - len(name) + 1)
    return any(all(words[start + step].startswith(part) for step, part in enumerate(name)) for start in starts)


class StatedValue(NamedTuple):
    """A value that the article states: where it is in the entry, how it is sought, and in which passages."""

    path: Path
    value: Any
    sought: str
    evidence: list[str]


class Article:
    """What the values are compared with: the text and kind of each passage, and the spellings of each record's name."""

    def __init__(self, items: Iterable[LocatedEntry], passages: Passages, text: str) -> None:
        self.texts = {passage.id: MARK.sub("", text[passage.start : passage.end]) for _, passage in passages}
        self.kinds = {passage.id: passage.kind for _, passage in passages}
        self.spellings: dict[str, list[str]] = defaultdict(list)
        for item in items:
            if isinstance(item.entry, PartyEntry | PersonEntry | PlaceEntry):
                names = getattr(item.entry, "names", [])
                self.spellings[item.entry.id] += [item.entry.name, *(name.name for name in names)]

    def has(self, value: Any, sought: str, passage: str) -> bool:
        """Whether a value stands in a passage."""
        if sought == PART.sought:
            return self.kinds[passage] in PARTS[value]
        if sought == NAME.sought:
            return has_name(self.spellings[value], self.texts[passage])
        return IN_TEXT[sought](value, self.texts[passage])


IN_TEXT: dict[str | None, StandsIn] = {
    WORDS.sought: has_words,
    NUMBER.sought: has_number,
    DAY.sought: has_day,
    TERM.sought: has_term,
}


def unsupported_values(items: Iterable[LocatedEntry], article: Article) -> Iterator[Fault]:
    """A fault for each value that stands in no passage given as its evidence."""
    for item in items:
        for path, value, sought, evidence in stated_values(item.entry):
            if not any(article.has(value, sought, id) for id in evidence if id in article.texts):
                where = ", ".join(evidence)
                message = f"{str(value)!r} stands in none of the passages given as evidence ({where}); correct either"
                yield item.fault(path, message)


def stated_values(entry: Entry) -> Iterator[StatedValue]:
    """The values of an entry that the article states, by the marks of its fields."""
    if isinstance(entry, SourcedEntry):
        evidence = list(dict.fromkeys(item.passage for item in entry.evidence))
        yield from values_of(entry, (), evidence)


def values_of(document: SeedModel, above: Path, evidence: list[str]) -> Iterator[StatedValue]:
    """The values of a document in an entry. One that names a passage has only that as its evidence."""
    if isinstance(document, NameEntry) and document.origin is not NameOrigin.ARTICLE:
        return  # added for search only
    evidence = [document.passage] if isinstance(document, WeaponEntry | DescriptionEntry) else evidence
    for name, field in type(document).model_fields.items():
        origin, value = origin_of(field), getattr(document, name)
        several = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in several:
            path = (*above, name) if index is None else (*above, name, index)
            if isinstance(item, SeedModel):
                yield from values_of(item, path, evidence)
            elif item is not None and is_stated(origin, document):
                yield StatedValue(path, item, str(origin and origin.sought), evidence)


def is_stated(origin: Origin | None, document: SeedModel) -> bool:
    """Whether the article states the value of a field with this mark."""
    return (
        origin is not None
        and origin.sought is not None
        and not (origin.unless is not None and getattr(document, origin.unless))
    )
