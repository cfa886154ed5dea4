"""The questions that are not about one collection: search in words, and resolving a spelling."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection, select
from sqlmodel import col

from app.models import Name, SearchEntry
from app.queries.engine.conditions import Asks, any_of
from app.queries.engine.folding import normalise
from app.queries.engine.search import found, weight
from app.queries.engine.suggestions import nearest
from app.queries.listing import Paged
from app.queries.parameters import Absent, AnyOf, Text, asks
from app.vocabulary import RecordKind

MOST_NAMES = 5000


class SearchQuery(Paged):
    """A search through everything that has a title or a name."""

    table = SearchEntry

    q: Annotated[Text, Asks(how=found)] = Field(
        description="Words to find in our titles, summaries and names, in any script; not in the article's sentences. "
        "All must match, the last one by its beginning; a text without a letter or digit finds nothing.",
        examples=["ambassador"],
    )
    kind: Annotated[AnyOf[RecordKind] | Absent, any_of("record_kind")] = asks(
        "Only these kinds; repeat for OR.", ["event"]
    )

    def order(self) -> list[tuple[Any, bool]]:
        """Where the words stand, then the day, then the id: never an engine's rank."""
        return [(weight(self.q, self), False), (SearchEntry.earliest, False), (SearchEntry.id, False)]


class ResolveQuery(BaseModel):
    """A spelling to resolve."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: Text = Field(description="A name in any spelling or script.", examples=["Baluch Liberation Army"])


def resolve(connection: Connection, spelling: str) -> list[tuple[RecordKind, str, str]]:
    """Kind, id and matching spelling of each record that has this name, whatever its case, marks and letter forms."""
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
    """All spellings of a record, the article's first."""
    rows = select(Name).where(col(Name.record_kind) == kind, col(Name.record_id) == id).order_by(col(Name.number))
    return [Name(**row._mapping) for row in connection.execute(rows)]


def similar(connection: Connection, spelling: str) -> list[str]:
    """The spellings that come nearest."""
    names = connection.execute(select(col(Name.name), col(Name.folded)).limit(MOST_NAMES)).tuples().all()
    folded = {fold: name for name, fold in names}
    return [folded[match] for match in nearest(normalise(spelling), list(folded))]
