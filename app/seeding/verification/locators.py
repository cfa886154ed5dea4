"""Checks the locator of each passage against the article: position, hash, words of the link and reference marks."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from app.seeding.entries import DatasetHead
from app.seeding.entries.passages import PassageEntry
from app.seeding.faults import Fault
from app.seeding.reading import LocatedEntry
from app.seeding.validation.checking import CheckedSeed
from app.vocabulary import PassageKind

Passages = Sequence[tuple[LocatedEntry, PassageEntry]]
MARK = re.compile(r"\[(\d+)\]")  # of a reference, as [3]
ENDING = re.compile(r"(\[\w+\]|[.)])*$")  # marks and punctuation after the last word


def wrong_locators(passages: Passages, text: str, checked: CheckedSeed) -> Iterator[Fault]:
    """The text is the recorded revision of the article, and each passage is where the seed says."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    article = checked.head.article
    if (sha256, len(text)) != (article.sha256, article.length):
        message = f"this text has the hash {sha256} and {len(text)} code points; is it another revision?"
        yield checked.article.fault(("sha256",), message)
    for item, passage in passages:
        body = text[passage.start : passage.end]
        if hashlib.sha256(body.encode()).hexdigest() != passage.sha256:
            message = "the text from start to end has another hash; correct the positions or the hash"
            yield item.fault(("sha256",), message)
            continue
        yield from wrong_words(item, passage, body)
        yield from wrong_marks(item, passage, body)
        yield from wrong_link(item, passage, text, checked.head)


def wrong_words(item: LocatedEntry, passage: PassageEntry, body: str) -> Iterator[Fault]:
    """The passage begins with its first words and ends with its last words, which do not occur earlier in it."""
    if not body.startswith(passage.first_words):
        yield item.fault(("first_words",), "are not at the start of the passage")
    end = len(ENDING.sub("", body))
    last_words = passage.last_words or passage.first_words
    at = body.find(last_words, 0 if passage.last_words is None else len(passage.first_words))
    if at < 0 or at + len(last_words) < end:
        message = "are not at the end of the passage, or occur in it earlier too; choose more words"
        yield item.fault(("last_words",), message)


def wrong_link(item: LocatedEntry, passage: PassageEntry, text: str, head: DatasetHead) -> Iterator[Fault]:
    """The text fragment link of the passage leads to it and to no earlier place, and its next words follow it."""
    match = link_pattern(passage, head).search(text)
    if match is not None and match.start() < passage.start:
        message = f"occur first at {match.start()}, where the link would lead; choose more words, or add next_words"
        yield item.fault(("first_words",), message)
    body = ENDING.sub("", text[passage.start : passage.end])
    if not re.compile(next_words_pattern(passage, head)).match(text, passage.start + len(body)):
        yield item.fault(("next_words",), "do not follow the passage")


def link_pattern(passage: PassageEntry, head: DatasetHead) -> re.Pattern[str]:
    """What a browser searches for when it follows the link of a passage: whole words, in upper or lower case."""
    word_start = "|".join([r"(?<!\w)", *(f"(?<={re.escape(piece)})" for piece in head.furniture)])
    pattern = rf"(?:{word_start}){re.escape(passage.first_words)}(?!\w)"
    if passage.last_words is not None:
        pattern += rf".*?(?<!\w){re.escape(passage.last_words)}(?!\w)"
    return re.compile(pattern + next_words_pattern(passage, head), re.IGNORECASE | re.DOTALL)


def next_words_pattern(passage: PassageEntry, head: DatasetHead) -> str:
    """A pattern for the words that follow a passage, after nothing but white space and furniture."""
    if passage.next_words is None:
        return ""
    furniture = "|".join(map(re.escape, sorted(head.furniture, key=len, reverse=True)))
    return rf"(?:\s|{furniture})*{re.escape(passage.next_words)}(?!\w)"


def wrong_marks(item: LocatedEntry, passage: PassageEntry, body: str) -> Iterator[Fault]:
    """A sentence or cell cites the references whose marks it has."""
    marks = list(dict.fromkeys(int(number) for number in MARK.findall(body)))
    if passage.kind is not PassageKind.REFERENCE and marks != list(passage.cites):
        yield item.fault(("cites",), f"the marks in the passage are {marks}; cite these")
