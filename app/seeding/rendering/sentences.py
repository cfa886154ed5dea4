"""The rules by which records are put into words to print: attributions, claims, dates and captions.

Each rule is a function of plain values; tests/test_sentences.py has a test for each.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.seeding.words import (
    a_or_an,
    and_list,
    capitalised,
    day_in_words,
    days_in_words,
    number_in_words,
    possessive,
    quoted,
    with_a,
    with_the,
)
from app.vocabulary import ChangeKind, ClaimType, EventType, Measure, SourceKind, StatedIn, VictimClass

ARTICLE = "the article"
SUMMARY_TABLE = "the article's summary table"
NO_ONE = "which attributes this to no one"
NOT_STATED = "day not stated"
NO_REFERENCE = "no reference cited"
VERBS = {Measure.KILLED: "killed", Measure.INJURED: "wounded"}
REPORTED_VERBS = {"may": "might", "will": "would"}  # of a sentence that follows "said that"
STATES_PEOPLE = re.compile(r"\b(people|person)\b")
SOURCE_NOUNS = {
    SourceKind.NEWS: "report",
    SourceKind.ANALYSIS: "",  # its publisher alone is named
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
        if not high and not self.several:
            return "none"
        return f"{count(low, high)} {self.one if low == high == 1 else self.several}".rstrip()

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
FIGURE_ALONE = People("", "", "", "")  # of a source that gives a number and does not say of whom


def people_of(claim: Any) -> People:
    """How the people of a figure are called: not at all if the statement has a number and not the word "people"."""
    if claim.victim_class is VictimClass.ALL and not STATES_PEOPLE.search(claim.statement):
        return FIGURE_ALONE
    return PEOPLE[claim.victim_class]


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


def attribution(
    stated_in: StatedIn, claimant: str | None, aliases: Collection[str], speaker: str | None, numbers: Sequence[int]
) -> str:
    """Who says it: the speaker as the article words it, the claimant, the headline, or the article itself.

    `aliases` are the spellings of the claimant's name. A speaker that is one of them, or no name at all ("the
    organization"), tells a reader less than the claimant's name does. `numbers` are those of the references cited.
    """
    if claimant and (not speaker or speaker in aliases or speaker[:1].islower()):
        return with_the(claimant)
    if speaker and not claimant and stated_in is StatedIn.HEADLINE:
        return f"the headline of {with_a(speaker)} report"
    if speaker:
        return speaker
    if stated_in is StatedIn.SUMMARY_TABLE:
        return SUMMARY_TABLE
    return headline_of(numbers) if stated_in is StatedIn.HEADLINE else f"{ARTICLE}, without attribution"


def headline_of(numbers: Sequence[int]) -> str:
    """A headline that has no publisher: `the headline of reference 1`."""
    return f"the headline of {reference_label(numbers)}" if numbers else "the headline of a reference"


def in_full(who: str, claim: Any) -> str:
    """Who says it, in a sentence: an attribution with what the article does not say about it, or where it has it."""
    if claim.claimant_id:
        return f"{who}, as {SUMMARY_TABLE} has it" if claim.stated_in is StatedIn.SUMMARY_TABLE else who
    if claim.speaker or claim.stated_in is StatedIn.HEADLINE:
        return who
    return f"{SUMMARY_TABLE if claim.stated_in is StatedIn.SUMMARY_TABLE else ARTICLE}, {not_said(claim)}"


def not_said(claim: Any) -> str:
    """What the article does not say about a claim for which it names no one."""
    if claim.type is ClaimType.ATTRIBUTION:
        return "which does not say by whom"
    return NO_ONE if claim.low is None else "which does not say who gave the figure"


def references(sources: Sequence[Any], stated_in: StatedIn) -> str:
    """The references that a claim cites: `Reuters report, reference 8`. Sources have number, publisher and kind.

    A headline is named by its attribution, so only its number remains to be said.
    """
    numbered = [source for source in sources if source.number is not None]
    if not numbered:
        return NO_REFERENCE
    label = reference_label([source.number for source in numbered])
    works = "" if stated_in is StatedIn.HEADLINE else and_list(works_by_kind(numbered))
    return f"{works}, {label}" if works else label


def reference_label(numbers: Sequence[int]) -> str:
    """`reference 2`, `references 2 and 3`."""
    return f"reference{'s' if len(numbers) > 1 else ''} {and_list([str(number) for number in numbers])}"


def works_by_kind(sources: Sequence[Any]) -> list[str]:
    """`BBC News and Daily Beast reports`, for each kind of work."""
    publishers: dict[str, list[str]] = {}
    for source in sources:
        noun = SOURCE_NOUNS.get(source.kind)
        if source.publisher and noun is not None:
            publishers.setdefault(noun, []).append(source.publisher.removeprefix("The "))
    return [
        f"{and_list(names)} {noun}{'s' if noun and len(names) > 1 else ''}".rstrip()
        for noun, names in publishers.items()
    ]


def people_counted(victim_class: VictimClass, low: int, high: int) -> str:
    """A figure with the people it counts: `two children`."""
    return PEOPLE[victim_class].counted(low, high)


def figure_clause(claim: Any, parts: Sequence[Any], whole: Any | None, event: str | None = None) -> str:
    """`nine people were killed in the strikes; three were women`; the event only if its title is given.

    A part is told of its whole: `three of the nine people killed in the strikes were women`.
    """
    people = people_of(claim)
    done = VERBS[claim.measure] + (f" in the {event.removeprefix('The ')}" if event else "")
    if whole is not None and whole.low is not None:
        total = f"the {count(whole.low, whole.high)} {people_of(whole).several}".rstrip()
        return f"{count(claim.low, claim.high)} of {total} {done} {part_of_figure(claim)}"
    clause = f"{people.counted(claim.low, claim.high)} {was(claim)} {done}{people.added(claim.low, claim.high)}"
    return "; ".join(filter(None, [clause, parts_text(parts)]))


def people_text(claim: Any) -> str | None:
    """The people that a figure counts, to print beside it: `foreign nationals`.

    None if it is no casualty claim, and if its statement gives a number alone.
    """
    if claim.measure is None:
        return None
    people = people_of(claim)
    if claim.victim_class is VictimClass.MEMBERS or not people.several:
        return people.several or None
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


def continued(statement: str, named: str | None, is_name: Callable[[str], bool]) -> str:
    """A statement as it continues a sentence: no full stop, and no capital unless for a name.

    `named` is whom the sentence names as saying it: the claimant, or the article. Where a clause of the statement
    begins with that name, it becomes "it", and its possessive "its".
    """
    text = statement.removesuffix(".")
    if named:
        name = re.escape(with_the(named))
        text = re.sub(rf"\b{name}'s ", "its ", text)
        text = re.sub(rf"(^|; ){name} ", r"\1it ", text, flags=re.IGNORECASE)
    return text if is_name(text) else text[:1].lower() + text[1:]


def claim_text(claim: Any, clause: str, who: str, cited: str, made_in: EventType | None) -> str:
    """A claim as a finished sentence. `made_in` is the type of the event in which it was made."""
    if claim.type is ClaimType.THREAT and claim.claimant_id:
        verb = "warned" if made_in is EventType.WARNING else "said"
        return f"{capitalised(who)} {verb} that {reported(clause)} ({cited})."
    return f"According to {in_full(who, claim)}, {clause} ({cited})."


def reported(clause: str) -> str:
    """A clause as it follows "said that": `it might act`, for `it may act`."""
    return " ".join(REPORTED_VERBS.get(word, word) for word in clause.split(" "))


def claim_caption(who: str, clause: str, event: str | None) -> str:
    """`Iran: nine people were killed (Pakistani strikes in Iran, 18 January 2024)`."""
    return f"{capitalised(who)}: {clause}" + (f" ({event})" if event else "")


def event_caption(title: str, date: str) -> str:
    """`Iranian strikes in Pakistan, 16 January 2024`."""
    return f"{title}, {date}"


def person_caption(name: str, office: str | None, column: str | None) -> str:
    """`Arif Alvi, listed as President of Pakistan`; named, not listed, if the name is in no list."""
    if office:
        return f"{name}, {'listed' if column else 'named'} as {office}"
    return f"{name}, listed in {possessive(column)} column, no office given" if column else name


def office_in_words(office: str | None, party: str | None, spellings: Iterable[str]) -> str | None:
    """An office as stated; with the name of its party if it has only another of that name's `spellings`."""
    if office and party and party not in office and not set(office.split()).isdisjoint(spellings):
        return f"{quoted(office)} ({party})"
    return office


