"""Spellings, rendered."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import col

from app.models import Name
from app.schemas.names import NameForm
from app.seeding.rendering.lookup import ReferenceLookup
from app.vocabulary import RecordKind


def names(kind: RecordKind, ids: Sequence[str], lookup: ReferenceLookup) -> dict[str, list[NameForm]]:
    """All spellings of these records, the article's first."""
    columns = [getattr(Name, name) for name in NameForm.model_fields]
    rows = (
        select(col(Name.record_id), *columns)
        .where(col(Name.record_kind) == kind, col(Name.record_id).in_(ids))
        .order_by(col(Name.number))
    )
    found: dict[str, list[NameForm]] = defaultdict(list)
    for id, *values in lookup.session.execute(rows):
        found[id].append(NameForm(**dict(zip(NameForm.model_fields, values, strict=True))))
    return found
