"""Values as other programs write them: flags as True or 0, words in any case; they mean the same as usual."""

from typing import Any

import httpx2
import pytest

from app.queries.engine.stream import file_query
from app.queries.listing import PagedQuery
from app.queries.lookups import SearchQuery
from app.resources import RESOURCES
from app.vocabulary import VOCABULARIES
from app.web.params import parse_query, words_by_name
from tests.support.questions import asked, names, problem, within

YES = ("true", "True", "TRUE", "tRuE", "1")
NO = ("false", "False", "FALSE", "0")
OTHERS = ("yes", "no", "on", "off", "t", "f", "y", "2", "01", "-1", " true", "", "tru\u0435")  # a Cyrillic letter
MODELS: dict[str, type[PagedQuery]] = {
    "/search": SearchQuery,
    **{f"/{resource.name}": resource.query for resource in RESOURCES},
    **{
        form.address(f"/{resource.name}"): file_query(resource.query, form.params)
        for resource in RESOURCES
        for form in resource.formats
        if form.lists
    },
}
FLAGS = [
    (address, name)
    for address, model in MODELS.items()
    for name, field in model.model_fields.items()
    if bool in within(field.annotation)
]
WORDS = [(address, name) for address, model in MODELS.items() for name in words_by_name(model)]
every_flag = pytest.mark.parametrize(("address", "name"), FLAGS, ids=["-".join(flag) for flag in FLAGS])


def parsed(address: str, name: str, value: str) -> Any:
    """What a parameter becomes."""
    needed = "q=iran&" if address == "/search" else ""
    return getattr(parse_query(MODELS[address], f"{needed}{name}={value}".encode()), name)


def test_there_are_such_parameters() -> None:
    assert {"background", "contested", "cited", "related", "download", "excel"} == {name for _, name in FLAGS}
    assert {"type", "kind", "detail", "count", "party_match", "geometry"} <= {name for _, name in WORDS}


@every_flag
def test_a_flag_is_read_as_programs_write_it(address: str, name: str) -> None:
    assert {parsed(address, name, value) for value in YES} == {True}
    assert {parsed(address, name, value) for value in NO} == {False}


@every_flag
def test_any_other_spelling_is_an_error_that_names_two(http: httpx2.Client, address: str, name: str) -> None:
    for value in OTHERS:
        found = problem(http.get(address, params={name: value}))
        assert names(found, name, None)
        assert found.errors[0].message.endswith(("neither true nor false.", "neither 1 nor 0."))
    if problem(http.get(address, params={name: "x"})).errors[0].message.endswith("false."):
        assert names(problem(http.get(address, params={name: "flase"})), name, "false")


@pytest.mark.parametrize(("address", "name"), WORDS, ids=["-".join(word) for word in WORDS])
def test_a_word_is_read_in_any_case(address: str, name: str) -> None:
    for word in words_by_name(MODELS[address])[name].values():
        expected = parsed(address, name, word)
        assert [parsed(address, name, spelling) for spelling in (word.upper(), word.title())] == [expected] * 2


def test_no_two_words_differ_in_case_alone() -> None:
    for name, words in VOCABULARIES.items():
        assert len({word.lower() for word in words}) == len(words), name


def test_an_unknown_word_is_repeated_as_it_was_given(http: httpx2.Client) -> None:
    (fault,) = problem(http.get("/events", params={"type": "STIKE"})).errors
    assert (fault.value, fault.nearest[0]) == ("STIKE", "strike")


def test_a_cursor_serves_every_spelling(http: httpx2.Client) -> None:
    first = asked(http, "/events", {"background": "False", "type": "STATEMENT", "limit": 1})
    cursor = httpx2.URL(first["next"]).params["cursor"]
    expected = asked(http, "/events", {"background": "false", "type": "statement", "limit": 2})["data"]
    following = asked(http, "/events", {"background": "0", "type": "Statement", "limit": 1, "cursor": cursor})["data"]
    assert [*first["data"], *following] == expected
