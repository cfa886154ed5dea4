"""The rules by which records are put into words to print: attributions, claims, dates and captions.

Each rule is a function of plain values; tests/test_sentences.py has a test for each.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from app.seeding.words import (
    and_list,
    capitalised,
    day_in_words,
    days_in_words,
    number_in_words,
    with_a,
    with_the,
)
from app.vocabulary import ChangeKind, ClaimType, Measure, SourceKind, StatedIn, VictimClass

NO_ONE = "which names no one"
NOT_STATED = "day not stated"
NO_REFERENCE = "no reference cited"
VERBS = {Measure.KILLED: "killed", Measure.INJURED: "wounded"}
SOURCE_NOUNS = {
    SourceKind.NEWS: "report",
    SourceKind.ANALYSIS: "analysis",
    SourceKind.GOVERNMENT: "page",
    SourceKind.ENCYCLOPEDIA: "article",
}
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MAX_QUOTED = 160  # characters of a changed value that is printed whole
FIELD_LABELS = {
    "date.start": "first day",
    "date.end": "last day",
    "date.note": "note on the date",
    "date.not_before": "earliest possible day",
    "date.not_after": "latest possible day",
}


@dataclass(frozen=True)
class People:
    """How the people of a victim class are called: one, several, as part of a larger number, and what is added."""

    one: str
    several: str
    part_one: str
    part_several: str
    one_added: str = ""
    several_added: str = ""

    def counted(self, low: int, high: int) -> str:
        """`nine people`, `one child`, `between two and five people`."""
        return f"{count(low, high)} {self.one if low == high == 1 else self.several}"

    def added(self, low: int, high: int) -> str:
        """What follows the verb: `, all of them foreign nationals`."""
        return self.one_added if low == high == 1 else self.several_added


PEOPLE = {
    VictimClass.ALL: People("person", "people", "a person", "people"),
    VictimClass.CHILDREN: People("child", "children", "a child", "children"),
    VictimClass.WOMEN: People("woman", "women", "a woman", "women"),
    VictimClass.FOREIGN_NATIONALS: People(
        "person",
        "people",
        "a foreign national",
        "foreign nationals",
        ", a foreign national",
        ", all of them foreign nationals",
    ),
    VictimClass.MEMBERS: People("member of the group", "members of the group", "a member", "members"),
}


def count(low: int, high: int) -> str:
    """A figure in words, or the range of it."""
    return number_in_words(low) if low == high else f"between {number_in_words(low)} and {number_in_words(high)}"


def date_text(start: str | None, end: str | None, not_before: str | None, not_after: str | None) -> str:
    """A date to print. Give no `not_after` that is only the day a reference was retrieved."""
    if start and end:
        return day_in_words(start) if start == end else days_in_words(start, end, "to")
    if not_before and not_after:
        if not_before == not_after:
            return f"{day_in_words(not_before)} (inferred, {NOT_STATED})"
        return f"between {days_in_words(not_before, not_after, 'and')}, {NOT_STATED}"
    if not_before:
        return f"on or after {day_in_words(not_before)}, {NOT_STATED}"
    return f"by {day_in_words(not_after)}, {NOT_STATED}" if not_after else NOT_STATED


def attribution(stated_in: StatedIn, claimant: str | None, aliases: Collection[str], speaker: str | None) -> str:
    """Who says it: the speaker as the article words it, the claimant, the headline, or the article itself.

    `aliases` are the spellings of the claimant's name. A speaker that is one of them, or no name at all ("the
    organization"), tells a reader less than the claimant's name does.
    """
    if claimant and (not speaker or speaker in aliases or speaker[:1].islower()):
        return with_the(claimant)
    if speaker and not claimant and stated_in is StatedIn.HEADLINE:
        return f"the headline of {with_a(speaker)} report"
    if speaker:
        return speaker
    if stated_in is StatedIn.SUMMARY_TABLE:
        return f"the summary table of the article, {NO_ONE}"
    return f"the headline of a reference, {NO_ONE}" if stated_in is StatedIn.HEADLINE else f"the article, {NO_ONE}"


def references(sources: Sequence[Any], stated_in: StatedIn) -> str:
    """The references that a claim cites: `Reuters report, reference 8`. Sources have number, publisher and kind.

    A headline is named by its attribution, so only its number remains to be said.
    """
    numbered = [source for source in sources if source.number is not None]
    if not numbered:
        return NO_REFERENCE
    numbers = and_list([str(source.number) for source in numbered])
    label = f"reference {numbers}" if len(numbered) == 1 else f"references {numbers}"
    works = "" if stated_in is StatedIn.HEADLINE else and_list(works_by_kind(numbered))
    return f"{works}, {label}" if works else label


def works_by_kind(sources: Sequence[Any]) -> list[str]:
    """`BBC News and Daily Beast reports`, for each kind of work."""
    publishers: dict[str, list[str]] = {}
    for source in sources:
        if source.publisher and (noun := SOURCE_NOUNS.get(source.kind)):
            publishers.setdefault(noun, []).append(source.publisher.removeprefix("The "))
    plural = {"analysis": "analyses"}
    return [
        f"{and_list(names)} {noun if len(names) == 1 else plural.get(noun, f'{noun}s')}"
        for noun, names in publishers.items()
    ]


def people_counted(victim_class: VictimClass, low: int, high: int) -> str:
    """A figure with the people it counts: `two children`."""
    return PEOPLE[victim_class].counted(low, high)


def figure_clause(claim: Any, parts: Sequence[Any], whole: Any | None) -> str:
    """`nine people were killed; three were women`. A part is told of its whole: `three of the nine people killed`."""
    verb, people = VERBS[claim.measure], PEOPLE[claim.victim_class]
    if whole is not None and whole.low is not None:
        total = f"the {count(whole.low, whole.high)} {PEOPLE[whole.victim_class].several}"
        return f"{count(claim.low, claim.high)} of {total} {verb} {part_of_figure(claim)}"
    clause = f"{people.counted(claim.low, claim.high)} {was(claim)} {verb}{people.added(claim.low, claim.high)}"
    return "; ".join(filter(None, [clause, parts_text(parts)]))


def people_text(claim: Any) -> str | None:
    """The people that a figure counts, to print beside it: `foreign nationals`; None if it is no casualty claim."""
    if claim.measure is None:
        return None
    people = PEOPLE[claim.victim_class]
    if claim.victim_class is VictimClass.MEMBERS:
        return people.several
    return people.part_one if claim.low == claim.high == 1 else people.part_several


def parts_text(parts: Sequence[Any]) -> str | None:
    """The figures that another includes: `three were women and four were children`; None if there are none."""
    return and_list([f"{count(part.low, part.high)} {part_of_figure(part)}" for part in parts]) or None


def part_of_figure(claim: Any) -> str:
    """`were children`, `was a child`."""
    people = PEOPLE[claim.victim_class]
    return f"{was(claim)} {people.part_one if claim.high == 1 else people.part_several}"


def was(claim: Any) -> str:
    """The verb that goes with the figure."""
    return "was" if claim.high == 1 else "were"


def continued(statement: str, claimant: str | None, is_name: Callable[[str], bool]) -> str:
    """A statement as it continues a sentence that names the claimant: no full stop, and no capital unless for a name.

    The claimant's own name at the beginning becomes "it".
    """
    text = statement.removesuffix(".")
    if claimant and text.startswith(f"{claimant} "):
        return f"it{text.removeprefix(claimant)}"
    return text if is_name(text) else text[:1].lower() + text[1:]


def claim_text(claim: Any, clause: str, who: str, cited: str) -> str:
    """A claim as a finished sentence."""
    if claim.type is ClaimType.THREAT and claim.claimant_id:
        return f"{capitalised(who)} warned that {clause} ({cited})."
    return f"According to {who}, {clause} ({cited})."


def claim_caption(who: str, clause: str, event: str | None) -> str:
    """`Iran: nine people were killed (Pakistani strikes in Iran, 18 January 2024)`."""
    return f"{capitalised(who)}: {clause}" + (f" ({event})" if event else "")


def event_caption(title: str, date: str) -> str:
    """`Iranian strikes in Pakistan, 16 January 2024`."""
    return f"{title}, {date}"


def person_caption(name: str, office: str | None, column: str | None) -> str:
    """`Arif Alvi, listed as President of Pakistan`; the office alone if the name is in no list."""
    if office:
        return f"{name}, listed as {office}" if column else f"{name}, {office}"
    return f"{name}, listed in the column of {with_the(column)}, no office given" if column else name


def person_summary(name: str, office: str | None, column: str | None) -> str:
    """Who a person is, as far as the article says. The column of the summary table is no allegiance."""
    if office and column:
        return f"{name} is listed as {office} in {possessive(column)} column of the article's summary table."
    if office:
        return f"{name} is {office}, according to the article."
    if column:
        where = f"{possessive(column)} column of the article's list of commanders"
        return f"{name} is named in {where}; no office or group is given."
    return f"{name} is named in the article; no office or group is given."


def possessive(name: str) -> str:
    """`Iran's`."""
    return f"{with_the(name)}'s"


def party_summary(name: str, kind: str, parent: str | None, wordings: Sequence[str], sides: Sequence[str]) -> str:
    """What a party is. `sides` are finished clauses such as `According to Iran, it is on Pakistan's side`."""
    subject = capitalised(with_the(name))
    noun = with_a(kind)
    of_parent = f" of {with_the(parent)}" if parent else ""
    described = and_list([f"“{wording}”" for wording in wordings])
    first = f"{subject} is {noun}{of_parent}" + (f"; the article's words for it: {described}" if described else "")
    return ". ".join([first, *sides]) + "."


def party_caption(name: str, kind: str, parent: str | None) -> str:
    """`Pakistan Air Force, military unit of Pakistan`."""
    return f"{name}, {kind}" + (f" of {parent}" if parent else "")


def side_clause(asserted_by: str | None, with_party: str) -> str:
    """On whose side a party is said to be, and by whom."""
    who = with_the(asserted_by) if asserted_by else f"the article, {NO_ONE}"
    return f"According to {who}, it is on {possessive(with_party)} side"


def place_summary(name: str, kind: str, parent: str | None, inferred: bool, has_point: bool) -> str:
    """What and where a place is; what we inferred says so."""
    noun = "a named place" if kind == "locality" else f"a {kind}"
    where = f" {'of' if kind == 'province' else 'in'} {parent}" if parent else ""
    if kind == "border":
        return f"The {name} is named in the article; it has no single country."
    first = f"{name} is {noun}{where}" + (", which is our inference" if parent and inferred else "")
    return first + ("." if has_point else "; its position is not known.")


def place_caption(name: str, kind: str, parent: str | None) -> str:
    """`Balochistan, province, Pakistan`."""
    return ", ".join(filter(None, [name, None if kind in {"locality", "border"} else kind, parent]))


def source_caption(number: int | None, publisher: str | None, title: str, published: str | None) -> str:
    """`Reference 2: BBC News, “…”, 18 January 2024`."""
    day = day_in_words(published) if published else None
    work = ", ".join(filter(None, [publisher, f"“{title}”", day]))
    return f"Reference {number}: {work}" if number is not None else work


def change_text(kind: ChangeKind, released: str, values: str | None, what: str | None, reason: str) -> str:
    """What changed, for a reader who sees the record: `Corrected 25 November 2026: two children, previously one`.

    `values` are the new and the old value in words. If they are too long to print, `what` changed and the reason are.
    """
    done = f"{kind.value.capitalize()} {day_in_words(released)}"
    if values:
        return f"{done}: {values}"
    return f"{done} ({what}): {reason}" if what else f"{done}: {reason}"


def changed_values(label: str, before: Any, after: Any) -> str | None:
    """The new and the old value: `title “B”, previously “A”`; None if one of them is too long to print."""
    now, previously = value_in_words(after), value_in_words(before)
    return f"{label} {now}, previously {previously}" if now and previously else None


def value_in_words(value: Any) -> str | None:
    """A value of the seed as print shows it; None if it is too long or is not a single value."""
    match value:
        case None:
            return "not stated"
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return str(value)
        case str() if ISO_DAY.fullmatch(value):
            return day_in_words(value)
        case str() if len(value) <= MAX_QUOTED:
            return f"“{value}”"
    return None


def field_label(field: str) -> str:
    """A field of the seed as a reader calls it: `earliest possible day`, for date.not_before."""
    return FIELD_LABELS.get(field, field.replace(".", ", ").replace("_", " "))


def change_caption(record: str, field: str | None, kind: ChangeKind, released: str) -> str:
    """`Kerman bombings, 3 January 2024: title corrected 25 November 2026`. `record` is the caption of the record."""
    done = f"{kind.value} {day_in_words(released)}"
    return f"{record}: {field_label(field)} {done}" if field else f"{record}: {done}"
