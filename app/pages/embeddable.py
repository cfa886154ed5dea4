"""What can be embedded, in one place: oEmbed, the builder of embeds and its snippets all read this."""

import re
from typing import Any, NamedTuple
from urllib.parse import urlencode

from sqlalchemy import Connection
from sqlmodel import col

from app import urls
from app.errors import NotFound, shortened
from app.formats.json_format import loads
from app.models import Strike
from app.pages import cards
from app.pages.cartography import VIEWS
from app.pages.embeds import EmbedParams, strike_context
from app.pages.maps import DEFAULT_VIEW, DESCRIPTION, TITLE, MapEmbedParams, map_context
from app.pages.timeline import filter_pairs, select_events, timeline_title
from app.queries.engine.get import first_documents, get_document
from app.records import RECORDS
from app.store import Snapshot
from app.vocabulary import COLLECTIONS, RecordKind
from app.web.params import parse_query

COLLECTION_NAMES = [kind.collection for kind in urls.EMBEDDED]
RECORD = re.compile(rf"(?:/view|/embed)?/({'|'.join(COLLECTION_NAMES)})/([a-z0-9-]+)")
TIMELINE = {urls.TIMELINE_PAGE, urls.TIMELINE_EMBED}
MAP = {urls.MAP_PAGE, urls.MAP_EMBED}
WIDTH = 640  # pixels, at which the heights were measured
HEIGHTS = {RecordKind.STRIKE: 600, RecordKind.EVENT: 560, RecordKind.CLAIM: 240}  # pixels
TIMELINE_HEIGHT, EVENT_HEIGHT = 185, 65  # a timeline without events, and what each event adds
MAP_HEIGHT = 750
LEAST_HEIGHT = 200
Pairs = tuple[tuple[str, str], ...]


class Picture(NamedTuple):
    """A picture of an embed, and its size in pixels."""

    path: str
    width: int
    height: int


class Embeddable(NamedTuple):
    """An embed, its page, and what stands in its place where frames are removed."""

    title: str
    text: str  # complete, attributed sentences
    page: str
    embed: str
    height: int
    data: str  # the CSV file with its rows
    image: str | None = None
    alt: str = ""  # what the image shows
    options: Pairs = ()  # parameters of the embed that differ from the usual ones
    thumbnails: tuple[Picture, ...] = ()  # largest first

    def src(self, version: str) -> str:
        """The path of the embed with its parameters and the version of the record that is copied."""
        return f"{self.embed}?{urlencode([*self.options, ('version', version)])}"


def find_embeddable(snapshot: Snapshot, path: str, query: str = "") -> Embeddable:
    """What the path of a page, an embed or a record leads to, with those parameters of its query that make sense.

    Raises NotFound if nothing there can be embedded, and Removed for a record that was removed.
    """
    if path in TIMELINE:
        return timeline(snapshot, query)
    if path in MAP:
        return area_map(snapshot, query)
    if (match := RECORD.fullmatch(path)) is not None:
        return record(snapshot, COLLECTIONS[match[1]], match[2], query)
    raise NotFound(f"Nothing at {shortened(path)} can be embedded.", [])


def usual_embed(connection: Connection) -> str:
    """What is shown before anything is chosen: the first strike that is not background, or the timeline."""
    ids = first_documents(connection, Strike.id, 1, Strike.sequence, where=[col(Strike.background).is_(False)])
    return urls.embed(RecordKind.STRIKE, ids[0]) if ids else urls.TIMELINE_EMBED


def usual_embeddable(snapshot: Snapshot) -> Embeddable:
    """What is shown before anything is chosen, as it can be embedded."""
    return find_embeddable(snapshot, usual_embed(snapshot.connection))


