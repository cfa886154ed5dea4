"""Enums of passages: what part of the article a passage is."""

from app.vocabulary.described_enum import DescribedEnum


class PassageKind(DescribedEnum):
    """What part of the article a passage is."""

    SENTENCE = "sentence", "A sentence, or a fragment used as one."
    INFOBOX = "infobox", "A cell of the summary table."
    HEADING = "heading", "A heading of a section or of a part of the summary table."
    REFERENCE = "reference", "An entry in the reference list, or the quotation in one."
