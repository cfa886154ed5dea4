"""Stored documents: each equals its model, a brief is a part of its full, and derived columns agree with both."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app import urls
from app.models.evidence import EVIDENCE_KINDS
from app.models.packing import unpack
from app.records import RECORDS
from app.schemas.events import EventFull
from app.schemas.lookups import DatasetDocument, Matrix, SearchHit
from app.vocabulary import COLLECTIONS, RecordKind
from tests.support.stored import stored

Row = dict[str, Any]
SEARCHED = [name for name in COLLECTIONS if name not in {"passages", "changes"}]  # what has no title is not searched

every_collection = pytest.mark.parametrize("name", COLLECTIONS)


@pytest.fixture(scope="module")
def tables(database: Path) -> Iterator[sqlite3.Connection]:
    """The tables as they are stored."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def rows(tables: sqlite3.Connection, name: str) -> list[Row]:
    """The rows of a table, with the full document read."""
    found = [dict(row) for row in tables.execute(stored(name))]
    assert found, f"{name} is empty"
    no_dictionary: Any = None  # the record is too small to have one
    texts = [unpack(no_dictionary, row["full"]) for row in found]
    return [row | {"full": text, "document": json.loads(text)} for row, text in zip(found, texts, strict=True)]


@every_collection
def test_every_document_equals_its_model(tables: sqlite3.Connection, name: str) -> None:
    for row in rows(tables, name):
        assert RECORDS[COLLECTIONS[name]].full.model_validate_json(row["full"]).model_dump_json() == row["full"]
        assert RECORDS[COLLECTIONS[name]].brief.model_validate_json(row["brief"]).model_dump_json() == row["brief"]


@every_collection
def test_a_brief_is_the_part_of_the_full_that_its_model_names(tables: sqlite3.Connection, name: str) -> None:
    for row in rows(tables, name):
        brief = json.loads(row["brief"])
        assert list(brief) == list(RECORDS[COLLECTIONS[name]].brief.model_fields)
        assert brief == {key: row["document"][key] for key in brief}


@every_collection
def test_every_document_knows_its_id_and_its_own_address(tables: sqlite3.Connection, name: str) -> None:
    for row in rows(tables, name):
        assert row["document"]["id"] == row["id"]
        assert row["document"]["links"]["self"] == f"/{name}/{row['id']}"


@every_collection
def test_every_address_in_a_document_is_of_something_that_is_there(tables: sqlite3.Connection, name: str) -> None:
    known = {f"/{table}/{row['id']}" for table in COLLECTIONS for row in tables.execute(f"SELECT id FROM {table}")}  # noqa: S608
    known |= {f"{path}/matrix" for path in known} | {urls.DATASET}
    for row in rows(tables, name):
        assert set(hrefs(row["document"])) <= known, row["id"]


def hrefs(value: Any) -> Iterator[str]:
    """Every address of a record below a value."""
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(part, str) and (key == "href" or part.startswith(tuple(f"/{name}/" for name in COLLECTIONS))):
            yield part
        yield from hrefs(part)


@pytest.mark.parametrize("name", [name for name in COLLECTIONS if name not in {"passages", "changes", "sources"}])
def test_a_record_cites_what_its_passages_cite(tables: sqlite3.Connection, name: str) -> None:
    for row in rows(tables, name):
        cited = {number for item in row["document"]["evidence"] for number in item["source_numbers"]}
        assert [source["number"] for source in row["document"]["sources"]] == sorted(cited)
        assert row["sources_count"] == row["document"]["sources_count"] == len(cited)


def test_a_source_is_cited_when_a_sentence_or_cell_cites_it(tables: sqlite3.Connection) -> None:
    for row in rows(tables, "sources"):
        assert row["cited"] == row["document"]["cited"] == bool(row["document"]["passages"])


