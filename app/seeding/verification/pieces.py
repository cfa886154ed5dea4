"""Cuts a text of the article into pieces that may be passages: lines, cells and sentences."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

SENTENCE_END = re.compile(r"""[.!?]["'”’)]*(?:\[\w+\])*(?P<gap>\s+)""")
SENTENCE_START = re.compile(r"""["'“‘(]?[^\Wa-z_]""")
MARK_END = re.compile(r"\](?P<gap>\s+)")  # two cells in one line may be apart only by a mark and a space
SHOWN_WORDS = 4


class Piece(NamedTuple):
    """A part of a text, from `start` up to `end`, in code points."""

    start: int
    end: int

    def overlaps(self, other: "Piece") -> bool:
        """Whether the two have text in common."""
        return self.start < other.end and other.start < self.end


class Cutter:
    """A text and where it may be cut."""

    def __init__(self, text: str, furniture: Sequence[str]) -> None:
        self.text = text
        self.separators = separator_pattern(furniture)
        gaps = [Piece(*match.span()) for match in self.separators.finditer(text)]
        gaps += [Piece(*match.span("gap")) for end in (SENTENCE_END, MARK_END) for match in end.finditer(text)]
        self.starts = {0, *(gap.end for gap in gaps)}
        self.ends = {len(text), *(gap.start for gap in gaps)}

    def is_whole(self, piece: Piece) -> bool:
        """Whether a piece neither begins nor ends within a sentence or a cell."""
        return piece.start in self.starts and piece.end in self.ends

    def pieces(self, part: Piece, *, sentences: bool) -> Iterator[Piece]:
        """The lines and cells of a part of the text, or their sentences."""
        for block in self.between(part, self.separators.finditer(self.text, part.start, part.end)):
            yield from self.sentences(block) if sentences else self.cells(block)

    def cells(self, block: Piece) -> Iterator[Piece]:
        """A line, cut after reference marks."""
        return self.between(block, MARK_END.finditer(self.text, *block))

    def sentences(self, block: Piece) -> Iterator[Piece]:
        """The sentences of a line. None ends within parentheses."""
        return self.between(
            block,
            (
                match
                for match in SENTENCE_END.finditer(self.text, *block)
                if SENTENCE_START.match(self.text, match.end())
                and self.text.count("(", block.start, match.end()) <= self.text.count(")", block.start, match.end())
            ),
        )

    def between(self, part: Piece, cuts: Iterator[re.Match[str]]) -> Iterator[Piece]:
        """What is left of a part of the text once the cuts are taken out: each piece that has a word in it."""
        start = part.start
        for cut in cuts:
            yield from self.with_words(start, cut.start("gap"))
            start = cut.end("gap")
        yield from self.with_words(start, part.end)

    def with_words(self, start: int, end: int) -> Iterator[Piece]:
        """The piece without outer white space, if it has a word in it."""
        body = self.text[start:end]
        if re.search(r"\w", body):
            yield Piece(start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip()))

    def opening(self, piece: Piece) -> str:
        """The first words of a piece: few enough that no sentence is copied."""
        words = self.text[piece.start : piece.end].split(maxsplit=SHOWN_WORDS)
        return " ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")


def separator_pattern(furniture: Sequence[str]) -> re.Pattern[str]:
    """A pattern of what may stand between two lines or cells: white space, page furniture, MediaWiki's ==."""
    words = [re.escape(piece) + ("(?![a-z])" if piece.isalpha() else "") for piece in furniture]
    any_furniture = "|".join([*sorted(words, key=len, reverse=True), "=+"])
    start = rf"(?:\A|\s*\n|\s+(?=(?:{any_furniture})(?:\s|\Z)))"
    return re.compile(rf"(?P<gap>{start}(?:\s|{any_furniture})*)")
