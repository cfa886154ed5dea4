"""Do the locators hit? Each passage's slice, hash, words and marks against the text."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from app.seeding.entries import DatasetHead
from app.seeding.entries.passages import PassageEntry
from app.seeding.faults import Fault
from app.seeding.reading import Located
from app.seeding.validation.checking import Checked
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
        yield from first(item, passage, (text, checked.head))


def words(item: Located, passage: PassageEntry, slice_: str) -> Iterator[Fault]:
    """The first and last words open and close the slice, and no earlier place in it could be taken for its end."""
    if not slice_.startswith(passage.first_words):
        yield item.fault(("first_words",), "do not open the passage")
    body = CLOSING.sub("", slice_)
    last = passage.last_words or passage.first_words
    at = slice_.find(last, 0 if passage.last_words is None else len(passage.first_words))
    if at < 0 or at + len(last) < len(body):
        yield item.fault(("last_words",), "do not close the passage, or stand in it earlier too; choose more words")


def first(item: Located, passage: PassageEntry, against: tuple[str, DatasetHead]) -> Iterator[Fault]:
    """The link leads to the passage: no earlier place has its words, and the words that follow do follow."""
    text, head = against
    found = linked(passage, head).search(text)
    if found is not None and found.start() < passage.start:
        yield item.fault(("first_words",), f"lead a link to {found.start()}; choose more words, or give next_words")
    body = CLOSING.sub("", text[passage.start : passage.end])
    if not re.compile(following(passage, head)).match(text, passage.start + len(body)):
        yield item.fault(("next_words",), "do not follow the passage")


def linked(passage: PassageEntry, head: DatasetHead) -> re.Pattern[str]:
    """What a browser looks for when it follows the passage's link: the first such place, whole words, in any case."""
    apart = "|".join([r"(?<!\w)", *(f"(?<={re.escape(piece)})" for piece in head.furniture)])
    pattern = rf"(?:{apart}){re.escape(passage.first_words)}(?!\w)"
    if passage.last_words is not None:
        pattern += rf".*?(?<!\w){re.escape(passage.last_words)}(?!\w)"
    return re.compile(pattern + following(passage, head), re.IGNORECASE | re.DOTALL)


def following(passage: PassageEntry, head: DatasetHead) -> str:
    """A pattern of the words that follow, with nothing but white space and furniture before them."""
    if passage.next_words is None:
        return ""
    furniture = "|".join(map(re.escape, sorted(head.furniture, key=len, reverse=True)))
    return rf"(?:\s|{furniture})*{re.escape(passage.next_words)}(?!\w)"


def marks(item: Located, passage: PassageEntry, slice_: str) -> Iterator[Fault]:
    """A sentence or cell cites the marks it bears."""
    borne = list(dict.fromkeys(int(number) for number in MARK.findall(slice_)))
    if passage.kind is not PassageKind.REFERENCE and borne != list(passage.cites):
        yield item.fault(("cites",), f"the passage bears the marks {borne}")
