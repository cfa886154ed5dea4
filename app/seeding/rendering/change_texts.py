"""The texts of changes. A changed casualty figure is given whole, "two children", whichever of its fields changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import ge, gt
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.models import Change, Claim
from app.models.changes import version_key
from app.seeding.rendering.sentences import change_text, changed_values, field_label, people_counted
from app.seeding.words import quoted
from app.vocabulary import ChangeKind, RecordKind

CLAIMS = f"{RecordKind.CLAIM.collection}/"
FIGURE_FIELDS = ("victim_class", "low", "high")
FIGURE_COLUMNS = [getattr(Claim, name) for name in FIGURE_FIELDS]
TITLES = ("title", "name", "statement")  # of a removed record, the first that it has


def change_texts(session: Session, changes: Sequence[Any]) -> dict[str, str]:
    """The text of each change (a row), by its id."""
    figures = Figures(session, {change.record for change in changes if change.field in FIGURE_FIELDS})
    return {
        change.id: change_text(change.kind, change.released, values(change, figures), what(change), change.reason)
        for change in changes
    }


def values(change: Any, figures: "Figures") -> str | None:
    """The new and the old value of a changed field, in words."""
    if change.field is None:
        return None
    if change.field in FIGURE_FIELDS and change.record in figures.claims:
        return f"{figures.after(change)}, previously {figures.before(change)}"
    return changed_values(field_label(change.field), change.before, change.after)


def what(change: Any) -> str | None:
    """What changed: the field, or the record that was removed; None if the record as a whole was added."""
    if change.field is not None:
        return field_label(change.field)
    title = removed_title(change)
    return quoted(title) if title else None


def removed_title(change: Any) -> str | None:
    """The last title, name or statement of a removed record; None if the change removes none."""
    last: Mapping[str, Any] = change.before if change.kind is ChangeKind.REMOVED and change.before else {}
    return next((str(last[name]).removesuffix(".") for name in TITLES if last.get(name)), None)


class Figures:
    """The casualty figures of claims in any version: as they are now, with later changes undone."""

    def __init__(self, session: Session, records: Iterable[str]) -> None:
        ids = [record.removeprefix(CLAIMS) for record in records if record.startswith(CLAIMS)]
        rows = session.execute(select(col(Claim.id), *FIGURE_COLUMNS).where(col(Claim.id).in_(ids))).mappings()
        self.claims = {f"{CLAIMS}{row['id']}": {name: row[name] for name in FIGURE_FIELDS} for row in rows}
        changes = select(col(Change.record), col(Change.version), col(Change.field), col(Change.before)).where(
            col(Change.record).in_(self.claims), col(Change.field).in_(FIGURE_FIELDS)
        )
        self.changes: dict[str, list[Any]] = defaultdict(list)
        for change in sorted(session.execute(changes), key=lambda row: version_key(row.version), reverse=True):
            self.changes[change.record].append(change)

    def after(self, change: Any) -> str:
        """The figure in the version of the change, in words."""
        return self.in_words(change, undo=gt)

    def before(self, change: Any) -> str:
        """The figure in the version before that of the change, in words."""
        return self.in_words(change, undo=ge)

    def in_words(self, change: Any, undo: Callable[[Any, Any], bool]) -> str:
        """The present figure without the changes whose version is, by the comparison `undo`, after this one's."""
        figure = dict(self.claims[change.record])
        for later in self.changes[change.record]:  # newest first
            if undo(version_key(later.version), version_key(change.version)):
                figure[later.field] = later.before
        return "no figure" if None in figure.values() else people_counted(**figure)
