"""Queries that are not about one list: search in words, and what a name stands for."""

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection, select
from sqlmodel import col

from app.models import Name, SearchEntry
from app.queries.engine.folding import normalise
from app.queries.engine.search import Matches, match_weight
from app.queries.engine.suggestions import nearest
from app.queries.filters import custom, is_in
from app.queries.listing import PagedQuery
from app.queries.parameters import SEARCH_WORDS, AnyOf, Optional, Text, list_param
from app.vocabulary import RecordKind

MAX_NAMES = 5000  # that are compared with a spelling


class SearchQuery(PagedQuery):
    """A search of everything that has a title or a name."""

    table = SearchEntry
    examples: ClassVar[dict[str, Any]] = {"facet": "kind"}

    q: Annotated[Text, custom(lambda words, query: Matches(words))] = Field(
        description=SEARCH_WORDS, examples=["ambassador"]
    )
    kind: Annotated[AnyOf[RecordKind] | Optional, is_in("record_kind")] = list_param("Kinds of record.", ["event"])

    @property
    def is_cheap(self) -> bool:
        """Never: a search is only as cheap as its words are rare."""
        return False

    def order_columns(self) -> list[tuple[Any, bool]]:
        """Matches in titles and names first, then by day and id; never by the rank of a search engine."""
        return [(match_weight(self.q), False), (SearchEntry.earliest, False), (SearchEntry.id, False)]


class ResolveQuery(BaseModel):
    """A name to resolve."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: Text = Field(description="A name in any spelling or script.", examples=["Baluch Liberation Army"])


def resolve(connection: Connection, spelling: str) -> list[tuple[RecordKind, str, str]]:
    """Kind, id and matching name of each record with this name, whatever its case, diacritics and letter forms."""
    rows = (
        select(col(Name.record_kind), col(Name.record_id), col(Name.name))
        .where(col(Name.folded) == normalise(spelling))
        .order_by(col(Name.record_kind), col(Name.record_id), col(Name.number))
    )
    matches: dict[tuple[RecordKind, str], str] = {}
    for kind, id, name in connection.execute(rows):
        matches.setdefault((kind, id), name)
    return [(kind, id, name) for (kind, id), name in matches.items()]


def spellings(connection: Connection, kind: RecordKind, id: str) -> list[Name]:
    """All names of a record, the one the article uses first."""
    rows = select(Name).where(col(Name.record_kind) == kind, col(Name.record_id) == id).order_by(col(Name.number))
    return [Name(**row._mapping) for row in connection.execute(rows)]


def nearest_names(connection: Connection, spelling: str) -> list[str]:
    """The names most like a spelling."""
    rows = connection.execute(select(col(Name.name), col(Name.folded)).limit(MAX_NAMES)).tuples().all()
    names = {folded: name for name, folded in rows}
    return [names[match] for match in nearest(normalise(spelling), list(names))]
