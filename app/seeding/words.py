"""Small rules of printed English: days, numbers, lists and articles."""

import re
from collections.abc import Sequence
from datetime import date

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
INNER_QUOTATION = re.compile(r'[“"]([^“”"]*)[”"]')
# A name that ends in one of these takes "the": the Pakistan Air Force.
NAMES_WITH_ARTICLE = (
    "Air Force",
    "Army",
    "Corps",
    "Front",
    "Guard",
    "Navy",
    "Organization",
    "State",
    "States",
    "Union",
)


def day_in_words(iso_day: str) -> str:
    """`25 November 2026`, for 2026-11-25."""
    day = date.fromisoformat(iso_day)
    return f"{day.day} {day:%B %Y}"


def days_in_words(first: str, last: str, between: str) -> str:
    """`16 and 18 January 2024`: two days, with the month and year of both given once. `between` joins them."""
    shared = 0 if first[:4] != last[:4] else 1 if first[:7] != last[:7] else 2  # words at the end
    words = day_in_words(first).split(" ")
    return f"{' '.join(words[: len(words) - shared])} {between} {day_in_words(last)}"


def number_in_words(number: int) -> str:
    """A word up to nine, digits from 10."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def and_list(items: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def with_the(name: str) -> str:
    """A name as it stands in a sentence: with "the" if English wants it."""
    return f"the {name}" if name.endswith(NAMES_WITH_ARTICLE) and not name.startswith("The ") else name


def with_a(name: str) -> str:
    """A name with "a" or "an" before it, which replaces a "The" of its own."""
    name = name.removeprefix("The ")
    return f"{a_or_an(name)} {name}"


def a_or_an(name: str) -> str:
    """The indefinite article that a name takes."""
    return "an" if name[:1] in "AEIOUaeiou" else "a"


def possessive(name: str) -> str:
    """`Iran's`, `the Pakistan Air Force's`."""
    return f"{with_the(name)}'s"


def quoted(text: str) -> str:
    """The text in quotation marks, and quotation marks within it made single."""
    inner = INNER_QUOTATION.sub(r"‘\1’", text)
    return f"“{inner}”"


def capitalised(text: str) -> str:
    """The text with its first letter in upper case and the others as they are."""
    return text[:1].upper() + text[1:]
