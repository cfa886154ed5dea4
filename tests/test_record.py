"""The real record, fact by fact: what it holds, what it leaves open, and what it never does."""

from typing import Any

import pytest

Documents = dict[str, Any]


def test_there_are_three_strikes_and_two_are_not_background(record: dict[str, Documents]) -> None:
    assert {id: strike["background"] for id, strike in record["strikes"].items()} == {
        "iranian-strikes-in-iraq-and-syria": True,
        "iranian-strikes-in-pakistan": False,
        "pakistani-strikes-in-iran": False,
    }


def test_the_background_is_what_came_before_the_strikes_in_pakistan(record: dict[str, Documents]) -> None:
    assert {id for id, event in record["events"].items() if event["background"]} == {
        "kerman-bombings",
        "iranian-strikes-in-iraq-and-syria",
    }


def test_each_event_of_type_strike_is_a_strike_of_the_same_id(record: dict[str, Documents]) -> None:
    assert {id for id, event in record["events"].items() if event["type"] == "strike"} == record["strikes"].keys()
    assert {id for id, event in record["events"].items() if event["strike"]} == record["strikes"].keys()


def test_the_pakistani_strikes_answer_the_iranian_ones(record: dict[str, Documents]) -> None:
    answered = {id: (strike["responds_to"] or {}).get("id") for id, strike in record["strikes"].items()}
    assert answered == {
        "iranian-strikes-in-iraq-and-syria": "kerman-bombings",
        "iranian-strikes-in-pakistan": None,
        "pakistani-strikes-in-iran": "iranian-strikes-in-pakistan",
    }


CLAIMED = {
    "iranian-strikes-in-iraq-and-syria": (None, None),
    "iranian-strikes-in-pakistan": (
        {"low": 2, "high": 2, "claims_count": 3, "claimants": ["pakistan"]},
        {"low": 4, "high": 4, "claims_count": 1, "claimants": []},
    ),
    "pakistani-strikes-in-iran": ({"low": 9, "high": 9, "claims_count": 5, "claimants": ["iran"]}, None),
}


@pytest.mark.parametrize("id", CLAIMED)
def test_figures_of_a_strike_are_spans_of_claims(record: dict[str, Documents], id: str) -> None:
    strike = record["strikes"][id]
    spans = [strike["killed_claimed"], strike["injured_claimed"]]
    assert (
        tuple(span and {key: value for key, value in span.items() if key != "claimed_by"} for span in spans)
        == (CLAIMED[id])
    )
    for span in filter(None, spans):
        assert len(span["claimed_by"]) == span["claims_count"]


def test_nobody_sums(record: dict[str, Documents]) -> None:
    for strike in record["strikes"].values():
        for measure in ("killed", "injured"):
            said = [claim["best"] for claim in strike["claims"] if claim["measure"] == measure and claim["best"]]
            span = strike[f"{measure}_claimed"]
            assert span is None or {span["low"], span["high"]} <= set(said)


PAKISTANI, IRANIAN = "pakistani-strikes-in-iran", "iranian-strikes-in-pakistan"
CASUALTIES = {
    "pakistan-two-children-killed": (IRANIAN, "pakistan", 2, None),
    "infobox-two-killed-in-pakistan": (IRANIAN, None, 2, None),
    "infobox-four-wounded-in-pakistan": (IRANIAN, None, 4, None),
    "ap-two-people-killed": (IRANIAN, None, 2, None),
    "iran-nine-people-killed": (PAKISTANI, "iran", 9, None),
    "iran-four-children-among-nine": (PAKISTANI, "iran", 4, "iran-nine-people-killed"),
    "infobox-nine-foreign-nationals-killed": (PAKISTANI, None, 9, None),
    "officials-nine-foreign-nationals-killed": (PAKISTANI, "iran", 9, None),
    "officials-three-women-killed": (PAKISTANI, "iran", 3, "officials-nine-foreign-nationals-killed"),
    "officials-four-children-killed": (PAKISTANI, "iran", 4, "officials-nine-foreign-nationals-killed"),
    "bbc-nine-people-killed": (PAKISTANI, None, 9, None),
    "daily-beast-nine-killed": (PAKISTANI, None, 9, None),
    "bla-members-killed": (PAKISTANI, "balochistan-liberation-army", None, None),
    "telegraph-deadly-strike": (None, None, None, None),  # a title that does not say which strike it means
}


def test_every_casualty_claim_has_its_event_claimant_figure_and_whole(record: dict[str, Documents]) -> None:
    def of(ref: Documents | None) -> str | None:
        return ref["id"] if ref else None

    assert {
        id: (of(claim["event"]), of(claim["claimant"]), claim["best"], of(claim["part_of"]))
        for id, claim in record["claims"].items()
        if claim["type"] == "casualty"
    } == CASUALTIES


