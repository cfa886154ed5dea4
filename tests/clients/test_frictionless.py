"""frictionless: the Data Package from its own address, every table checked against what is said of its columns."""

from typing import Any

import httpx2
import pytest

from app import urls
from app.formats.csv_format import cell
from app.resources import RESOURCES, Resource
from tests.clients.reading import NATIVE, STRIKE, UNDATED, address, client, rows, total
from tests.support.questions import every_collection

frictionless = client("frictionless")
KINDS = {"integer": int, "number": float, "boolean": bool}


@pytest.fixture(scope="module")
def package(http: httpx2.Client) -> Any:
    """The package, whose tables it finds by their relative paths."""
    return frictionless.Package(address(http, urls.PACKAGE))


def test_the_package_and_all_its_tables_are_valid(http: httpx2.Client, package: Any) -> None:
    report = package.validate()
    assert report.flatten(["type", "note"]) == []
    assert report.valid
    assert {task.name: task.stats["rows"] for task in report.tasks} == {one.name: total(http, one) for one in RESOURCES}


@every_collection
def test_cells_have_the_types_that_are_said(http: httpx2.Client, resource: Resource, package: Any) -> None:
    read = package.get_resource(resource.name).read_rows()
    for row, expected in zip(read, rows(http, resource), strict=True):
        for column in resource.columns:
            found, stated = row[column.name], expected[column.name]
            if not stated:
                assert found is None
            elif column.type == "date":
                assert found.isoformat() == stated[0]
            elif column.type in KINDS and not column.several:
                assert KINDS[column.type](found) == stated[0]
            else:
                assert found == cell(stated)


def test_native_script_and_nulls_arrive_as_they_are(package: Any) -> None:
    strikes = {row["id"]: row for row in package.get_resource("strikes").read_rows()}
    assert strikes[STRIKE]["operation_native"] == NATIVE
    assert strikes[STRIKE]["injured_claimed_low"] is strikes[UNDATED]["date_start"] is None
