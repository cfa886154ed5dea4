"""The response models that every kind of record has in the same form, made from its Brief and Full."""

from typing import Any

from pydantic import MISSING, Field, create_model

from app.schemas.base import Brief, ResponseModel
from app.schemas.envelopes import Page, Single


def list_item(name: str, brief: type[Brief], full: type[Brief]) -> type[ResponseModel]:
    """A record in a list: the id, and whichever other fields `detail` and `fields` ask for.

    A union of Full, Brief and selected fields would say the same, but client generators make poor code of it, or none.
    """
    fields: dict[str, Any] = {}
    for key, field in full.model_fields.items():
        hint = "" if key in brief.model_fields else " Only with `detail=full`, or if `fields` names it."
        described = Field(default=MISSING, description=f"{field.description}{hint}", examples=field.examples)
        fields[key] = (field.rebuild_annotation() | MISSING, described)
    fields["id"] = (str, full.model_fields["id"])
    about = f"{(brief.__doc__ or '').strip()} In a list, `detail` and `fields` decide which fields are present."
    return create_model(f"{name}Item", __base__=ResponseModel, __doc__=about, **fields)


def page_model(name: str, collection: str, item: type[ResponseModel]) -> type[Page[ResponseModel]]:
    """The answer of a list."""
    return create_model(f"{name}Page", __base__=Page[item], __doc__=f"A page of {collection}.")  # type: ignore[valid-type]


def answer_model(name: str, full: type[Brief]) -> type[Single[Brief]]:
    """The answer of a record's own address."""
    return create_model(f"{name}Answer", __base__=Single[full], __doc__=f"One {name.lower()}.")  # type: ignore[valid-type]
