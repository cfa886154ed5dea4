"""What each filter means, against plain SQL over the stored rows: who, where, and what is claimed."""

from collections import defaultdict
from collections.abc import Callable

import httpx2
import pytest
from sqlalchemy import Connection, text

from app.models.evidence import EVIDENCE_KINDS
from app.vocabulary import RecordKind
from tests.support.questions import ids

OWN = "SELECT event_id FROM event_parties WHERE direct"
STATES = "SELECT event_id FROM event_parties JOIN parties ON parties.id = party_id WHERE direct"
INSIDE = """
    WITH RECURSIVE inside(id) AS (
        SELECT id FROM places WHERE id = '{}' UNION SELECT places.id FROM places JOIN inside ON parent_id = inside.id
    ) SELECT event_id FROM event_places WHERE direct AND place_id IN inside"""
WHOLE = "SELECT event_id FROM claims WHERE part_of_id IS NULL AND measure"
POINTS = "SELECT event_id FROM event_places JOIN places ON places.id = place_id WHERE direct AND role = 'location'"
EVENTS = "SELECT id FROM events"
CLAIMED = "SELECT id FROM claims WHERE"
CITED = """
    SELECT evidence.{0}_id, passage_sources.source_id FROM evidence JOIN passage_sources USING (passage_id)
    WHERE evidence.{0}_id IS NOT NULL"""
MEANINGS = {
    "party=pakistan": f"{STATES} AND 'pakistan' IN (party_id, parent_id)",
    "party=pakistan-air-force": f"{OWN} AND party_id = 'pakistan-air-force'",
    "party=iraq&party=syria": f"{OWN} AND party_id IN ('iraq', 'syria')",
    "party=iran&party=jaish-ul-adl&party_match=all": f"{OWN} AND party_id = 'jaish-ul-adl' "
    f"INTERSECT {OWN} AND party_id = 'iran'",
    "party=iran&role=addressee": f"{OWN} AND party_id = 'iran' AND role = 'addressee'",
    "party=pakistan&role=initiator": f"{STATES} AND 'pakistan' IN (party_id, parent_id) AND role = 'initiator'",
    "party=iran&party=pakistan&party_match=all&role=initiator": f"{OWN} AND party_id = 'iran' AND role = 'initiator' "
    f"INTERSECT {STATES} AND 'pakistan' IN (party_id, parent_id) AND role = 'initiator'",
    "party=jaish-ul-adl&asserted_by=iran": f"{OWN} AND party_id = 'jaish-ul-adl' AND asserted_by_id = 'iran'",
    "party=pakistan&asserted_by=iran": f"{OWN} AND party_id = 'pakistan' AND asserted_by_id = 'iran'",
    "role=stated_target&asserted_by=iran": f"{OWN} AND role = 'stated_target' AND asserted_by_id = 'iran'",
    "role=territory&asserted_by=iran": f"{OWN} AND role = 'territory' AND asserted_by_id = 'iran'",
    "not_party=iran": f"{EVENTS} EXCEPT {STATES} AND 'iran' IN (party_id, parent_id)",
    "person=jalil-abbas-jilani": "SELECT event_id FROM event_people WHERE person_id = 'jalil-abbas-jilani'",
    "place=pakistan": INSIDE.format("pakistan"),
    "place=balochistan": INSIDE.format("balochistan"),
    "place=koh-e-sabz": INSIDE.format("koh-e-sabz"),
    "country=PK": f"{POINTS} AND country = 'PK'",
    "country=pk&country=Ir": f"{POINTS} AND country IN ('PK', 'IR')",
    "geo_precision=unknown": f"{POINTS} AND geo_precision = 'unknown'",
    "bbox=-180,-90,180,90": f"{POINTS} AND latitude IS NOT NULL",
    "bbox=60,25,68,32": f"{POINTS} AND longitude BETWEEN 60 AND 68 AND latitude BETWEEN 25 AND 32",
    "bbox=68,-90,60,90": f"{POINTS} AND (longitude >= 68 OR longitude <= 60)",
    "min_killed=0": f"{WHOLE} = 'killed' AND low >= 0",
    "min_killed=3": f"{WHOLE} = 'killed' AND low >= 3",
    "max_killed=4": f"{WHOLE} = 'killed' AND high <= 4",
    "max_killed=999999999": f"{WHOLE} = 'killed' AND high IS NOT NULL",
    "min_injured=4": f"{WHOLE} = 'injured' AND low >= 4",
    "max_injured=3": f"{WHOLE} = 'injured' AND high <= 3",
    "min_killed=1&claimant=pakistan": f"{WHOLE} = 'killed' AND low >= 1 AND claimant_id = 'pakistan'",
    "min_killed=0&claimant=balochistan-liberation-army": f"{WHOLE} = 'killed' AND low >= 0 "
    "AND claimant_id = 'balochistan-liberation-army'",
    "min_injured=1&claimant=pakistan": f"{WHOLE} = 'injured' AND low >= 1 AND claimant_id = 'pakistan'",
    "min_killed=9&max_injured=9": f"{WHOLE} = 'killed' AND low >= 9 INTERSECT {WHOLE} = 'injured' AND high <= 9",
    "claimant=iran": "SELECT event_id FROM claims WHERE claimant_id = 'iran'",
    "background=false": f"{EVENTS} WHERE NOT background",
    "responds_to=kerman-bombings": f"{EVENTS} WHERE responds_to_id = 'kerman-bombings'",
    "date_precision=day": f"{EVENTS} WHERE date_start IS NOT NULL AND date_start = date_end",
}
CLAIMS = {
    "min_killed=3": "measure = 'killed' AND part_of_id IS NULL AND low >= 3",
    "max_killed=999999999": "measure = 'killed' AND part_of_id IS NULL AND high IS NOT NULL",
    "min_injured=0": "measure = 'injured' AND part_of_id IS NULL AND low >= 0",
    "min_killed=1&claimant=iran": "measure = 'killed' AND part_of_id IS NULL AND low >= 1 AND claimant_id = 'iran'",
    "measure=killed&victim_class=children": "measure = 'killed' AND victim_class = 'children'",
    "speaker=Iranian officials": "speaker = 'Iranian officials'",
    "strike=pakistani-strikes-in-iran": "strike_id = 'pakistani-strikes-in-iran'",
}
# Each pair holds of some event one by one, and of none together: filters that must not be taken apart.
TOGETHER = [
    ("party=iran", "role=host"),
    ("party=pakistan", "asserted_by=iran"),
    ("role=territory", "asserted_by=iran"),
    ("claimant=pakistan", "min_injured=1"),
    ("claimant=balochistan-liberation-army", "min_killed=0"),
]