def timeline(snapshot: Snapshot, query: str) -> Embeddable:
    """The timeline, or those of its events that filters select."""
    params = parse_query(EmbedParams, query.encode())
    selected = select_events(snapshot, query.encode(), params.limit, is_reversed=params.order == "desc")
    filters = filter_pairs(selected.query)
    article = loads(snapshot.dataset.document)["article"]["title"]
    return Embeddable(
        title=timeline_title(selected.query),
        text=f"{'Selected events' if filters else 'Timeline'} of the {article}, as the article tells it.",
        page=urls.TIMELINE_PAGE,
        embed=urls.TIMELINE_EMBED,
        height=max(TIMELINE_HEIGHT + EVENT_HEIGHT * len(selected.events), LEAST_HEIGHT),
        data=with_query("/events.csv", filters),
        options=(*options(params, "theme", "limit", "order"), *filters),
    )


def area_map(snapshot: Snapshot, query: str) -> Embeddable:
    """The map of the border region, or of all countries."""
    params = parse_query(MapEmbedParams, query.encode())
    area = params.area if params.area in VIEWS else DEFAULT_VIEW
    is_usual = area == DEFAULT_VIEW
    return Embeddable(
        title=TITLE,
        text=DESCRIPTION,
        page=urls.MAP_PAGE,
        embed=urls.MAP_EMBED,
        height=MAP_HEIGHT,
        data="/places.csv",
        image=urls.MAP_PICTURE if is_usual else f"{urls.MAP_PICTURE}?area={area}",
        alt=map_context(snapshot.connection, area)["alt"],
        options=(*options(params, "theme"), *(() if is_usual else (("area", area),))),
    )


def record(snapshot: Snapshot, kind: RecordKind, id: str, query: str) -> Embeddable:
    """A strike, an event or a claim."""
    table = RECORDS[kind].table
    document = loads(get_document(snapshot.connection, table, id, table.full))
    return Embeddable(
        title=document["caption"],
        text=fallback_text(document),
        page=urls.page(kind, id),
        embed=urls.embed(kind, id),
        height=HEIGHTS[kind],
        data=data_file(document),
        image=urls.card(kind, id),
        alt=fallback_text(document),
        options=options(parse_query(EmbedParams, query.encode()), "theme"),
        thumbnails=(
            Picture(urls.card(kind, id), cards.WIDTH, cards.HEIGHT),
            Picture(urls.small_card(kind, id), cards.WIDTH // 2, cards.HEIGHT // 2),
        ),
    )


def withdrawn(path: str, detail: str) -> Embeddable:
    """A record that was removed, by its path. Articles carry it already, so it is embedded with the reason."""
    embed = RECORD.sub(r"/embed/\1/\2", path)
    return Embeddable("Withdrawn", detail, urls.CORRECTIONS_PAGE, embed, LEAST_HEIGHT, data="/changes.csv")


def fallback_text(document: dict[str, Any]) -> str:
    """What stays where a newsletter or feed removes frames: complete, attributed sentences."""
    if document["record_kind"] == RecordKind.CLAIM:
        return str(document["text"])
    figures = strike_context(document)["casualties"] if document["record_kind"] == RecordKind.STRIKE else []
    sentences = [claim["text"] for claim in figures] or [document["summary"]]
    return " ".join([f"{document['caption']}.", *sentences])


def data_file(document: dict[str, Any]) -> str:
    """The CSV file with the claims about the event of a record; if there are none, with the events of its day."""
    is_claim = document["record_kind"] == RecordKind.CLAIM
    event = document["event"] if is_claim else document
    if event is None:
        return "/claims.csv"
    if is_claim or document["claims"]:
        return with_query("/claims.csv", (("event", event["id"]),))
    day = document["date"]["start"]
    return with_query("/events.csv", (("on", day),) if day is not None else ())


def options(params: EmbedParams, *names: str) -> Pairs:
    """These parameters, as far as they differ from the usual ones."""
    given = params.model_dump(include={*names}, exclude_defaults=True)
    return tuple((name, str(given[name])) for name in names if name in given)


def with_query(path: str, pairs: Pairs) -> str:
    """A path with parameters, if there are any."""
    return f"{path}?{urlencode(pairs)}" if pairs else path
