"""Claims as they are sent."""

from app.schemas.base import EventRef, PartyRef, RecordRef, SourcedBrief, SourcedFull, says
from app.schemas.envelopes import Page, Selection, Single
from app.vocabulary import ClaimType, Measure, VictimClass


class ClaimBrief(SourcedBrief):
    """Something that somebody says. Claims overlap: their figures are never to be added up."""

    type: ClaimType = says("What the claim is about.", "casualty")
    event: EventRef | None = says("The event it is about; null when it is about none in particular.")
    strike: RecordRef | None = says("The strike it is about.")
    claimant: PartyRef | None = says("The party whose claim it is; null when the article names nobody.")
    speaker: str | None = says("The article's words for the one who spoke.", "Iranian officials")
    statement: str = says("What is claimed, in our words.", "Nine people were killed.")
    measure: Measure | None = says("What a casualty figure counts.", "killed")
    victim_class: VictimClass | None = says("Which people it counts.", "all")
    low: int | None = says("Lowest figure, people; null when none is given.", 9)
    best: int | None = says("The figure as given, people; null when none is given.", 9)
    high: int | None = says("Highest figure, people; null when none is given.", 9)
    part_of: RecordRef | None = says("The claim whose figure includes this one.")


class ClaimFull(SourcedFull, ClaimBrief):
    """Something that somebody says, with every passage behind it."""

    row = """
        id type event=event.id strike=strike.id claimant=claimant.id speaker statement measure victim_class
        low best high part_of=part_of.id sources_count source_numbers=sources.number
        passages=evidence.passage.id passage_urls=evidence.passage.url
    """


class ClaimPage(Page):
    """A page of claims."""

    data: list[ClaimFull | ClaimBrief | Selection] = says("The claims.")


class ClaimAnswer(Single[ClaimFull]):
    """One claim."""
