"""Recognises a passage whose reference marks, as [3], are left out or have other numbers.

The seed has the hash of the passage with its marks, and the numbers it cites, but not where the marks stand. So the
marks are put back at every place where they may have stood, until the hash is that of the seed.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, islice

from app.seeding.entries.passages import PassageEntry

ANY_MARK = re.compile(r"\[\w{1,3}\]")  # of a reference or of a note, as [a]
NOTE_MARKS = ("[a]", "[b]", "[c]")
MARK_PLACE = re.compile(r"(?<=\S)(?=\W|\Z)")  # after a word or punctuation
MAX_TRIES = 5_000  # for each set of marks


def has_hash(text: str, passage: PassageEntry) -> bool:
    """Whether a text is the passage as the seed recorded it."""
    return hashlib.sha256(text.encode()).hexdigest() == passage.sha256


def differs_only_in_marks(text: str, passage: PassageEntry) -> bool:
    """Whether a text is the passage with other marks, or with none."""
    bare = ANY_MARK.sub("", text)
    length = passage.end - passage.start
    return any(
        len(bare) + sum(map(len, marks)) == length and is_marked_passage(bare, marks, passage)
        for marks in possible_marks(passage)
    )


def length_without_marks(text: str, start: int, passage: PassageEntry) -> int | None:
    """The length of the passage that begins at a place of a text without marks; null if it does not begin there."""
    for marks in possible_marks(passage):
        length = passage.end - passage.start - sum(map(len, marks))
        if length > 0 and is_marked_passage(text[start : start + length], marks, passage):
            return length
    return None


def possible_marks(passage: PassageEntry) -> Iterator[tuple[str, ...]]:
    """The marks that the passage may have: the references it cites, and perhaps one of them again or one note."""
    cited = tuple(f"[{number}]" for number in passage.cites)
    yield cited
    for mark in (*cited, *NOTE_MARKS):
        for place in range(len(cited) + 1):
            yield (*cited[:place], mark, *cited[place:])


def is_marked_passage(bare: str, marks: Sequence[str], passage: PassageEntry) -> bool:
    """Whether a text becomes the passage once it has these marks, in this order. Tries places near its end first."""
    places = [match.start() for match in MARK_PLACE.finditer(bare)][::-1]
    tries = combinations_with_replacement(places, len(marks))
    return any(has_hash(with_marks(bare, marks, chosen), passage) for chosen in islice(tries, MAX_TRIES))


def with_marks(bare: str, marks: Sequence[str], places: Sequence[int]) -> str:
    """A text with marks inserted at places, which are given from the last to the first."""
    for mark, place in zip(reversed(marks), places, strict=True):
        bare = bare[:place] + mark + bare[place:]
    return bare
