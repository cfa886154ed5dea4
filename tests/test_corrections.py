"""Corrections, over HTTP: a record says by which changes it was corrected, a removed one what it last was."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app.errors import RemovedProblem
from app.seeding.loading.load import load
from app.vocabulary import COLLECTIONS
from tests.support import documented
from tests.support.questions import ids, problem
from tests.support.sample_seed import Regatta, regatta
from tests.support.seeds import Edit, copied
from tests.support.servers import serve

LAST = {"name": "Mira Solberg", "office": "Judge", "evidence": [{"passage": "sentence-2"}]}
SUMMARY = "Nine boats left Port Elim in the Lantern Regatta."


def change(id: str, day: str, kind: str, record: str, **values: Any) -> dict[str, Any]:
    """A change; its id begins with its version."""
    version = ".".join(id.split("-")[:3])
    return {"id": id, "version": version, "released": day, "kind": kind, "record": record, "reason": "Wrong.", **values}


def corrected() -> Regatta:
    """The regatta some releases later: two records corrected, one twice and one field by field, one removed."""
    seed = regatta()
    seed.head |= {"version": "1.10.0", "released": "2031-09-01"}
    seed.tables["people"] = []
    field, name = {"field": "summary"}, {"field": "name"}
    seed.tables["changes"] = [
        change("1-0-0-first", "2031-06-01", "added", "dataset"),
        change("1-1-0-start", "2031-07-01", "corrected", "events/start", **field, before="A", after="B"),
        change("1-2-0-judge", "2031-07-02", "corrected", "people/mira-solberg", **name, before="M", after="N"),
        change("1-9-0-judge", "2031-08-01", "removed", "people/mira-solberg", before=LAST),
        change("1-9-0-start", "2031-08-01", "clarified", "events/start", **field, before="B", after="C"),
        change("1-10-0-start", "2031-09-01", "corrected", "events/start", **field, before="C", after=SUMMARY),
        change("1-10-0-place", "2031-09-01", "corrected", "places/port-elim", **name, before="P", after="Port Elim"),
        change("1-10-0-passage", "2031-09-01", "corrected", "passages/title", field="start", before=1, after=0),
        change("1-10-0-change", "2031-09-01", "corrected", "changes/1-0-0-first", field="reason", after="Wrong."),
    ]
    return seed


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A client of a server over it."""
    folder = tmp_path_factory.mktemp("later")
    seed, _ = corrected().write(folder)
    load(seed, folder / "later.db")
    with serve(folder / "later.db") as server, server.client() as client:
        yield client


def record(http: httpx2.Client, address: str) -> dict[str, Any]:
    """A record."""
    found: dict[str, Any] = http.get(address).json()["data"]
    return found


def test_a_record_names_its_corrections_newest_first_and_each_leads_back(later: httpx2.Client) -> None:
    newest, first = record(later, "/events/start")["corrected_by"]
    assert newest == {
        "id": "1-10-0-start",
        "version": "1.10.0",
        "released": "2031-09-01",
        "field": "summary",
        "text": f"Corrected 1 September 2031: summary “{SUMMARY}”, previously “C”",
        "href": "/changes/1-10-0-start",
    }
    assert first["id"] == "1-1-0-start"
    change = record(later, newest["href"])
    assert (change["before"], change["after"]) == ("C", record(later, "/events/start")["summary"])
    assert change["links"]["record"] == "/events/start"


@pytest.mark.parametrize(
    ("address", "change"),
    [
        ("/places/port-elim", "1-10-0-place"),
        ("/passages/title", "1-10-0-passage"),
        ("/changes/1-0-0-first", "1-10-0-change"),
    ],
)
def test_records_of_every_kind_name_them(address: str, change: str, later: httpx2.Client) -> None:
    assert [one["id"] for one in record(later, address)["corrected_by"]] == [change]


