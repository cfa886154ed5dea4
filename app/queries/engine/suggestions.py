"""Values of parameters that only the data knows: whether a value is valid, and which valid ones are nearest to it."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from sqlalchemy import Connection, select, union_all
from sqlmodel import col

from app.errors import Fault, InvalidParameter, shortened
from app.models import TABLES, Change, Source
from app.queries.engine.conditions import Condition, NameChoices, RecordChoices
from app.queries.engine.folding import tokens
from app.queries.engine.statements import look_up
from app.queries.engine.values import column_value
from app.queries.listing import PagedQuery
from app.vocabulary import COLLECTIONS

Query = TypeVar("Query", bound=PagedQuery)
MAX_NEAREST = 3
ALIKE = 0.4  # how alike a value and a suggestion must be, from 0 to 1
CANDIDATES = 300  # on either side of the value in the order of the index; of a small table these are all


def nearest(value: str, choices: list[str], alike: float = ALIKE) -> list[str]:
    """The choices most like the value, whatever its case."""
    folded = {choice.casefold(): choice for choice in choices}
    return [folded[match] for match in get_close_matches(value.casefold(), folded, n=MAX_NEAREST, cutoff=alike)]


def did_you_mean(choices: Sequence[str]) -> str:
    """The sentence that ends an error message; empty if there are no choices."""
    if not choices:
        return ""
    if len(choices) > MAX_NEAREST:
        return f" Choose from {', '.join(choices)}."
    *others, last = choices
    return f" Did you mean {', '.join(others)} or {last}?" if others else f" Did you mean {last}?"


def check_values(connection: Connection, query: PagedQuery, names: Iterable[str]) -> None:
    """Check the values of these filters against the data. Raises InvalidParameter with a fault for each unknown one."""
    conditions = query.conditions()
    faults = []
    for name in names:
        for value in getattr(query, name):
            suggestions = suggest_spelled(connection, conditions[name], value)
            if suggestions is not None:
                choices = conditions[name].choices
                noun = choices.noun if isinstance(choices, NameChoices) else name
                unknown = unknown_value(name, value, f'Unknown {noun} "{shortened(value)}".', suggestions)
                faults.append(mistaken_parameter(connection, conditions, name, value) or unknown)
    if faults:
        raise InvalidParameter(faults)


def unknown_value(name: str, value: str, message: str, suggestions: list[str]) -> Fault:
    """The fault of an unknown value, whose message ends with suggestions."""
    message += did_you_mean(suggestions)
    return Fault(parameter=name, value=shortened(value), message=message, nearest=suggestions)


def mistaken_parameter(
    connection: Connection, conditions: Mapping[str, Condition], name: str, value: str
) -> Fault | None:
    """The fault of a value that another parameter has, whole or with more words; None if it has none such."""
    other = conditions[name].mistaken_for
    if other is None:
        return None
    closest = suggest_spelled(connection, conditions[other.parameter], value)
    if closest is None:
        spelling = conditions[other.parameter].spelling
        closest = [value if spelling is None else spelling(value)]
    words = set(tokens(value))
    meant = [f"{other.parameter}={choice}" for choice in closest if words and words <= set(tokens(choice))]
    return unknown_value(name, value, f'"{shortened(value)}" is not {other.own}.', meant) if meant else None


def suggest_spelled(connection: Connection, condition: Condition, value: str) -> list[str] | None:
    """The valid values nearest to an invalid one of a parameter, however it is spelled; None if it is valid."""
    spelled = value if condition.spelling is None else condition.spelling(value)
    return suggest(connection, condition.choices, spelled)


def with_named_values(connection: Connection, query: PagedQuery, names: Iterable[str]) -> PagedQuery:
    """The query with the values that names stand for in the place of these names, which must be known."""
    conditions, found = query.conditions(), {}
    for name in names:
        choices = conditions[name].choices
        if isinstance(choices, NameChoices):
            values = (value for given in getattr(query, name) for value in choices.find(connection, given) or ())
            found[name] = list(dict.fromkeys(values))
    return query.model_copy(update=found) if found else query


def without_unknown_values(connection: Connection, query: Query) -> Query:
    """The query without those values of its filters that `check_values` would refuse."""
    values = {name: getattr(query, name) for name in query.model_fields_set}
    for name, condition, items in query.filters():
        if condition.choices is not None:
            values[name] = [item for item in items if suggest_spelled(connection, condition, item) is None]
    return type(query).model_validate({name: value for name, value in values.items() if value != []})


def suggest(connection: Connection, choices: Any, value: str) -> list[str] | None:
    """The valid values nearest to an invalid one; None if the value is valid."""
    if isinstance(choices, RecordChoices):
        return suggest_record(connection, choices, value)
    if isinstance(choices, NameChoices):
        if choices.find(connection, value) is not None:
            return None
        names = choices.names(connection)
        return names if choices.few else nearest(value, names)
    if choices is Source.id and value.isdecimal():  # a source by the number that the article gives it
        return sources_with_number(connection, value)
    if look_up(connection, choices, choices, value) is not None:
        return None
    return nearest(value, candidates(connection, choices, value))


def sources_with_number(connection: Connection, number: str) -> list[str]:
    """The id of the source with a number; empty if no source has it or can have it."""
    try:
        value = column_value(Source.number, number)
    except ValueError:
        return []
    return list(connection.execute(select(col(Source.id)).where(col(Source.number) == value)).scalars())


def suggest_record(connection: Connection, choices: RecordChoices, record: str) -> list[str] | None:
    """The valid record paths nearest to an invalid one; None if the path is valid."""
    if record in choices.others or (choices.removed and is_changed(connection, record)):
        return None
    collection, _, id = record.removeprefix("/").partition("/")
    kind = COLLECTIONS.get(collection)
    if kind is None or kind not in choices.kinds:
        valid = [*choices.others, *(f"{kind.collection}/…" for kind in choices.kinds)]
        return nearest(record, valid) or valid
    ids = suggest(connection, TABLES[kind].id, id)
    if ids is None:
        return None if record == f"{collection}/{id}" else [f"{collection}/{id}"]
    return [f"{collection}/{choice}" for choice in ids]


def is_changed(connection: Connection, record: str) -> bool:
    """Whether a change names the record, which may have been removed."""
    changes = select(col(Change.id)).where(col(Change.record) == record).limit(1)
    return connection.execute(changes).first() is not None


def candidates(connection: Connection, column: Any, value: str) -> list[str]:
    """Values of a column that are near a value in alphabetical order."""
    first = value.casefold()[:1]
    after = select(column).where(column >= first).distinct().order_by(column).limit(CANDIDATES)
    before = select(column).where(column < first).distinct().order_by(column.desc()).limit(CANDIDATES)
    values = connection.execute(union_all(select(after.subquery()), select(before.subquery()))).scalars()
    return [value for value in values if value is not None]
