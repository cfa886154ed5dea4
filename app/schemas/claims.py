"""Claims as they are sent."""

from app.schemas.base import EventRef, PartyRef, RecordRef, SourcedBrief, SourcedFull, required
from app.vocabulary import ClaimType, Measure, VictimClass


class ClaimBrief(SourcedBrief):
    """Something that somebody says. Claims overlap: their figures are never to be added up."""

    type: ClaimType = required("What the claim is about.", "casualty")
    event: EventRef | None = required("The event it is about; null when it is about none in particular.")
    strike: RecordRef | None = required("The strike it is about.")
    claimant: PartyRef | None = required("The party whose claim it is; null when the article names nobody.")
    speaker: str | None = required("The article's words for the one who spoke.", "Iranian officials")
    statement: str = required("What is claimed, in our words.", "Nine people were killed.")
    measure: Measure | None = required("What a casualty figure counts.", "killed")
    victim_class: VictimClass | None = required("Which people it counts.", "all")
    low: int | None = required("Lowest figure, people; null when none is given.", 9)
    best: int | None = required("The figure as given, people; null when none is given.", 9)
    high: int | None = required("Highest figure, people; null when none is given.", 9)
    part_of: RecordRef | None = required("The claim whose figure includes this one.")


class ClaimFull(SourcedFull, ClaimBrief):
    """Something that somebody says, with every passage behind it."""

    columns = """
        id type event=event.id strike=strike.id claimant=claimant.id speaker statement measure victim_class
        low best high part_of=part_of.id sources_count source_numbers=sources.number
        passages=evidence.passage.id passage_urls=evidence.passage.url
    """
