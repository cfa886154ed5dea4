"""What a response says about its search: the synonyms used, and the closest words if nothing matches."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, select
from sqlmodel import col

from app.errors import shortened
from app.models import Dataset, SearchEntry
from app.queries.engine.paginate import fetch_rows
from app.queries.engine.suggestions import nearest
from app.queries.engine.terms import Term, search_terms
from app.queries.listing import PagedQuery
from app.queries.parameters import MAX_LENGTH

MAX_ENTRIES = 2000  # whose words are compared with one that has no match
MAX_TERMS = 3  # without a match that are named
CLOSE = 0.8  # how alike two words must be, from 0 to 1
NOTHING_TOGETHER = "Each word matches something, but nothing matches the whole query."


def search_notices(connection: Connection, query: PagedQuery, dataset: Dataset, *, found: bool) -> list[str]:
    """The notices about the words of a query, if it has any. `found` says whether a record matches the query."""
    text = getattr(query, "q", None)
    if text is None:
        return []
    terms = search_terms(text)
    notices = list(synonym_notices(terms))
    if not found:
        notices += no_match_notices(connection, query, dataset, terms)
    return notices


def synonym_notices(terms: list[Term]) -> Iterator[str]:
    """A notice for all synonyms that were searched for too."""
    synonyms = list(dict.fromkeys(f'"{synonym}"' for term in terms for synonym in term.synonyms))
    if synonyms:
        yield f"Also searched for {' and '.join(synonyms)}."


def no_match_notices(connection: Connection, query: PagedQuery, dataset: Dataset, terms: list[Term]) -> Iterator[str]:
    """Why nothing matches: the words that match nothing in this list, each with the closest words that would."""
    without = (term for term in dict.fromkeys(terms) if not has_match(connection, query, dataset, term))
    missing = list(islice(without, MAX_TERMS))
    words = list_words(connection, query) if missing else []
    for term in missing:
        closest = nearest(term.text, words, CLOSE)
        hint = f". Closest: {', '.join(closest)}." if closest else ", and nothing close."
        yield f'No match for "{shortened(term.text)}"{hint}'
    if not missing:
        yield NOTHING_TOGETHER if terms else "No match: the search has no word."


def has_match(connection: Connection, query: PagedQuery, dataset: Dataset, term: Term) -> bool:
    """Whether a term alone matches a record of the same list."""
    alone = type(query).model_validate({"q": term.text[:MAX_LENGTH]})  # folding makes some letters longer
    return bool(fetch_rows(connection, alone, dataset, None, 1).documents)


def list_words(connection: Connection, query: PagedQuery) -> list[str]:
    """The words that a search of this list can find, folded."""
    texts = select(col(SearchEntry.title), col(SearchEntry.body)).order_by(col(SearchEntry.id)).limit(MAX_ENTRIES)
    if kind := getattr(query, "record_kind", None):
        texts = texts.where(col(SearchEntry.record_kind) == kind)
    return sorted({word for texts in connection.execute(texts) for text in texts for word in text.split()})
