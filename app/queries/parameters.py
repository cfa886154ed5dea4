"""Types of query parameters, and how a parameter is declared: its type, its filter, its description, its example."""

import re
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

MAX_VALUES = 50  # of one parameter
MAX_LENGTH = 200  # characters of a value
MAX_CURSOR = 1000  # characters of a cursor
MAX_NUMBER = 999_999_999  # fits an INTEGER column of either database
UNPRINTABLE = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff"  # control characters, and those that break lines or are invisible
CONTROL_CHARACTER = re.compile(f"[{UNPRINTABLE}]")
PRINTABLE = f"^[^{UNPRINTABLE}]*$"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DIGITS = re.compile(r"\d{1,9}", re.ASCII)
FLAGS = {"true": True, "1": True, "false": False, "0": False}  # in any case
DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,12})?", re.ASCII)
SEARCH_WORDS = (
    "Words to find in our titles, summaries and names, in any script; the article's sentences are not searched. All "
    "words must match, the last one by its beginning. A text without a letter or digit finds nothing. Some words also "
    "find another word for the same thing, such as `casualties` for killed and `ISIS` for the Islamic State: `notices` "
    "says so. If nothing matches, it names the words without a match and the closest ones."
)
REPEATABLE = "Repeat the parameter to match any of several."
RECORD_PATHS = "Paths of records without the leading slash, such as `events/pakistani-strikes-in-iran`."
RECORD_EXAMPLE = ["events/pakistani-strikes-in-iran"]

Value = TypeVar("Value")
AnyOf = Annotated[list[Value], Field(min_length=1, max_length=MAX_VALUES)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_LENGTH, pattern=PRINTABLE)]
Optional = SkipJsonSchema[None]  # a parameter that may be left out; its JSON Schema does not mention null


def param(description: str, example: Any) -> Any:
    """An optional parameter, with its documentation."""
    return Field(default=None, description=description, examples=[example])


def list_param(description: str, example: list[Any]) -> Any:
    """An optional parameter that may be repeated to match any of several values."""
    return param(f"{description} {REPEATABLE}", example)


def check_day(text: str) -> str:
    """Accept a day of the calendar as YYYY-MM-DD. Stricter than pydantic, which takes timestamps for days."""
    try:
        if ISO_DAY.fullmatch(text):
            date.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise ValueError(f'"{text}" is not a day. Write it as YYYY-MM-DD, for example 2024-01-18.')


def whole_number(least: int, most: int) -> BeforeValidator:
    """Accept digits only: no sign, space, point or underscore."""

    def check(text: Any) -> Any:
        if isinstance(text, str) and not (DIGITS.fullmatch(text) and least <= int(text) <= most):
            raise ValueError(f'"{text}" is not a whole number between {least} and {most}.')
        return text

    return BeforeValidator(check)


def flag(yes: str, no: str) -> BeforeValidator:
    """Accept the spellings of yes and no that programs write: Python's `True`, R's `FALSE`, `1` and `0`.

    `yes` and `no` are those that the documentation and error messages give. Stricter than pydantic, which takes `on`,
    `y` and others too.
    """

    def check(text: Any) -> Any:
        if not isinstance(text, str):
            return text
        if text.lower() not in FLAGS:
            raise PydanticCustomError(
                "flag", f'"{{value}}" is neither {yes} nor {no}.', {"value": text, "choices": f"{yes}, {no}"}
            )
        return FLAGS[text.lower()]

    return BeforeValidator(check)


def check_bbox(text: str) -> str:
    """Accept west,south,east,north in decimal degrees."""
    sides = text.split(",")
    if len(sides) != 4 or not all(DEGREES.fullmatch(side) for side in sides):  # noqa: PLR2004, a box has four sides
        raise ValueError(f'"{text}" is not a box. Write west,south,east,north in decimal degrees.')
    west, south, east, north = map(float, sides)
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:  # noqa: PLR2004, degrees of the globe
        raise ValueError("Longitudes must be between -180 and 180, latitudes between -90 and 90.")
    if south > north:
        raise ValueError("South must not be greater than north. The order is west,south,east,north.")
    return text


IsoDate = Annotated[
    str,
    StringConstraints(max_length=MAX_LENGTH),
    AfterValidator(check_day),
    Field(json_schema_extra={"format": "date"}),
]
Count = Annotated[int, Field(ge=0, le=MAX_NUMBER), whole_number(0, MAX_NUMBER)]
Flag = Annotated[bool, flag("true", "false")]
BinaryFlag = Annotated[
    bool,
    flag("1", "0"),
    Field(json_schema_extra={"type": "string", "enum": ["1", "0", "true", "false"]}),
]
BoundingBox = Annotated[str, StringConstraints(max_length=MAX_LENGTH), AfterValidator(check_bbox)]
