"""The API's table of contents: one entry for each resource. Routes, docs, index and tests read it."""

from dataclasses import dataclass
from typing import Any

from app import urls
from app.formats.atom import ATOM
from app.formats.bibtex import BIBTEX
from app.formats.csl import CSL
from app.formats.csv_format import CSV
from app.formats.format import Format
from app.formats.geojson import GEOJSON
from app.formats.jsonfeed import JSON_FEED
from app.formats.jsonl import JSONL
from app.formats.jsonld import CLAIM_LD, EVENT_LD
from app.formats.lazy import ICS
from app.formats.markdown import MARKDOWN
from app.formats.ris import RIS
from app.queries.changes import ChangeQuery
from app.queries.claims import ClaimQuery
from app.queries.discrepancies import DiscrepancyQuery
from app.queries.events import EventQuery
from app.queries.listing import ListQuery
from app.queries.parties import PartyQuery
from app.queries.passages import PassageQuery
from app.queries.people import PersonQuery
from app.queries.places import PlaceQuery
from app.queries.sources import SourceQuery
from app.queries.strikes import StrikeQuery
from app.schemas import BRIEF, FULL
from app.schemas.base import Brief
from app.schemas.changes import ChangeAnswer, ChangePage
from app.schemas.claims import ClaimAnswer, ClaimPage
from app.schemas.columns import Column, columns
from app.schemas.discrepancies import DiscrepancyAnswer, DiscrepancyPage
from app.schemas.envelopes import Envelope, Page
from app.schemas.events import EventAnswer, EventPage
from app.schemas.parties import PartyAnswer, PartyPage
from app.schemas.passages import PassageAnswer, PassagePage
from app.schemas.people import PersonAnswer, PersonPage
from app.schemas.places import PlaceAnswer, PlacePage
from app.schemas.sources import SourceAnswer, SourcePage
from app.schemas.strikes import StrikeAnswer, StrikePage

TABLE = (CSV, JSONL)
PLACED = (*TABLE, GEOJSON)
FEEDS = (ATOM, JSON_FEED)


@dataclass(frozen=True)
class Resource:
    """A resource: what may be asked of it, and what it answers. `example` is the id its documentation shows.

    JSON is always there; `formats` are the others.
    """

    name: str
    text: str
    example: str
    formats: tuple[Format, ...]
    query: type[ListQuery]
    page: type[Page]
    answer: type[Envelope]
    record_feeds: bool = False  # each record has a feed of its own too

    @property
    def kind(self) -> str:
        """What its records are called."""
        return urls.KINDS[self.name]

    @property
    def has_feed(self) -> bool:
        """Whether its list can be subscribed to."""
        return any(format_.feed for format_ in self.formats)

    @property
    def table(self) -> Any:
        """The table its documents stand in."""
        return self.query.table

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its table."""
        return columns(self.full)

    @property
    def brief(self) -> type[Brief]:
        """What its list answers of a record."""
        return BRIEF[self.name]

    @property
    def full(self) -> type[Brief]:
        """What a record's own address answers."""
        return FULL[self.name]


RESOURCES: tuple[Resource, ...] = (
    Resource(
        "events",
        "Everything that happened, dated or not.",
        "kerman-bombings",
        (*PLACED, ICS, MARKDOWN, EVENT_LD, *FEEDS),
        EventQuery,
        EventPage,
        EventAnswer,
        record_feeds=True,
    ),
    Resource(
        "strikes",
        "The events in which one state fired on targets.",
        "iranian-strikes-in-pakistan",
        PLACED,
        StrikeQuery,
        StrikePage,
        StrikeAnswer,
    ),
    Resource(
        "parties", "States, armed groups and military units.", "jaish-ul-adl", TABLE, PartyQuery, PartyPage, PartyAnswer
    ),
    Resource("people", "People the article names.", "hossein-salami", TABLE, PersonQuery, PersonPage, PersonAnswer),
    Resource(
        "places",
        "Places the article names, with points from open gazetteers.",
        "kerman",
        PLACED,
        PlaceQuery,
        PlacePage,
        PlaceAnswer,
    ),
    Resource(
        "claims",
        "Who says what; figures are never to be added up. Days are those of the event: a claim about none has no day.",
        "iran-nine-people-killed",
        (*TABLE, CLAIM_LD),
        ClaimQuery,
        ClaimPage,
        ClaimAnswer,
    ),
    Resource(
        "sources",
        "The article's references, and the article itself.",
        "bbc-news",
        (*TABLE, CSL, BIBTEX, RIS),
        SourceQuery,
        SourcePage,
        SourceAnswer,
    ),
    Resource(
        "passages",
        "Where in the article each thing is said.",
        "lead-1",
        TABLE,
        PassageQuery,
        PassagePage,
        PassageAnswer,
    ),
    Resource(
        "discrepancies",
        "Where the article is at odds with itself, or silent.",
        "killed-in-pakistan-children-or-people",
        TABLE,
        DiscrepancyQuery,
        DiscrepancyPage,
        DiscrepancyAnswer,
    ),
    Resource(
        "changes",
        "What was changed in the dataset, when and why.",
        "1-0-0-first-release",
        (*TABLE, *FEEDS),
        ChangeQuery,
        ChangePage,
        ChangeAnswer,
    ),
)
