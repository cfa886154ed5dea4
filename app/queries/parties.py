"""The filters of /parties."""

from typing import Annotated, Any, ClassVar

from app.models import Party
from app.queries.filters import is_in
from app.queries.listing import SortColumns
from app.queries.mixins import SearchFilter, SourceFilters
from app.queries.parameters import AnyOf, Optional, list_param
from app.vocabulary import PartyKind, RecordKind


class PartyQuery(SourceFilters, SearchFilter):
    """A query of /parties."""

    table = Party
    record_kind = RecordKind.PARTY
    sorts: ClassVar[dict[str, SortColumns]] = {"name": (Party.name,), "kind": (Party.kind,), "id": (Party.id,)}
    default_sort = "name"
    examples: ClassVar[dict[str, Any]] = {"facet": "kind", "source": ["united-states-institute-of-peace"]}

    kind: Annotated[AnyOf[PartyKind] | Optional, is_in("kind")] = list_param("Kinds of party.", ["armed_group"])
