"""Plain-English messages for the errors that pydantic reports about a seed entry."""

from typing import TYPE_CHECKING

from app.models.columns import SLUG
from app.seeding.entries.values import ISO_DAY, PRINTABLE
from app.seeding.faults import quoted

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# By the pattern that a text does not match.
PATTERNS = {
    SLUG: "use lower-case letters and digits, with single hyphens between words",
    ISO_DAY: "write the date as YYYY-MM-DD",
    PRINTABLE: "contains a line break or control character; remove it",
}

# By pydantic's error type. `{input}` is the value as JSON; other names are those of pydantic's error context.
TYPES = {
    "extra_forbidden": "unknown field; remove it or correct its spelling",
    "missing": "required field is missing; add it",
    "enum": "unknown value {input}; use {expected}",
    "model_type": "must be a mapping of fields to values, not {input}",
    "list_type": "must be a list, not {input}",
    "string_type": "must be text, not {input}",
    "string_unicode": "contains half of a surrogate pair, which is not a character; remove it",
    "bool_type": "must be true or false, not {input}",
    "int_type": "must be a whole number, not {input}",
    "float_type": "must be a number, not {input}",
    "greater_than": "must be greater than {gt}, not {input}",
    "greater_than_equal": "must be at least {ge}, not {input}",
    "less_than_equal": "must be at most {le}, not {input}",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "must not be an empty list; add at least {min_length} item",
    "string_pattern_mismatch": "{input} does not match the pattern {pattern}",
}


def message(error: "ErrorDetails") -> str:
    """What is wrong and how to fix it. An error raised by a validator of ours already says so in its own words."""
    context = error.get("ctx", {})
    if context.get("pattern") in PATTERNS:
        return PATTERNS[context["pattern"]]
    if template := TYPES.get(error["type"]):
        return template.format(input=quoted(error["input"]), **context)
    return error["msg"].removeprefix("Value error, ")