def test_a_record_that_was_not_corrected_names_none(later: httpx2.Client, http: httpx2.Client) -> None:
    assert record(later, "/events/count")["corrected_by"] == []
    changes = http.get("/changes", params={"kind": "corrected", "fields": "record", "limit": "500"}).json()["data"]
    corrected = {change["record"] for change in changes}
    for name in COLLECTIONS:
        listed = http.get(f"/{name}", params={"fields": "corrected_by", "limit": "500"}).json()["data"]
        assert {f"{name}/{one['id']}" for one in listed if one["corrected_by"]} == {
            record for record in corrected if record.startswith(f"{name}/")
        }
        assert "corrected_by" not in http.get(f"/{name}").json()["data"][0]


def test_a_list_gives_them_when_asked(later: httpx2.Client) -> None:
    for question in ({"detail": "full"}, {"fields": "corrected_by"}):
        found = {one["id"]: one for one in later.get("/events", params=question).json()["data"]}
        assert {id: len(one["corrected_by"]) for id, one in found.items()} == {"start": 2, "count": 0, "return": 0}


def test_a_removed_record_answers_410_with_its_last_values_and_the_reason(later: httpx2.Client) -> None:
    answer = later.get("/people/mira-solberg")
    found = RemovedProblem.model_validate_json(answer.content, strict=True)
    assert (answer.status_code, found.status, found.type) == (410, 410, "/problems/removed")
    assert (found.instance, found.errors) == ("/people/mira-solberg", [])
    assert found.removed.model_dump() == {
        "change": "/changes/1-9-0-judge",
        "version": "1.9.0",
        "released": "2031-08-01",
        "reason": "Wrong.",
        "before": LAST,
    }
    assert later.get(found.removed.change).status_code == 200
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == (documented.PROBLEM, "no-store")
    assert later.get("/problems/removed").status_code == 200


def test_the_410_is_as_declared_and_no_other_problem_has_last_values(later: httpx2.Client) -> None:
    document = documented.described()
    (shared,) = [said for id, status, said in documented.answers(document) if (id, status) == ("get_person", "410")]
    schema = shared["content"][documented.PROBLEM]["schema"]
    answer = later.get("/people/mira-solberg").json()
    assert documented.faults(documented.judge(document, schema), answer) == []
    assert list(answer) == ["type", "title", "status", "detail", "instance", "request_id", "errors", "removed"]
    assert problem(later.get("/people/nobody")).status == 404


def test_has_anything_moved_that_i_published(later: httpx2.Client) -> None:
    """Several records at once, from a day on, that day included."""
    mine: dict[str, Any] = {"record": ["events/start", "events/count", "people/mira-solberg"]}
    every = ["1-10-0-start", "1-9-0-start", "1-9-0-judge", "1-2-0-judge", "1-1-0-start"]
    assert sorted(ids(later, "/changes", mine)) == sorted(every)
    assert sorted(ids(later, "/changes", {**mine, "since": "2031-07-02"})) == sorted(every[:4])
    assert ids(later, "/changes", {**mine, "since": "2031-08-02"}) == every[:1]
    assert ids(later, "/changes", {**mine, "since": "2031-09-01"}) == every[:1]
    assert ids(later, "/changes", {**mine, "since": "2031-09-02"}) == []
    assert ids(later, "/changes", {**mine, "since": "2031-08-01", "until": "2031-08-01", "kind": "removed"}) == [
        "1-9-0-judge"
    ]
    assert ids(later, "/changes", {"record": ["events/count"]}) == []


def test_the_newest_removal_is_told(tmp_path: Path) -> None:
    seed = copied(tmp_path)
    told = "- {{id: {id}, version: {version}, released: 2026-11-22, kind: {kind}, record: events/x, reason: R.}}\n"
    steps = [("a", "1.10.0", "removed"), ("b", "1.9.0", "added"), ("c", "1.2.0", "removed")]
    changes = "".join(told.format(id=id, version=version, kind=kind) for id, version, kind in steps)
    Edit("changes.yaml", "- id", f"{changes}\n- id", "- id").apply(seed)
    load(seed, tmp_path / "x.db")
    with serve(tmp_path / "x.db") as server, server.client() as client:
        for path in ("/events/x", "/events/x/matrix"):
            removed = client.get(path).json()["removed"]
            assert (removed["change"], removed["before"]) == ("/changes/a", None)
