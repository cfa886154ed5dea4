"""Records as text for language models (Markdown). No figure stands in a sentence that does not say whose it is.

Hence what is left out: the title of a discrepancy, which may be `Killed in Pakistan: two children or two people` (its
explanation says who gives which), the statement of a claim (its text names the claimant), and the title of a source
where its publisher is not beside it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from app import urls
from app.formats.format import DocumentInfo
from app.formats.markdown import (
    attribution,
    claims,
    date_text,
    escape,
    label,
    link,
    participants,
    passages,
    record_link,
    section,
)
from app.schemas.claims import CAUTION
from app.vocabulary import PlaceRole, RecordKind, StatedIn, VictimClass

Document = dict[str, Any]
Render = Callable[[Any, DocumentInfo], str]


def page(document: Document, info: DocumentInfo) -> str:
    """The absolute address of a record's page. `info` has the address of all pages as its base."""
    return info.absolute(document["links"]["page"].removeprefix(urls.VIEW))


def captioned(document: Document, info: DocumentInfo) -> str:
    """The caption of a record, linked to its page, and its summary if it has one."""
    summary = f": {escape(document['summary'])}" if document.get("summary") else ""
    return link(document["caption"], page(document, info)) + summary


def event_line(document: Document, info: DocumentInfo) -> str:
    """An event or a strike: what happened, the figures claimed, and what the article does not say."""
    parts = [
        captioned(document, info),
        figures("Killed", document.get("killed_claimed")),
        figures("Wounded", document.get("injured_claimed")),
        not_stated(document),
    ]
    return " ".join(part for part in parts if part)


def not_stated(document: Document) -> str:
    """What the article does not say about it, as a sentence; empty if nothing is missing."""
    gaps = "; ".join(item["text"] for item in document["not_stated"])
    return f"Not stated: {escape(gaps)}." if gaps else ""


def figures(heading: str, claimed: Document | None) -> str:
    """The figures that a strike's range is made of, each with who gives it; empty if no one gives one."""
    if claimed is None:
        return ""
    given = "; ".join(f"{item['attribution']}: {figure(item)}" for item in claimed["claimed_by"])
    return f"{heading}, by overlapping claims: {escape(given)}."


def figure(claimed: Document) -> str:
    """A number of people, and which people it counts if it does not count all: `2 (children)`, `2 to 5`."""
    low, high, victims = claimed["low"], claimed["high"], claimed["victim_class"]
    number = str(low) if low == high else f"{low} to {high}"
    return number if victims == VictimClass.ALL else f"{number} ({label(victims)})"


def claim_line(document: Document, info: DocumentInfo) -> str:
    """A claim as a finished sentence with its claimant and references."""
    return link(document["text"], page(document, info))


def discrepancy_line(document: Document, info: DocumentInfo) -> str:
    """What the passages say where they differ, or what they do not say."""
    return f"{link(document['explanation'], page(document, info))} {not_stated(document)}".strip()


def source_line(document: Document, info: DocumentInfo) -> str:
    """A source with its publisher and date, and its own address if the article gives one."""
    own = f" ({link('its address', document['url'])})" if document["url"] else ""
    return captioned(document, info) + own


def passage_line(document: Document, info: DocumentInfo) -> str:
    """Where a passage is, with the words that it begins and ends with and a link that opens the article there."""
    words = f"“{document['first_words']}”"
    if document["last_words"]:
        words += f" … “{document['last_words']}”"
    there = link("in the article", document["url"])
    return f"{link(document['label'], page(document, info))}: {escape(words)} ({there})"


def change_line(document: Document, info: DocumentInfo) -> str:
    """A change: what it is now and what it was, after a caption that names the claimant.

    The words of a discrepancy are only linked, since they may have figures without saying whose they are.
    """
    if document["record"].startswith(RecordKind.DISCREPANCY.collection):
        text = f"A discrepancy ({label(document['field'] or 'as a whole')}) was {document['kind']}"
        return f"{link(text, page(document, info))} in version {escape(document['version'])}."
    return f"{link(document['caption'], page(document, info))}: {escape(document['text'])}"


LINES: dict[str, Render] = {
    RecordKind.EVENT: event_line,
    RecordKind.STRIKE: event_line,
    RecordKind.CLAIM: claim_line,
    RecordKind.DISCREPANCY: discrepancy_line,
    RecordKind.SOURCE: source_line,
    RecordKind.PASSAGE: passage_line,
    RecordKind.CHANGE: change_line,
}


def line(document: Document, info: DocumentInfo) -> str:
    """A record of any kind in a line, which links to its page."""
    return LINES.get(document["record_kind"], captioned)(document, info)


def record_text(
    document: Document, info: DocumentInfo, concerned: Sequence[Document], discrepancies: Sequence[Document]
) -> str:
    """A record of any kind. `concerned` are the records that a passage supports or a discrepancy is about.

    The explanations of discrepancies name whoever gives a figure.
    """
    differing = [f"- {link(item['explanation'], page(item, info))}" for item in discrepancies]
    blocks = [
        [line(document, info)],
        ["\n".join(facts(document, info))],
        section("Who", participants(document, info) if "people" in document else []),
        section("Claims", claims(document, info) if "claims" in document else [], CAUTION),
        section("Records concerned", list(concerned_lines(concerned, info))),
        section("Where the article differs or says nothing", differing),
        section("Passages of the article", [*passages(document.get("evidence", ())), *citing(document)]),
        section("Corrections", corrections(document, info)),
    ]
    return "\n\n".join(block for part in blocks for block in part if block)


