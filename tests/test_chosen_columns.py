"""`fields` on CSV: the columns asked for, in that order, by suffix and by Accept; a wrong one is named."""

import csv
import io

import httpx2
import pytest

from app.formats.csv_format import BYTE_ORDER_MARK
from app.resources import Resource
from tests.support.questions import every_collection, names, path, problem


def rows(text: str) -> list[list[str]]:
    """The rows of a CSV file, its header first."""
    return list(csv.reader(io.StringIO(text)))


@every_collection
def test_columns_come_in_the_order_asked_after_the_id(http: httpx2.Client, resource: Resource) -> None:
    address = f"{path(resource)}.csv"
    header, *whole = rows(http.get(address).text)
    last, second = header[-1], header[1]
    chosen = http.get(address, params={"fields": f"{last},{second}"}).raise_for_status()
    expected = [[row[0], row[-1], row[1]] for row in whole]
    assert rows(chosen.text) == [["id", last, second], *expected]
    assert rows(http.get(address, params={"fields": "id"}).text) == [["id"], *([row[0]] for row in whole)]


def test_they_are_chosen_by_accept_too_with_the_same_bytes(http: httpx2.Client) -> None:
    question = {"fields": "title,date_start", "type": "strike"}
    by_suffix = http.get("/events.csv", params=question).raise_for_status()
    by_accept = http.get("/events", params=question, headers={"Accept": "text/csv"})
    assert by_suffix.text.startswith("id,title,date_start\r\n")
    assert (by_accept.content, by_accept.headers["etag"]) == (by_suffix.content, by_suffix.headers["etag"])
    held = http.get("/events.csv", params=question, headers={"If-None-Match": by_suffix.headers["etag"]})
    assert (held.status_code, held.content) == (304, b"")
    assert by_suffix.headers["etag"] != http.get("/events.csv?type=strike").headers["etag"]


def test_the_description_of_all_columns_is_linked_from_a_file_with_all_columns(http: httpx2.Client) -> None:
    assert 'rel="describedby"' in http.get("/events.csv").headers["link"]
    assert "link" not in http.get("/events.csv?fields=title").headers


def test_excel_reads_chosen_columns(http: httpx2.Client) -> None:
    assert http.get("/claims.csv?fields=text&excel=1").text.startswith(f"{BYTE_ORDER_MARK}id,text\r\n")


@pytest.mark.parametrize(
    ("fields", "nearest"),
    [("title,date_strat", "date_start"), ("date", None), ("title,title", None), ("title,,type", None)],
)
@pytest.mark.parametrize("accept", [False, True])
def test_a_wrong_column_is_named(http: httpx2.Client, fields: str, nearest: str | None, accept: bool) -> None:
    address = "/events" if accept else "/events.csv"
    answer = http.get(address, params={"fields": fields}, headers={"Accept": "text/csv"})
    assert answer.status_code == 400
    assert names(problem(answer), "fields", nearest)


def test_every_wrong_column_is_named(http: httpx2.Client) -> None:
    faults = problem(http.get("/claims.csv?fields=txt,low,atribution")).errors
    assert [(fault.value, fault.nearest[0]) for fault in faults] == [("txt", "text"), ("atribution", "attribution")]
    assert faults[0].message.startswith('Unknown column "txt" of claims. Did you mean')
