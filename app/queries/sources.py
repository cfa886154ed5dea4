"""The filters of /sources."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import func

from app.models import Source
from app.queries.filters import equals, is_in
from app.queries.listing import SortColumns
from app.queries.mixins import SearchFilter
from app.queries.parameters import AnyOf, Flag, Optional, Text, list_param, param
from app.vocabulary import RecordKind, SourceKind, SourceLevel


class SourceQuery(SearchFilter):
    """A query of /sources."""

    table = Source
    record_kind = RecordKind.SOURCE
    sorts: ClassVar[dict[str, SortColumns]] = {
        "number": (func.coalesce(Source.number, 0),),
        "title": (Source.title,),
        "id": (Source.id,),
    }
    default_sort = "number"
    examples: ClassVar[dict[str, Any]] = {"facet": "kind", "q": "strikes"}
    unindexed_sorts = frozenset({"number"})  # Alembic cannot compare an index on an expression, and sources are few

    kind: Annotated[AnyOf[SourceKind] | Optional, is_in("kind")] = list_param("Kinds of source.", ["news"])
    level: Annotated[AnyOf[SourceLevel] | Optional, is_in("level")] = list_param(
        "Distance from the events, in our own classification.", ["primary"]
    )
    cited: Annotated[Flag | Optional, equals("cited", indexed=False)] = param(  # nearly all sources are cited
        "Whether a sentence or table cell cites it. Default: both.", False
    )
    publisher: Annotated[AnyOf[Text] | Optional, is_in("publisher", choices=Source.publisher)] = list_param(
        "Publishers, named exactly as in the article.", ["BBC News"]
    )
