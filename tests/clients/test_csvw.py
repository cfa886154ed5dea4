"""csvw: every CSV by its bare address, from which the description of its columns is found by the link in its head."""

from typing import Any

import httpx2

from app.formats.csv_format import CSV
from app.resources import Resource
from tests.clients.reading import NATIVE, STRIKE, address, client, rows, total
from tests.support.questions import every_collection, path

csvw = client("csvw")


def described(http: httpx2.Client, name: str) -> list[dict[str, Any]]:
    """A table's rows as the client makes JSON of them; what is null is left out."""
    table = csvw.CSVW(address(http, f"{name}.{CSV.suffix}"), validate=True)
    assert table.is_valid
    assert not table.warnings
    return [one for row in table.to_json()["tables"][0]["row"] for one in row["describes"]]


@every_collection
def test_a_table_is_valid_and_its_values_are_those_of_the_api(http: httpx2.Client, resource: Resource) -> None:
    read = described(http, path(resource))
    assert len(read) == total(http, resource)
    several = {column.name for column in resource.columns if column.several}
    for found, expected in zip(read, rows(http, resource), strict=True):
        stated = {name: values if name in several else values[0] for name, values in expected.items() if values}
        assert found == stated


def test_native_script_several_values_and_days_arrive_as_they_are(http: httpx2.Client) -> None:
    strike = next(row for row in described(http, "/strikes") if row["id"] == STRIKE)
    assert (strike["operation_native"], strike["date_start"]) == (NATIVE, "2024-01-18")
    assert strike["source_numbers"] == [2, 3, 6, 7, 8]
    assert "injured_claimed_low" not in strike
