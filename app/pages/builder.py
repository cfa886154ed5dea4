"""The builder: choose what to embed, see it, and copy the code for a page, a newsletter or a spreadsheet."""

from typing import Annotated, Any, NamedTuple
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.responses import Response

from app import urls
from app.errors import NotFound, Removed, shortened
from app.formats.json_format import loads
from app.models import Claim, Event, Party, Place, Strike
from app.pages.embeddable import Embeddable, Pairs, find_embeddable, usual_embed
from app.pages.embeds import MAX_EVENTS, ORDERS, THEMES
from app.pages.maps import MapEmbedParams
from app.pages.page import POLICY, PageRoute, html, site_of
from app.pages.snippets import data_snippets, page_snippets
from app.pages.templating import render
from app.pages.timeline import FILTERS
from app.queries.engine.get import first_documents
from app.records import RECORDS
from app.vocabulary import EventType, RecordKind
from app.web.requests import ApiRequest

HEADERS = {"Content-Security-Policy": f"{POLICY}; frame-src 'self'; frame-ancestors 'none'"}
MAX_CHOICES = 200  # of each kind of record; any other can be chosen from its page
ORDER = {RecordKind.STRIKE: Strike.sequence, RecordKind.EVENT: Event.sequence, RecordKind.CLAIM: Claim.earliest}
FIRST_FIELDS = ("since", "until", "party", "place", "q")  # fields of the form that take the first value of a filter
TIMELINE_NAME = urls.TIMELINE_EMBED.removeprefix(f"{urls.BUILDER}/")
OTHER_OPTIONS = {"theme", "limit", "order", "area"}
router = APIRouter(route_class=PageRoute, include_in_schema=False)


class BuilderParams(MapEmbedParams):
    """What to embed, as the path of an embed without its folder, and how it is to look."""

    what: str = ""


class Choice(NamedTuple):
    """An item of a list in the form."""

    value: str
    label: str


class Chosen(NamedTuple):
    """The filters of a timeline as the form shows them."""

    types: list[str]
    fields: dict[str, str]
    others: Pairs  # which have no field: they are kept and named


@router.get(urls.BUILDER)
def get_builder(request: ApiRequest, query: Annotated[BuilderParams, Query()]) -> Response:
    """The form and, below it, the embed and the snippets of what was chosen."""
    item, notice = None, ""
    with request.store.snapshot() as snapshot:
        groups = {kind: records(snapshot.connection, kind) for kind in urls.EMBEDDED}
        what = query.what or usual_embed(snapshot.connection).removeprefix(f"{urls.BUILDER}/")
        query_string = request.scope["query_string"].decode(errors="replace")
        try:
            item = find_embeddable(snapshot, f"{urls.BUILDER}/{what}", query_string)
        except (NotFound, Removed) as error:
            notice = error.detail
        parties, places = named(snapshot.connection, Party), named(snapshot.connection, Place)
    site = site_of(request)
    context: dict[str, Any] = {
        "title": "Embed the record",
        "description": "Choose what to show, see how it looks, and copy the code for your page.",
        "path": urls.BUILDER,
        "groups": with_chosen(groups, what, item),
        "parties": parties,
        "places": places,
        "types": [Choice(word.value, word.value.replace("_", " ")) for word in EventType],
        "themes": THEMES,
        "orders": ORDERS,
        "max_events": MAX_EVENTS,
        "what": what,
        "query": query,
        "chosen": chosen(item),
        "item": item,
        "notice": notice,
        "ignored": ignored(item, query_string) if what == TIMELINE_NAME else [],
        "page_snippets": [] if item is None else list(page_snippets(site, item)),
        "data_snippets": [] if item is None else list(data_snippets(site, item)),
    }
    return html(render("builder.html", site, context), HEADERS)


def records(connection: Connection, kind: RecordKind) -> list[Choice]:
    """The first records of a kind, in the order of the story."""
    documents = map(loads, first_documents(connection, RECORDS[kind].table.brief, MAX_CHOICES, ORDER[kind]))
    return [Choice(f"{kind.collection}/{document['id']}", document["caption"]) for document in documents]


def named(connection: Connection, table: Any) -> list[Choice]:
    """The first records of a table that have names, by name."""
    documents = map(loads, first_documents(connection, table.brief, MAX_CHOICES, table.name))
    return [Choice(document["id"], document["name"]) for document in documents]


def with_chosen(
    groups: dict[RecordKind, list[Choice]], what: str, item: Embeddable | None
) -> dict[RecordKind, list[Choice]]:
    """The lists of records, with the chosen one if it is not among the first."""
    for kind, choices in groups.items():
        if item is not None and what.startswith(f"{kind.collection}/") and all(what != one.value for one in choices):
            choices.append(Choice(what, item.title))
    return groups


def ignored(item: Embeddable | None, query_string: str) -> list[str]:
    """The filters of a timeline that were asked for and make no sense, as they stand in the query."""
    kept = {(name, value.lower()) for name, value in item.options} if item is not None else set()
    asked = [(name, value) for name, value in parse_qsl(query_string) if name in FILTERS]
    return [f"{name}={shortened(value)}" for name, value in asked if (name, value.lower()) not in kept]


def chosen(item: Embeddable | None) -> Chosen:
    """The filters of a chosen timeline."""
    types, fields, others = [], {}, []
    for name, value in item.options if item is not None else ():
        if name == "type":
            types.append(value)
        elif name in FIRST_FIELDS and name not in fields:
            fields[name] = value
        elif name not in OTHER_OPTIONS:
            others.append((name, value))
    return Chosen(types, fields, tuple(others))
