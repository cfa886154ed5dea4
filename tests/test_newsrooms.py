"""The recipes for newsrooms: each is there, its addresses answer, and what they answer with can be read."""

import csv
import json
import re
from io import StringIO

import httpx2
import pytest
from icalendar import Calendar

from app import urls
from tests.support.html import Page, addresses, snippets

RECIPES = (
    "wordpress",
    "frame",
    "newsletter",
    "sheets",
    "excel",
    "datawrapper",
    "flourish",
    "qgis",
    "r",
    "pandas",
    "observable",
    "calendar",
)
# The list whose rows the file at the address of a recipe has.
TABLES = {
    "sheets": "claims",
    "excel": "claims",
    "datawrapper": "claims",
    "flourish": "events",
    "r": "claims",
    "pandas": "claims",
    "observable": "claims",
}
RUN = {"wordpress", "frame", "newsletter", "pandas", "calendar"}


@pytest.fixture(scope="module")
def page(http: httpx2.Client) -> str:
    """The page of recipes."""
    return http.get(urls.NEWSROOMS_PAGE).text


@pytest.fixture(scope="module")
def recipes(page: str) -> dict[str, str]:
    """The text to copy of each recipe."""
    return snippets(page)


def test_there_are_twelve_and_each_says_whether_it_is_run(page: str, recipes: dict[str, str]) -> None:
    assert tuple(recipes) == RECIPES
    articles = dict(re.findall(r'<article class="snippet" id="(\w+)">(.*?)</article>', page, re.DOTALL))
    assert {id for id, text in articles.items() if "<b>Tested.</b>" in text} == RUN
    assert {id for id, text in articles.items() if "<b>Not tested in the tool itself.</b>" in text} == {*RECIPES} - RUN
    assert all("<li>" in text and f'data-copy="{id}-code"' in text for id, text in articles.items())
    assert {f"#{id}" for id in RECIPES} | {urls.BUILDER} <= Page(page).links


def test_each_address_answers(http: httpx2.Client, base_url: str, recipes: dict[str, str]) -> None:
    for id, code in recipes.items():
        found = list(addresses(code, base_url))
        assert found, id
        assert [address for address in found if http.get(address).status_code != 200] == [], id


@pytest.mark.parametrize(("id", "collection"), TABLES.items())
def test_the_file_of_a_recipe_has_every_row(
    http: httpx2.Client, base_url: str, recipes: dict[str, str], id: str, collection: str
) -> None:
    (address,) = addresses(recipes[id], base_url)
    response = http.get(address)
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == http.get(f"/{collection}").json()["total"]
    assert response.content.startswith(b"\xef\xbb\xbf") is (id == "excel")
    if id == "flourish":
        assert {"title", "date_text"} <= rows[0].keys()


def test_the_points_for_qgis_are_geojson(http: httpx2.Client, base_url: str, recipes: dict[str, str]) -> None:
    (address,) = addresses(recipes["qgis"], base_url)
    features = json.loads(http.get(address).text)["features"]
    assert {feature["type"] for feature in features} == {"Feature"}
    assert any(feature["properties"]["representative"] for feature in features)


def test_the_calendar_has_the_events_with_a_stated_day(
    http: httpx2.Client, base_url: str, recipes: dict[str, str]
) -> None:
    (address,) = addresses(recipes["calendar"], base_url)
    calendar = Calendar.from_ical(http.get(address).content)
    dated = http.get("/events?date_precision=day&limit=500").json()["data"]
    assert {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")} == {event["title"] for event in dated}


def test_the_address_for_wordpress_leads_to_its_embed(
    http: httpx2.Client, base_url: str, recipes: dict[str, str]
) -> None:
    (address,) = addresses(recipes["wordpress"], base_url)
    discovered = Page(http.get(address).text).alternates[urls.OEMBED_FORMATS["json"]]
    answer = http.get(f"{discovered.removeprefix(base_url)}&maxwidth=600&maxheight=750")
    assert answer.json()["html"].startswith("<blockquote><a href=")
