"""Questions about who, where and what is claimed: shared by events and strikes, whose ids are one."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from sqlalchemy import and_, or_
from sqlmodel import col

from app.models import Claim, EventParty, EventPerson, EventPlace, Party, Person, Place, RecordSource, Source
from app.queries.dates import Dated
from app.queries.engine.conditions import Clause, Link, Linked, at_least, equals
from app.queries.engine.search import Words
from app.queries.listing import Listing
from app.queries.parameters import Absent, AnyOf, BoundingBox, Count, Country, Flag, Text, asks
from app.vocabulary import GeoPrecision, Measure, Role

PARTIES = Link(EventParty.event_id)
PEOPLE = Link(EventPerson.event_id)
PLACES = Link(EventPlace.event_id)
POINTS: Sequence[Any] = [(Place, Place.id == EventPlace.place_id)]
DIRECT = Link(EventPlace.event_id, through=POINTS, only=lambda query: [col(EventPlace.direct)])
COUNTRIES = Link(EventPlace.event_id, through=POINTS)
CLAIMS = Link(Claim.event_id)
CITED = Link(RecordSource.record_id, only=lambda query: [col(RecordSource.record_kind) == query.record_kind])
FIGURES = ("min_killed", "max_killed", "min_injured", "max_injured")


def inside(column: Any, value: str) -> Clause:
    """The point lies in the box; one whose west is greater than its east crosses the antimeridian."""
    west, south, east, north = map(float, value.split(","))
    sides = col(Place.longitude) >= west, col(Place.longitude) <= east
    return and_(col(Place.latitude).between(south, north), or_(*sides) if west > east else and_(*sides))


def whole_claim(measure: Measure, bound: Clause) -> Clause:
    """A claim of the measure that no other includes, within the bound."""
    return and_(col(Claim.measure) == measure, col(Claim.part_of_id).is_(None), bound)


def figure(measure: Measure, column: str, test: str) -> Linked:
    """Some whole claim of the measure has such a figure; `claimant` must hold of the same claim."""

    def whole(own: Any, value: int) -> Clause:
        bound = own >= value if test == "at least" else own <= value
        return whole_claim(measure, bound)

    return Linked(
        link=CLAIMS,
        column=getattr(Claim, column),
        test=whole,
        binds=[("claimant", Claim.claimant_id)],
        countable=False,
    )


class Cited(Listing):
    """Questions about the references behind a record."""

    source: Annotated[AnyOf[Text] | Absent, Linked(known=Source.id, link=CITED, column=RecordSource.source_id)] = asks(
        "Ids of sources that its passages cite; repeat for OR.", ["ap-news"]
    )
    min_sources: Annotated[Count | Absent, at_least("sources_count")] = asks(
        "At least so many references cited. Not a count of independent confirmations: sources may repeat each other.", 1
    )


class Searched(Listing):
    """A question in words."""

    q: Annotated[Text | Absent, Words()] = asks(
        "Words to find in our titles, summaries and names, in any script; not in the article's sentences. All must "
        "match, the last one by its beginning; a text without a letter or digit finds nothing.",
        "jaish",
    )


class Happening(Dated, Cited, Searched):
    """Questions about what happened: who took part, where, and what is claimed about it."""

    party: Annotated[
        AnyOf[Text] | Absent,
        Linked(
            known=Party.id,
            link=PARTIES,
            column=EventParty.party_id,
            binds=[("role", EventParty.role), ("asserted_by", EventParty.asserted_by_id)],
            match="party_match",
        ),
    ] = asks(
        "Ids of parties that take part, in any role; a state stands for its units too; repeat for OR.", ["pakistan"]
    )
    not_party: Annotated[  # not indexed: what is left is most
        AnyOf[Text] | Absent,
        Linked(known=Party.id, link=PARTIES, column=EventParty.party_id, negated=True, indexed=False),
    ] = asks("Leave out what any of these parties takes part in.", ["iran"])
    party_match: Literal["any", "all"] | Absent = asks(
        "`all` asks for every `party` given, not just any; without `party` it asks nothing.", "all"
    )
    role: Annotated[
        AnyOf[Role] | Absent,
        Linked(
            link=PARTIES,
            column=EventParty.role,
            binds=[("asserted_by", EventParty.asserted_by_id)],
            leaders=["party"],
        ),
    ] = asks("The part taken; with `party`, by that party. Repeat for OR.", ["initiator"])
    asserted_by: Annotated[
        AnyOf[Text] | Absent,
        Linked(known=Party.id, link=PARTIES, column=EventParty.asserted_by_id, leaders=["party", "role"]),
    ] = asks("Ids of parties on whose word a part rests; with `party` or `role`, that part.", ["iran"])
    person: Annotated[AnyOf[Text] | Absent, Linked(known=Person.id, link=PEOPLE, column=EventPerson.person_id)] = asks(
        "Ids of people who take part; repeat for OR.", ["jalil-abbas-jilani"]
    )
    place: Annotated[AnyOf[Text] | Absent, Linked(known=Place.id, link=PLACES, column=EventPlace.place_id)] = asks(
        "Ids of places; each stands for the places inside it too; repeat for OR.", ["balochistan"]
    )
    country: Annotated[AnyOf[Country] | Absent, Linked(known=Place.country, link=COUNTRIES, column=Place.country)] = (
        asks("ISO 3166-1 alpha-2 codes of countries it happened in, in any case; repeat for OR.", ["PK"])
    )
    bbox: Annotated[  # not indexed: no B-tree serves two ranges, and places are few
        BoundingBox | Absent,
        Linked(link=DIRECT, column=Place.longitude, test=inside, countable=False, literal=True, indexed=False),
    ] = asks(
        "west,south,east,north in decimal degrees: some place has its point in the box. Points of provinces and "
        "countries stand for wide areas; see `geo_precision`.",
        "60,25,68,32",
    )
    geo_precision: Annotated[AnyOf[GeoPrecision] | Absent, Linked(link=DIRECT, column=Place.geo_precision)] = asks(
        "How near the point of one of its places is; repeat for OR.", ["province"]
    )
    claimant: Annotated[
        AnyOf[Text] | Absent, Linked(known=Party.id, link=CLAIMS, column=Claim.claimant_id, leaders=FIGURES)
    ] = asks("Ids of parties that make a claim about it; with a bound on figures, that claim. Repeat for OR.", ["iran"])
    min_killed: Annotated[Count | Absent, figure(Measure.KILLED, "low", "at least")] = asks(
        "Some whole claim about it puts the killed at so many or more (`low`). Claims without a figure never match.", 5
    )
    max_killed: Annotated[Count | Absent, figure(Measure.KILLED, "high", "at most")] = asks(
        "Some whole claim about it puts the killed at so many or fewer (`high`). Claims without a figure never match.",
        5,
    )
    min_injured: Annotated[Count | Absent, figure(Measure.INJURED, "low", "at least")] = asks(
        "Some whole claim about it puts the injured at so many or more. Claims without a figure never match.", 1
    )
    max_injured: Annotated[Count | Absent, figure(Measure.INJURED, "high", "at most")] = asks(
        "Some whole claim about it puts the injured at so many or fewer. Claims without a figure never match.", 4
    )
    background: Annotated[Flag | Absent, equals("background")] = asks(
        "false leaves out what led up to the skirmishes, such as the strikes in Iraq and Syria. Both unless said.",
        False,
    )
    contested: Annotated[Flag | Absent, equals("contested")] = asks(
        "Whether accounts of it differ, or part of it stands only on somebody's word.", True
    )
