"""Filters that several lists share: by source, in words, and all that events and strikes have in common."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from sqlmodel import col

from app.models import Claim, EventParty, EventPerson, EventPlace, Party, Person, Place, RecordSource, Source
from app.queries.dates import DateFilters
from app.queries.engine.conditions import Link
from app.queries.filters import (
    at_least,
    equals,
    exists,
    exists_figure_at_least,
    exists_figure_at_most,
    exists_in_bbox,
    full_text,
    modifier,
    not_exists,
)
from app.queries.listing import ListQuery
from app.queries.parameters import SEARCH_WORDS, AnyOf, BoundingBox, Count, Flag, Optional, Text, list_param, param
from app.vocabulary import GeoPrecision, Measure, PlaceRole, Role

PARTIES = Link(EventParty.event_id)
PEOPLE = Link(EventPerson.event_id)
PLACES = Link(EventPlace.event_id)
JOIN_PLACES: Sequence[Any] = [(Place, Place.id == EventPlace.place_id)]
LOCATED = col(EventPlace.role) == PlaceRole.LOCATION
DIRECT_PLACES = Link(EventPlace.event_id, joins=JOIN_PLACES, where=lambda query: [col(EventPlace.direct), LOCATED])
ALL_PLACES = Link(EventPlace.event_id, joins=JOIN_PLACES, where=lambda query: [LOCATED])
CLAIMS = Link(Claim.event_id)
SOURCES = Link(RecordSource.record_id, where=lambda query: [col(RecordSource.record_kind) == query.record_kind])
FIGURES = ("min_killed", "max_killed", "min_injured", "max_injured")
OVERALL = "At least one claim gives an overall figure (not a sub-count)"
NO_FIGURE = " Claims without a figure never match."


class SourceFilters(ListQuery):
    """Filters by the sources of a record."""

    source: Annotated[AnyOf[Text] | Optional, exists(SOURCES, RecordSource.source_id, choices=Source.id)] = list_param(
        "Ids of sources cited by the passages of the record.", ["ap-news"]
    )
    min_sources: Annotated[Count | Optional, at_least("sources_count")] = param(
        "Minimum number of references cited. They are not independent confirmations: sources may repeat each other.", 1
    )


class SearchFilter(ListQuery):
    """A filter by words."""

    q: Annotated[Text | Optional, full_text()] = param(SEARCH_WORDS, "jaish")

    @property
    def is_cheap(self) -> bool:
        """As for any list, but never with words to find."""
        return self.q is None and super().is_cheap


class EventFilters(DateFilters, SourceFilters, SearchFilter):
    """Filters of events and of strikes: who took part, where, and what is claimed. A strike has the id of its event."""

    party: Annotated[
        AnyOf[Text] | Optional,
        exists(
            PARTIES,
            EventParty.party_id,
            choices=Party.id,
            same_row=[("role", EventParty.role), ("asserted_by", EventParty.asserted_by_id)],
            all_if="party_match",
        ),
    ] = list_param("Party ids, in any role. A state also matches its military units.", ["pakistan"])
    not_party: Annotated[AnyOf[Text] | Optional, not_exists(PARTIES, EventParty.party_id, choices=Party.id)] = param(
        "Leave out everything in which any of these parties takes part. May be repeated.", ["iran"]
    )
    party_match: Annotated[Literal["any", "all"] | Optional, modifier()] = param(
        "`all` requires every `party` given, not just one of them. Without `party` it has no effect. Default: any.",
        "all",
    )
    role: Annotated[
        AnyOf[Role] | Optional,
        exists(
            PARTIES,
            EventParty.role,
            same_row=[("asserted_by", EventParty.asserted_by_id)],
            merged_into=["party"],
        ),
    ] = list_param("Roles of a party; with `party`, of that party.", ["initiator"])
    asserted_by: Annotated[
        AnyOf[Text] | Optional,
        exists(PARTIES, EventParty.asserted_by_id, choices=Party.id, merged_into=["party", "role"]),
    ] = list_param(
        "Ids of parties on whose word a role rests. With `party` or `role`, that party and that role.", ["iran"]
    )
    person: Annotated[AnyOf[Text] | Optional, exists(PEOPLE, EventPerson.person_id, choices=Person.id)] = list_param(
        "Ids of people who take part.", ["jalil-abbas-jilani"]
    )
    place: Annotated[AnyOf[Text] | Optional, exists(PLACES, EventPlace.place_id, choices=Place.id)] = list_param(
        "Place ids, in any role: where it happened, an envoy's post, or what it is about. "
        "A place also matches the places inside it.",
        ["balochistan"],
    )
    country: Annotated[
        AnyOf[Text] | Optional, exists(ALL_PLACES, Place.country, choices=Place.country, fold=str.upper)
    ] = list_param("ISO 3166-1 alpha-2 codes of the countries where it happened, in any case.", ["PK"])
    bbox: Annotated[BoundingBox | Optional, exists_in_bbox(DIRECT_PLACES)] = param(
        "west,south,east,north in decimal degrees: at least one of its places has its point in the box. The points of "
        "provinces and countries stand for wide areas; see `geo_precision`.",
        "60,25,68,32",
    )
    geo_precision: Annotated[AnyOf[GeoPrecision] | Optional, exists(DIRECT_PLACES, Place.geo_precision)] = list_param(
        "How precise the point of at least one of its places is.", ["province"]
    )
    claimant: Annotated[
        AnyOf[Text] | Optional, exists(CLAIMS, Claim.claimant_id, choices=Party.id, merged_into=FIGURES)
    ] = list_param(
        "Ids of parties that make a claim about it. With a minimum or maximum figure, the same claim must match both.",
        ["iran"],
    )
    min_killed: Annotated[Count | Optional, exists_figure_at_least(CLAIMS, Measure.KILLED)] = param(
        OVERALL + " that puts the number killed at this or higher (`low`)." + NO_FIGURE, 5
    )
    max_killed: Annotated[Count | Optional, exists_figure_at_most(CLAIMS, Measure.KILLED)] = param(
        OVERALL + " that puts the number killed at this or lower (`high`)." + NO_FIGURE, 5
    )
    min_injured: Annotated[Count | Optional, exists_figure_at_least(CLAIMS, Measure.INJURED)] = param(
        OVERALL + " that puts the number injured at this or higher (`low`)." + NO_FIGURE, 1
    )
    max_injured: Annotated[Count | Optional, exists_figure_at_most(CLAIMS, Measure.INJURED)] = param(
        OVERALL + " that puts the number injured at this or lower (`high`)." + NO_FIGURE, 4
    )
    background: Annotated[Flag | Optional, equals("background")] = param(
        "`false` leaves out what led up to the skirmishes, such as the strikes in Iraq and Syria. Default: both.", False
    )
    contested: Annotated[Flag | Optional, equals("contested")] = param(
        "Whether accounts of it differ, or part of it rests only on someone's word. Default: both.", True
    )
