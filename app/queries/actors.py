"""What may be asked about parties, people and places."""

from typing import Annotated, ClassVar

from app.models import Party, Person, Place
from app.queries.listing import Keys
from app.queries.parameters import Absent, AnyOf, BoundingBox, Country, Text, asks
from app.queries.participation import Cited, Searched, inside
from app.queries.rules import Own, any_of
from app.vocabulary import GeoPrecision, PartyKind, PlaceKind, RecordKind


class PartyQuery(Cited, Searched):
    """Questions about parties."""

    table = Party
    record_kind = RecordKind.PARTY
    sorts: ClassVar[dict[str, Keys]] = {"name": (Party.name,), "kind": (Party.kind,), "id": (Party.id,)}
    default_sort = "name"

    kind: Annotated[AnyOf[PartyKind] | Absent, any_of("kind")] = asks("What they are; repeat for OR.", ["armed_group"])


class PersonQuery(Cited, Searched):
    """Questions about people."""

    table = Person
    record_kind = RecordKind.PERSON
    sorts: ClassVar[dict[str, Keys]] = {"name": (Person.name,), "id": (Person.id,)}
    default_sort = "name"

    party: Annotated[AnyOf[Text] | Absent, any_of("party_id", known=Party.id)] = asks(
        "Ids of the parties their offices belong to; repeat for OR. The infobox column does not count.", ["iran"]
    )


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
    bbox: Annotated[BoundingBox | Absent, Own(column="longitude", test=inside, counts=False, literal=True)] = asks(
        "west,south,east,north in decimal degrees: the point lies in the box. Places without a point never match.",
        "60,25,68,32",
    )
