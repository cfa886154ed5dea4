"""The kinds of record. Everything that exists once per kind is keyed by these, see app/records.py."""

from app.vocabulary.described_enum import DescribedEnum

PLURALS = {"party": "parties", "person": "people", "discrepancy": "discrepancies"}


class RecordKind(DescribedEnum):
    """What a record is."""

    EVENT = "event", "Something that happened."
    STRIKE = "strike", "An event in which one state fired on targets."
    CLAIM = "claim", "Something that somebody says."
    PARTY = "party", "A state, an armed group or a military unit."
    PERSON = "person", "A person named in the article."
    PLACE = "place", "A place named in the article."
    SOURCE = "source", "A reference of the article, or the article itself."
    PASSAGE = "passage", "A sentence, cell, heading or reference of the article."
    DISCREPANCY = "discrepancy", "A point where the article is at odds with itself, or silent."
    CHANGE = "change", "An entry of the dataset's changelog."

    @property
    def collection(self) -> str:
        """The plural, which names the collection's address, table and seed file."""
        return PLURALS.get(self.value, f"{self.value}s")


COLLECTIONS = {kind.collection: kind for kind in RecordKind}
