"""Drafts changelog entries as YAML, complete except for the reason, which only a person can give."""

import hashlib
import re
from collections.abc import Sequence
from typing import Any

import yaml

from app.models.columns import SLUG_LENGTH
from app.seeding.changelog.diff import Difference
from app.seeding.entries import DatasetHead
from app.seeding.entries.changes import PLACEHOLDER_REASON

HASH_DIGITS = 8  # added to an id that was cut, so that it stays unique


class Dumper(yaml.SafeDumper):
    """Writes no aliases, which the loader of seeds refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def draft_changes(head: DatasetHead, differences: Sequence[Difference]) -> str:
    """The text to add to changes.yaml, with an entry for each difference; empty if there is none."""
    entries = [draft_entry(head, difference) for difference in differences]
    return "\n".join(
        yaml.dump([entry], Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120) for entry in entries
    )


def draft_entry(head: DatasetHead, difference: Difference) -> dict[str, Any]:
    """The entry for one difference. Fields that do not apply to a whole record are left out."""
    names = [head.version, difference.record, *([difference.field] if difference.field else [])]
    values: dict[str, Any] = {}
    if difference.field is not None:
        values = {"field": difference.field, "before": difference.before, "after": difference.after}
    elif difference.before is not None:
        values = {"before": difference.before}
    return {
        "id": slug("-".join(names)),
        "version": head.version,
        "released": head.released,
        "kind": str(difference.kind),
        "record": difference.record,
        **values,
        "reason": PLACEHOLDER_REASON,
    }


def slug(text: str) -> str:
    """A text as an id; one that is too long is cut and ends with a hash of the whole."""
    id = re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")
    if len(id) <= SLUG_LENGTH:
        return id
    return f"{id[: SLUG_LENGTH - HASH_DIGITS - 1].rstrip('-')}-{hashlib.sha256(id.encode()).hexdigest()[:HASH_DIGITS]}"
