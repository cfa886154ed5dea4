"""The page of each record: special ones for strikes, events and claims, one for all other kinds."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.responses import Response

from app import urls
from app.formats.json_format import loads
from app.formats.jsonld import claim_node, event_node
from app.models import TABLES
from app.pages.page import PageParams, PageRoute, page_response
from app.queries.engine.get import documents_by_id, get_document
from app.records import RECORDS
from app.vocabulary import RecordKind
from app.web.requests import ApiRequest

Document = dict[str, Any]
SPECIAL = {RecordKind.STRIKE: "strike.html", RecordKind.EVENT: "event.html", RecordKind.CLAIM: "claim.html"}
LINKED_DATA: dict[RecordKind, Callable[[Document, str], Any]] = {
    RecordKind.EVENT: event_node,
    RecordKind.CLAIM: claim_node,
}
TITLES = ("title", "name", "text", "label")  # the first that a record has is its heading
TEXTS = ("summary", "text", "explanation", "caption")  # the first that it has is what it says
# What a page of the other kinds shows: the label, and the field. Empty ones are left out.
FACTS = (
    ("Kind", "kind"),
    ("Office", "office"),
    ("Party", "party"),
    ("Listed in the column of", "infobox_column"),
    ("Part of", "parent"),
    ("Country", "country"),
    ("Precision of the point", "geo_precision"),
    ("Names", "names"),
    ("The article's words for it", "described_as"),
    ("Said to be on the side of", "alignments"),
    ("Involved in", "involved_in"),
    ("Author", "authors"),
    ("Publisher", "publisher"),
    ("Published", "published"),
    ("Retrieved", "retrieved"),
    ("Archived", "archived"),
    ("ISSN", "issn"),
    ("Level", "level"),
    ("Topic", "topic"),
    ("Weight", "weight"),
    ("Section", "section"),
    ("First words", "first_words"),
    ("Last words", "last_words"),
)
router = APIRouter(route_class=PageRoute, include_in_schema=False)


class RecordParams(PageParams):
    """How the page of a record looks."""

    print: str = ""  # "1" for the sheet that is printed


class Fact(NamedTuple):
    """A line of facts: its label, and texts or references to other records."""

    label: str
    values: list[Any]


def add_page(kind: RecordKind) -> None:
    """Declare the pages of a kind of record."""
    table = RECORDS[kind].table

    def get_page(request: ApiRequest, id: str, query: Annotated[RecordParams, Query()]) -> Response:
        with request.store.snapshot() as snapshot:
            record = loads(get_document(snapshot.connection, table, id, table.full))
            context = {} if kind in SPECIAL else generic_context(snapshot.connection, record)
        if kind in LINKED_DATA:
            context["linked_data"] = LINKED_DATA[kind](record, request.store.base_url)
        return page_response(
            request,
            SPECIAL.get(kind, "record.html"),
            record=record,
            title=first(record, ("title", "name", "caption")),
            description=first(record, ("text", *TEXTS)),
            path=urls.page(kind, id),
            is_sheet=query.print not in {"", "0"},
            **({"embed_of": urls.embed(kind, id), "picture": urls.card(kind, id)} if kind in urls.EMBEDDED else {}),
            **context,
        )

    router.add_api_route(urls.page(kind, "{id}"), get_page, methods=["GET"])


for kind in RecordKind:
    if kind is not RecordKind.CHANGE:
        add_page(kind)


def first(record: Document, names: Iterable[str]) -> str:
    """The first of these fields that the record has; empty if it has none."""
    return next((record[name] for name in names if record.get(name)), "")


def generic_context(connection: Connection, record: Document) -> Document:
    """What the page of any kind shows: heading, text, facts, and the records it leads to."""
    heading, text = first(record, TITLES), first(record, TEXTS)
    related = record.get("supports") or record.get("records") or []
    return {
        "heading": heading,
        "text": "" if text == heading else text,
        "facts": list(facts(record)),
        "records": with_titles(connection, related),
        "records_heading": "What it supports" if "supports" in record else "Records concerned",
    }


def facts(record: Document) -> Iterator[Fact]:
    """The facts that the record has."""
    for label, name in FACTS:
        value = record.get(name)
        if value not in (None, [], ""):
            yield Fact(label, [fact_value(item) for item in (value if isinstance(value, list) else [value])])


def fact_value(item: Any) -> Any:
    """A value as the page shows it: a text, or a reference."""
    match item:
        case {"wording": wording, "passage": passage}:
            return f"“{wording}” ({passage['label']})"
        case {"party": party, "asserted_by": None}:
            return party
        case {"party": party, "asserted_by": by}:
            return f"{party['name']}, according to {by['name']}"
        case {"family": family, "given": given}:
            return " ".join(filter(None, [given, family]))
        case {"name": name, "origin": "transliteration"}:
            return f"{name} (for search only, not in the article)"
        case {"name": name, "language": language} if "href" not in item:
            return f"{name} ({language})" if language else name
        case str():
            return item.replace("_", " ")
    return item


def with_titles(connection: Connection, references: Iterable[Document]) -> list[Document]:
    """References to records, each once, with the caption of the record as its title. The dataset has no page."""
    kinds = set(RecordKind)
    unique = {item["href"]: item for item in references if item["kind"] in kinds}
    ids: dict[RecordKind, list[str]] = defaultdict(list)
    for item in unique.values():
        ids[RecordKind(item["kind"])].append(item["id"])
    captions = {
        urls.record(kind, id): loads(brief)["caption"]
        for kind, ids_of_kind in ids.items()
        for id, brief in documents_by_id(connection, TABLES[kind], ids_of_kind).items()
    }
    return [{**item, "title": captions.get(item["href"], item["id"])} for item in unique.values()]