def person_summary(name: str, office: str | None, column: str | None) -> str:
    """Who a person is, as far as the article says. The column of the summary table is no allegiance."""
    if office and column:
        return f"{name} is listed as {office} in {possessive(column)} column of {SUMMARY_TABLE}."
    if office:
        return f"The article names {name} as {office}."
    if column:
        where = f"{possessive(column)} column of the article's list of commanders"
        return f"{name} is named in {where}; no office or group is given."
    return f"{name} is named in the article; no office or group is given."


def party_summary(name: str, kind: str, parent: str | None, described: Sequence[str], sides: Sequence[str]) -> str:
    """What a party is; of a unit, only on whose side it is listed, as the article says no more.

    `described` and `sides` are finished clauses such as `According to Iran, it is on Pakistan's side`.
    """
    subject = capitalised(with_the(name))
    units = f"listed under the units involved, on {possessive(parent)} side of {SUMMARY_TABLE}" if parent else None
    return ". ".join([f"{subject} is {units or with_a(kind)}", *described, *sides]) + "."


def party_caption(name: str, kind: str, parent: str | None) -> str:
    """`Jaish ul-Adl, armed group`; `Pakistan Air Force, listed under Pakistan's units`."""
    return f"{name}, listed under {possessive(parent)} units" if parent else f"{name}, {kind}"


