"""Cards: pictures of an event, strike or claim, for previews and newsletters. No figure is without who says it."""

from textwrap import wrap
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query
from starlette.responses import Response

from app import urls
from app.errors import Removed
from app.formats.json_format import loads
from app.pages.embeds import strike_context
from app.pages.figures import figures_caption
from app.pages.page import PageParams, site_of
from app.pages.pictures import picture_response, renderer
from app.pages.templating import render
from app.queries.engine.get import get_document
from app.records import RECORDS
from app.vocabulary import RecordKind
from app.web.dispatch import ApiRoute
from app.web.params import NoParameters
from app.web.requests import ApiRequest

Document = dict[str, Any]
WIDTH, HEIGHT = 1200, 630  # pixels; small ones have half of each
TEXT_WIDTH = 1080  # pixels between the margins
CHARACTER = 0.53  # of the font size: the average width, and a little more, so that no line is too long
TEXT_SIZES = (46, 40, 36, 32, 28, 25, 22)  # pixels, the largest that fits is taken
TEXT_HEIGHT = 330  # pixels that a text may take
LINE = 1.3  # of the font size: from one line to the next
TITLE_SIZES = (54, 46, 40)
MAX_TITLE_LINES = 2
EMPTY: Document = {"kicker": "", "party": "", "title": None, "rows": [], "text": None, "more": 0, "caption": ""}
router = APIRouter(route_class=ApiRoute, include_in_schema=False)


class FittedText(NamedTuple):
    """A text in lines, and the size in which they fit."""

    lines: list[str]
    size: int


def add_card(kind: RecordKind, path: str, width: int) -> None:
    """Declare the cards of a kind of record in one size."""

    async def get_card(request: ApiRequest, id: str, query: Annotated[PageParams, Query()]) -> Response:
        renderer().check()
        svg = await request.store.run(lambda: card(request, kind, id), NoParameters())
        return await picture_response(svg, width)

    router.add_api_route(path, get_card, methods=["GET"])


for kind in urls.EMBEDDED:
    add_card(kind, urls.card(kind, "{id}"), WIDTH)
    add_card(kind, urls.small_card(kind, "{id}"), WIDTH // 2)


def card(request: ApiRequest, kind: RecordKind, id: str) -> str:
    """The card of a record as SVG. That of a removed record says so, since newsletters show it already."""
    table = RECORDS[kind].table
    try:
        with request.store.snapshot() as snapshot:
            record = loads(get_document(snapshot.connection, table, id, table.full))
    except Removed as error:
        title = fit("This record was withdrawn", TITLE_SIZES)
        return render("card.svg", site_of(request), {**EMPTY, "title": title, "text": fit(error.detail)})
    return render("card.svg", site_of(request), context_of(kind, record))


def context_of(kind: RecordKind, record: Document) -> Document:
    """What a card shows: the figures of a strike with who says each, the summary of an event, or a claim."""
    if kind is RecordKind.CLAIM:
        event = record["event"]
        kicker = f"{event['title']} · {record['event_date']['text']}" if event else ""
        return {**EMPTY, "kicker": kicker, "text": fit(record["text"])}
    places = [place["name"] for place in record["places"] if place["role"] == "location" and not place["inferred"]]
    shown = strike_context(record) if kind is RecordKind.STRIKE else {"casualties": [], "more": 0}
    return {
        "kicker": " · ".join([record["date"]["text"], *places]),
        "party": record["attacker"]["id"] if kind is RecordKind.STRIKE else "",
        "title": fit(record["title"], TITLE_SIZES, MAX_TITLE_LINES),
        "rows": shown["casualties"],
        "text": None if shown["casualties"] else fit(record["summary"]),
        "more": shown["more"],
        "caption": figures_caption(record) if shown["casualties"] else "",
    }


def fit(text: str, sizes: tuple[int, ...] = TEXT_SIZES, max_lines: int | None = None) -> FittedText:
    """A text in the largest size in which it fits; in the smallest, whatever its length."""
    for size in sizes:
        lines = wrap(text, int(TEXT_WIDTH / (size * CHARACTER)))
        if len(lines) <= (max_lines or TEXT_HEIGHT // (size * LINE)):
            break
    return FittedText(lines, size)
