"""Recipes for newsrooms: how to show the record, or read its data, in twelve tools."""

from collections.abc import Iterator
from typing import NamedTuple

from fastapi import APIRouter
from starlette.responses import Response

from app import urls
from app.pages import snippets
from app.pages.embeddable import Embeddable, usual_embeddable
from app.pages.page import PageRoute, page_response, site_of
from app.pages.templating import Site
from app.web.requests import ApiRequest

CLAIMS, EVENTS, POINTS, CALENDAR = "/claims.csv", "/events.csv", "/events.geojson", "/events.ics"
router = APIRouter(route_class=PageRoute, include_in_schema=False)


class Recipe(NamedTuple):
    """How to use the record in one tool."""

    id: str
    title: str
    steps: list[str]
    code: str
    is_run: bool  # whether a test runs it as it stands
    note: str  # what the tests do instead, or with what they run it


@router.get(urls.NEWSROOMS_PAGE)
def get_newsrooms(request: ApiRequest) -> Response:
    """Twelve recipes, each with a text to copy."""
    site = site_of(request)
    with request.store.snapshot() as snapshot:
        item = usual_embeddable(snapshot)
    return page_response(
        request,
        "newsrooms.html",
        title="For newsrooms",
        description="How to show the record, chart it or follow it in twelve tools. Each recipe has a text to copy.",
        path=urls.NEWSROOMS_PAGE,
        recipes=[*showing(site, item), *charting(site), *analysing(site), *following(site)],
    )


def showing(site: Site, item: Embeddable) -> Iterator[Recipe]:
    """Recipes for pages and newsletters."""
    if site.is_export:  # which cannot tell WordPress what an address leads to
        steps = ["In the block editor, add a Custom HTML block.", "Paste the code. Preview the post to see the embed."]
        code, note = snippets.frame(site, item), "Our tests show the frame in Chromium."
    else:
        steps = [
            "In the block editor, paste the address on an empty line of its own.",
            "WordPress asks us for the embed and shows it. Any other page of a strike, event or claim works too.",
        ]
        code = snippets.address(site, item)
        note = "In a real WordPress."
    yield Recipe("wordpress", "WordPress", steps, code, is_run=not site.is_export, note=note)
    steps = [
        "Paste the code where the embed is to stand.",
        "If the frame is too short or too tall for your column, change its height.",
    ]
    yield Recipe("frame", "A frame on any page", steps, snippets.frame(site, item), is_run=True, note="In Chromium.")
    steps = [
        "Paste the code into the HTML of the newsletter.",
        "Keep the quotation with the picture: it names who says what, and some readers see no pictures.",
    ]
    code = snippets.newsletter(site, item)
    yield Recipe("newsletter", "A picture in a newsletter", steps, code, is_run=True, note="In Chromium.")


def charting(site: Site) -> Iterator[Recipe]:
    """Recipes for spreadsheets, charts and maps."""
    claims, events = site.absolute(CLAIMS), site.absolute(EVENTS)
    reads = "Our tests fetch the address and read every row."
    steps = [
        "Paste the formula into the top left cell of an empty sheet.",
        "Sheets reads the address again every hour.",
    ]
    yield Recipe("sheets", "Google Sheets", steps, snippets.import_data(claims), is_run=False, note=reads)
    steps = [
        "Choose Data, then From Web, and paste the address.",
        "Choose Load. Refresh All fetches it again.",
    ]
    marked = claims if site.is_export else f"{claims}?excel=1"
    note = f"{reads} The file begins with the mark that tells Excel how letters are encoded."
    yield Recipe("excel", "Excel", steps, marked, is_run=False, note=reads if site.is_export else note)
    steps = [
        "Start a chart, map or table. In the first step choose Link external dataset and paste the address.",
        "Hide the columns that you do not need. Do not let a chart add up claims.",
    ]
    yield Recipe("datawrapper", "Datawrapper", steps, claims, is_run=False, note=reads)
    steps = [
        "Open the Data tab of a visualisation, choose to import from a live CSV address, and paste it.",
        "Pick the columns for labels and dates, such as title and date_text.",
    ]
    yield Recipe("flourish", "Flourish", steps, events, is_run=False, note=reads)
    steps = [
        "Choose Layer, Add Layer, Add Vector Layer. As the source type choose Protocol, and GeoJSON as the type.",
        "Paste the address and choose Add.",
        "A point marked representative stands for a wide area. Do not print it as the spot.",
    ]
    note = "Our tests read it with GDAL, which QGIS uses too."
    yield Recipe("qgis", "QGIS", steps, site.absolute(POINTS), is_run=False, note=note)


def analysing(site: Site) -> Iterator[Recipe]:
    """Recipes for notebooks."""
    url = site.absolute(CLAIMS)
    steps = ["Paste the line into the console or a script. It needs no package."]
    note = "Our tests fetch the address and read every row."
    yield Recipe("r", "R", steps, snippets.r_table(url, "claims"), is_run=False, note=note)
    steps = [
        "Paste the lines into a notebook.",
        "Empty cells become NaN: the article gives no value, or the column does not apply.",
    ]
    yield Recipe("pandas", "pandas", steps, snippets.pandas(url, "claims"), is_run=True, note="With pandas 3.")
    steps = ["Paste the line into a cell of a notebook."]
    note = "Our tests fetch the address from a page of another site, as a notebook does."
    yield Recipe("observable", "Observable", steps, snippets.observable(url, "claims"), is_run=False, note=note)


def following(site: Site) -> Iterator[Recipe]:
    """Recipes for the diary."""
    steps = [
        "In Google Calendar choose Other calendars, From URL; in Outlook Add calendar, Subscribe from web. "
        "Paste the address.",
        "Only events with a stated day are in it. The description of the calendar counts the others.",
    ]
    note = "Read with the icalendar library."
    yield Recipe("calendar", "Calendar", steps, site.absolute(CALENDAR), is_run=True, note=note)