@pytest.mark.parametrize("name", ["events", "strikes"])
def test_counts_of_claims_and_whether_it_is_contested_agree_with_the_document(
    tables: sqlite3.Connection, name: str
) -> None:
    about = "event_id" if name == "events" else "strike_id"
    for row in rows(tables, name):
        document = row["document"]
        asserted = [part for part in document.get("parties", document.get("targets")) if part["asserted_by"]]
        differing = [item for item in document["discrepancies"] if item["kind"] in {"contradiction", "differing"}]
        assert [item["id"] for item in document["contested_by"]] == [item["id"] for item in differing]
        ids = {claim["id"] for claim in rows(tables, "claims") if claim[about] == row["id"]}
        assert {claim["id"] for claim in document["claims"]} == ids
        assert row["claims_count"] == document["claims_count"] == len(ids)
        assert row["contested"] == document["contested"] == bool(asserted or differing)


def test_the_days_of_an_event_are_the_stated_ones_or_the_bounds_closed_with_those_of_the_record(
    tables: sqlite3.Connection,
) -> None:
    dataset = tables.execute("SELECT first_day, last_day FROM dataset").fetchone()
    for row in rows(tables, "events"):
        date = row["document"]["date"]
        assert row["earliest"] == (date["start"] or date["not_before"] or dataset["first_day"])
        assert row["latest"] == (
            date["end"] or (not date["not_after_basis"] and date["not_after"]) or dataset["last_day"]
        )
        assert dataset["first_day"] <= row["earliest"] <= row["latest"] <= dataset["last_day"]


@pytest.mark.parametrize(("name", "key"), [("strikes", "id"), ("claims", "event_id")])
def test_strikes_and_claims_have_the_days_of_their_event(tables: sqlite3.Connection, name: str, key: str) -> None:
    days = ("earliest", "latest", "sequence", "date_precision")
    events = {row["id"]: [row[day] for day in days] for row in rows(tables, "events")}
    belonging = [row for row in rows(tables, name) if row[key]]
    assert belonging
    for row in belonging:
        assert [row[day] for day in days] == events[row[key]]


def test_a_matrix_has_every_claim_about_its_event_once(tables: sqlite3.Connection) -> None:
    for row in rows(tables, "events"):
        matrix = Matrix.from_claims(EventFull.model_validate(row["document"]).claims)
        said = [cell.claim for question in matrix.questions for cell in question.answers]
        assert sorted(said) == sorted(claim["links"]["self"] for claim in row["document"]["claims"])


def test_every_record_with_a_title_can_be_searched_once(tables: sqlite3.Connection) -> None:
    records = [f"{COLLECTIONS[name]}/{row['id']}" for name in SEARCHED for row in rows(tables, name)]
    entries = tables.execute("SELECT id, brief FROM search_entries").fetchall()
    assert sorted(row["id"] for row in entries) == sorted(records)
    for row in entries:
        hit = SearchHit.model_validate_json(row["brief"])
        assert f"{hit.kind}/{hit.id}" == row["id"]


def test_the_full_text_index_holds_what_the_entries_hold(database: Path, tmp_path: Path) -> None:
    file = shutil.copyfile(database, tmp_path / "copy.db")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO search_text(search_text, rank) VALUES ('integrity-check', 1)")
        indexed = connection.execute("SELECT count(*) FROM search_text WHERE search_text MATCH 'iran'").fetchone()
        held = connection.execute(
            "SELECT count(*) FROM search_entries WHERE ' ' || title || ' ' || body || ' ' LIKE '% iran %'"
        )
        assert indexed == held.fetchone() != (0,)


def test_the_dataset_document_counts_its_records(tables: sqlite3.Connection) -> None:
    stored = tables.execute("SELECT * FROM dataset").fetchone()
    document = DatasetDocument.model_validate_json(stored["document"])
    assert document.records == {name: len(rows(tables, name)) for name in COLLECTIONS}
    assert (document.digest, document.version) == (stored["digest"], stored["version"])


@pytest.mark.parametrize("kind", EVIDENCE_KINDS, ids=str)
def test_every_record_that_passages_support_shows_them(record: dict[str, Any], kind: RecordKind) -> None:
    assert [id for id, document in record[kind.collection].items() if not document["evidence"]] == []
