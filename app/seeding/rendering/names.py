"""Spellings, rendered."""

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import col, select

from app.models import Name
from app.schemas.names import NameForm
from app.seeding.rendering.shelf import Shelf
from app.vocabulary import RecordKind


def names(kind: RecordKind, ids: Sequence[str], shelf: Shelf) -> dict[str, list[NameForm]]:
    """All spellings of these records, the article's first."""
    rows = select(Name).where(Name.record_kind == kind, col(Name.record_id).in_(ids)).order_by(col(Name.number))
    found: dict[str, list[NameForm]] = defaultdict(list)
    for row in shelf.session.exec(rows):
        found[row.record_id].append(NameForm(**row.model_dump(include=set(NameForm.model_fields))))
    return found
