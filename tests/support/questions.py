"""How tests ask: a question's records, all its pages or its problem; and what may be asked of a resource."""

from typing import Any, get_args, get_origin

import httpx2
import pytest

from app import urls
from app.errors import MEDIA_TYPE, PROBLEMS, Problem
from app.queries.listing import MAX_LIMIT, ListQuery
from app.resources import RESOURCES, Resource
from app.vocabulary import DescribedEnum

Asked = dict[str, Any]
Documents = list[dict[str, Any]]
TITLES = {urls.problem(error.name): error.title for error in PROBLEMS}

every_collection = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)


def path(resource: Resource) -> str:
    """The address of its list."""
    return urls.collection(resource.name)


def filters(query: type[ListQuery]) -> list[str]:
    """The parameters that select."""
    return list(query.conditions())


def example(query: type[ListQuery], name: str) -> Any:
    """The value that the documentation of a parameter shows."""
    examples = query.model_fields[name].examples
    assert examples, f"{name} shows no example"
    return examples[0]


def within(annotation: Any) -> list[Any]:
    """An annotation and all it is made of."""
    return [annotation, *(inner for part in get_args(annotation) for inner in within(part))]


def words(query: type[ListQuery], name: str) -> list[str]:
    """The words a parameter takes; none when it is not one of a closed list."""
    parts = within(query.model_fields[name].annotation)
    return [word.value for part in parts if isinstance(part, type) and issubclass(part, DescribedEnum) for word in part]


def repeats(query: type[ListQuery], name: str) -> bool:
    """Whether a parameter takes several values."""
    return any(get_origin(part) is list for part in within(query.model_fields[name].annotation))


def asked(http: httpx2.Client, address: str, question: Asked | None = None) -> dict[str, Any]:
    """The answer, which there must be."""
    answer = http.get(httpx2.URL(address).copy_merge_params(question) if question else address)
    assert answer.status_code == 200, f"{answer.url}: {answer.text}"
    found: dict[str, Any] = answer.json()
    return found


def pages(http: httpx2.Client, address: str, question: Asked, limit: int = MAX_LIMIT) -> list[dict[str, Any]]:
    """Each page of an answer, by its `next`."""
    found = [asked(http, address, {**question, "limit": limit})]
    while following := found[-1]["next"]:
        found.append(asked(http, following))
    return found


def records(http: httpx2.Client, address: str, question: Asked | None = None, limit: int = MAX_LIMIT) -> Documents:
    """All records of an answer."""
    return [record for page in pages(http, address, question or {}, limit) for record in page["data"]]


def ids(http: httpx2.Client, address: str, question: Asked | None = None, limit: int = MAX_LIMIT) -> list[str]:
    """The ids of all records of an answer."""
    return [record["id"] for record in records(http, address, question, limit)]


def problem(answer: httpx2.Response) -> Problem:
    """The problem of an answer, which has the shape and the headers of all, and the title its type explains."""
    found = Problem.model_validate_json(answer.content, strict=True)
    assert found.status == answer.status_code
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert found.title == TITLES[found.type]
    return found


def names(found: Problem, parameter: str, nearest: str | None) -> bool:
    """Whether a problem names one fault, the parameter concerned, and a nearest choice."""
    (fault,) = found.errors
    return fault.parameter == parameter and (nearest is None or nearest in fault.nearest)
