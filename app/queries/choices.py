"""Lists of the values that only the data knows, such as ids and names, for the documentation."""

import json
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import col

from app.models import Name
from app.queries.engine.conditions import NameChoices, RecordChoices
from app.queries.engine.get import first_documents
from app.vocabulary import NameOrigin

FOR_SEARCH = "For search only, not in the article."
MAX_LISTED = 100  # values of one kind; a longer list would not help a reader


def choices_key(choices: Any) -> str | None:
    """The name of a list of values, such as `parties.id`; None if there are none, or those of many kinds of record."""
    if choices is None or isinstance(choices, RecordChoices):
        return None
    if isinstance(choices, NameChoices):
        return choices.noun
    return f"{choices.class_.__tablename__}.{choices.key}"


def known_values(connection: Connection, choices: Any) -> dict[str, str]:
    """Each valid value, with the name or title of its record if it is an id; empty if there are too many.

    A spelling that was added for search has a note that says so.
    """
    if isinstance(choices, NameChoices):
        spellings = select(col(Name.name)).where(col(Name.origin) == NameOrigin.TRANSLITERATION)
        added = set(connection.execute(spellings).scalars())
        values = {name: FOR_SEARCH if name in added else "" for name in choices.names(connection)}
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
