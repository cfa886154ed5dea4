"""The columns of CSV: old ones stay where they are, new ones have readable words, and what selects them is declared."""

import csv
import io
import json

import httpx2
import pytest

from app.resources import RESOURCES, Resource
from app.schemas.columns import column, columns
from app.schemas.events import EventFull
from app.schemas.points import widest
from tests.support.paths import ROOT
from tests.support.questions import every_collection, path

RELEASED = json.loads((ROOT / "tests" / "snapshots" / "columns-1.0.0.json").read_text(encoding="utf-8"))
CENTRE = (28.4785, 65.6321)  # of Pakistan's Balochistan, in degrees

Row = dict[str, str]


def table(http: httpx2.Client, resource: str, question: str = "") -> dict[str, Row]:
    """The rows of a CSV file, by id."""
    text = http.get(f"/{resource}.csv{question}").raise_for_status().text
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


@every_collection
def test_columns_of_the_first_release_keep_name_and_position(http: httpx2.Client, resource: Resource) -> None:
    header = http.get(f"{path(resource)}.csv").text.split("\r\n")[0].split(",")
    released = RELEASED[resource.name].split()
    assert header[: len(released)] == released
    assert len(header) == len(set(header))


@every_collection
def test_every_record_has_its_caption(http: httpx2.Client, resource: Resource) -> None:
    assert all(row["caption"] for row in table(http, resource.name).values())


def test_an_event_names_its_parties_by_role(http: httpx2.Client) -> None:
    events = table(http, "events")
    strikes = events["iranian-strikes-in-pakistan"]
    assert (strikes["initiators"], strikes["territories"]) == ("Iran", "Pakistan")
    assert (strikes["stated_targets"], strikes["targets_asserted_by"]) == ("Jaish ul-Adl", "Iran")
    assert events["pakistani-strikes-in-iran"]["reported_victims"] == "Balochistan Liberation Army"
    assert events["pakistani-strikes-in-iran"]["targets_asserted_by"] == ""
    assert events["pakistan-expels-iranian-ambassador"]["addressees"] == "Iran"
    visit = events["amir-abdollahian-visits-pakistan"]
    assert (visit["hosts"], visit["guests"]) == ("Pakistan", "Iran")
    assert events["kerman-bombings"]["attributed_to"] == "Islamic State"


def test_a_row_has_the_point_of_its_widest_place(http: httpx2.Client) -> None:
    for name in ("events", "strikes"):
        row = table(http, name)["iranian-strikes-in-pakistan"]
        assert (float(row["latitude"]), float(row["longitude"])) == CENTRE
        assert (row["point_place"], row["point_precision"]) == ("Balochistan", "province")
        assert row["place_names"] == "Balochistan; Koh-e-Sabz"
        two_countries = table(http, name)["iranian-strikes-in-iraq-and-syria"]
        assert (two_countries["place_names"], two_countries["latitude"]) == ("Iraq; Syria", "")


def test_posts_and_subjects_are_no_locations(http: httpx2.Client) -> None:
    events = table(http, "events")
    for id in ("pakistani-ambassador-returns", "agreement-to-de-escalate"):
        assert events[id]["place"], "it has a place"
        assert {events[id][name] for name in ("latitude", "longitude", "place_names", "point_place")} == {""}


def test_a_strike_says_who_names_its_targets_and_its_figures(http: httpx2.Client) -> None:
    strikes = table(http, "strikes")
    iranian = strikes["iranian-strikes-in-pakistan"]
    assert (iranian["attacker_name"], iranian["target_names"]) == ("Iran", "Jaish ul-Adl")
    assert (iranian["targets_asserted_by"], iranian["date_text"]) == ("Iran", "16 January 2024")
    assert "children" in iranian["killed_claimed_classes"].split("; ")
    assert "Pakistan" in iranian["killed_claimed_by"].split("; ")
    assert all(row["summary"] and row["means"] for row in strikes.values())


def test_every_figure_has_its_attribution_and_a_note_not_to_add_it(http: httpx2.Client) -> None:
    for row in table(http, "claims").values():
        assert row["text"]
        assert row["attribution"]
        assert row["stated_in"]
        assert (row["measure_note"] == "overlapping claim; do not add") == bool(row["best"])
        assert bool(row["date_text"]) == bool(row["event_title"]) == bool(row["event"])


@every_collection
def test_names_stand_beside_ids(resource: Resource) -> None:
    """A column of ids of parties, people or events has one with their names or titles from the same place."""
    paths = {tuple(step.field for step in column.path) for column in resource.columns}
    for *start, last in paths:
        if last == "id" and start and start[-1] not in {"strike", "part_of"}:
            assert {(*start, word) for word in ("name", "title", "label")} & paths, ".".join(start)


def test_a_selection_is_described_by_what_it_selects() -> None:
    (initiators,) = [item for item in columns(EventFull) if item.name == "initiators"]
    assert "Only where `role` is `initiator`: Did it, said it or started it." in initiators.text
    assert initiators.several
    (latitude,) = [item for item in columns(EventFull) if item.name == "latitude"]
    assert (latitude.type, latitude.several, latitude.required) == ("number", False, False)


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("dates.start", KeyError),
        ("parties[roles=initiator].party.name", KeyError),
        ("places[narrowest].name", KeyError),
        ("parties[role=starter].party.name", ValueError),
        ("parties[role=initiator.party.name", ValueError),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(path: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        column(EventFull, "wrong", path)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], []),
        ([("a", "near", 10)], ["a"]),
        ([("a", "near", 10), ("b", "province", 300)], ["b"]),
        ([("a", "near", 10), ("b", "near", 15)], ["b"]),
        ([("a", "country", None), ("b", "country", None)], []),
    ],
)
def test_the_widest_place_is_the_one_with_the_coarsest_point(
    places: list[tuple[str, str, int | None]], expected: list[str]
) -> None:
    documents = [
        {"id": id, "latitude": 1.0, "role": "location", "geo_precision": precision, "uncertainty_km": uncertainty}
        for id, precision, uncertainty in places
    ]
    without_point = {**dict.fromkeys(("latitude", "uncertainty_km")), "id": "c", "geo_precision": "unknown"}
    post = {"id": "d", "latitude": 1.0, "role": "post", "geo_precision": "country", "uncertainty_km": 900}
    assert [place["id"] for place in widest([without_point, *documents, post])] == expected


def test_the_snapshot_names_every_collection() -> None:
    assert RELEASED.keys() == {resource.name for resource in RESOURCES}