@pytest.fixture(scope="module")
def stored(sql: Connection) -> Callable[[str], set[str]]:
    """The ids that a statement selects."""
    return lambda statement: set(sql.execute(text(statement)).scalars()) - {None}


@pytest.mark.parametrize("question", MEANINGS)
def test_events_and_strikes_are_those_that_sql_finds(
    http: httpx2.Client, stored: Callable[[str], set[str]], question: str
) -> None:
    events = stored(MEANINGS[question])
    assert set(ids(http, f"/events?{question}")) == events
    assert set(ids(http, f"/strikes?{question}")) == events & stored("SELECT id FROM strikes")


@pytest.mark.parametrize("question", CLAIMS)
def test_claims_are_those_that_sql_finds(http: httpx2.Client, stored: Callable[[str], set[str]], question: str) -> None:
    found = stored(f"{CLAIMED} {CLAIMS[question]}")
    assert found
    assert set(ids(http, f"/claims?{question}")) == found


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_what_must_hold_of_one_row_is_not_taken_apart(http: httpx2.Client, one: str, other: str) -> None:
    assert set(ids(http, f"/events?{one}")) & set(ids(http, f"/events?{other}"))
    assert ids(http, f"/events?{one}&{other}") == []


@pytest.mark.parametrize("kind", sorted(set(EVIDENCE_KINDS) - {RecordKind.SOURCE}))
def test_sources_are_those_that_passages_of_the_record_cite(
    http: httpx2.Client, sql: Connection, kind: RecordKind
) -> None:
    citing: dict[str, set[str]] = defaultdict(set)
    for record, source in sql.execute(text(CITED.format(kind))):
        citing[record].add(source)
    for source in sql.execute(text("SELECT id FROM sources")).scalars():
        expected = {record for record, sources in citing.items() if source in sources}
        assert set(ids(http, f"/{kind.collection}?source={source}")) == expected
    for least in range(1, 8):
        expected = {record for record, sources in citing.items() if len(sources) >= least}
        assert set(ids(http, f"/{kind.collection}?min_sources={least}")) == expected


def test_a_figure_that_is_not_given_is_not_nought(http: httpx2.Client, stored: Callable[[str], set[str]]) -> None:
    silent = stored("SELECT id FROM claims WHERE type = 'casualty' AND low IS NULL")
    assert silent
    for question in ("min_killed=0", "max_killed=0", "max_killed=999999999", "max_injured=999999999"):
        assert not silent & set(ids(http, f"/claims?{question}"))


def test_a_part_of_a_figure_is_not_counted_for_its_whole(
    http: httpx2.Client, stored: Callable[[str], set[str]]
) -> None:
    parts = stored("SELECT id FROM claims WHERE part_of_id IS NOT NULL")
    assert parts
    assert not parts & set(ids(http, "/claims?min_killed=0"))
    assert not parts & set(ids(http, "/claims?max_killed=999999999"))
    assert "pakistani-strikes-in-iran" not in ids(http, "/events?max_killed=4")


def test_a_place_without_a_point_is_in_no_box(http: httpx2.Client, stored: Callable[[str], set[str]]) -> None:
    assert "koh-e-sabz" in stored("SELECT id FROM places WHERE latitude IS NULL")
    everywhere = set(ids(http, "/places?bbox=-180,-90,180,90"))
    assert everywhere == stored("SELECT id FROM places WHERE latitude IS NOT NULL")


def test_a_state_stands_for_its_units_and_not_the_other_way_round(http: httpx2.Client) -> None:
    unit, state = (ids(http, f"/events?party={party}") for party in ("pakistan-air-force", "pakistan"))
    assert unit
    assert set(unit) < set(state)
