"""polars: every CSV and JSON Lines file as a data frame, read from its address in ranges."""

import httpx2

from app.resources import Resource
from tests.clients.reading import address, client, total
from tests.support.questions import every_collection

polars = client("polars")


@every_collection
def test_a_data_frame_has_every_record(http: httpx2.Client, resource: Resource) -> None:
    expected = total(http, resource)
    table = polars.read_csv(address(http, f"/{resource.name}.csv"), infer_schema_length=None)
    lines = polars.read_ndjson(address(http, f"/{resource.name}.jsonl"), infer_schema_length=None)
    assert (len(table), len(lines)) == (expected, expected)
    assert sorted(map(str, table["id"])) == sorted(map(str, lines["id"]))


def test_a_scan_reads_only_the_rows_it_is_asked_for(http: httpx2.Client) -> None:
    scan = polars.scan_csv(address(http, "/claims.csv"), infer_schema_length=None)
    killed = scan.filter(polars.col("measure") == "killed").collect()
    assert set(killed["measure"]) == {"killed"}
    assert len(killed) == http.get("/claims?measure=killed").json()["total"]
