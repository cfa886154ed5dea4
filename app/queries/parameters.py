"""How a parameter is declared: its type, its text, its example. The rule that selects stands beside the type."""

import re
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema

MOST_VALUES = 50
LONGEST = 200
UNPRINTABLE = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff"  # control characters, and what breaks lines or hides
CONTROL = re.compile(f"[{UNPRINTABLE}]")
PRINTABLE = f"^[^{UNPRINTABLE}]*$"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DIGITS = re.compile(r"\d{1,9}", re.ASCII)

Value = TypeVar("Value")
AnyOf = Annotated[list[Value], Field(min_length=1, max_length=MOST_VALUES)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, pattern=PRINTABLE)]
Absent = SkipJsonSchema[None]  # left out, which no schema need show


def asks(text: str, example: Any) -> Any:
    """A parameter that may be left out, with the two things its documentation needs."""
    return Field(default=None, description=text, examples=[example])


def iso_date(text: str) -> str:
    """A day as YYYY-MM-DD, and one that exists; nothing that merely can be read as one."""
    if not ISO_DAY.fullmatch(text):
        raise ValueError("write a day as YYYY-MM-DD")
    date.fromisoformat(text)
    return text


def digits(text: Any) -> Any:
    """Digits only: no sign, space, point or underscore."""
    if isinstance(text, str) and not DIGITS.fullmatch(text):
        raise ValueError("write a whole number in digits")
    return text


def yes_or_no(text: Any) -> Any:
    """true or false, and nothing else that stands for them elsewhere."""
    if isinstance(text, str) and text not in {"true", "false"}:
        raise ValueError("write true or false")
    return text


def box(text: str) -> str:
    """West, south, east and north within the globe."""
    parts = text.split(",")
    numbers = [float(part) for part in parts if re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", part, re.ASCII)]
    if len(numbers) != 4 or len(parts) != 4:  # noqa: PLR2004, the four sides
        raise ValueError("write four numbers, west,south,east,north, in decimal degrees")
    west, south, east, north = numbers
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:  # noqa: PLR2004, the globe
        raise ValueError("longitudes lie within -180 and 180, latitudes within -90 and 90")
    if south > north:
        raise ValueError("south must not be greater than north; the order is west,south,east,north")
    return text


IsoDate = Annotated[
    str, StringConstraints(max_length=LONGEST), AfterValidator(iso_date), Field(json_schema_extra={"format": "date"})
]
Count = Annotated[int, Field(ge=0), BeforeValidator(digits)]
Flag = Annotated[bool, BeforeValidator(yes_or_no)]
BoundingBox = Annotated[str, StringConstraints(max_length=LONGEST), AfterValidator(box)]
Country = Annotated[Text, AfterValidator(str.upper)]
