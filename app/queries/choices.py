"""Lists of the values that only the data knows, such as ids and names, for the documentation."""

import json
from typing import Any

from sqlalchemy import Connection, select

from app.queries.engine.conditions import NameChoices, RecordChoices
from app.queries.engine.get import first_documents

MAX_LISTED = 100  # values of one kind; a longer list would not help a reader


def choices_key(choices: Any) -> str | None:
    """The name of a list of values, such as `parties.id`; None if there are none, or those of many kinds of record."""
    if choices is None or isinstance(choices, RecordChoices):
        return None
    if isinstance(choices, NameChoices):
        return choices.noun
    return f"{choices.class_.__tablename__}.{choices.key}"


def known_values(connection: Connection, choices: Any) -> dict[str, str]:
    """Each valid value, with the name or title of its record if it is an id; empty if there are too many."""
    if isinstance(choices, NameChoices):
        values = dict.fromkeys(choices.names(connection), "")
    elif choices.key == "id":
        texts = first_documents(connection, choices.class_.brief, MAX_LISTED + 1, choices)
        values = {
            record["id"]: record.get("name") or record.get("title") or record["caption"]
            for record in map(json.loads, texts)
        }
    else:
        rows = select(choices).where(choices.is_not(None)).distinct().order_by(choices).limit(MAX_LISTED + 1)
        values = dict.fromkeys(connection.execute(rows).scalars(), "")
    return values if len(values) <= MAX_LISTED else {}
