"""The map: where the events took place. Areas are shaded, never pinned."""

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query
from sqlalchemy import Connection
from starlette.responses import Response

from app import urls
from app.formats.json_format import loads
from app.models import Event, Place
from app.outlines import geometries
from app.pages.cartography import COUNTRY_NAMES, VIEWS, Point, View, shapes
from app.pages.embeds import EmbedParams, embed_response, listed_corrections
from app.pages.page import PageParams, PageRoute, page_response, site_of
from app.pages.pictures import drawing_response, picture_response, renderer
from app.pages.templating import render
from app.queries.engine.get import documents_by_id, first_documents
from app.vocabulary import GeoPrecision, PlaceKind
from app.web.params import NoParameters
from app.web.requests import ApiRequest

Document = dict[str, Any]
DEFAULT_VIEW = "region"
TITLE = "Where it happened"
DESCRIPTION = (
    "Where the events took place, according to the article or, where marked, by our inference. A province or country "
    "is shaded as a whole, since the article does not say where in it."
)
PRECISE = {GeoPrecision.EXACT, GeoPrecision.NEAR}  # of a point that may be drawn as one
OWN_CODES = {PlaceKind.COUNTRY: "country", PlaceKind.PROVINCE: "subdivision"}  # the field with the code of an area
MAX_EVENTS = 200  # whose places are drawn
PICTURE_WIDTH = 1200  # pixels
router = APIRouter(route_class=PageRoute, include_in_schema=False)


class Spot(NamedTuple):
    """A place on the map and in the list beside it."""

    number: int | None  # None if it is not on the map, for the reason in `omitted`
    place: Document
    events: list[Document]
    inferred: bool  # whether it is our inference that they happened there
    code: str | None  # of its outline, if it is an area
    point: Point | None  # where the number stands, in pixels
    omitted: str = ""

    @property
    def label(self) -> str:
        """Its name, marked if it is our inference that the events happened there."""
        return f"{self.place['name']} (inferred)" if self.inferred else str(self.place["name"])


class MapParams(PageParams):
    """The part of the world that is shown."""

    area: str = DEFAULT_VIEW


class MapEmbedParams(EmbedParams, MapParams):
    """The parameters of every embed, and the part of the world that is shown."""


@router.get(urls.MAP_PAGE)
def get_map(request: ApiRequest, query: Annotated[MapParams, Query()]) -> Response:
    """The map, with a list of what happened where."""
    with request.store.snapshot() as snapshot:
        context = map_context(snapshot.connection, query.area)
    return page_response(
        request,
        "map.html",
        title=TITLE,
        description=DESCRIPTION,
        path=urls.MAP_PAGE,
        embed_of=urls.MAP_EMBED,
        picture=urls.MAP_PICTURE + context["area_query"],
        **context,
    )


@router.get(urls.MAP_EMBED)
def get_map_embed(request: ApiRequest, query: Annotated[MapEmbedParams, Query()]) -> Response:
    """The map for other sites."""
    with request.store.snapshot() as snapshot:
        context = map_context(snapshot.connection, query.area)
        corrected = listed_corrections(snapshot.connection, titles(context["spots"]), query.version)
    return embed_response(
        request,
        query,
        "embed_map.html",
        title=TITLE,
        path=urls.MAP_PAGE,
        path_label="The map and its list",
        **context,
        **corrected,
    )


@router.get(urls.MAP_DRAWING)
def get_map_drawing(request: ApiRequest, query: Annotated[MapParams, Query()]) -> Response:
    """The map as a drawing."""
    return drawing_response(drawing(request, query.area))


@router.get(urls.MAP_PICTURE)
async def get_map_picture(request: ApiRequest, query: Annotated[MapParams, Query()]) -> Response:
    """The map as a picture."""
    renderer().check()
    svg = await request.store.run(lambda: drawing(request, query.area), NoParameters())
    return await picture_response(svg, PICTURE_WIDTH)


