"""Fields and columns that match by name: what a seed says is stored, and what is stored is shown."""

import json
from typing import get_origin

import pytest

from app.records import RECORDS
from app.schemas.discrepancies import DiscrepancyFull
from app.schemas.events import EventFull
from app.seeding.entries.base import field_paths
from app.seeding.kinds import KINDS
from app.seeding.matching import matching_column
from app.seeding.rendering.rendered import Rendered

COLUMNS = {"parent_id", "date_start", "start", "not_before", "operation_name", "name", "record"}
STORED_BY_OTHER_NAMES = {"passage.next_words", "place.point.source", "place.point.licence"}  # the first in the URL


@pytest.mark.parametrize(
    ("path", "column"),
    [
        ("name", "name"),
        ("parent", "parent_id"),
        ("date.start", "date_start"),
        ("date.not_before", "not_before"),
        ("operation.name", "operation_name"),
        ("date.edtf", None),
    ],
)
def test_a_field_matches_the_column_of_its_name(path: str, column: str | None) -> None:
    assert matching_column(path.split("."), COLUMNS) == column


def test_every_single_value_of_an_entry_is_stored() -> None:
    lost = {
        f"{kind}.{'.'.join(path)}"
        for kind, (entry, _) in KINDS.items()
        for path, field in field_paths(entry)
        if get_origin(field.annotation) is not list and matching_column(path, RECORDS[kind].table.model_fields) is None
    }
    assert lost == STORED_BY_OTHER_NAMES


def event(title: str) -> EventFull:
    """An event without claims, of which only the title matters."""
    return EventFull.model_construct(id="an-event", title=title, claims=[])


@pytest.mark.parametrize("title", ["A strike", 'A title with "claims":[] in it'])
def test_rendered_claims_are_put_into_the_list_of_claims(title: str) -> None:
    text = Rendered(event(title), claims=['{"id":"one"}', '{"id":"two"}']).full()
    assert json.loads(text) == {"id": "an-event", "title": title, "claims": [{"id": "one"}, {"id": "two"}]}


def test_a_document_without_claims_stays_as_it_is() -> None:
    assert Rendered(event("A strike")).full() == event("A strike").model_dump_json()


def test_claims_for_a_document_that_has_none_are_an_error() -> None:
    document = DiscrepancyFull.model_construct(id="a-discrepancy")
    with pytest.raises(ValueError, match="not enough values to unpack"):
        Rendered(document, claims=["{}"]).full()
