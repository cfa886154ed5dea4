"""Response models of claims."""

from app.schemas.base import EventRef, PartyRef, RecordRef, SourcedBrief, SourcedFull, required
from app.vocabulary import ClaimType, Measure, VictimClass


class ClaimBrief(SourcedBrief):
    """Something that someone says. Claims overlap, so never add up their figures."""

    type: ClaimType = required("What the claim is about.", "casualty")
    event: EventRef | None = required("The event it is about; null if it is about no particular event.")
    strike: RecordRef | None = required("The strike it is about; null if it is about none.")
    claimant: PartyRef | None = required("The party that makes the claim; null if the article names no one.")
    speaker: str | None = required("The article's words for the speaker.", "Iranian officials")
    statement: str = required("What is claimed, in our own words.", "Nine people were killed.")
    measure: Measure | None = required("What a casualty figure counts.", "killed")
    victim_class: VictimClass | None = required("Which people it counts.", "all")
    low: int | None = required("Lowest figure, in people; null if none is given.", 9)
    best: int | None = required("The figure as given, in people; null if none is given.", 9)
    high: int | None = required("Highest figure, in people; null if none is given.", 9)
    part_of: RecordRef | None = required("The claim whose figure includes this one.")


class ClaimFull(SourcedFull, ClaimBrief):
    """Something that someone says, with the passages that support it."""

    columns = """
        id type event=event.id strike=strike.id claimant=claimant.id speaker statement measure victim_class
        low best high part_of=part_of.id sources_count source_numbers=sources.number
        passages=evidence.passage.id passage_urls=evidence.passage.url
    """
