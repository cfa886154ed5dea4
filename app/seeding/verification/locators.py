"""Do the locators hit? Each passage's slice, hash, words and marks against the text."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from app.seeding.checking import Checked
from app.seeding.entries.passages import PassageEntry
from app.seeding.faults import Fault
from app.seeding.reading import Located
from app.vocabulary import PassageKind

Passages = Sequence[tuple[Located, PassageEntry]]
MARK = re.compile(r"\[(\d+)\]")
CLOSING = re.compile(r"(\[\w+\]|[.)])*$")


def located(passages: Passages, text: str, checked: Checked) -> Iterator[Fault]:
    """The text is the one recorded, and each passage stands where the seed says."""
    found = hashlib.sha256(text.encode()).hexdigest()
    article = checked.head.article
    if (found, len(text)) != (article.sha256, article.length):
        yield checked.article.fault(
            ("sha256",), f"this text has {found} and {len(text)} code points; another revision?"
        )
    for item, passage in passages:
        slice_ = text[passage.start : passage.end]
        if hashlib.sha256(slice_.encode()).hexdigest() != passage.sha256:
            yield item.fault(("sha256",), "the slice from start to end has another hash; mend the bounds or the hash")
            continue
        yield from words(item, passage, slice_)
        yield from marks(item, passage, slice_)


def words(item: Located, passage: PassageEntry, slice_: str) -> Iterator[Fault]:
    """The first and last words open and close the slice, and no earlier place in it could be taken for its end."""
    if not slice_.startswith(passage.first_words):
        yield item.fault(("first_words",), "do not open the passage")
    body = CLOSING.sub("", slice_)
    last = passage.last_words or passage.first_words
    at = slice_.find(last, 0 if passage.last_words is None else len(passage.first_words))
    if at < 0 or at + len(last) < len(body):
        yield item.fault(("last_words",), "do not close the passage, or stand in it earlier too; choose more words")


def marks(item: Located, passage: PassageEntry, slice_: str) -> Iterator[Fault]:
    """A sentence or cell cites the marks it bears."""
    borne = list(dict.fromkeys(int(number) for number in MARK.findall(slice_)))
    if passage.kind is not PassageKind.REFERENCE and borne != list(passage.cites):
        yield item.fault(("cites",), f"the passage bears the marks {borne}")
