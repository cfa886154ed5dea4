"""What the record keeps to: nothing inferred unsaid, nothing without a passage, no sentence copied, no formula."""

import re
from collections.abc import Iterator
from typing import Any

from tests.support.paths import ARTICLE, ROOT, needs_article

COPIED = 8  # so many words in a row are a copy
PROSE = [*range(1, 25), 29]  # lines of prose, infobox and quotation; the others are titles of works, which are facts
WORD = re.compile(r"[^\W_]+")
KEPT = {".py", ".yaml", ".json", ".md", ".toml", ".html", ".txt"}
Documents = dict[str, Any]


def texts(value: Any) -> Iterator[str]:
    """Every text below a value."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(part)


def test_what_has_no_stated_day_says_that_it_is_inferred_and_from_what(record: dict[str, Documents]) -> None:
    undated = [event["date"] for event in record["events"].values() if event["date"]["precision"] == "not_stated"]
    assert len(undated) == 15
    for date in undated:
        assert (date["start"], date["end"], date["basis"]) == (None, None, "inferred")
        assert date["note"]
        assert date["not_before"] or date["not_after"]


def test_a_year_that_the_sentence_does_not_state_is_flagged(record: dict[str, Documents]) -> None:
    inferred = {
        id: event["date"]["start"]
        for id, event in record["events"].items()
        if event["date"]["basis"] == "inferred" and event["date"]["start"]
    }
    assert inferred == {"kerman-bombings": "2024-01-03", "agreement-to-de-escalate": "2024-01-19"}


def test_reference_1_is_cited_nowhere_and_every_other_is(record: dict[str, Documents]) -> None:
    cited = {source["number"]: source["cited"] for source in record["sources"].values() if source["number"]}
    assert cited == {1: False, 2: True, 3: True, 4: True, 5: True, 6: True, 7: True, 8: True}


def test_no_address_of_a_reference_is_invented(record: dict[str, Documents]) -> None:
    assert {source["url"] for source in record["sources"].values() if source["number"]} == {None}


def test_the_article_is_a_source_of_its_own_and_counts_for_none(record: dict[str, Documents]) -> None:
    (article,) = [source for source in record["sources"].values() if source["number"] is None]
    assert (article["level"], article["licence"]) == ("tertiary", "CC-BY-SA-4.0")
    assert not [doc for docs in record.values() for doc in docs.values() if article["id"] in cited_by(doc)]


def cited_by(document: Documents) -> list[str]:
    """The sources a record cites."""
    return [source["id"] for source in document.get("sources", [])]


def test_there_are_at_least_thirty_discrepancies_each_with_passages_and_records(record: dict[str, Documents]) -> None:
    assert len(record["discrepancies"]) >= 30
    for discrepancy in record["discrepancies"].values():
        assert discrepancy["evidence"]
        assert discrepancy["records"]


def test_every_passage_but_a_heading_supports_something(record: dict[str, Documents]) -> None:
    for passage in record["passages"].values():
        assert passage["supports"] or passage["kind"] == "heading"


def test_every_record_stands_on_a_passage(record: dict[str, Documents]) -> None:
    for name in record.keys() - {"passages", "changes"}:
        for id, document in record[name].items():
            assert document["evidence"], f"{name}/{id}"


def test_no_text_opens_as_a_formula_would(record: dict[str, Documents]) -> None:
    opening = [text for docs in record.values() for text in texts(list(docs.values())) if text[:1] in set("=+-@\t\r")]
    assert opening == []


def test_a_transliteration_is_never_shown_as_the_name(record: dict[str, Documents]) -> None:
    for document in [*record["parties"].values(), *record["places"].values()]:
        first, *others = document["names"]
        assert (first["name"], first["kind"], first["origin"]) == (document["name"], "main", "article")
        assert all(form["kind"] != "main" for form in others)


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of so many words in a text."""
    words = [match.group().casefold() for match in WORD.finditer(text)]
    return {tuple(words[start : start + COPIED]) for start in range(len(words) - COPIED + 1)}


@needs_article
def test_no_eight_words_in_a_row_are_the_articles() -> None:
    lines = ARTICLE.read_text(encoding="utf-8").split("\n")
    prose = set().union(*(runs(lines[number]) for number in PROSE))
    folders = [ROOT / name for name in ("app", "migrations", "seed", "tests")]
    files = [*ROOT.glob("*"), *(file for folder in folders for file in folder.rglob("*"))]
    read = {file: runs(file.read_text(encoding="utf-8")) for file in files if file.suffix in KEPT}
    assert len(prose) > 100
    assert {str(file): min(found & prose) for file, found in read.items() if found & prose} == {}
