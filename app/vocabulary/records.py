"""The kinds of record. Everything that exists once per kind is keyed by these, see app/records.py."""

from app.vocabulary.described_enum import DescribedEnum

PLURALS = {"party": "parties", "person": "people", "discrepancy": "discrepancies"}


class RecordKind(DescribedEnum):
    """What kind of record it is."""

    EVENT = "event", "Something that happened."
    STRIKE = "strike", "An event in which a state attacked targets."
    CLAIM = "claim", "Something that someone says."
    PARTY = "party", "A state, an armed group or a military unit."
    PERSON = "person", "A person named in the article."
    PLACE = "place", "A place named in the article."
    SOURCE = "source", "A reference in the article, or the article itself."
    PASSAGE = "passage", "A sentence, table cell, heading or reference in the article."
    DISCREPANCY = "discrepancy", "A point on which the article disagrees with itself, or is silent."
    CHANGE = "change", "An entry in the dataset's changelog."

    @property
    def collection(self) -> str:
        """The plural, which names the collection's address, table and seed file."""
        return COLLECTION_OF[self]


COLLECTION_OF: dict[str, str] = {kind: PLURALS.get(kind, f"{kind}s") for kind in RecordKind}
COLLECTIONS = {collection: RecordKind(kind) for kind, collection in COLLECTION_OF.items()}
