"""Every parameter belongs to the question that it answers, and the documentation shows the most used ones first."""

from collections import Counter

import pytest

from app.queries.engine.stream import file_query
from app.queries.groups import FEW, GROUPS, PRIORITY, group, most_used
from app.resources import RESOURCES
from tests.support import documented

OPERATIONS = documented.operations(documented.described())
DOCUMENTED = {said["name"] for operation in OPERATIONS for said in operation.said["parameters"]}
OF_FILES = {
    name
    for resource in RESOURCES
    for file_format in resource.formats
    for name in file_query(resource.query, file_format.params).model_fields
}


def test_every_parameter_has_one_group() -> None:
    names = [name for names in GROUPS.values() for name in names]
    assert set(names) == DOCUMENTED | OF_FILES
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert set(PRIORITY) <= set(names)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_parameters_are_in_the_order_of_the_questions(operation: documented.Operation) -> None:
    parameters = operation.said["parameters"]
    first = [said["name"] for said in parameters if said["x-most-used"]]
    others = [said["x-group"] for said in parameters if not said["x-most-used"]]
    assert [said["name"] for said in parameters][: len(first)] == first == most_used(first)
    assert others == sorted(others, key=list(GROUPS).index)
    assert len(first) == min(FEW, len(parameters))
    assert [said["name"] for said in parameters if said["required"] and said["name"] not in first] == []


def test_the_first_parameters_of_events_and_strikes_ask_each_question() -> None:
    first = {
        operation.id: [said["name"] for said in operation.said["parameters"] if said["x-most-used"]]
        for operation in OPERATIONS
    }
    assert first["list_events"] == ["type", "since", "until", "party", "country", "min_killed"]
    assert first["list_strikes"] == ["since", "until", "party", "attacker", "country", "min_killed"]
    assert {group(name) for name in first["list_events"]} == {"What", "When", "Who", "Where", "Figures"}
