"""Where the value of each field comes from: the article, open assets or ourselves. Verification reads these marks.

    name: Annotated[Text, WORDS]

A field that holds documents, such as a list of names, has no mark: the fields of the documents have.
"""

from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo


@dataclass(frozen=True)
class Origin:
    """Marks a field. `sought` says how a value of the article is looked for in the passages that support it."""

    source: str  # article, assets or ours
    sought: str | None = None
    unless: str | None = None  # a flag beside the field that says that we inferred the value


WORDS = Origin("article", "words")
NUMBER = Origin("article", "number")
DAY = Origin("article", "day")
TERM = Origin("article", "term")  # a term of the vocabulary, told by certain words
PART = Origin("article", "part")  # of the article, told by the kind of passage
NAME = Origin("article", "name")  # the id of a record, one of whose names stands there
ELSEWHERE = Origin("article")  # where passages are, and the head: other modules of verification check these
ASSETS = Origin("assets")  # gazetteers and code lists
OURS = Origin("ours")  # ids, classifications and prose of our own


def name_unless(flag: str) -> Origin:
    """The id of a record whose name stands there, unless the flag says that we inferred it."""
    return Origin("article", "name", unless=flag)


def origin_of(field: FieldInfo) -> Origin | None:
    """The mark of a field; None if it has none."""
    marks: list[Any] = [mark for mark in field.metadata if isinstance(mark, Origin)]
    return marks[0] if marks else None