def drawing(request: ApiRequest, area: str) -> str:
    """The map as SVG that stands by itself."""
    with request.store.snapshot() as snapshot:
        context = map_context(snapshot.connection, area)
    return render("map.svg", site_of(request), context)


def map_context(connection: Connection, area: str) -> Document:
    """What a map and its list show. An area that there is no view of is the usual one."""
    name = area if area in VIEWS else DEFAULT_VIEW
    view = VIEWS[name]
    documents = first_documents(connection, Event.brief, MAX_EVENTS + 1, Event.sequence)
    spots = find_spots(connection, [loads(text) for text in documents[:MAX_EVENTS]], view)
    areas = {spot.code: spot for spot in spots if spot.number and spot.code}
    return {
        "area": name,
        "view": view,
        "shapes": shapes(view),
        "country_names": COUNTRY_NAMES[view],
        "areas": areas,
        "spots": spots,
        "alt": alt_text(spots),
        "area_query": "" if name == DEFAULT_VIEW else f"?area={name}",
        "has_names": name == DEFAULT_VIEW,  # of provinces; on the other view they are too small
        "has_more": len(documents) > MAX_EVENTS,
    }


def find_spots(connection: Connection, events: list[Document], view: View) -> list[Spot]:
    """The places where events happened, in the order of the story; those that cannot be drawn are last."""
    happened: dict[str, list[tuple[Document, bool]]] = {}
    for event in events:
        for place in event["places"]:
            if place["role"] == "location":
                happened.setdefault(place["id"], []).append((event, place["inferred"]))
    places = {id: loads(brief) for id, brief in documents_by_id(connection, Place, happened).items()}
    spots, number = [], 0
    for id, pairs in happened.items():
        spot = locate(places[id], [event for event, _ in pairs], all(inferred for _, inferred in pairs), view)
        if not spot.omitted:
            number += 1
            spot = spot._replace(number=number)
        spots.append(spot)
    return sorted(spots, key=lambda spot: (spot.number is None, spot.number))


def locate(place: Document, events: list[Document], inferred: bool, view: View) -> Spot:
    """A place on the map: an area that is shaded, a point that is close enough to be one, or why it is neither."""
    code = own_code(place)
    point = None if place["latitude"] is None else (place["longitude"], place["latitude"])
    if code is not None:
        point = COUNTRY_NAMES[view].get(code, point)
    if point is None:
        omitted = "we found no point for it in GeoNames or Natural Earth"
    elif not view.contains(point):
        omitted = "outside this map"
    elif code is None and place["geo_precision"] not in PRECISE:
        omitted = "its point stands for a wide area"
    else:
        return Spot(None, place, events, inferred, code, view.project(point))
    return Spot(None, place, events, inferred, code, None, omitted)


def own_code(place: Document) -> str | None:
    """The code of the outline of a place, if it is an area that has one."""
    field = OWN_CODES.get(PlaceKind(place["kind"]))
    return place[field] if field is not None and place[field] in geometries() else None


def titles(spots: list[Spot]) -> dict[str, str]:
    """The titles of the places and events of a map, by `events/ID`."""
    places = {f"places/{spot.place['id']}": spot.label for spot in spots}
    return places | {f"events/{event['id']}": event["title"] for spot in spots for event in spot.events}


def alt_text(spots: list[Spot]) -> str:
    """What the map shows, for those who cannot see it: the areas that are shaded, then the places with a dot."""
    shaded = [spot for spot in spots if spot.number and spot.code]
    dots = [spot for spot in spots if spot.number and not spot.code]
    parts = ["Map of Iran, Pakistan and their neighbours."]
    for label, group in (("Shaded", shaded), ("Marked with a dot", dots)):
        if group:
            names = ", ".join(f"{spot.number} {spot.label}" for spot in group)
            parts.append(f"{label}: {names}.")
    return " ".join(parts)
