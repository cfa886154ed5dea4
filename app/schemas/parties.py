"""Parties as they are sent."""

from app.schemas.base import PartyRef, ResponseModel, SourcedBrief, SourcedFull, required
from app.schemas.names import NameForm
from app.vocabulary import PartyKind


class Alignment(ResponseModel):
    """On whose side a party is said to stand."""

    party: PartyRef = required("The side.")
    asserted_by: PartyRef | None = required("Who says so.")


class PartyBrief(SourcedBrief):
    """A state, an armed group or a military unit."""

    name: str = required("The article's spelling.", "Balochistan Liberation Army")
    kind: PartyKind = required("What it is.", "armed_group")
    parent: PartyRef | None = required("The state of a unit.")
    names: list[NameForm] = required("All its spellings.")
    alignments: list[Alignment] = required("On whose side it is said to stand, and by whom.")
    involved_in: list[str] = required(
        "Conflicts the article says it takes part in.", ["Sistan and Baluchestan insurgency"]
    )


class PartyFull(SourcedFull, PartyBrief):
    """A party, with the passages behind it."""

    columns = """
        id name kind parent=parent.id names=names.name alignments=alignments.party.id
        alignments_asserted_by=alignments.asserted_by.id involved_in sources_count
        passages=evidence.passage.id
    """
