"""Pages about the record as a whole: the front page, the timeline, what is not said, corrections and search."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import ValidationError
from sqlmodel import col
from starlette.responses import Response

from app import urls
from app.errors import InvalidParameter
from app.formats.json_format import loads
from app.models import Discrepancy, Event, Strike
from app.pages.maps import DEFAULT_VIEW, map_context
from app.pages.page import PageParams, PageRoute, page_response
from app.pages.timeline import periods
from app.queries.changes import ChangeQuery
from app.queries.engine.get import first_documents
from app.queries.engine.paginate import fetch_page
from app.queries.listing import MAX_LIMIT
from app.queries.lookups import SearchQuery
from app.queries.parameters import MAX_LENGTH
from app.queries.search_notices import search_notices
from app.vocabulary import COLLECTIONS
from app.web.params import invalid_values
from app.web.requests import ApiRequest

Document = dict[str, Any]
MAX_EVENTS = 200  # on the timeline; the page says how many it leaves out
MAX_DISCREPANCIES = 500
MAX_HITS = 50
RECORD_ADDRESS = re.compile(rf"\b(?:{'|'.join(COLLECTIONS)})/[a-z0-9-]+")
MAX_STRIKES = 2  # cards on the front page
FIRST_GAPS = 5  # on the front page
router = APIRouter(route_class=PageRoute, include_in_schema=False)


def read(documents: Sequence[str]) -> list[Document]:
    """Documents from their JSON."""
    return [loads(text) for text in documents]


@router.get(urls.VIEW)
def get_front_page(request: ApiRequest) -> Response:
    """What this is, who says what about the two strikes, when, and what is not said."""
    with request.store.snapshot() as snapshot:
        connection = snapshot.connection
        main = [col(Strike.background).is_(False)]
        strikes = read(first_documents(connection, Strike.full, MAX_STRIKES, Strike.sequence, where=main))
        events = read(first_documents(connection, Event.brief, MAX_EVENTS, Event.sequence))
        gaps = read(first_documents(connection, Discrepancy.brief, FIRST_GAPS, Discrepancy.position))
        places = map_context(connection, DEFAULT_VIEW)
    return page_response(
        request,
        "front.html",
        title=snapshot.dataset.title,
        description=loads(snapshot.dataset.document)["description"],
        path=urls.INDEX,
        picture=urls.MAP_PICTURE,
        strikes=strikes,
        periods=periods(events),
        most_events=MAX_EVENTS,
        gaps=gaps,
        **places,
    )


@router.get(urls.TIMELINE_PAGE)
def get_timeline(request: ApiRequest) -> Response:
    """All events in the order of the story."""
    with request.store.snapshot() as snapshot:
        events = read(first_documents(snapshot.connection, Event.brief, MAX_EVENTS + 1, Event.sequence))
    return page_response(
        request,
        "timeline.html",
        title="Timeline",
        description="Every event of the record in order. Days that are not stated are not guessed.",
        path=urls.TIMELINE_PAGE,
        embed_of=urls.TIMELINE_EMBED,
        periods=periods(events[:MAX_EVENTS]),
        has_more=len(events) > MAX_EVENTS,
    )


@router.get(urls.GAPS_PAGE)
def get_gaps(request: ApiRequest) -> Response:
    """What the article does not say, and where it differs from itself."""
    with request.store.snapshot() as snapshot:
        position = Discrepancy.position
        found = read(first_documents(snapshot.connection, Discrepancy.full, MAX_DISCREPANCIES + 1, position))
    has_more, found = len(found) > MAX_DISCREPANCIES, found[:MAX_DISCREPANCIES]
    article = [item for item in found if item["kind"] != "capture"]
    topics = groupby(sorted(article, key=lambda item: item["topic"]), lambda item: item["topic"])
    return page_response(
        request,
        "gaps.html",
        title="What the article does not say",
        description="Where the article differs from itself, leaves something open or is silent, by topic.",
        path=urls.GAPS_PAGE,
        essential=[item for item in article if item["weight"] == "essential"],
        topics=[(topic, list(items)) for topic, items in topics],
        has_more=has_more,
        captures=[item for item in found if item["kind"] == "capture"],
    )


class CorrectionParams(PageParams):
    """What a reader has used, and from which version."""

    version: str = ""
    used: str = ""  # addresses of records, separated by white space


@router.get(urls.CORRECTIONS_PAGE)
def get_corrections(request: ApiRequest, query: Annotated[CorrectionParams, Query()]) -> Response:
    """Every change, or whether anything that a reader has used was changed since a version."""
    asked: dict[str, Any] = {}
    if query.version.strip():
        asked["since_version"] = [query.version.strip()]
    if records := list(dict.fromkeys(filter(None, map(record_in, query.used.split())))):
        asked |= {"record": records, "related": True}
    page, faults = None, []
    try:
        wanted = ChangeQuery.model_validate({"limit": MAX_LIMIT, **asked})
        with request.store.snapshot() as snapshot:
            page = fetch_page(snapshot.connection, wanted, snapshot.dataset, urls.CORRECTIONS_PAGE)
    except ValidationError as error:
        faults = [fault.message for fault in invalid_values(ChangeQuery, error, asked)]
    except InvalidParameter as error:
        faults = [error.detail]
    changes = read(page.documents) if page else []
    return page_response(
        request,
        "corrections.html",
        title="Corrections",
        description="Every change to the record, with the value before and after, and the reason.",
        path=urls.CORRECTIONS_PAGE,
        changes=changes,
        versions=[(version, list(group)) for version, group in groupby(changes, lambda one: one["version"])],
        total=page.total if page else 0,
        query=query,
        asked=bool(asked),
        fault=" ".join(faults),
    )


def record_in(address: str) -> str | None:
    """The record that an address of the API, a page or an embed is about, as `events/ID`; None if it is of none."""
    match = RECORD_ADDRESS.search(address)
    return match.group() if match else None


class SearchParams(PageParams):
    """The words of a search."""

    q: str = ""


@router.get(urls.SEARCH_PAGE)
def get_search(request: ApiRequest, query: Annotated[SearchParams, Query()]) -> Response:
    """What a search finds in titles, names and summaries."""
    words = query.q.strip()[:MAX_LENGTH]
    hits, notices = [], []
    if words:
        search = SearchQuery(q=words, limit=MAX_HITS)
        with request.store.snapshot() as snapshot:
            page = fetch_page(snapshot.connection, search, snapshot.dataset, urls.SEARCH_PAGE)
            notices = search_notices(snapshot.connection, search, snapshot.dataset, found=bool(page.documents))
        hits = [loads(text) for text in page.documents]
    return page_response(
        request,
        "search.html",
        title=f"Search: {words}" if words else "Search",
        description="Events, claims, people, parties, places and sources, by name in any script or by words.",
        path=urls.SEARCH_PAGE,
        query=words,
        hits=hits,
        notices=notices,
    )
