"""The filters of /people."""

from typing import Annotated, Any, ClassVar

from app.models import Party, Person
from app.queries.filters import is_in
from app.queries.listing import SortColumns
from app.queries.mixins import SearchFilter, SourceFilters
from app.queries.parameters import AnyOf, Optional, Text, list_param
from app.vocabulary import RecordKind


class PersonQuery(SourceFilters, SearchFilter):
    """A query of /people."""

    table = Person
    record_kind = RecordKind.PERSON
    sorts: ClassVar[dict[str, SortColumns]] = {"name": (Person.name,), "id": (Person.id,)}
    default_sort = "name"
    examples: ClassVar[dict[str, Any]] = {"facet": "party", "q": "jilani", "min_sources": 0}

    party: Annotated[AnyOf[Text] | Optional, is_in("party_id", choices=Party.id)] = list_param(
        "Ids of the parties in which they hold office. The infobox column does not count.", ["iran"]
    )
