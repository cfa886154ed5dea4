"""Drafts of change entries, in YAML: all but the reason, which a person has to write."""

import hashlib
import re
from collections.abc import Sequence
from typing import Any

import yaml

from app.models.columns import SLUG_LENGTH
from app.seeding.changelog.diff import Difference
from app.seeding.entries import DatasetHead
from app.seeding.entries.changes import PLACEHOLDER_REASON

DIGITS = 8  # of a hash that keeps apart ids that had to be cut


class Dumper(yaml.SafeDumper):
    """Writes what the seed's loader reads: no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def drafts(head: DatasetHead, differences: Sequence[Difference]) -> str:
    """An entry for each difference, to be put into changes.yaml; nothing for none."""
    entries = [draft(head, difference) for difference in differences]
    return "\n".join(
        yaml.dump([entry], Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120) for entry in entries
    )


def draft(head: DatasetHead, difference: Difference) -> dict[str, Any]:
    """The entry for a difference. What only the change of a field has is left out of one for a whole record."""
    named = [head.version, difference.record, *([difference.field] if difference.field else [])]
    about = {"version": head.version, "released": head.released, "kind": str(difference.kind)}
    values: dict[str, Any] = {}
    if difference.field is not None:
        values = {"field": difference.field, "before": difference.before, "after": difference.after}
    elif difference.before is not None:
        values = {"before": difference.before}
    return {"id": slug("-".join(named)), **about, "record": difference.record, **values, "reason": PLACEHOLDER_REASON}


def slug(text: str) -> str:
    """A text as an id, cut where it is too long for one."""
    id = re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")
    if len(id) <= SLUG_LENGTH:
        return id
    return f"{id[: SLUG_LENGTH - DIGITS - 1].rstrip('-')}-{hashlib.sha256(id.encode()).hexdigest()[:DIGITS]}"
