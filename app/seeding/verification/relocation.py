"""Finds the passages of a seed in a newer text of the article, by their hashes, their words and their neighbours."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from app.seeding.entries import DatasetHead
from app.seeding.entries.passages import PassageEntry
from app.seeding.verification.locators import ENDING, MARK
from app.seeding.verification.pieces import Cutter, Piece
from app.seeding.verification.reference_marks import differs_only_in_marks, has_hash, length_without_marks
from app.vocabulary import PassageKind

TABLE_AND_REFERENCES = {PassageKind.INFOBOX, PassageKind.REFERENCE}
GROWTH = 2  # a reworded passage is at most so many times as long as it was, if it is found by its words alone
WORDS_WEIGHT = 10  # first or last words in place tell more than any number of single words in common


class Status(StrEnum):
    """What has become of a passage."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    REWORDED = "reworded"
    GONE = "gone"
    NOT_IN_THIS_KIND_OF_TEXT = "not_in_this_kind_of_text"


class FoundBy(StrEnum):
    """How a passage was recognised."""

    HASH = "its hash"
    HASH_WITH_MARKS = "its hash, with its reference marks put back"
    WORDS = "its first and last words"
    MARKS = "its words; only its reference marks differ"
    PLACE = "its place between its neighbours"


@dataclass(frozen=True)
class Found:
    """Where a passage is in the newer text, and how it was recognised."""

    piece: Piece
    by: FoundBy


class Relocation:
    """The passages of a seed in a newer text of the article."""

    def __init__(self, passages: Sequence[PassageEntry], text: str, head: DatasetHead) -> None:
        self.passages = passages
        self.text = text
        self.cutter = Cutter(text, head.furniture)
        self.found: dict[str, Found] = {}
        self.absent: set[str] = set()  # the ids of the passages that a text of this kind never has
        self.find_same_words()
        self.find_first_and_last_words()
        self.is_extract = not any(passage.kind in TABLE_AND_REFERENCES for passage in passages if self.has(passage))
        if self.is_extract:
            self.absent = {passage.id for passage in passages if not self.has(passage)} & left_out(passages)
        self.find_by_place()

    def has(self, passage: PassageEntry) -> bool:
        """Whether the passage has been found."""
        return passage.id in self.found

    def status(self, passage: PassageEntry) -> Status:
        """What has become of a passage."""
        if passage.id in self.absent:
            return Status.NOT_IN_THIS_KIND_OF_TEXT
        if not self.has(passage):
            return Status.GONE
        found = self.found[passage.id]
        if found.by not in {FoundBy.HASH, FoundBy.HASH_WITH_MARKS}:
            return Status.REWORDED
        return Status.UNCHANGED if found.piece.start == passage.start else Status.MOVED

    def new_pieces(self) -> Iterator[Piece]:
        """The sentences, lines and cells that no passage covers."""
        for gap in self.gaps():
            yield from self.cutter.pieces(gap, sentences=True)

    def find_same_words(self) -> None:
        """Find the passages with the hash they had: first those at their old place, then those elsewhere."""
        for passage in self.passages:
            self.take_nearest(passage, FoundBy.HASH, self.at_old_place(passage))
        twins = Counter(passage.sha256 for passage in self.passages)
        for passage in self.missing():
            if twins[passage.sha256] == 1:
                self.take_nearest(passage, FoundBy.HASH, self.with_hash(passage))
        for passage in sorted(self.missing(), key=self.distance):  # of two with the same words, one may be gone
            self.take_nearest(passage, FoundBy.HASH, self.with_hash(passage))
        if not MARK.search(self.text):
            for passage in self.missing():
                self.take_nearest(passage, FoundBy.HASH_WITH_MARKS, self.without_marks(passage))

    def find_first_and_last_words(self) -> None:
        """Find the passages that begin and end as they did."""
        for passage in self.missing():
            self.take_nearest(passage, FoundBy.WORDS, self.with_words(passage))

    def find_by_place(self) -> None:
        """Find the passages that stand where they should, between neighbours that have been found."""
        carried = [passage for passage in self.passages if passage.id not in self.absent]
        runs = [(found, list(run)) for found, run in groupby(carried, self.has)]
        for number, (found, run) in enumerate(runs):
            if not found:
                before = runs[number - 1][1][-1] if number else None
                after = runs[number + 1][1][0] if number + 1 < len(runs) else None
                for passage, piece in best_pairs(run, self.pieces_between(before, after, run), self.text):
                    self.take(passage, piece, FoundBy.PLACE)

    def take(self, passage: PassageEntry, piece: Piece, by: FoundBy) -> None:
        """Record where a passage is."""
        if by in {FoundBy.WORDS, FoundBy.PLACE}:
            body = self.text[piece.start : piece.end]
            by = FoundBy.MARKS if differs_only_in_marks(body, passage) else by
        self.found[passage.id] = Found(piece, by)

    def take_nearest(self, passage: PassageEntry, by: FoundBy, pieces: Iterable[Piece]) -> None:
        """Record the piece nearest to where the passage should be, if any is whole and not yet taken."""
        taken = [found.piece for found in self.found.values()]
        free = [
            piece
            for piece in pieces
            if self.cutter.is_whole(piece) and not any(piece.overlaps(other) for other in taken)
        ]
        if free:
            expected = self.expected_start(passage)
            self.take(passage, min(free, key=lambda piece: abs(piece.start - expected)), by)

    def missing(self) -> list[PassageEntry]:
        """The passages not found so far."""
        return [passage for passage in self.passages if not self.has(passage)]

    def expected_start(self, passage: PassageEntry) -> int:
        """Where a passage would start if it had moved as far as the nearest passage before it."""
        shift = 0
        for other in self.passages:
            if other is passage:
                break
            if self.has(other):
                shift = self.found[other.id].piece.start - other.start
        return passage.start + shift

    def distance(self, passage: PassageEntry) -> int:
        """How far the nearest place with the same words is from where the passage should be."""
        expected = self.expected_start(passage)
        return min((abs(piece.start - expected) for piece in self.with_hash(passage)), default=len(self.text))

    def at_old_place(self, passage: PassageEntry) -> list[Piece]:
        """Its old place, if the same words still stand there."""
        return [Piece(passage.start, passage.end)] if self.is_same(passage, passage.start) else []

    def with_hash(self, passage: PassageEntry) -> Iterator[Piece]:
        """Every place with the same words."""
        for start in self.starts(passage):
            if self.is_same(passage, start):
                yield Piece(start, start + passage.end - passage.start)

    def is_same(self, passage: PassageEntry, start: int) -> bool:
        """Whether the passage stands at this place, word for word."""
        return has_hash(self.text[start : start + passage.end - passage.start], passage)

    def without_marks(self, passage: PassageEntry) -> Iterator[Piece]:
        """Every place with the same words, but without reference marks."""
        for start in self.starts(passage):
            if length := length_without_marks(self.text, start, passage):
                yield Piece(start, start + length)

    def with_words(self, passage: PassageEntry) -> Iterator[Piece]:
        """Every place that begins with the first words and, after a passage's length or so, has the last words."""
        if passage.last_words is None:
            return
        last_words = re.compile(rf"{re.escape(passage.last_words)}(?!\w){ENDING.pattern.removesuffix('$')}")
        for start in self.starts(passage):
            limit = start + GROWTH * (passage.end - passage.start)
            for match in last_words.finditer(self.text, start + len(passage.first_words), limit):
                yield Piece(start, match.end())

    def starts(self, passage: PassageEntry) -> Iterator[int]:
        """Every place where the first words of a passage stand."""
        return (match.start() for match in re.finditer(re.escape(passage.first_words), self.text))

    def gaps(self) -> Iterator[Piece]:
        """The parts of the text that no passage found so far covers."""
        start = 0
        for piece in sorted(found.piece for found in self.found.values()):
            yield Piece(start, piece.start)
            start = piece.end
        yield Piece(start, len(self.text))

    def pieces_between(
        self, before: PassageEntry | None, after: PassageEntry | None, run: Sequence[PassageEntry]
    ) -> list[Piece]:
        """The pieces of text after one passage and before another: two places if a part of the text has moved."""
        start = self.found[before.id].piece.end if before else 0
        end = self.found[after.id].piece.start if after else len(self.text)
        sentences = any(passage.kind is PassageKind.SENTENCE for passage in run)
        near = [gap for gap in self.gaps() if gap.start == start or gap.end == end]
        return [piece for gap in near for piece in self.cutter.pieces(gap, sentences=sentences)]


