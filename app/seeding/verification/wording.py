"""Checks completeness: each number, date and proper name of a passage is in some record that the passage supports."""

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
MONTHS_FOLDED = {month.casefold() for month in MONTHS}
NUMBERS = dict(enumerate(re.split(" ", "zero one two three four five six seven eight nine ten eleven twelve")))
MONTH = f"(?P<month>{'|'.join(MONTHS)})"
DATES = [
    re.compile(rf"{MONTH} (?P<day>\d{{1,2}})\b(?:, (?P<year>\d{{4}}))?"),
    re.compile(rf"(?P<day>\d{{1,2}}) {MONTH}(?: (?P<year>\d{{4}}))?"),
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})"),
]
NAME = re.compile(r"[^\W\d_][\w\u2019'-]*")
SENTENCE_START = re.compile(r"(^|[.!?:]\s+|[\"“]\s*)$")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def missing_facts(passages: Passages, text: str, entries: Iterable[Entry], head: DatasetHead) -> Iterator[Fault]:
    """The numbers, dates and names of each passage that are in none of the records it supports."""
    texts = texts_of_records(entries, head)
    ignored = MONTHS_FOLDED | {word.casefold() for word in head.not_names}
    for item, passage in passages:
        if passage.id not in texts:
            continue  # a heading, or already reported as supporting nothing
        body = MARK.sub("", text[passage.start : passage.end])
        words = set(normalise(texts[passage.id]).split())
        days = set(ISO_DATE.findall(texts[passage.id]))
        missing = [*missing_dates(body, days), *missing_numbers(body, words), *missing_names(body, words, ignored)]
        for piece in dict.fromkeys(missing):
            yield item.fault(("id",), f"contains {piece!r}, which is in no record that this passage supports")


def texts_of_records(entries: Iterable[Entry], head: DatasetHead) -> dict[str, str]:
    """For each passage, the text of all records it supports, as JSON."""
    texts: dict[str, str] = defaultdict(str)
    title = json.dumps(head.model_dump(mode="json", include={"title", "part_of"}), ensure_ascii=False)
    for entry in entries:
        if isinstance(entry, SourcedEntry):
            text = entry.model_dump_json(exclude={"evidence"}) + (title if entry is head.article else "")
            for passage in {evidence.passage for evidence in entry.evidence}:
                texts[passage] += text
    return texts


def missing_dates(body: str, days: set[str]) -> Iterator[str]:
    """The dates of a text, with or without a year, that are not among the days."""
    for pattern in DATES:
        for match in pattern.finditer(body):
            parts = match.groupdict()
            month = parts.get("number") or f"{MONTHS.index(parts['month']) + 1:02}"
            ending = f"-{month}-{int(parts['day']):02}"
            if not any(day.endswith(ending) and day.startswith(parts["year"] or "") for day in days):
                yield match.group()


def missing_numbers(body: str, words: set[str]) -> Iterator[str]:
    """The numbers of a text that are not among the words, in digits or spelled out."""
    for pattern in DATES:
        body = pattern.sub(" ", body)
    for word in normalise(body).split():
        for number, name in NUMBERS.items():
            if word in {str(number), name} and not words & {str(number), name}:
                yield word
        if word.isdigit() and int(word) not in NUMBERS and word not in words:
            yield word


def missing_names(body: str, words: set[str], ignored: set[str]) -> Iterator[str]:
    """The capitalised words of a text, except at the start of a sentence, that are not among the words."""
    for match in NAME.finditer(body):
        word = re.sub("['\u2019]s?$", "", match.group())
        if not word[0].isupper() or SENTENCE_START.search(body[: match.start()]) or word.casefold() in ignored:
            continue
        if not set(normalise(word).split()) <= words:
            yield word
