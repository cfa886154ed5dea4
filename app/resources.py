"""How each kind of record is served. Routes, docs, index, exports and tests read this list."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.formats.atom import ATOM
from app.formats.bibtex import BIBTEX
from app.formats.csl import CSL
from app.formats.csv_format import CSV
from app.formats.format import Format
from app.formats.geojson import GEOJSON, PLACE_GEOJSON
from app.formats.jsonfeed import JSON_FEED
from app.formats.jsonl import JSONL
from app.formats.jsonld import CLAIM_LD, EVENT_LD
from app.formats.lazy import ICS
from app.formats.markdown import MARKDOWN
from app.formats.markdown_records import RECORD_MARKDOWN
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
from app.records import RECORDS
from app.schemas.base import Brief, ResponseModel
from app.schemas.claims import CAUTION
from app.schemas.columns import Column, columns
from app.schemas.envelopes import Page, Single, answer_model, list_item, page_model
from app.vocabulary import RecordKind

TABULAR = (CSV, JSONL)
COMMON = (*TABULAR, RECORD_MARKDOWN)
PLACED = (*TABULAR, GEOJSON)
FEEDS = (ATOM, JSON_FEED)


@dataclass(frozen=True, kw_only=True)
class Resource:
    """How a kind of record is served: its filters and sort orders (`query`), and its formats besides JSON.

    `example` is the id that the documentation uses, `caution` what descriptions of its table warn of.
    """

    kind: RecordKind
    description: str
    example: str
    query: type[ListQuery]
    formats: tuple[Format, ...]
    record_feeds: bool = False  # each record has a feed of its own too
    caution: str | None = None

    @property
    def name(self) -> str:
        """The name of the collection, as in its address."""
        return self.kind.collection

    @property
    def has_feed(self) -> bool:
        """Whether its list can be subscribed to."""
        return any(file_format.feed for file_format in self.formats)

    @property
    def table(self) -> Any:
        """The table that stores its documents."""
        return RECORDS[self.kind].table

    @property
    def brief(self) -> type[Brief]:
        """A record as its list has it."""
        return RECORDS[self.kind].brief

    @property
    def full(self) -> type[Brief]:
        """A record as its own address has it."""
        return RECORDS[self.kind].full

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of its CSV."""
        return columns(self.full)

    @cached_property
    def item(self) -> type[ResponseModel]:
        """A record as its list has it, with any choice of fields."""
        return list_item(self.kind.capitalize(), self.brief, self.full)

    @cached_property
    def page(self) -> type[Page[ResponseModel]]:
        """The answer of its list."""
        return page_model(self.kind.capitalize(), self.name, self.item)

    @cached_property
    def answer(self) -> type[Single[Brief]]:
        """The answer of a record's own address."""
        return answer_model(self.kind.capitalize(), self.full)


RESOURCES: tuple[Resource, ...] = (
    Resource(
        kind=RecordKind.EVENT,
        description="Every event in the article, dated or not.",
        example="pakistani-strikes-in-iran",
        query=EventQuery,
        formats=(*PLACED, ICS, MARKDOWN, EVENT_LD, *FEEDS),
        record_feeds=True,
    ),
    Resource(
        kind=RecordKind.STRIKE,
        description="Events in which a state attacked targets.",
        example="pakistani-strikes-in-iran",
        query=StrikeQuery,
        formats=(*PLACED, RECORD_MARKDOWN),
        caution=CAUTION,
    ),
    Resource(
        kind=RecordKind.PARTY,
        description="States, armed groups and military units.",
        example="jaish-ul-adl",
        query=PartyQuery,
        formats=COMMON,
    ),
    Resource(
        kind=RecordKind.PERSON,
        description="People the article names.",
        example="jalil-abbas-jilani",
        query=PersonQuery,
        formats=COMMON,
    ),
    Resource(
        kind=RecordKind.PLACE,
        description="Places the article names, with points from open gazetteers.",
        example="sistan-and-baluchestan",
        query=PlaceQuery,
        formats=(*COMMON, PLACE_GEOJSON),
    ),
    Resource(
        kind=RecordKind.CLAIM,
        description="Who says what. Never add up the figures. A claim has the date of the event it is about; "
        "a claim about no event has none.",
        example="iran-nine-people-killed",
        query=ClaimQuery,
        formats=(*COMMON, CLAIM_LD),
        caution=CAUTION,
    ),
    Resource(
        kind=RecordKind.SOURCE,
        description="The article's references, and the article itself.",
        example="bbc-news",
        query=SourceQuery,
        formats=(*COMMON, CSL, BIBTEX, RIS),
    ),
    Resource(
        kind=RecordKind.PASSAGE,
        description="Where in the article each statement is made.",
        example="lead-1",
        query=PassageQuery,
        formats=COMMON,
    ),
    Resource(
        kind=RecordKind.DISCREPANCY,
        description="Where the article disagrees with itself, or is silent.",
        example="killed-in-pakistan-children-or-people",
        query=DiscrepancyQuery,
        formats=COMMON,
    ),
    Resource(
        kind=RecordKind.CHANGE,
        description="What changed in the dataset, when and why.",
        example="1-0-0-first-release",
        query=ChangeQuery,
        formats=(*COMMON, *FEEDS),
    ),
)