def concerned_lines(documents: Sequence[Document], info: DocumentInfo) -> Iterator[str]:
    """A line for each record. An event is only linked if its strike is there too, whose line says the same and more."""
    strikes = {item["id"] for item in documents if item["record_kind"] == RecordKind.STRIKE}
    for item in documents:
        is_strike = item["record_kind"] == RecordKind.EVENT and item["id"] in strikes
        yield f"- {link(item['caption'], page(item, info)) if is_strike else line(item, info)}"


def facts(document: Document, info: DocumentInfo) -> Iterator[str]:
    """What else a record says of itself, a line for each field that it has."""
    for name, (heading, render) in FACTS.items():
        if document.get(name) not in (None, [], False, ""):
            yield f"- **{heading}:** {render(document[name], info)}"
    if document.get("latitude") is not None:
        yield f"- **Point:** {point(document)}"


def date(value: Document, info: DocumentInfo) -> str:
    """When it happened, in words."""
    return date_text(value)


def text(value: Any, info: DocumentInfo) -> str:
    """A text or a number as it is."""
    return escape(str(value))


def word(value: str, info: DocumentInfo) -> str:
    """A word of the vocabulary as readers see it."""
    return label(value)


def part_of_article(value: str, info: DocumentInfo) -> str:
    """Where in the article a claim is made."""
    return STATED_IN[StatedIn(value)]


def texts(values: Iterable[str], info: DocumentInfo) -> str:
    """Several texts."""
    return escape("; ".join(values))


def places(values: Iterable[Document], info: DocumentInfo) -> str:
    """Each place, with what it has to do with the event unless it happened there."""
    return "; ".join(
        record_link(place, info)
        + ("" if place["role"] == PlaceRole.LOCATION else f" ({label(place['role'])})")
        + (" (our inference)" if place["inferred"] else "")
        for place in values
    )


def unit(value: Document, info: DocumentInfo) -> str:
    """The military unit of a strike, and whether that it was this one is our inference."""
    return record_link(value["party"], info) + (" (our inference)" if value["inferred"] else "")


def targets(values: Iterable[Document], info: DocumentInfo) -> str:
    """Each party named as the target, and who says so."""
    return "; ".join(record_link(target["party"], info) + attribution(target["asserted_by"]) for target in values)


def wordings(values: Iterable[Document], info: DocumentInfo) -> str:
    """The article's words, each with the passage that has them."""
    return "; ".join(
        f"“{escape(value['wording'])}” ({link(value['passage']['label'], value['passage']['url'])})" for value in values
    )


def operation(value: Document, info: DocumentInfo) -> str:
    """The name of an operation, in each script, and its meaning."""
    return escape("; ".join(value[name] for name in ("name", "native", "meaning") if value[name]))


def whole_figure(value: Document, info: DocumentInfo) -> str:
    """A link to the claim whose figure includes this one."""
    return link("the claim that includes it", info.absolute(value["href"]))


def names(values: Iterable[Document], info: DocumentInfo) -> str:
    """Every spelling of a name."""
    return escape("; ".join(value["name"] for value in values))


STATED_IN = {
    StatedIn.TEXT: "the article's text",
    StatedIn.SUMMARY_TABLE: "the article's summary table",
    StatedIn.HEADLINE: "the headline of a report",
    StatedIn.QUOTATION: "a quotation in a reference",
}
FACTS: dict[str, tuple[str, Render]] = {
    "date": ("When", date),
    "event_date": ("When", date),
    "places": ("Where", places),
    "type": ("Kind", word),
    "subtype": ("More precisely", word),
    "kind": ("Kind", word),
    "background": ("Background", lambda value, info: "it led up to the skirmishes and is not part of them"),
    "caveat": ("How we read it", text),
    "responds_to": ("In response to", record_link),
    "event": ("Event", record_link),
    "attacker": ("Attacker", record_link),
    "unit": ("Unit", unit),
    "targets": ("Targets", targets),
    "target_count": ("Number of targets, as the article states it", text),
    "weapons": ("What it is called", wordings),
    "operation": ("Name of the operation", operation),
    "attribution": ("Who says it", text),
    "stated_in": ("Stated in", part_of_article),
    "made_in": ("Made in", record_link),
    "part_of": ("Part of a larger figure", whole_figure),
    "parent": ("Part of", record_link),
    "names": ("All spellings", names),
    "involved_in": ("Involved in", texts),
    "described_as": ("The article's words", wordings),
    "topic": ("Topic", word),
    "weight": ("Weight", word),
    "level": ("Level", word),
    "quotation_speaker": ("Speaker of the quotation in it", text),
    "reason": ("Reason", text),
}


def point(place: Document) -> str:
    """The coordinates of a place, how far to trust them, and where they come from."""
    radius = "" if place["uncertainty_km"] is None else f", within {place['uncertainty_km']} km"
    origin = place["coordinates_from"]
    source = f"; {escape(origin['source'])}, {escape(origin['licence'])}" if origin else ""
    return f"{place['latitude']}, {place['longitude']} ({label(place['geo_precision'])}{radius}{source})"


def citing(document: Document) -> list[str]:
    """The passages that cite a source."""
    return [f"- {link(item['label'], item['url'])}: cites it" for item in document.get("passages", ())]


def corrections(document: Document, info: DocumentInfo) -> list[str]:
    """Its corrections, each after whoever's claim it corrects. Those of a discrepancy are only linked, as its title."""
    whose = f"{escape(document['attribution'])}: " if "attribution" in document else ""
    lines = []
    for item in document["corrected_by"]:
        own_words = document["record_kind"] == RecordKind.DISCREPANCY
        words = f"Corrected in version {item['version']}" if own_words else item["text"]
        lines.append(f"- {whose}{link(words, info.absolute(urls.page('change', item['id']).removeprefix(urls.VIEW)))}")
    return lines
