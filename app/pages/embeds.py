"""Embeds: small pages for frames on other sites. No parameter and no lost record can break the article around them."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BeforeValidator
from sqlalchemy import Connection
from sqlmodel import col
from starlette.responses import Response

from app import urls
from app.errors import Removed
from app.formats.json_format import loads
from app.models import Change
from app.models.changes import version_key
from app.pages.figures import casualty_claims
from app.pages.page import POLICY, PageParams, PageRoute, html, site_of
from app.pages.templating import render
from app.pages.timeline import periods, select_events, timeline_title
from app.queries.engine.get import first_documents, get_document
from app.queries.parameters import DIGITS
from app.records import RECORDS
from app.vocabulary import ChangeKind, RecordKind
from app.web.requests import ApiRequest

HEADERS = {
    "Content-Security-Policy": POLICY.replace("connect-src 'self'; form-action 'self'", "form-action 'none'"),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Robots-Tag": "noindex, indexifembedded",
}
THEMES = ("auto", "light", "dark")  # the usual one first
ORDERS = ("asc", "desc")
# So much fits into 1,000 pixels, where WordPress cuts an embed off, in a column 320 pixels wide.
MAX_FIGURES = 4
MAX_CLAIMS = 2
MAX_NOT_STATED = 2
MAX_CORRECTIONS = 2
MAX_LISTED_CORRECTIONS = 100  # that are counted
MAX_EVENTS = 6  # on a timeline, unless `limit` says fewer
Document = dict[str, Any]
router = APIRouter(route_class=PageRoute, include_in_schema=False)


def valid_theme(text: str) -> str:
    """A theme; the usual one for anything else."""
    return text if text in THEMES else THEMES[0]


def valid_limit(text: Any) -> int:
    """A number of events; the usual one for anything else."""
    return min(int(text), MAX_EVENTS) if DIGITS.fullmatch(str(text)) and int(text) else MAX_EVENTS


def valid_order(text: str) -> str:
    """An order of events; the usual one for anything else."""
    return text if text in ORDERS else ORDERS[0]


class EmbedParams(PageParams):
    """How an embed looks, and which version of the record it was copied from. Values without sense are ignored."""

    theme: Annotated[str, AfterValidator(valid_theme)] = THEMES[0]
    version: str = ""
    limit: Annotated[int, BeforeValidator(valid_limit)] = MAX_EVENTS
    order: Annotated[str, AfterValidator(valid_order)] = ORDERS[0]


def embed_response(request: ApiRequest, query: EmbedParams, template: str, **context: Any) -> Response:
    """An embed from its template."""
    usual = {"theme": query.theme, "address": request.target, "corrections": [], "more_corrections": 0}
    return html(render(template, site_of(request), {**usual, **context}), HEADERS)


def add_embed(kind: RecordKind) -> None:
    """Declare the embeds of a kind of record."""
    table = RECORDS[kind].table

    def get_embed(request: ApiRequest, id: str, query: Annotated[EmbedParams, Query()]) -> Response:
        try:
            with request.store.snapshot() as snapshot:
                record = loads(get_document(snapshot.connection, table, id, table.full))
        except Removed as error:
            return withdrawn(request, query, error)
        corrected = list(corrections(record, query.version))
        shown = strike_context(record) if kind is RecordKind.STRIKE else record_context(record, bool(corrected))
        return embed_response(
            request,
            query,
            "embed_strike.html" if kind is RecordKind.STRIKE else "embed_record.html",
            record=record,
            title=record["caption"],
            path=urls.page(kind, id),
            not_stated=record.get("not_stated", [])[:MAX_NOT_STATED],
            corrections=corrected[:MAX_CORRECTIONS],
            more_corrections=len(corrected[MAX_CORRECTIONS:]),
            **shown,
        )

    router.add_api_route(urls.embed(kind, "{id}"), get_embed, methods=["GET"])


for kind in urls.EMBEDDED:
    add_embed(kind)


@router.get(urls.TIMELINE_EMBED)
def get_timeline_embed(request: ApiRequest, query: Annotated[EmbedParams, Query()]) -> Response:
    """The events in the order of the story, or those that the filters of /events select."""
    with request.store.snapshot() as snapshot:
        query_string, is_reversed = request.scope["query_string"], query.order == "desc"
        selected = select_events(snapshot, query_string, query.limit, is_reversed=is_reversed)
        titles = {f"events/{event['id']}": event["title"] for event in selected.events}
        corrected = listed_corrections(snapshot.connection, titles, query.version)
    return embed_response(
        request,
        query,
        "embed_timeline.html",
        title=timeline_title(selected.query),
        path=urls.TIMELINE_PAGE,
        path_label="All events",
        periods=periods(selected.events),
        more=selected.total - len(selected.events),
        nothing="No event matches these filters." if selected.query.filter_values() else "The record has no events.",
        **corrected,
    )


def strike_context(record: Document) -> Document:
    """What the embed and the card of a strike show: the first casualty claims."""
    claims = casualty_claims(record)
    return {"casualties": claims[:MAX_FIGURES], "more": len(claims[MAX_FIGURES:])}


def record_context(record: Document, has_corrections: bool) -> Document:
    """What the embed of an event or claim shows: fewer claims if corrections need the room."""
    claims = [claim for claim in record.get("claims", []) if not claim["part_of"]]
    limit = MAX_CLAIMS - has_corrections
    return {"claims": claims[:limit], "more": len(claims[limit:])}


def corrections(record: Document, version: str) -> Iterator[str]:
    """The corrections of a record and its claims since the version that was embedded; all if that is not a version."""
    for part in [record, *record.get("claims", [])]:
        for change in part["corrected_by"]:
            if is_since(change["version"], version):
                yield change["text"]


def listed_corrections(connection: Connection, titles: Mapping[str, str], version: str) -> Document:
    """The same for an embed that lists many records, `titles` by `events/ID`: the newest, and how many more there are.

    Each begins with the title of its record.
    """
    corrected = [col(Change.record).in_(titles), col(Change.kind) == ChangeKind.CORRECTED]
    documents = first_documents(
        connection, Change.brief, MAX_LISTED_CORRECTIONS, col(Change.released).desc(), where=corrected
    )
    changes = [change for change in map(loads, documents) if is_since(change["version"], version)]
    texts = [f"{titles[change['record']]}: {change['text']}" for change in changes]
    return {"corrections": texts[:1], "more_corrections": len(texts[1:])}


def is_since(changed: str, version: str) -> bool:
    """Whether something changed in a version after this one; true if this is not a version."""
    is_version = all(DIGITS.fullmatch(part) for part in version.split("."))
    return not is_version or version_key(changed) > version_key(version)


def withdrawn(request: ApiRequest, query: EmbedParams, error: Removed) -> Response:
    """The embed of a removed record, which says so with status 200: articles carry it already."""
    return embed_response(
        request,
        query,
        "embed_withdrawn.html",
        title="This record was withdrawn",
        description=error.detail,
        path=urls.CORRECTIONS_PAGE,
        path_label="Corrections",
    )
