"""What may be asked about places."""

from typing import Annotated, ClassVar

from app.models import Place
from app.queries.engine.conditions import Own, any_of
from app.queries.listing import Keys
from app.queries.mixins import Cited, Searched, inside
from app.queries.parameters import Absent, AnyOf, BoundingBox, Country, asks
from app.vocabulary import GeoPrecision, PlaceKind, RecordKind


class PlaceQuery(Cited, Searched):
    """Questions about places."""

    table = Place
    record_kind = RecordKind.PLACE
    sorts: ClassVar[dict[str, Keys]] = {"name": (Place.name,), "kind": (Place.kind,), "id": (Place.id,)}
    default_sort = "name"

    kind: Annotated[AnyOf[PlaceKind] | Absent, any_of("kind")] = asks("What they are; repeat for OR.", ["province"])
    country: Annotated[AnyOf[Country] | Absent, any_of("country", known=Place.country)] = asks(
        "ISO 3166-1 alpha-2 codes, in any case; repeat for OR.", ["IR"]
    )
    geo_precision: Annotated[AnyOf[GeoPrecision] | Absent, any_of("geo_precision")] = asks(
        "How near the point is to the spot; repeat for OR.", ["near"]
    )
    bbox: Annotated[  # not indexed: no B-tree serves two ranges, and places are few
        BoundingBox | Absent,
        Own(column="longitude", test=inside, counts=False, literal=True, indexed=False),
    ] = asks(
        "west,south,east,north in decimal degrees: the point lies in the box. Places without a point never match.",
        "60,25,68,32",
    )
