"""Enums whose members carry their meaning."""

from enum import StrEnum
from typing import Any, Self

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema


class DescribedEnum(StrEnum):
    """A string enum. The meaning of each member is written once, for the API, its docs and the editors of the seed.

    `acled` and `cameo` are the nearest codes of those two event taxonomies, null where there is none.
    """

    meaning: str
    acled: str | None
    cameo: str | None

    def __new__(cls, value: str, meaning: str = "", acled: str | None = None, cameo: str | None = None) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        member.acled = acled
        member.cameo = cameo
        return member

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Add the meanings to the description, so that OpenAPI and the seed's JSON Schemas show them."""
        json_schema = handler.resolve_ref_schema(handler(schema))
        meanings = "\n".join(f"- `{member.value}`: {member.meaning}" for member in cls)
        json_schema["description"] = f"{cls.__doc__}\n\n{meanings}"
        return json_schema
