"""The answers that are no collections: matrix, vocabulary, dataset, index, problems and health."""

import json
from typing import Any

import httpx2
import pytest
from sqlalchemy import Connection, func, select, text

from app import urls
from app.errors import PROBLEMS, ApiError
from app.resources import RESOURCES
from app.schemas import lookups
from app.schemas.envelopes import Envelope
from app.settings import SOFTWARE
from app.vocabulary import VOCABULARIES, DescribedEnum, RecordKind
from tests.support.questions import asked, ids, records
from tests.support.waiting import PATIENCE

ANSWERS: dict[str, type[Envelope]] = {
    urls.INDEX: lookups.IndexAnswer,
    urls.VOCABULARY: lookups.VocabularyAnswer,
    urls.DATASET: lookups.DatasetAnswer,
    urls.matrix("event", "pakistani-strikes-in-iran"): lookups.MatrixAnswer,
    f"{urls.SEARCH}?facet=kind&q=iran": lookups.SearchPage,
    f"{urls.RESOLVE}?q=iran": lookups.ResolveAnswer,
    f"{urls.RESOLVE}?q=nobody": lookups.ResolveAnswer,
    **{urls.problem(problem.name): lookups.ProblemAnswer for problem in PROBLEMS},
}


@pytest.mark.parametrize(("address", "model"), ANSWERS.items(), ids=list(ANSWERS))
def test_an_answer_is_as_its_model_says(http: httpx2.Client, address: str, model: type[Envelope]) -> None:
    answer = asked(http, address)
    shown = model.model_validate_json(json.dumps(answer), strict=True)
    assert shown.model_dump(mode="json", exclude_unset=True) == answer


def test_every_answer_bears_the_same_stamp(http: httpx2.Client, sql: Connection, base_url: str) -> None:
    stored = sql.execute(text("SELECT version, digest, licence FROM dataset")).one()
    for address in [*ANSWERS, *(urls.collection(resource.name) for resource in RESOURCES)]:
        answer = asked(http, address)
        assert answer["dataset"] == {"version": stored.version, "digest": stored.digest}
        assert answer["licence"] == stored.licence
        assert answer["citation"]["url"] == base_url + address
        assert stored.version in answer["citation"]["short"]


def claims_about(http: httpx2.Client, event: str) -> dict[str, dict[str, Any]]:
    """Every whole claim about an event, by its address."""
    found = records(http, "/claims", {"event": event, "detail": "full"})
    return {claim["links"]["self"]: claim for claim in found}


def test_a_matrix_has_a_cell_for_each_claim_about_the_event(http: httpx2.Client) -> None:
    for event in ids(http, "/events"):
        questions = asked(http, urls.matrix("event", event))["data"]["questions"]
        cells = [cell for row in questions for cell in row["answers"]]
        claims = claims_about(http, event)
        assert sorted(cell["claim"] for cell in cells) == sorted(claims)
        for cell in cells:
            claim = claims[cell["claim"]]
            assert {name: value for name, value in cell.items() if name != "claim"} == {
                name: claim[name] for name in cell if name != "claim"
            }


def test_a_matrix_asks_each_question_once_and_of_one_kind(http: httpx2.Client) -> None:
    for event in ids(http, "/events"):
        claims = claims_about(http, event)
        questions = asked(http, urls.matrix("event", event))["data"]["questions"]
        assert len({row["question"] for row in questions}) == len(questions)
        for row in questions:
            answers = [claims[cell["claim"]] for cell in row["answers"]]
            assert {(claim["type"], claim["measure"]) for claim in answers} == {(row["type"], row["measure"])}


def test_a_strike_has_the_matrix_of_its_event(http: httpx2.Client) -> None:
    for strike in ids(http, "/strikes"):
        matrices = [asked(http, urls.matrix(kind, strike))["data"] for kind in ("event", "strike")]
        assert matrices[0] == matrices[1]


def test_the_vocabulary_has_all_words_with_their_meanings(http: httpx2.Client) -> None:
    def shown(word: DescribedEnum) -> dict[str, str | None]:
        return {"value": word.value, "meaning": word.meaning, "acled": word.acled, "cameo": word.cameo}

    lists = {entry["name"]: entry["words"] for entry in asked(http, urls.VOCABULARY)["data"]}
    assert lists == {name: [shown(word) for word in words] for name, words in VOCABULARIES.items()}


def test_the_vocabulary_knows_every_kind_of_record(http: httpx2.Client) -> None:
    lists = {entry["name"]: entry["words"] for entry in asked(http, urls.VOCABULARY)["data"]}
    assert [word["value"] for word in lists["record_kind"]] == list(RecordKind)
    assert {resource.kind for resource in RESOURCES} == set(RecordKind)


def test_the_dataset_counts_its_records(http: httpx2.Client, sql: Connection) -> None:
    shown = asked(http, urls.DATASET)["data"]
    stored = sql.execute(text("SELECT * FROM dataset")).one()._mapping
    for resource in RESOURCES:
        count = sql.execute(select(func.count()).select_from(resource.table)).scalar_one()
        assert shown["records"][resource.name] == count
    for name in ("title", "version", "released", "digest", "first_day", "last_day"):
        assert shown[name] == stored[name]


def test_the_index_names_every_collection(http: httpx2.Client) -> None:
    entries = {entry["href"]: entry["description"] for entry in asked(http, urls.INDEX)["data"]}
    assert entries.keys() >= {urls.collection(resource.name) for resource in RESOURCES}
    assert all(entries.values())


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.name)
def test_a_problem_is_explained_at_its_type(http: httpx2.Client, problem: type[ApiError]) -> None:
    expected = {"name": problem.name, "title": problem.title, "status": problem.status, "cure": problem.remedy}
    assert asked(http, urls.problem(problem.name))["data"] == expected


def test_the_service_says_that_it_is_well(http: httpx2.Client) -> None:
    assert asked(http, urls.LIVE) == {"status": "ok"}
    ready, about = asked(http, urls.READY), asked(http, urls.DATASET)["dataset"]
    assert 0 <= ready.pop("age") < PATIENCE
    assert ready == {"status": "ok", "version": SOFTWARE, "dataset": about}
