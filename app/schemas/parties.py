"""Parties as they are sent."""

from app.schemas.base import Answer, PartyRef, SourcedBrief, SourcedFull, says
from app.schemas.envelopes import Page, Selection, Single
from app.schemas.names import NameForm
from app.vocabulary import PartyKind


class Alignment(Answer):
    """On whose side a party is said to stand."""

    party: PartyRef = says("The side.")
    asserted_by: PartyRef | None = says("Who says so.")


class PartyBrief(SourcedBrief):
    """A state, an armed group or a military unit."""

    name: str = says("The article's spelling.", "Balochistan Liberation Army")
    kind: PartyKind = says("What it is.", "armed_group")
    parent: PartyRef | None = says("The state of a unit.")
    names: list[NameForm] = says("All its spellings.")
    alignments: list[Alignment] = says("On whose side it is said to stand, and by whom.")
    involved_in: list[str] = says("Conflicts the article says it takes part in.", ["Sistan and Baluchestan insurgency"])


class PartyFull(SourcedFull, PartyBrief):
    """A party, with the passages behind it."""

    row = """
        id name kind parent=parent.id names=names.name alignments=alignments.party.id
        alignments_asserted_by=alignments.asserted_by.id involved_in sources_count
        passages=evidence.passage.id
    """


class PartyPage(Page):
    """A page of parties."""

    data: list[PartyFull | PartyBrief | Selection] = says("The parties.")


class PartyAnswer(Single[PartyFull]):
    """One party."""
