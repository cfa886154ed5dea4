"""The other formats of every list: the whole result, the same records in the same order, whatever client reads it."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from app import urls
from app.formats.bibtex import BIBTEX
from app.formats.csl import CSL
from app.formats.csv_format import BYTE_ORDER_MARK, CSV, DELIMITERS
from app.formats.format import Format
from app.formats.geojson import GEOJSON, PLACE_GEOJSON
from app.formats.jsonl import JSONL
from app.formats.lazy import ICS
from app.formats.markdown import MARKDOWN
from app.formats.markdown_records import RECORD_MARKDOWN
from app.formats.ris import RIS
from app.queries.engine.stream import file_query
from app.resources import RESOURCES, Resource
from app.web.accept import OTHER_NAMES
from tests.support.questions import every_collection, example, filters, path, problem

FORMULA = ("=", "+", "-", "@", "\t")
FORMS = [(resource, form) for resource in RESOURCES for form in resource.formats if form.lists]
every_form = pytest.mark.parametrize(
    ("resource", "form"), FORMS, ids=[f"{resource.name}.{form.suffix}" for resource, form in FORMS]
)
LINE = re.compile(r"^- \[(?:\\.|[^\]\\])*\]\(http://[^)]*/([^/)]+)\)", re.MULTILINE)  # of a list in Markdown
READERS: dict[Format, Callable[[str], list[str]]] = {
    CSV: lambda text: [row["id"] for row in csv.DictReader(io.StringIO(text))],
    JSONL: lambda text: [json.loads(line)["id"] for line in text.splitlines()],
    GEOJSON: lambda text: [feature["id"] for feature in json.loads(text)["features"]],
    PLACE_GEOJSON: lambda text: [feature["id"] for feature in json.loads(text)["features"]],
    MARKDOWN: LINE.findall,
    RECORD_MARKDOWN: LINE.findall,
}


def listed(http: httpx2.Client, resource: Resource, question: str = "") -> list[dict[str, Any]]:
    """The records as the list answers them."""
    answer = http.get(f"{path(resource)}?detail=full&limit=500{question}")
    found: list[dict[str, Any]] = answer.raise_for_status().json()["data"]
    return found


@every_form
def test_it_holds_every_record_in_the_order_of_the_list(http: httpx2.Client, resource: Resource, form: Format) -> None:
    answer = http.get(form.address(path(resource))).raise_for_status()
    assert answer.headers["content-type"] == form.media_type
    if form in READERS:
        assert READERS[form](answer.text) == [record["id"] for record in listed(http, resource)]
    assert answer.headers["etag"] != http.get(path(resource)).headers["etag"]


@every_form
def test_it_is_had_by_accept_too_with_the_same_bytes(http: httpx2.Client, resource: Resource, form: Format) -> None:
    by_suffix = http.get(form.address(path(resource)))
    for media_type in (form.essence, *OTHER_NAMES.get(form.essence, ())):
        by_accept = http.get(path(resource), headers={"Accept": f"{media_type}, application/json;q=0.5"})
        assert (by_accept.content, by_accept.headers["etag"]) == (by_suffix.content, by_suffix.headers["etag"])
        assert by_accept.headers["content-type"] == form.media_type
        assert "Accept" in by_accept.headers["vary"]
        assert http.get(form.address(path(resource)), headers={"Accept": media_type}).content == by_suffix.content
    held = http.get(path(resource), headers={"Accept": form.essence, "If-None-Match": by_suffix.headers["etag"]})
    assert (held.status_code, held.content) == (304, b"")


@every_form
def test_filters_select_in_it_as_in_the_list(http: httpx2.Client, resource: Resource, form: Format) -> None:
    for name in filters(resource.query):
        value = example(resource.query, name)
        question = {name: value if isinstance(value, str | list) else json.dumps(value)}
        answer = http.get(form.address(path(resource)), params=question)
        expected = http.get(path(resource), params={**question, "limit": 500})
        assert answer.status_code == expected.status_code == 200, (question, answer.text)
        if form in READERS:
            assert READERS[form](answer.text) == [record["id"] for record in expected.json()["data"]], question


@every_form
def test_it_has_no_pages_and_says_so(http: httpx2.Client, resource: Resource, form: Format) -> None:
    address = form.address(path(resource))
    for name in {"cursor", "fields", "facet", "count"} - file_query(resource.query, form.params).model_fields.keys():
        (fault,) = problem(http.get(address, params={name: "x"})).errors
        assert (fault.parameter, fault.message.startswith(f'Unknown parameter "{name}".')) == (name, True)
    if form in READERS:
        assert len(READERS[form](http.get(address, params={"limit": 1}).text)) == 1
    name = f'attachment; filename="{form.address(resource.name)}"'
    assert http.get(address, params={"download": 1}).headers["content-disposition"] == name
    assert "content-disposition" not in http.get(address).headers
    assert http.get(address, params={"download": "yes"}).status_code == 400


@every_collection
def test_csv_is_what_spreadsheets_read(http: httpx2.Client, resource: Resource) -> None:
    address = CSV.address(path(resource))
    whole = http.get(address)
    assert not whole.text.startswith(BYTE_ORDER_MARK)
    assert whole.text.count("\r\n") == whole.text.count("\n"), "every line ends as RFC 4180 says"
    assert http.get(address, params={"excel": 1}).text == BYTE_ORDER_MARK + whole.text
    header, *rows = csv.reader(io.StringIO(whole.text))
    assert header == [column.name for column in resource.columns]
    assert len(rows) == len(listed(http, resource))
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA) and not cell[1:2].isdigit()]
    for column, cells in zip(resource.columns, zip(*rows, strict=True), strict=True):
        if column.required:
            assert all(cells), f"{column.name} is never empty"
        if column.words:
            assert set(cells) - {""} <= set(column.words)


@every_collection
@pytest.mark.parametrize(("word", "delimiter"), DELIMITERS.items())
def test_csv_has_the_delimiter_asked_for(http: httpx2.Client, resource: Resource, word: str, delimiter: str) -> None:
    address = CSV.address(path(resource))
    plain, other = http.get(address), http.get(address, params={"delimiter": word, "excel": 1, "download": 1})
    assert other.text.startswith(BYTE_ORDER_MARK)
    text = other.text.removeprefix(BYTE_ORDER_MARK)
    assert list(csv.reader(io.StringIO(text), delimiter=delimiter)) == list(csv.reader(io.StringIO(plain.text)))
    assert text.count("\r\n") == text.count("\n")
    assert other.headers["content-type"] == plain.headers["content-type"]
    assert other.headers["content-disposition"] == f'attachment; filename="{resource.name}.csv"'
    assert ("link" in other.headers) == (word == "comma"), "the description of the file is that of commas"
    ids = http.get(f"{address}?fields=id&delimiter={word}").text
    assert ids == http.get(f"{address}?fields=id").text, "no cell is quoted that needs no quotes"


@every_collection
def test_csv_keeps_its_header_when_nothing_is_found(http: httpx2.Client, resource: Resource) -> None:
    if "q" in resource.query.model_fields:
        empty = http.get(CSV.address(path(resource)), params={"q": "zzzznothing"}).text
        assert empty.split("\r\n")[0] == ",".join(column.name for column in resource.columns)


@every_collection
def test_json_lines_are_what_the_list_answers(http: httpx2.Client, resource: Resource) -> None:
    lines = http.get(JSONL.address(path(resource)), params={"detail": "full"}).text.splitlines()
    assert [json.loads(line) for line in lines] == listed(http, resource)


@pytest.mark.parametrize(
    "resource", [item for item in RESOURCES if {GEOJSON, PLACE_GEOJSON} & {*item.formats}], ids=lambda item: item.name
)
def test_a_point_that_stands_for_a_wide_area_says_so(http: httpx2.Client, resource: Resource) -> None:
    for feature in http.get(GEOJSON.address(path(resource))).json()["features"]:
        said = feature["properties"]
        if feature["geometry"] is None:
            assert said["geo_precision"] == "unknown"
        else:
            coarse = said["geo_precision"] not in {"exact", "near"}
            assert said["representative"] is coarse
            flat = feature["geometry"]["coordinates"]
            for west, north in flat if isinstance(flat[0], list) else [flat]:
                assert -180 <= west <= 180, "longitude first"
                assert -90 <= north <= 90
    assert urls.collection(resource.name)


@every_collection
def test_every_record_and_list_is_had_in_markdown(http: httpx2.Client, resource: Resource) -> None:
    address = urls.record(resource.kind, resource.example)
    response = http.get(MARKDOWN.address(address)).raise_for_status()
    assert response.headers["content-type"] == MARKDOWN.media_type
    assert http.get(address, headers={"Accept": MARKDOWN.essence}).content == response.content
    title = http.get(MARKDOWN.address(path(resource))).text.splitlines()[0]
    assert title == f"# {resource.name.capitalize()}"


def test_json_lines_have_all_their_names() -> None:
    assert {"application/ndjson", "application/x-ndjson"} <= {*OTHER_NAMES[JSONL.essence]}


def test_every_format_of_a_list_is_read_back() -> None:
    elsewhere = {ICS, CSL, BIBTEX, RIS}  # by tests/test_encoders_*.py
    assert {form for _, form in FORMS} == READERS.keys() | elsewhere, "give the new format a reader in READERS"