def left_out(passages: Sequence[PassageEntry]) -> set[str]:
    """The ids of what MediaWiki's plain-text extract leaves out: the title, the summary table and the references.

    With a part goes its heading. A section that has only a heading may be left out, too.
    """
    sections = {passage.section for passage in passages if passage.kind is PassageKind.SENTENCE}
    return {
        passage.id
        for passage in passages
        if passage.kind in TABLE_AND_REFERENCES or passage.section not in sections or passage.start == 0
    }


def best_pairs(
    passages: Sequence[PassageEntry], pieces: Sequence[Piece], text: str
) -> list[tuple[PassageEntry, Piece]]:
    """Passages and pieces in pairs, both in their order: as many as there can be, and as alike as they can be."""
    # Row by row, the best score and pairs of the passages so far with the first 0, 1, 2, … pieces.
    best: list[tuple[int, list[tuple[PassageEntry, Piece]]]] = [(0, [])] * (len(pieces) + 1)
    for passage in passages:
        row = [best[0]]
        for number, piece in enumerate(pieces):
            score, pairs = best[number]
            alike = likeness(passage, text[piece.start : piece.end])
            paired = (score + alike, [*pairs, (passage, piece)])
            row.append(max(best[number + 1], row[-1], paired, key=lambda candidate: candidate[0]))
        best = row
    return best[-1][1]


def likeness(passage: PassageEntry, body: str) -> int:
    """How much a piece of text looks like a passage: 1 if they have nothing in common but the place."""
    last_words = passage.last_words or passage.first_words
    words = set(f"{passage.first_words} {last_words}".split())
    begins, ends = body.startswith(passage.first_words), ENDING.sub("", body).endswith(last_words)
    return 1 + len(words & set(body.split())) + WORDS_WEIGHT * (begins + ends)