def description_clauses(descriptions: Sequence[Any], voices: Sequence[str]) -> list[str]:
    """How a party is described, and in whose voice: `The article calls its members “militants”`."""
    return [
        description_clause(description, voice, again=voice in voices[:position])
        for position, (description, voice) in enumerate(zip(descriptions, voices, strict=True))
    ]


def description_clause(description: Any, voice: str, *, again: bool) -> str:
    """One description; `again` if the same voice has given another before."""
    wording = quoted(description.wording)
    whom = f"its members {wording}" if description.of_members else f"it {a_or_an(description.wording)} {wording}"
    context = f", {description.context}" if description.context else ""
    return f"{capitalised(voice)}{' also' if again else ''} calls {whom}{context}"


def description_voice(stated_in: StatedIn, sources: Sequence[Any]) -> str:
    """Who describes a party: the article, or `a quotation in reference 3 (The Daily Beast)`."""
    if stated_in not in {StatedIn.QUOTATION, StatedIn.HEADLINE}:
        return SUMMARY_TABLE if stated_in is StatedIn.SUMMARY_TABLE else ARTICLE
    part = "a quotation in" if stated_in is StatedIn.QUOTATION else "the headline of"
    label = reference_label([source.number for source in sources])
    publishers = and_list([source.publisher for source in sources if source.publisher])
    return f"{part} {label}" + (f" ({publishers})" if publishers else "")


def side_clause(asserted_by: str | None, with_party: str) -> str:
    """On whose side a party is said to be, and by whom."""
    who = with_the(asserted_by) if asserted_by else f"{ARTICLE}, {NO_ONE}"
    return f"According to {who}, it is on {possessive(with_party)} side"


def place_summary(
    name: str, kind: str, parent: str | None, has_point: bool, *, inferred: bool = False, country: str | None = None
) -> str:
    """What and where a place is. If it was `inferred` that it is in its parent, that is said.

    `country` is the one that the parent is part of, if it is no country itself; the article then states the country.
    """
    noun = "a place" if kind == "locality" else f"a {kind}"
    if kind == "border":
        return f"The {name} is named in the article; it has no single country."
    if parent and inferred and country:
        inference = f"That it is in {parent} is our inference; the article does not say where it lies."
        return f"{name} is {noun} in {country}. {inference}"
    if parent and inferred:
        return f"{name}: {noun} in {parent}. The article does not say so; this is our inference."
    where = f" {'of' if kind == 'province' else 'in'} {parent}" if parent else ""
    return f"{name} is {noun}{where}" + ("." if has_point else "; its position is not known.")


def place_caption(name: str, kind: str, parent: str | None) -> str:
    """`Balochistan, province, Pakistan`. Give the country for a parent that was inferred."""
    return ", ".join(filter(None, [name, None if kind in {"locality", "border"} else kind, parent]))


def source_caption(number: int | None, publisher: str | None, title: str, published: str | None) -> str:
    """`Reference 2: BBC News, “…”, 18 January 2024`."""
    day = day_in_words(published) if published else None
    work = ", ".join(filter(None, [publisher, quoted(title), day]))
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
            return quoted(value)
    return None


def field_label(field: str) -> str:
    """A field of the seed as a reader calls it: `earliest possible day`, for date.not_before."""
    return FIELD_LABELS.get(field, field.replace(".", ", ").replace("_", " "))


def change_caption(record: str, field: str | None, kind: ChangeKind, released: str) -> str:
    """`Kerman bombings, 3 January 2024: title corrected 25 November 2026`. `record` is the caption of the record."""
    done = f"{kind.value} {day_in_words(released)}"
    return f"{record}: {field_label(field)} {done}" if field else f"{record}: {done}"
