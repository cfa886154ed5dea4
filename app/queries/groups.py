"""The question that each parameter answers, and the order in which the documentation shows parameters."""

from collections.abc import Iterable

SHAPE = "Shape of the answer"
GROUPS: dict[str, tuple[str, ...]] = {
    "What": (
        "id", "name", "q", "type", "subtype", "not_type", "kind", "topic", "weight", "level", "cited", "section",
        "event", "strike", "responds_to", "weapon", "record", "related", "background", "contested",
    ),
    "When": ("since", "until", "on", "date_precision", "since_version"),
    "Who": (
        "party", "not_party", "party_match", "role", "asserted_by", "attacker", "target", "person", "by", "claimant",
        "speaker", "source", "publisher",
    ),
    "Where": ("country", "place", "bbox", "geo_precision"),
    "Figures": (
        "measure", "victim_class", "min_killed", "max_killed", "min_injured", "max_injured", "min_sources",
    ),
    SHAPE: (
        "limit", "sort", "fields", "detail", "facet", "facet_limit", "count", "cursor", "geometry", "download", "excel",
        "delimiter",
    ),
}  # fmt: skip
GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}
ORDER = list(GROUP_OF)
PRIORITY = (
    "id", "name", "type", "kind", "topic", "since", "until", "by", "party", "attacker", "country", "min_killed", "q",
    "record", "section", "source", "publisher", "limit", "sort", "fields", "facet", "count", "cursor",
)  # fmt: skip
FEW = 6  # parameters of a list that are shown first


def group(name: str) -> str:
    """The question that a parameter answers. Raises KeyError for one without a group."""
    return GROUP_OF[name]


def most_used(names: Iterable[str]) -> list[str]:
    """The few of these parameters that readers need most, in the order of the groups."""
    given = set(names)
    return sorted([name for name in PRIORITY if name in given][:FEW], key=ORDER.index)


def sort_parameters(names: Iterable[str]) -> list[str]:
    """Parameters in the order of the documentation: the most used first, then by group."""
    given = list(names)
    first = most_used(given)
    return first + sorted((name for name in given if name not in first), key=ORDER.index)
