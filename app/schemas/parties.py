"""Response models of parties."""

from app.schemas.base import PartyRef, PassageLocator, ResponseModel, SourcedBrief, SourcedFull, required
from app.schemas.names import NameForm
from app.vocabulary import PartyKind, StatedIn


class Alignment(ResponseModel):
    """Which side a party is said to be on."""

    party: PartyRef = required("The party on whose side it is said to be.")
    asserted_by: PartyRef | None = required("The party that says so.")


class PartyWording(ResponseModel):
    """The words by which one passage describes a party."""

    wording: str = required("The article's words.", "Baloch insurgent group")
    passage: PassageLocator = required("The passage that uses them.")
    stated_in: StatedIn = required("The part of the article that uses them; a quotation is not its own voice.", "text")
    of_members: bool = required("True if they describe the party's members, not the party.", False)
    context: str | None = required(
        "What else a reader should know about whose words they are; null for nothing.",
        "in a sentence reporting what Iran said",
    )


class PartyBrief(SourcedBrief):
    """A state, an armed group or a military unit."""

    name: str = required("The article's spelling.", "Balochistan Liberation Army")
    kind: PartyKind = required("What kind of party it is.", "armed_group")
    summary: str = required(
        "A short text to print.", "Jaish ul-Adl is an armed group. The article calls its members “militants”."
    )
    parent: PartyRef | None = required("The state that a military unit belongs to.")
    names: list[NameForm] = required("All its spellings.")
    alignments: list[Alignment] = required("Which side it is said to be on, and by whom.")
    involved_in: list[str] = required(
        "Conflicts that the article says it is involved in.", ["Sistan and Baluchestan insurgency"]
    )
    described_as: list[PartyWording] = required("The article's words for it, each with its passage.")


class PartyFull(SourcedFull, PartyBrief):
    """A party, with the passages of the article about it."""

    columns = """
        id name kind parent=parent.id names=names.name alignments=alignments.party.id
        alignments_asserted_by=alignments.asserted_by.id involved_in sources_count
        passages=evidence.passage.id caption summary parent_name=parent.name
        alignment_names=alignments.party.name alignments_asserted_by_names=alignments.asserted_by.name
        described_as=described_as.wording source_titles=sources.title passage_labels=evidence.passage.label
    """
