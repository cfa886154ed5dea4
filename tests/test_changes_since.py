"""What changed since a version, over HTTP, and how the texts of changes tell changed figures."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
import yaml

from app.seeding.loading.load import load
from tests.support.questions import ids, problem
from tests.support.seeds import copied
from tests.support.servers import serve

STRIKE = "iranian-strikes-in-pakistan"
TWO_CHILDREN = "claims/pakistan-two-children-killed"
REMOVED_CLAIM = {"id": "x", "type": "casualty", "event": STRIKE, "strike": STRIKE, "statement": "Three were killed."}


def change(
    id: str, record: str, field: str | None, before: Any = None, after: Any = None, **others: Any
) -> dict[str, Any]:
    """A correction; its id begins with its version."""
    version = ".".join(id.split("-")[:3])
    return {
        "id": id,
        "version": version,
        "released": f"2027-0{version[2]}-01",
        "kind": "corrected",
        "record": record,
        "field": field,
        "before": before,
        "after": after,
        "reason": "Wrong.",
        **others,
    }


CHANGES = [
    change("1-2-0-low", TWO_CHILDREN, "low", 20, 5),
    change("1-2-0-high", TWO_CHILDREN, "high", 20, 5),
    change("1-2-0-victim-class", TWO_CHILDREN, "victim_class", "all", "members"),
    change("1-3-0-low", TWO_CHILDREN, "low", 5, 2),
    change("1-3-0-high", TWO_CHILDREN, "high", 5, 2),
    change("1-3-0-victim-class", TWO_CHILDREN, "victim_class", "members", "children"),
    change("1-3-0-strike", f"strikes/{STRIKE}", "attacker", "x", "iran"),
    change("1-3-0-event", f"events/{STRIKE}", "title", "A", "Iranian strikes in Pakistan"),
    change("1-3-0-other", "events/kerman-bombings", "title", "A", "The Kerman bombings"),
    change("1-3-0-removed", "claims/x", None, REMOVED_CLAIM, kind="removed"),
    change(
        "1-3-0-unsure",
        "discrepancies/wounded-in-the-summary-table-only",
        "title",
        "A",
        "Four wounded, in the summary table only",
    ),
]


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A client of a server over the real record two invented releases later."""
    folder = tmp_path_factory.mktemp("later")
    seed = copied(folder)
    file, head = seed / "changes.yaml", seed / "article.yaml"
    rest = [one for one in yaml.safe_load(file.read_text(encoding="utf-8")) if one["version"] == "1.0.0"]
    file.write_text(yaml.safe_dump([*rest, *CHANGES], allow_unicode=True), encoding="utf-8")
    about = yaml.safe_load(head.read_text(encoding="utf-8")) | {"version": "1.4.0", "released": "2027-04-01"}
    head.write_text(yaml.safe_dump(about, allow_unicode=True), encoding="utf-8")
    load(seed, folder / "later.db")
    with serve(folder / "later.db") as server, server.client() as client:
        yield client


def test_an_event_or_strike_stands_for_all_that_is_shown_with_it(later: httpx2.Client) -> None:
    about = {one["id"] for one in CHANGES} - {"1-3-0-other"}
    for record in (f"strikes/{STRIKE}", f"events/{STRIKE}"):
        assert set(ids(later, "/changes", {"record": [record], "related": "true", "since_version": ["1.0.0"]})) == about
    for related in ({}, {"related": "false"}):
        assert ids(later, "/changes", {"record": [f"strikes/{STRIKE}"], **related}) == ["1-3-0-strike"]


def test_a_claim_stands_for_its_discrepancies(later: httpx2.Client) -> None:
    question = {"record": ["claims/infobox-four-wounded-in-pakistan"], "related": "true"}
    assert ids(later, "/changes", question) == ["1-3-0-unsure"]


def test_only_changes_after_the_version_are_listed(later: httpx2.Client) -> None:
    after = {one["id"] for one in CHANGES if one["version"] == "1.3.0"}
    assert set(ids(later, "/changes", {"since_version": ["1.2.0"]})) == after
    assert ids(later, "/changes", {"since_version": ["1.3.0"]}) == []
    assert ids(later, "/changes", {"since_version": ["1.4.0"]}) == []
    unrelated = {"record": ["events/kerman-bombings"], "related": "true", "since_version": ["1.2.0"]}
    assert ids(later, "/changes", unrelated) == ["1-3-0-other"]


@pytest.mark.parametrize("version", ["1.1.0", "2.0.0", "x"])
def test_an_unknown_version_is_refused_with_the_known_ones(later: httpx2.Client, version: str) -> None:
    (fault,) = problem(later.get("/changes", params={"since_version": version})).errors
    assert (fault.parameter, fault.value) == ("since_version", version)
    assert fault.nearest == ["1.0.0", "1.2.0", "1.3.0", "1.4.0"]


def test_the_answer_is_kept_until_something_changes(later: httpx2.Client) -> None:
    question = {"since_version": "1.3.0", "record": f"strikes/{STRIKE}", "related": "true"}
    first = later.get("/changes", params=question)
    again = later.get("/changes", params=question, headers={"If-None-Match": first.headers["etag"]})
    assert (first.json()["data"], again.status_code) == ([], 304)


def test_a_changed_figure_is_told_whole_in_each_version(later: httpx2.Client) -> None:
    texts = {one["id"]: one["text"] for one in later.get("/changes", params={"record": TWO_CHILDREN}).json()["data"]}
    for version, text in {
        "1-3-0": "Corrected 1 March 2027: two children, previously five members of the group",
        "1-2-0": "Corrected 1 February 2027: five members of the group, previously 20 people",
    }.items():
        assert {texts[f"{version}-{field}"] for field in ("low", "high", "victim-class")} == {text}
    corrected = later.get(f"/{TWO_CHILDREN}").json()["data"]["corrected_by"]
    assert {one["id"]: one["text"] for one in corrected} == texts


def test_captions_name_the_record_even_if_it_was_removed(later: httpx2.Client) -> None:
    captions = {one["id"]: one["caption"] for one in later.get("/changes", params={"limit": "100"}).json()["data"]}
    assert captions["1-3-0-other"] == "The Kerman bombings, 3 January 2024: title corrected 1 March 2027"
    assert captions["1-3-0-removed"] == "Three were killed: removed 1 March 2027"
    assert captions["1-0-0-first-release"] == "The dataset: added 22 November 2026"
