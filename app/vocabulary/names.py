"""Enums of names: what kind of name a spelling is, and where it comes from."""

from app.vocabulary.described_enum import DescribedEnum


class NameKind(DescribedEnum):
    """What kind of name a spelling is."""

    MAIN = "main", "The spelling this record uses, which is the article's own."
    VARIANT = "variant", "Another spelling or form of the name."
    ABBREVIATION = "abbreviation", "A short form."
    NATIVE = "native", "The name in its own script, as given in the article."


class NameOrigin(DescribedEnum):
    """Where a spelling comes from."""

    ARTICLE = "article", "It appears in the article."
    TRANSLITERATION = (
        "transliteration",
        "Added by us so that searches in that script find the record; not in the article.",
    )
    ABBREVIATION = "abbreviation", "Formed by us from the first letters, for search; not in the article."
