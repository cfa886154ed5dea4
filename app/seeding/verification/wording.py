"""Is everything said? Each number, date and proper name of a passage stands in a record that the passage supports."""

import calendar
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from app.queries.engine.folding import normalise
from app.seeding.entries import DatasetHead, Entry, SourcedEntry
from app.seeding.faults import Fault
from app.seeding.verification.locators import MARK, Passages

MONTHS = list(calendar.month_name)[1:]
NUMBERS = dict(enumerate(re.split(" ", "zero one two three four five six seven eight nine ten eleven twelve")))
MONTH = f"(?P<month>{'|'.join(MONTHS)})"
DATE = [
    re.compile(rf"{MONTH} (?P<day>\d{{1,2}})\b(?:, (?P<year>\d{{4}}))?"),
    re.compile(rf"(?P<day>\d{{1,2}}) {MONTH}(?: (?P<year>\d{{4}}))?"),
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})"),
]
NAME = re.compile(r"[^\W\d_][\w\u2019'-]*")
OPENING = re.compile(r"(^|[.!?:]\s+|[\"“]\s*)$")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def worded(passages: Passages, text: str, seed: tuple[list[Entry], DatasetHead]) -> Iterator[Fault]:
    """What a passage states that no record behind it repeats."""
    entries, head = seed
    supported = records(entries, head)
    ignored = {word.casefold() for word in head.not_names}
    for item, passage in passages:
        said = supported.get(passage.id)
        if said is None:
            continue  # a heading, or reported as supporting nothing
        slice_ = MARK.sub("", text[passage.start : passage.end])
        words, days = set(normalise(said).split()), set(ISO.findall(said))
        missing = [
            *missing_dates(slice_, days),
            *missing_numbers(slice_, words),
            *missing_names(slice_, words, ignored),
        ]
        for piece in dict.fromkeys(missing):
            yield item.fault(("id",), f"says {piece!r}, which stands in no record it supports")


def records(entries: Iterable[Entry], head: DatasetHead) -> dict[str, str]:
    """For each passage, the text of all records it supports."""
    found: dict[str, str] = defaultdict(str)
    about = json.dumps(head.model_dump(mode="json", include={"title", "part_of"}), ensure_ascii=False)
    for entry in entries:
        if isinstance(entry, SourcedEntry):
            said = entry.model_dump_json(exclude={"evidence"}) + (about if entry is head.article else "")
            for passage in {evidence.passage for evidence in entry.evidence}:
                found[passage] += said
    return found


def missing_dates(slice_: str, days: set[str]) -> Iterator[str]:
    """Dates of the slice, with or without a year, that are not among the days."""
    for match in dates(slice_):
        parts = match.groupdict()
        month = parts.get("number") or f"{MONTHS.index(parts['month']) + 1:02}"
        ending = f"-{month}-{int(parts['day']):02}"
        if not any(day.endswith(ending) and day.startswith(parts["year"] or "") for day in days):
            yield match.group()


def dates(slice_: str) -> Iterator[re.Match[str]]:
    """Every date in a text."""
    for pattern in DATE:
        yield from pattern.finditer(slice_)


def missing_numbers(slice_: str, words: set[str]) -> Iterator[str]:
    """Numbers of the slice, in digits or words, that stand in neither form."""
    for pattern in DATE:
        slice_ = pattern.sub(" ", slice_)
    for word in normalise(slice_).split():
        for number, name in NUMBERS.items():
            if word in {str(number), name} and not words & {str(number), name}:
                yield word
        if word.isdigit() and int(word) not in NUMBERS and word not in words:
            yield word


def missing_names(slice_: str, words: set[str], ignored: set[str]) -> Iterator[str]:
    """Capitalised words of the slice that do not open a sentence, and stand nowhere."""
    for match in NAME.finditer(slice_):
        word = re.sub("['\u2019]s?$", "", match.group())
        if not word[0].isupper() or OPENING.search(slice_[: match.start()]) or word.casefold() in ignored | months():
            continue
        if not set(normalise(word).split()) <= words:
            yield word


def months() -> set[str]:
    """The names of the months, which dates account for."""
    return {month.casefold() for month in MONTHS}
