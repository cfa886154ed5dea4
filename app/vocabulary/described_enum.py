"""What a word is: an enumeration member that carries its own meaning."""

from enum import StrEnum
from typing import Any, Self

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema


class DescribedEnum(StrEnum):
    """A closed list of words. Each member says what it means, once, for the API, its docs and its editors.

    `acled` and `cameo` hold the nearest code of those two event taxonomies, where there is one.
    """

    meaning: str
    acled: str | None
    cameo: str | None

    def __new__(cls, value: str, meaning: str = "", acled: str | None = None, cameo: str | None = None) -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        word.acled = acled
        word.cameo = cameo
        return word

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Put the meanings next to the values, so that OpenAPI and the seed's JSON Schemas show both."""
        described = handler.resolve_ref_schema(handler(schema))
        listed = "\n".join(f"- `{word.value}`: {word.meaning}" for word in cls)
        described["description"] = f"{cls.__doc__}\n\n{listed}"
        return described
