"""The registries: whatever exists once per kind of record exists for every kind, and under the same name."""

from collections import Counter

import pytest

from app.models import TABLES, Evidence
from app.models.evidence import EVIDENCE_KINDS
from app.queries.engine.facets import NAME_COLUMNS
from app.records import RECORDS
from app.resources import RESOURCES, Resource
from app.seeding.kinds import KINDS, rendering_order
from app.vocabulary import COLLECTIONS, RecordKind

NAMELESS = {RecordKind.STRIKE}  # a strike has the title of its event, and no column of its own for one

every_kind = pytest.mark.parametrize("kind", RecordKind, ids=str)


def resource_of(kind: RecordKind) -> Resource:
    """The one resource that serves a kind of record."""
    resources = [resource for resource in RESOURCES if resource.kind is kind]
    assert len(resources) == 1, f"{kind} must stand once in app/resources.py"
    return resources[0]


def test_no_two_kinds_share_a_collection() -> None:
    assert [name for name, times in Counter(kind.collection for kind in RecordKind).items() if times > 1] == []
    assert list(COLLECTIONS.values()) == list(RecordKind)


@every_kind
def test_it_has_a_table_named_like_its_collection(kind: RecordKind) -> None:
    assert TABLES[kind].__tablename__ == kind.collection
    assert RECORDS[kind].table is TABLES[kind]


@every_kind
def test_it_has_response_models_named_after_it(kind: RecordKind) -> None:
    name, record, resource = kind.capitalize(), RECORDS[kind], resource_of(kind)
    models = (record.brief, record.full, resource.item, resource.page, resource.answer)
    assert [model.__name__ for model in models] == [
        f"{name}{part}" for part in ("Brief", "Full", "Item", "Page", "Answer")
    ]
    assert record.brief.model_fields.keys() <= record.full.model_fields.keys()


@every_kind
def test_it_is_served_from_its_own_table(kind: RecordKind) -> None:
    query = resource_of(kind).query
    assert query.record_kind is kind
    assert query.table is TABLES[kind]


@every_kind
def test_it_is_read_from_the_seed_and_rendered(kind: RecordKind) -> None:
    assert KINDS[kind].entry.record_kind is kind
    assert callable(KINDS[kind].render)


@every_kind
def test_passages_can_support_it_if_it_shows_evidence(kind: RecordKind) -> None:
    assert ("evidence" in RECORDS[kind].full.model_fields) == (kind in EVIDENCE_KINDS)


@every_kind
def test_facets_name_it_if_they_count_its_ids(kind: RecordKind) -> None:
    ids = TABLES[kind].id
    counted = any(
        condition.choices is ids and name in resource.query.facet_names()
        for resource in RESOURCES
        for name, condition in resource.query.conditions().items()
    )
    assert any(column is ids for column in NAME_COLUMNS) == (counted and kind not in NAMELESS)


def test_evidence_has_a_column_for_each_kind_that_passages_support() -> None:
    columns = {name for name in Evidence.model_fields if name.endswith("_id")}
    assert columns - {"passage_id"} == {f"{kind}_id" for kind in EVIDENCE_KINDS}


def test_no_registry_has_anything_else() -> None:
    assert TABLES.keys() == RECORDS.keys() == {resource.kind for resource in RESOURCES} == set(RecordKind)
    assert KINDS.keys() == set(rendering_order()) == set(RecordKind)
    assert len(RESOURCES) == len(RecordKind)
