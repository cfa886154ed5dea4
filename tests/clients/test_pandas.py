"""pandas: every CSV and every JSON Lines file as a data frame."""

import subprocess
import sys
from typing import Any

import httpx2
import pytest

from app import urls
from app.formats.csv_format import DELIMITERS
from app.resources import Resource
from tests.clients.reading import BOMBINGS, NATIVE, STRIKE, UNDATED, address, client, rows, total
from tests.support.html import snippets
from tests.support.questions import every_collection, path, records

pandas = client("pandas")
KINDS = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}


def table(http: httpx2.Client, name: str) -> Any:
    """A CSV file, read by pandas itself from its address; a number that may be null stays a number."""
    return pandas.read_csv(address(http, f"/{name}.csv"), dtype_backend="numpy_nullable")


@every_collection
def test_a_data_frame_has_every_record_and_only_the_nulls_of_the_api(http: httpx2.Client, resource: Resource) -> None:
    frame = table(http, resource.name)
    expected = rows(http, resource)
    assert len(frame) == len(expected) == total(http, resource)
    for column in resource.columns:
        read, stated = frame[column.name], [row[column.name] for row in expected]
        assert list(read.isna()) == [not values for values in stated], column.name
        if not read.isna().all() and not column.several and column.type in KINDS:
            assert str(read.dtype) == KINDS[column.type]
            assert list(read.dropna()) == [value for values in stated for value in values]


@every_collection
@pytest.mark.parametrize(("word", "delimiter"), DELIMITERS.items())
def test_every_delimiter_makes_the_same_data_frame(
    http: httpx2.Client, resource: Resource, word: str, delimiter: str
) -> None:
    target = address(http, f"/{resource.name}.csv?excel=1&delimiter={word}")
    frame = pandas.read_csv(target, sep=delimiter, dtype_backend="numpy_nullable")
    pandas.testing.assert_frame_equal(frame, table(http, resource.name))


def test_text_dates_and_nulls_arrive_as_they_are(http: httpx2.Client) -> None:
    strike = table(http, "strikes").set_index("id").loc[STRIKE]
    assert (strike["operation_native"], strike["killed_claimed_low"]) == (NATIVE, 9)
    assert pandas.isna(strike["injured_claimed_low"])
    events = pandas.read_csv(address(http, "/events.csv"), parse_dates=["date_start"], index_col="id")
    assert events.loc[BOMBINGS, "date_start"] == pandas.Timestamp(2024, 1, 3)
    assert pandas.isna(events.loc[UNDATED, "date_start"])


@every_collection
def test_json_lines_make_a_data_frame_of_every_record(http: httpx2.Client, resource: Resource) -> None:
    frame = pandas.read_json(address(http, f"/{resource.name}.jsonl?detail=full"), lines=True)
    expected = records(http, path(resource), {"detail": "full"})
    assert len(frame) == total(http, resource)
    assert list(frame["id"]) == [record["id"] for record in expected]
    assert list(frame.columns) == list(expected[0])
    for name in frame.columns:
        assert list(frame[name].isna()) == [record[name] is None for record in expected], name


def test_json_lines_keep_what_is_nested(http: httpx2.Client) -> None:
    frame = pandas.read_json(address(http, "/strikes.jsonl"), lines=True).set_index("id")
    assert frame.loc[STRIKE, "operation"]["native"] == NATIVE
    assert frame.loc[STRIKE, "date"]["start"] == "2024-01-18"


@pytest.mark.parametrize("page", [urls.NEWSROOMS_PAGE, urls.builder(urls.embed("strike", STRIKE))])
def test_the_lines_for_pandas_run_as_they_stand(http: httpx2.Client, page: str) -> None:
    lines = snippets(http.get(page).text)["pandas"]
    program = f"{lines}\nprint(*claims['id'])"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    listed = records(http, "/claims", {"event": [STRIKE]} if urls.BUILDER in page else {})
    assert ended.stdout.split() == [claim["id"] for claim in listed]
