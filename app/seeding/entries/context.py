"""What an entry needs to know of other entries to become rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class SeedContext:
    """Filled while the seed is read: each entry registers what later entries need."""

    article_url: str = ""
    first_day: str = "9999-12-31"  # of the record; an event without an earliest day gets it
    last_day: str = "0000-01-01"
    party_parents: dict[str, str | None] = field(default_factory=dict)
    place_parents: dict[str, str | None] = field(default_factory=dict)
    source_numbers: dict[int, str] = field(default_factory=dict)
    section_titles: dict[str, str] = field(default_factory=dict)  # by section, from its heading
    passage_counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # read so far, by section and kind
    changed_records: set[str] = field(default_factory=set)

    def include_days(self, *days: str | None) -> None:
        """Extend the span of the record to these days."""
        for day in filter(None, days):
            self.first_day, self.last_day = min(self.first_day, day), max(self.last_day, day)


def ancestors(id: str, parents: dict[str, str | None]) -> Iterator[str]:
    """The entry itself, its parent, the parent of that, and so on. Stops when an entry comes up again."""
    seen: set[str] = set()
    current: str | None = id
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        current = parents.get(current)
