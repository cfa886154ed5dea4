"""Feeds, and the files about the whole: what they hold is what the lists answer, and their addresses lead there."""

import json
from xml.etree import ElementTree as ET

import httpx2
import pytest

from app import urls
from app.resources import RESOURCES, Resource
from tests.support.questions import every_collection, path

ATOM = "{http://www.w3.org/2005/Atom}"
every_feed = pytest.mark.parametrize("name", [resource.name for resource in RESOURCES if resource.has_feed])


def entries(http: httpx2.Client, address: str) -> list[ET.Element]:
    """The entries of an Atom feed, which names its own address."""
    answer = http.get(address).raise_for_status()
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ET.fromstring(answer.content)  # noqa: S314, our own
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == str(http.base_url).rstrip("/") + address
    return feed.findall(f"{ATOM}entry")


@every_feed
def test_a_feed_has_every_record_and_its_twin_has_the_same(http: httpx2.Client, name: str) -> None:
    listed = http.get(f"/{name}?limit=500").json()["data"]
    found = entries(http, urls.feed(name, "atom"))
    twin = http.get(urls.feed(name, "json")).json()
    ids = [entry.findtext(f"{ATOM}id") for entry in found]
    assert len(ids) == len(set(ids)) == len(listed)
    assert [item["id"] for item in twin["items"]] == ids
    for entry, record in zip(found, listed, strict=True):
        alternate = next(link.get("href") for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate")
        assert alternate is not None
        assert alternate.endswith(record["links"]["self"])


@every_feed
def test_a_feed_is_discovered_from_the_page(http: httpx2.Client, name: str) -> None:
    page = http.get(urls.DOCS).text
    for suffix in ("atom", "json"):
        address = urls.feed(name, suffix)
        media_type = http.get(address).raise_for_status().headers["content-type"]
        assert f'<link rel="alternate" type="{media_type}"' in page
        assert f'href="{address.removeprefix("/")}"' in page


@every_feed
def test_a_feed_is_filtered_as_its_list(http: httpx2.Client, name: str) -> None:
    kind = http.get(f"/{name}?limit=1").json()["data"][0]
    field = "type" if "type" in kind else "kind"
    few = entries(http, f"{urls.feed(name, 'atom')}?{field}={kind[field]}")
    assert len(few) == http.get(f"/{name}?{field}={kind[field]}").json()["total"]


def test_a_record_has_a_feed_of_its_own(http: httpx2.Client) -> None:
    (event,) = http.get("/events?limit=1").json()["data"]
    (entry, *_) = entries(http, urls.feed(f"events/{event['id']}", "atom"))
    assert event["title"] in (entry.findtext(f"{ATOM}title") or "")
    twin = http.get(urls.feed(f"events/{event['id']}", "json")).json()
    assert twin["items"][0]["id"] == entry.findtext(f"{ATOM}id")
    assert http.get(urls.feed("events/none-such", "atom")).status_code == 404


def test_descriptions_of_tables_with_figures_warn_of_sums(http: httpx2.Client) -> None:
    package = http.get(urls.PACKAGE).json()
    cautions = {item["name"]: item["caution"] for item in package["resources"] if "caution" in item}
    assert cautions.keys() == {"claims", "strikes"}
    for name, caution in cautions.items():
        assert caution == "Claims overlap and disagree; never add up their figures."
        assert http.get(urls.table(name)).json()["rdfs:comment"] == caution
    assert "rdfs:comment" not in http.get(urls.table("events")).json()


@every_collection
def test_the_descriptions_of_a_table_fit_it(http: httpx2.Client, resource: Resource) -> None:
    csv = http.get(f"{path(resource)}.csv")
    header = csv.text.split("\r\n")[0].split(",")
    described = csv.headers["link"].partition(">")[0].removeprefix("<")
    metadata = http.get(described).raise_for_status().json()
    assert [column["name"] for column in metadata["tableSchema"]["columns"]] == header
    package = http.get(urls.PACKAGE).json()
    (table,) = [item for item in package["resources"] if item["name"] == resource.name]
    assert [field["name"] for field in table["schema"]["fields"]] == header
    assert http.get(f"/{table['path']}").content == csv.content
    assert all(field["description"] for field in table["schema"]["fields"])


def test_language_tools_are_told_where_to_begin(http: httpx2.Client) -> None:
    answer = http.get(urls.LLMS)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    for resource in RESOURCES:
        assert f"({str(http.base_url).rstrip('/')}{path(resource)})" in answer.text


@every_collection
def test_linked_data_of_a_record_names_the_record(http: httpx2.Client, resource: Resource) -> None:
    for form in (form for form in resource.formats if form.suffix == "jsonld"):
        for record in http.get(f"{path(resource)}?limit=500").json()["data"]:
            node = http.get(form.address(record["links"]["self"])).json()
            assert node["@id"].endswith(record["links"]["self"])
            assert node["@type"] != "ClaimReview"


def test_every_passage_is_an_annotation(http: httpx2.Client) -> None:
    for passage in http.get("/passages?limit=500&detail=full").json()["data"]:
        answer = http.get(urls.annotation(passage["id"]))
        assert 'profile="http://www.w3.org/ns/anno.jsonld"' in answer.headers["content-type"]
        position = answer.json()["target"]["selector"][0]
        assert (position["start"], position["end"]) == (passage["start"], passage["end"])
        bodies = [body["id"].removeprefix(str(http.base_url).rstrip("/")) for body in answer.json()["body"]]
        assert set(bodies) == {record["href"] for record in passage["supports"]}


def test_search_engines_of_datasets_find_every_form(http: httpx2.Client) -> None:
    node = http.get(urls.DATASET_LD).json()
    for form in node["distribution"]:
        assert http.get(form["contentUrl"]).headers["content-type"].startswith(form["encodingFormat"])


def test_every_address_of_the_index_answers(http: httpx2.Client) -> None:
    question = {urls.SEARCH: "?q=a", urls.RESOLVE: "?q=a"}
    for entry in http.get("/").json()["data"]:
        assert http.get(entry["href"] + question.get(entry["href"], "")).status_code == 200, entry
    assert json.loads(http.get("/").text)["data"]
