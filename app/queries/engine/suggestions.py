"""Values that are no closed list: are there such, and which come nearest?"""

from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, select, union_all
from sqlmodel import col

from app.errors import Fault, shortened
from app.models import TABLES, Change, Source
from app.queries.engine.conditions import Records
from app.queries.engine.values import column_value
from app.queries.listing import Paged
from app.vocabulary import COLLECTIONS

NEAREST = 3
AROUND = 300  # candidates on either side of the value in the order of the index; a small table is taken whole


def nearest(value: str, choices: list[str]) -> list[str]:
    """The choices most like the value, whatever its case."""
    folded = {choice.casefold(): choice for choice in choices}
    return [folded[match] for match in get_close_matches(value.casefold(), folded, n=NEAREST, cutoff=0.4)]


def around(connection: Connection, column: Any, value: str) -> list[str]:
    """Values of a column near this one in its order."""
    after = select(column).where(column >= value.casefold()[:1]).distinct().order_by(column).limit(AROUND)
    before = select(column).where(column < value.casefold()[:1]).distinct().order_by(column.desc()).limit(AROUND)
    found = connection.execute(union_all(select(after.subquery()), select(before.subquery()))).scalars()
    return [choice for choice in found if choice is not None]


def unknown(connection: Connection, query: Paged) -> list[Fault]:
    """A fault for each value given that no record has."""
    faults = []
    rules = type(query).rules()
    for name, given in query.given().items():
        rule = rules.get(name)
        if rule is None or rule.known is None:
            continue
        for value in given:
            choices = missing(connection, rule.known, value)
            if choices is not None:
                message = f"there is no {value!r} for {name}" + (f"; nearest: {', '.join(choices)}" if choices else "")
                faults.append(Fault(parameter=name, value=shortened(value), message=message, nearest=choices))
    return faults


def missing(connection: Connection, known: Any, value: str) -> list[str] | None:
    """The nearest choices to a value there is not; null when there is."""
    if isinstance(known, Records):
        return missing_record(connection, known, value)
    if known is Source.id and value.isdecimal():  # a number, as passages give them
        return sources_numbered(connection, value)
    if connection.execute(select(known).where(known == value).limit(1)).first():
        return None
    return nearest(value, around(connection, known, value))


def sources_numbered(connection: Connection, number: str) -> list[str]:
    """The id of the source with a number; none when no source has it or can have it."""
    try:
        value = column_value(Source.number, number)
    except ValueError:
        return []
    return list(connection.execute(select(col(Source.id)).where(col(Source.number) == value)).scalars())


def missing_record(connection: Connection, known: Records, record: str) -> list[str] | None:
    """The same for the address of a record. One that was removed is known as long as a change tells of it."""
    changed = select(col(Change.id)).where(col(Change.record) == record).limit(1)
    if record in known.others or (known.changed and connection.execute(changed).first()):
        return None
    collection, _, id = record.removeprefix("/").partition("/")
    kind = COLLECTIONS.get(collection)
    if kind is None or kind not in known.kinds:
        choices = [*known.others, *(f"{kind.collection}/…" for kind in known.kinds)]
        return nearest(record, choices) or choices
    ids = missing(connection, TABLES[kind].id, id)
    if ids is None:
        return None if record == f"{collection}/{id}" else [f"{collection}/{id}"]
    return [f"{collection}/{choice}" for choice in ids]
