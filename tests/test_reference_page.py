"""/docs/reference: every operation for readers, with its parameters, words, values and an example, without script."""

import re
from typing import Any

import httpx2
import pytest

from app import urls
from app.queries.groups import GROUPS, SHAPE
from tests.support import documented
from tests.support.html import Page


@pytest.fixture(scope="module")
def text(http: httpx2.Client) -> str:
    """The page."""
    response = http.get(urls.REFERENCE_PAGE)
    assert response.status_code == 200
    return response.text


@pytest.fixture(scope="module")
def document(http: httpx2.Client) -> dict[str, Any]:
    """The document that it is made from."""
    document: dict[str, Any] = http.get(urls.OPENAPI).json()
    return document


def section(text: str, id: str) -> str:
    """The part of the page about an operation."""
    return text.partition(f'<section aria-labelledby="{id}">')[2].partition("</section>")[0]


def test_every_operation_for_readers_is_there(text: str, document: dict[str, Any]) -> None:
    public = {item.id for item in documented.operations(document) if "x-internal" not in item.said}
    assert set(re.findall(r'<h3 id="(\w+)"><code>GET ', text)) == public


def test_every_parameter_is_there_with_its_meaning_words_and_example(text: str, document: dict[str, Any]) -> None:
    for operation in documented.operations(document):
        if "x-internal" in operation.said:
            continue
        part = Page(section(text, operation.id)).text
        for parameter in operation.said["parameters"]:
            if operation.is_download and parameter["x-group"] != SHAPE:
                continue  # the page names the list whose filters a file takes
            example = parameter["schema"]["examples"][0]
            value = example[0] if isinstance(example, list) else example
            shown = str(value).lower() if isinstance(value, bool) else str(value)
            assert parameter["description"].replace("`", "") in part, (operation.id, parameter["name"])
            assert f"Example: {shown}." in part, (operation.id, parameter["name"])


def test_words_stand_with_their_meanings(text: str, document: dict[str, Any]) -> None:
    part = Page(section(text, "list_events")).text
    for word, meaning in document["components"]["schemas"]["EventType"]["x-enumDescriptions"].items():
        assert f"{word} {meaning}" in part


def test_parameters_stand_under_the_questions_they_answer(text: str) -> None:
    groups = re.findall(r'scope="rowgroup">([^<]*)<', section(text, "list_strikes"))
    assert groups == list(GROUPS)


def test_every_link_within_the_page_leads_to_a_part_of_it(text: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', text)
    targets = set(re.findall(r'href="#([^"]+)"', text))
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)
    assert "values-parties-id" in targets


def test_the_documentation_leads_to_it(http: httpx2.Client, document: dict[str, Any]) -> None:
    assert f'href="{urls.REFERENCE_PAGE}"' in http.get(urls.DOCS).text
    assert f"({urls.REFERENCE_PAGE})" in document["info"]["description"]
