"""The filters of /places."""

from typing import Annotated, Any, ClassVar

from app.models import Place
from app.queries.filters import in_bbox, is_in
from app.queries.listing import SortColumns
from app.queries.mixins import SearchFilter, SourceFilters
from app.queries.parameters import AnyOf, BoundingBox, Optional, Text, list_param, param
from app.vocabulary import GeoPrecision, PlaceKind, RecordKind


class PlaceQuery(SourceFilters, SearchFilter):
    """A query of /places."""

    table = Place
    record_kind = RecordKind.PLACE
    sorts: ClassVar[dict[str, SortColumns]] = {"name": (Place.name,), "kind": (Place.kind,), "id": (Place.id,)}
    default_sort = "name"
    examples: ClassVar[dict[str, Any]] = {"facet": "kind", "q": "balochistan"}

    kind: Annotated[AnyOf[PlaceKind] | Optional, is_in("kind")] = list_param("Kinds of place.", ["province"])
    country: Annotated[AnyOf[Text] | Optional, is_in("country", choices=Place.country, fold=str.upper)] = list_param(
        "ISO 3166-1 alpha-2 codes, in any case.", ["IR"]
    )
    geo_precision: Annotated[AnyOf[GeoPrecision] | Optional, is_in("geo_precision")] = list_param(
        "How precise the point is.", ["near"]
    )
    bbox: Annotated[BoundingBox | Optional, in_bbox()] = param(
        "west,south,east,north in decimal degrees: the point lies in the box. Places without a point never match.",
        "60,25,68,32",
    )
