"""Terms of a search: its words, folded, each with its synonyms."""

from typing import NamedTuple

from app.queries.engine.folding import tokens
from app.queries.synonyms import BY_FOLDED_WORDS, LONGEST, ONLY_ALONE

MAX_WORD = 2046  # bytes of a word in PostgreSQL's index; a longer one in a search would be an error


class Term(NamedTuple):
    """A word of a search, or several words that have synonyms together."""

    words: tuple[str, ...]
    synonyms: tuple[str, ...] = ()  # as app/queries/synonyms.py spells them

    @property
    def text(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    @property
    def alternatives(self) -> list[tuple[str, ...]]:
        """The words themselves, and those of each synonym."""
        return [self.words, *(tuple(tokens(synonym)) for synonym in self.synonyms)]


def search_terms(text: str) -> list[Term]:
    """The terms of a search; none if a word is too long for the index, since all must match."""
    words = tuple(tokens(text))
    if any(len(word.encode()) > MAX_WORD for word in words):
        return []
    if len(words) == 1:
        return [Term(words, BY_FOLDED_WORDS.get(words, ()))]
    terms = []
    while words:
        term = first_term(words)
        terms.append(term)
        words = words[len(term.words) :]
    return terms


def first_term(words: tuple[str, ...]) -> Term:
    """The term that begins several words: the longest one that has synonyms, else the first word."""
    for length in range(LONGEST, 0, -1):
        synonyms = BY_FOLDED_WORDS.get(words[:length])
        if synonyms and words[0] not in ONLY_ALONE:
            return Term(words[:length], synonyms)
    return Term(words[:1])
