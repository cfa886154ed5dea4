"""Every example in the OpenAPI document is sent to the service, which must answer it with something."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import httpx2
import pytest

from app.resources import RESOURCES
from tests.support import documented
from tests.support.documented import Operation

# No person is named in a passage that cites a reference, and no person takes part in a strike itself.
EMPTY = {
    (id, parameter)
    for collection, parameter in (("people", "source"), ("strikes", "person"))
    for id in (f"list_{collection}", f"get_{collection}_csv")
}
PLACEHOLDERS = {"cursor"}  # its real values end with a version of the dataset
operations = documented.operations(documented.described())
every_operation = pytest.mark.parametrize("operation", operations, ids=lambda operation: operation.id)


class Sent(NamedTuple):
    """A request made from a documented value of a parameter."""

    parameter: str
    path: str
    query: dict[str, Any]


def requests(operation: Operation, *, words: bool) -> Iterator[Sent]:
    """A request for each example of each parameter, or for each word of those that take words."""
    for parameter in operation.said["parameters"]:
        name, schema = parameter["name"], parameter["schema"]
        values = documented.words(documented.described(), schema) if words else schema["examples"]
        for value in values if name not in PLACEHOLDERS else ():
            path, query = operation.example()
            query.pop("limit", None)
            if parameter["in"] == "path":
                path = operation.path.replace(f"{{{name}}}", value)
            else:
                query[name] = str(value).lower() if isinstance(value, bool) else value
            yield Sent(name, path, query)


def is_empty(response: httpx2.Response) -> bool:
    """Whether an answer has neither data nor, as those about health, a status; whether a file is one of no records."""
    match response.headers["content-type"].partition(";")[0]:
        case "application/json":
            answer = response.json()
            return not (answer.get("data") or answer.get("status") or answer.get("resources"))
        case "application/feed+json":
            return not response.json()["items"]
        case "application/atom+xml":
            return "<entry>" not in response.text
        case _:
            return response.text.count("\n") <= 1  # of a table: its head


@every_operation
def test_every_example_is_answered_with_data(http: httpx2.Client, operation: Operation) -> None:
    empty = set()
    for sent in requests(operation, words=False):
        response = http.get(sent.path, params=sent.query)
        assert response.status_code == 200, f"{response.url}: {response.text}"
        if is_empty(response):
            empty.add((operation.id, sent.parameter))
    assert empty == {known for known in EMPTY if known[0] == operation.id}


@every_operation
def test_every_word_is_accepted(http: httpx2.Client, operation: Operation) -> None:
    refused = [
        str(response.url)
        for sent in requests(operation, words=True)
        if (response := http.get(sent.path, params=sent.query)).status_code != 200
    ]
    assert refused == []


@pytest.mark.parametrize("operation", [item for item in operations if item.id.startswith("list_")])
def test_the_cursor_of_a_list_is_taken_from_next(http: httpx2.Client, operation: Operation) -> None:
    answer = http.get(operation.path, params={"limit": 1}).json()
    assert answer["total"] > 1
    assert http.get(answer["next"]).json()["data"] != answer["data"]


def test_examples_of_ids_are_the_record_a_reader_wants() -> None:
    examples = {resource.name: resource.example for resource in RESOURCES}
    assert examples["events"] == examples["strikes"] == "pakistani-strikes-in-iran"
    first = {
        operation.id: operation.said["parameters"][0]["schema"]["examples"][0]
        for operation in operations
        if operation.path.endswith("/{id}/matrix")
    }
    assert set(first.values()) == {"pakistani-strikes-in-iran"}
