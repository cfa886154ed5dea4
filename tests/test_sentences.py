"""The rules by which records are put into words: a test for each, and all claims as they are printed."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.seeding.rendering import sentences
from app.seeding.words import and_list, days_in_words, number_in_words, ordinal, quoted, with_a, with_the
from app.vocabulary import ChangeKind, ClaimType, EventType, Measure, SourceKind, StatedIn, VictimClass
from tests.support.paths import ROOT

CLAIMS = ROOT / "tests" / "snapshots" / "claims.md"
TEXT, TABLE, HEADLINE, QUOTATION = StatedIn.TEXT, StatedIn.SUMMARY_TABLE, StatedIn.HEADLINE, StatedIn.QUOTATION
Record = dict[str, dict[str, dict[str, Any]]]


def figure(low: int, high: int | None = None, victims: VictimClass = VictimClass.ALL, **others: Any) -> Any:
    """A casualty claim, as far as the rules look at it."""
    values = {
        "measure": Measure.KILLED,
        "low": low,
        "high": low if high is None else high,
        "victim_class": victims,
        "statement": "Some people were killed.",
    }
    return SimpleNamespace(**(values | others))


def source(number: int | None, publisher: str | None, kind: SourceKind = SourceKind.NEWS) -> Any:
    """A source, as far as the rules look at it."""
    return SimpleNamespace(number=number, publisher=publisher, kind=kind)


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (("2024-01-16", "2024-01-16", None, None), "16 January 2024"),
        (("2024-01-16", "2024-01-18", None, None), "16 to 18 January 2024"),
        ((None, None, "2024-01-16", "2024-01-18"), "between 16 and 18 January 2024, day not stated"),
        ((None, None, "2024-01-30", "2024-02-02"), "between 30 January and 2 February 2024, day not stated"),
        ((None, None, "2023-12-30", "2024-01-02"), "between 30 December 2023 and 2 January 2024, day not stated"),
        ((None, None, "2024-01-18", "2024-01-18"), "18 January 2024 (inferred, day not stated)"),
        ((None, None, "2024-01-18", None), "on or after 18 January 2024, day not stated"),
        ((None, None, None, "2024-01-29"), "by 29 January 2024, day not stated"),
        ((None, None, None, None), "day not stated"),
    ],
)
def test_a_date_says_what_is_stated_and_what_is_not(known: tuple[str | None, ...], text: str) -> None:
    start, end, not_before, not_after = known
    assert sentences.date_text(start, end, not_before, not_after) == text


@pytest.mark.parametrize(
    ("claim", "who"),
    [
        ((TEXT, "Pakistan", {"Pakistan"}, None, []), "Pakistan"),
        ((TEXT, "Iran", {"Iran"}, "Iranian officials", [8]), "Iranian officials"),
        ((QUOTATION, "Coast Army", {"Coast Army", "The CA"}, "The CA", [3]), "the Coast Army"),
        ((QUOTATION, "Coast Army", {"Coast Army"}, "the organization", [3]), "the Coast Army"),
        ((HEADLINE, None, set(), "The Telegraph", [5]), "the headline of a Telegraph report"),
        ((HEADLINE, None, set(), "AP News", [4]), "the headline of an AP News report"),
        ((HEADLINE, None, set(), None, [1]), "the headline of reference 1"),
        ((HEADLINE, None, set(), None, []), "the headline of a reference"),
        ((TABLE, None, set(), None, [4]), "the article's summary table"),
        ((TEXT, None, set(), None, []), "the article, without attribution"),
    ],
)
def test_an_attribution_names_whoever_says_it(claim: tuple[Any, ...], who: str) -> None:
    assert sentences.attribution(*claim) == who


@pytest.mark.parametrize(
    ("claim", "who"),
    [
        ({"claimant_id": "iran"}, "Iran"),
        ({"claimant_id": "iran", "stated_in": TABLE}, "Iran, as the article's summary table has it"),
        ({"speaker": "AP News", "stated_in": HEADLINE}, "Iran"),
        ({}, "the article, which attributes this to no one"),
        ({"type": ClaimType.ATTRIBUTION}, "the article, which does not say by whom"),
        ({"low": 2}, "the article, which does not say who gave the figure"),
        ({"stated_in": TABLE, "low": 2}, "the article's summary table, which does not say who gave the figure"),
    ],
)
def test_a_sentence_says_what_the_article_leaves_unsaid_about_an_attribution(claim: dict[str, Any], who: str) -> None:
    values = {"type": ClaimType.CASUALTY, "claimant_id": None, "speaker": None, "stated_in": TEXT, "low": None}
    assert sentences.in_full("Iran", SimpleNamespace(**(values | claim))) == who


@pytest.mark.parametrize(
    ("sources", "stated_in", "text"),
    [
        ([], TEXT, "no reference cited"),
        ([source(None, "An encyclopedia", SourceKind.ENCYCLOPEDIA)], TEXT, "no reference cited"),
        ([source(8, "Reuters")], TEXT, "Reuters report, reference 8"),
        ([source(8, "Reuters")], HEADLINE, "reference 8"),
        ([source(1, None, SourceKind.UNKNOWN)], TEXT, "reference 1"),
        ([source(2, "BBC News"), source(3, "The Daily")], TEXT, "BBC News and Daily reports, references 2 and 3"),
        (
            [source(6, "Institute", SourceKind.ANALYSIS), source(8, "Reuters")],
            TEXT,
            "Institute and Reuters report, references 6 and 8",
        ),
    ],
)
def test_references_are_named_by_publisher_kind_and_number(sources: list[Any], stated_in: StatedIn, text: str) -> None:
    assert sentences.references(sources, stated_in) == text


FOREIGN, WOMEN, CHILDREN = VictimClass.FOREIGN_NATIONALS, VictimClass.WOMEN, VictimClass.CHILDREN


@pytest.mark.parametrize(
    ("claim", "parts", "whole", "clause"),
    [
        (figure(9), [], None, "nine people were killed"),
        (figure(1), [], None, "one person was killed"),
        (figure(0), [], None, "no people were killed"),
        (figure(12, victims=CHILDREN), [], None, "12 children were killed"),
        (figure(2, 5), [], None, "between two and five people were killed"),
        (figure(4, measure=Measure.INJURED), [], None, "four people were wounded"),
        (figure(9, victims=FOREIGN), [], None, "nine people were killed, all of them foreign nationals"),
        (figure(1, victims=FOREIGN), [], None, "one person was killed, a foreign national"),
        (
            figure(9, victims=FOREIGN),
            [figure(3, victims=WOMEN), figure(4, victims=CHILDREN)],
            None,
            "nine people were killed, all of them foreign nationals; three were women and four were children",
        ),
        (figure(9), [figure(1, victims=CHILDREN)], None, "nine people were killed; one was a child"),
        (figure(4, victims=CHILDREN), [], figure(9), "four of the nine people killed were children"),
        (figure(1, victims=WOMEN), [], figure(9), "one of the nine people killed was a woman"),
    ],
)
def test_a_figure_says_whom_it_counts_and_is_told_with_its_parts_or_its_whole(
    claim: Any, parts: list[Any], whole: Any, clause: str
) -> None:
    assert sentences.figure_clause(claim, parts, whole) == clause


def test_a_sentence_has_the_event_of_a_figure() -> None:
    whole, part = figure(9, victims=FOREIGN), figure(3, victims=WOMEN)
    assert sentences.figure_clause(whole, [part], None, "The Elim bombings") == (
        "nine people were killed in the Elim bombings, all of them foreign nationals; three were women"
    )
    assert sentences.figure_clause(part, [], whole, "Strikes in Elim") == (
        "three of the nine people killed in the Strikes in Elim were women"
    )


@pytest.mark.parametrize(
    ("number", "clause"), [(9, "nine were killed"), (1, "one was killed"), (0, "none were killed")]
)
def test_a_bare_number_is_printed_as_one(number: int, clause: str) -> None:
    bare = figure(number, statement="Some were killed.")
    part = figure(4, victims=CHILDREN)
    assert sentences.figure_clause(bare, [], None) == clause
    assert (
        sentences.figure_clause(part, [], figure(9, statement=bare.statement))
        == "four of the nine killed were children"
    )


@pytest.mark.parametrize(
    ("statement", "named", "clause"),
    [
        ("The strikes were a response.", None, "the strikes were a response"),
        ("Jaish ul-Adl was the target.", "Iran", "Jaish ul-Adl was the target"),
        ("Pakistan might retaliate.", "Pakistan", "it might retaliate"),
        ("Pakistan might retaliate.", "Iran", "Pakistan might retaliate"),
        ("The strikes killed the Coast Army's own members.", "Coast Army", "the strikes killed its own members"),
        ("The Coast Army left.", "Coast Army", "it left"),
        ("It was a response; the article gives no reason.", "the article", "it was a response; it gives no reason"),
    ],
)
def test_a_statement_continues_a_sentence(statement: str, named: str | None, clause: str) -> None:
    assert sentences.continued(statement, named, lambda text: text.startswith(("Jaish", "Pakistan"))) == clause


@pytest.mark.parametrize(
    ("type", "made_in", "text"),
    [
        (ClaimType.THREAT, EventType.WARNING, "The Army warned that it might act (x)."),
        (ClaimType.THREAT, EventType.STATEMENT, "The Army said that it might act (x)."),
        (ClaimType.CASUALTY, EventType.WARNING, "According to the Army, it may act (x)."),
    ],
)
def test_a_threat_is_a_warning_only_if_it_was_made_in_one(type: ClaimType, made_in: EventType, text: str) -> None:
    claim = SimpleNamespace(type=type, claimant_id="army", speaker=None, stated_in=TEXT)
    assert sentences.claim_text(claim, "it may act", "the Army", "x", made_in) == text


def test_a_threat_by_no_one_named_is_according_to_the_article() -> None:
    claim = SimpleNamespace(type=ClaimType.THREAT, claimant_id=None, speaker=None, stated_in=TEXT, low=None)
    text = sentences.claim_text(claim, "it may act", "the article, without attribution", "x", None)
    assert text == "According to the article, which attributes this to no one, it may act (x)."


@pytest.mark.parametrize(
    ("person", "summary"),
    [
        (
            ("Ada", "Mayor of Elim", "Elim"),
            "Ada is listed as Mayor of Elim in Elim's column of the article's summary table.",
        ),
        (("Ada", "Mayor of Elim", None), "The article names Ada as Mayor of Elim."),
        (
            ("Ada", None, "Elim"),
            "Ada is named in Elim's column of the article's list of commanders; no office or group is given.",
        ),
        (("Ada", None, None), "Ada is named in the article; no office or group is given."),
    ],
)
def test_a_person_is_what_the_article_says_and_a_column_is_no_allegiance(
    person: tuple[str, str | None, str | None], summary: str
) -> None:
    assert sentences.person_summary(*person) == summary


@pytest.mark.parametrize(
    ("office", "words"),
    [
        ("Mayor of Elim", "Mayor of Elim"),
        ("Chief of the CA", "“Chief of the CA” (Coast Army)"),
        ("Chief of the Coast Army", "Chief of the Coast Army"),
        (None, None),
    ],
)
def test_an_office_with_a_short_name_of_its_party_has_the_full_name_too(office: str | None, words: str | None) -> None:
    assert sentences.office_in_words(office, "Coast Army", {"Coast Army", "CA"}) == words


def test_a_side_is_told_with_who_puts_the_party_there() -> None:
    side = sentences.side_clause("Iran", "Pakistan")
    assert sentences.party_summary("Coast Army", "armed group", None, ["The article calls it “rebels”"], [side]) == (
        "The Coast Army is an armed group. The article calls it “rebels”. According to Iran, it is on Pakistan's side."
    )


def test_a_unit_is_only_listed_on_a_side() -> None:
    assert sentences.party_summary("Coast Army", "military unit", "Elim", [], []) == (
        "The Coast Army is listed under the units involved, on Elim's side of the article's summary table."
    )


def test_a_description_is_given_in_the_voice_that_it_has() -> None:
    descriptions = [
        SimpleNamespace(wording="rebels", of_members=True, context=None),
        SimpleNamespace(wording="armed band", of_members=False, context="in a sentence about Elim"),
    ]
    assert sentences.description_clauses(descriptions, ["the article", "the article"]) == [
        "The article calls its members “rebels”",
        "The article also calls it an “armed band”, in a sentence about Elim",
    ]


@pytest.mark.parametrize(
    ("stated_in", "voice"),
    [
        (TEXT, "the article"),
        (TABLE, "the article's summary table"),
        (QUOTATION, "a quotation in reference 3 (The Daily)"),
        (HEADLINE, "the headline of reference 3 (The Daily)"),
    ],
)
def test_a_quotation_or_a_headline_is_not_the_voice_of_the_article(stated_in: StatedIn, voice: str) -> None:
    assert sentences.description_voice(stated_in, [source(3, "The Daily")]) == voice


@pytest.mark.parametrize(
    ("place", "inferred", "summary"),
    [
        (("Balochistan", "province", "Pakistan", True), {}, "Balochistan is a province of Pakistan."),
        (
            ("Kerman", "city", "Iran", True),
            {"inferred": True},
            "Kerman: a city in Iran. The article does not say so; this is our inference.",
        ),
        (
            ("Spot", "locality", "Coast", False),
            {"inferred": True, "country": "Elim"},
            "Spot is a place in Elim. That it is in Coast is our inference; the article does not say where it lies.",
        ),
        (("Spot", "locality", None, False), {}, "Spot is a place; its position is not known."),
        (
            ("A–B border", "border", None, True),
            {},
            "The A–B border is named in the article; it has no single country.",
        ),
    ],
)
def test_a_place_says_what_is_inferred_and_what_is_not_known(
    place: tuple[Any, ...], inferred: dict[str, Any], summary: str
) -> None:
    assert sentences.place_summary(*place, **inferred) == summary


@pytest.mark.parametrize(
    ("made", "caption"),
    [
        (sentences.event_caption("A visit", "29 January 2024"), "A visit, 29 January 2024"),
        (sentences.claim_caption("the Army", "it left", "A visit, 2024"), "The Army: it left (A visit, 2024)"),
        (sentences.claim_caption("Iran", "it left", None), "Iran: it left"),
        (sentences.person_caption("Ada", "Mayor", "Elim"), "Ada, listed as Mayor"),
        (sentences.person_caption("Ada", "Mayor", None), "Ada, named as Mayor"),
        (sentences.person_caption("Ada", None, "Elim"), "Ada, listed in Elim's column, no office given"),
        (sentences.party_caption("Coast Army", "armed group", None), "Coast Army, armed group"),
        (sentences.party_caption("Coast Army", "military unit", "Elim"), "Coast Army, listed under Elim's units"),
        (sentences.place_caption("Balochistan", "province", "Pakistan"), "Balochistan, province, Pakistan"),
        (
            sentences.source_caption(2, "BBC News", "A title", "2024-01-18"),
            "Reference 2: BBC News, “A title”, 18 January 2024",
        ),
        (sentences.source_caption(None, None, "A title", None), "“A title”"),
    ],
)
def test_a_caption_can_stand_alone(made: str, caption: str) -> None:
    assert made == caption


def test_small_words() -> None:
    assert [number_in_words(number) for number in (0, 1, 9, 10)] == ["no", "one", "nine", "10"]
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 21, 111)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "111th")
    ]
    assert (and_list([]), and_list(["a"]), and_list(["a", "b", "c"])) == ("", "a", "a, b and c")
    assert (with_the("Pakistan Air Force"), with_the("Iran")) == ("the Pakistan Air Force", "Iran")
    assert (with_a("The Telegraph"), with_a("AP News")) == ("a Telegraph", "an AP News")
    assert (quoted("A “b” c"), quoted('The "b"')) == ("“A ‘b’ c”", "“The ‘b’”")
    assert days_in_words("2024-01-16", "2024-01-18", "and") == "16 and 18 January 2024"


def test_every_claim_reads_as_it_was_reviewed(record: Record, update: bool) -> None:
    """`--update` writes the file anew: read the diff as an editor would."""
    printed = "\n".join(f"- {claim['text']}\n  {claim['caption']}" for claim in record["claims"].values())
    keep_text(CLAIMS, f"# The claims, as printed\n\n{printed}\n", update=update)


def keep_text(file: Path, text: str, *, update: bool) -> None:
    """Compare a text with the one that is kept, or keep it."""
    if update:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_no_claim_is_printed_as_a_bare_fact(record: Record) -> None:
    for claim in record["claims"].values():
        assert claim["attribution"].removesuffix(", without attribution").lower() in claim["text"].lower()
        assert claim["text"].endswith(").")
        assert "reference" in claim["text"]
        if claim["claimant"] is None and claim["speaker"] is None:
            assert any(silence in claim["text"] for silence in ("to no one", "by whom", "who gave the figure"))
        if claim["stated_in"] == "headline":
            assert "headline" in claim["attribution"]
        if claim["low"] is not None:
            assert number_in_words(claim["low"]) in claim["text"]
            assert claim["event"]["title"] in claim["text"]


@pytest.mark.parametrize(
    ("field", "before", "after", "text"),
    [
        ("title", "A", "B", "Corrected 25 November 2026: title “B”, previously “A”"),
        (
            "date.not_before",
            "2024-01-16",
            None,
            "Corrected 25 November 2026: earliest possible day not stated, previously 16 January 2024",
        ),
        ("target_count", 7, 8, "Corrected 25 November 2026: target count 8, previously 7"),
        ("background", False, True, "Corrected 25 November 2026: background yes, previously no"),
        ("summary", "A", "long " * 40, "Corrected 25 November 2026 (summary): It was wrong."),
        ("places", [], [{"place": "kerman"}], "Corrected 25 November 2026 (places): It was wrong."),
    ],
)
def test_a_change_gives_both_values_or_the_reason(field: str, before: Any, after: Any, text: str) -> None:
    label = sentences.field_label(field)
    values = sentences.changed_values(label, before, after)
    assert sentences.change_text(ChangeKind.CORRECTED, "2026-11-25", values, label, "It was wrong.") == text


def test_a_change_to_a_whole_record_gives_the_reason() -> None:
    added = sentences.change_text(ChangeKind.ADDED, "2026-11-25", None, None, "First release.")
    removed = sentences.change_text(ChangeKind.REMOVED, "2026-11-25", None, "“Kerman”", "Merged.")
    assert (added, removed) == (
        "Added 25 November 2026: First release.",
        "Removed 25 November 2026 (“Kerman”): Merged.",
    )


def test_the_caption_of_a_change_names_the_record_and_the_field() -> None:
    captions = [
        sentences.change_caption("Kerman bombings", field, ChangeKind.CORRECTED, "2026-11-25")
        for field in ("date.start", None)
    ]
    assert captions == [
        "Kerman bombings: first day corrected 25 November 2026",
        "Kerman bombings: corrected 25 November 2026",
    ]