def test_a_claim_about_a_strike_names_it_as_event_and_as_strike(record: dict[str, Documents]) -> None:
    for claim in record["claims"].values():
        if claim["event"] and claim["event"]["id"] in record["strikes"]:
            assert claim["strike"]["id"] == claim["event"]["id"]
        else:
            assert claim["strike"] is None


def test_three_people_have_neither_office_nor_party_and_a_column_that_is_no_allegiance(
    record: dict[str, Documents],
) -> None:
    bare = {id: person for id, person in record["people"].items() if not person["office"]}
    assert {id: person["infobox_column"]["id"] for id, person in bare.items()} == {
        "basheer-zeb": "iran",
        "allah-nazar-baloch": "iran",
        "salahuddin-farooqui": "pakistan",
    }
    assert [person["party"] for person in bare.values()] == [None, None, None]


def test_only_the_party_of_the_chief_of_the_air_staff_is_inferred(record: dict[str, Documents]) -> None:
    assert [id for id, person in record["people"].items() if person["party_inferred"]] == ["zaheer-ahmad-babar"]


def test_whose_side_an_armed_group_is_on_is_always_somebodys_word(record: dict[str, Documents]) -> None:
    sides = {
        id: [(side["party"]["id"], side["asserted_by"]["id"]) for side in party["alignments"]]
        for id, party in record["parties"].items()
        if party["alignments"]
    }
    assert sides == {
        "balochistan-liberation-army": [("iran", "pakistan")],
        "balochistan-liberation-front": [("iran", "pakistan")],
        "jaish-ul-adl": [("pakistan", "iran")],
    }


def test_koh_e_sabz_has_no_point_and_its_province_is_inferred(record: dict[str, Documents]) -> None:
    place = record["places"]["koh-e-sabz"]
    assert (place["latitude"], place["longitude"], place["geo_precision"]) == (None, None, "unknown")
    assert (place["parent"]["id"], place["parent_inferred"]) == ("balochistan", True)


def test_every_other_place_has_a_point_from_a_named_gazetteer(record: dict[str, Documents]) -> None:
    for id, place in record["places"].items():
        if id != "koh-e-sabz":
            assert place["latitude"] is not None
            assert place["coordinates_from"]["source"] in {"Natural Earth", "GeoNames"}


def test_the_unit_of_the_iranian_strikes_is_inferred_and_that_of_the_pakistani_ones_is_not(
    record: dict[str, Documents],
) -> None:
    units = {id: strike["unit"] for id, strike in record["strikes"].items()}
    assert {id: (unit["party"]["id"], unit["inferred"]) for id, unit in units.items() if unit} == {
        IRANIAN: ("islamic-revolutionary-guard-corps", True),
        PAKISTANI: ("pakistan-air-force", False),
    }


def test_who_struck_whom_and_who_says_so(record: dict[str, Documents]) -> None:
    targets = {
        id: (strike["attacker"]["id"], [(target["party"]["id"], target["asserted_by"]) for target in strike["targets"]])
        for id, strike in record["strikes"].items()
    }
    iran = {"id": "iran", "name": "Iran", "href": "/parties/iran"}
    assert targets == {
        "iranian-strikes-in-iraq-and-syria": ("iran", []),
        IRANIAN: ("iran", [("jaish-ul-adl", iran)]),
        PAKISTANI: ("pakistan", [("balochistan-liberation-army", None), ("balochistan-liberation-front", None)]),
    }


def test_the_operation_has_its_name_in_balochi_script_and_seven_targets(record: dict[str, Documents]) -> None:
    strike = record["strikes"][PAKISTANI]
    assert strike["target_count"] == 7
    assert strike["operation"] == {
        "name": "Marg Bar Sarmachar",
        "native": "مرگ بر سرمچار",
        "language": "bal",
        "script": "Arab",
        "meaning": "Death to Insurgents",
    }


def affected(record: dict[str, Documents], discrepancy: str) -> set[str]:
    """The addresses of the records that a discrepancy affects."""
    return {touched["href"] for touched in record["discrepancies"][discrepancy]["records"]}


def test_the_records_without_a_reference_are_all_listed(record: dict[str, Documents]) -> None:
    kinds = ("events", "strikes", "claims")
    uncited = {f"/{kind}/{id}" for kind in kinds for id, document in record[kind].items() if not document["sources"]}
    assert affected(record, "events-without-a-reference") == uncited


def test_the_events_without_a_day_are_all_listed(record: dict[str, Documents]) -> None:
    undated = {
        f"/{kind}/{id}"
        for kind in ("events", "strikes")
        for id, document in record[kind].items()
        if document["date"]["precision"] == "not_stated"
    }
    assert affected(record, "events-without-a-day") == undated
