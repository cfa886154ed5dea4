"""Response models of claims."""

from app.schemas.base import DiscrepancyLink, EventRef, PartyRef, RecordRef, SourcedBrief, SourcedFull, required
from app.schemas.dates import EventDate
from app.vocabulary import ClaimType, Measure, StatedIn, VictimClass

CAUTION = "Claims overlap and disagree; never add up their figures."
MEASURE_NOTE = "overlapping claim; do not add"


class ClaimFields(SourcedBrief):
    """What a claim has in its own document and inside that of its event or strike."""

    type: ClaimType = required("What the claim is about.", "casualty")
    event: EventRef | None = required("The event it is about; null if it is about no particular event.")
    strike: RecordRef | None = required("The strike it is about; null if it is about none.")
    claimant: PartyRef | None = required("The party that makes the claim; null if the article names no one.")
    speaker: str | None = required("The article's words for the speaker.", "Iranian officials")
    statement: str = required("What is claimed, in our own words.", "Nine people were killed.")
    stated_in: StatedIn = required("The part of the article in which the claim is made.", "text")
    attribution: str = required("Who says it, in words to print.", "Iranian officials")
    text: str = required(
        "The claim as a finished sentence, with its source. A figure includes its parts.",
        "According to Iran, nine people were killed in the Pakistani strikes in Iran; four were children (no "
        "reference cited).",
    )
    made_in: EventRef | None = required("The statement in which it was made, if that is an event of the record.")
    measure: Measure | None = required("What a casualty figure counts.", "killed")
    victim_class: VictimClass | None = required("Which people it counts.", "all")
    low: int | None = required("Lowest figure, in people; null if none is given.", 9)
    best: int | None = required("The figure as given, in people; null if none is given.", 9)
    high: int | None = required("Highest figure, in people; null if none is given.", 9)
    measure_note: str | None = required("A caution beside the figure; null if the claim gives none.", MEASURE_NOTE)
    people_text: str | None = required(
        "The people that the figure counts, in words; null if it is no casualty claim.", "foreign nationals"
    )
    parts_text: str | None = required(
        "The figures that this one includes, in words; null if there are none.",
        "three were women and four were children",
    )
    part_of: RecordRef | None = required("The claim whose figure includes this one.")


class ClaimBrief(ClaimFields):
    """Something that someone says. Claims overlap, so never add up their figures."""

    event_date: EventDate | None = required("When the event that it is about happened; null if there is none.")
    source_titles: list[str] = required(
        "Titles of the references its passages cite.",
        ["Pakistan fires retaliatory strike at Iran, stoking regional tension"],
    )


class ClaimFull(SourcedFull, ClaimBrief):
    """Something that someone says, with the passages of the article about it."""

    columns = """
        id type event=event.id strike=strike.id claimant=claimant.id speaker statement measure victim_class
        low best high part_of=part_of.id sources_count source_numbers=sources.number
        passages=evidence.passage.id passage_urls=evidence.passage.url
        caption text attribution stated_in event_title=event.title date_start=event_date.start
        date_end=event_date.end date_text=event_date.text claimant_name=claimant.name made_in=made_in.id
        made_in_title=made_in.title measure_note source_titles passage_labels=evidence.passage.label
    """


class NestedClaim(SourcedFull, ClaimFields):
    """A claim within the event or strike that it is about, which has the date and the text of the discrepancies."""

    discrepancies: list[DiscrepancyLink] = required("Discrepancies that affect it.")  # type: ignore[assignment]
