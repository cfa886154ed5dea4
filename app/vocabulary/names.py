"""Words about names: what kind of name a spelling is, and where it comes from."""

from app.vocabulary.described_enum import DescribedEnum


class NameKind(DescribedEnum):
    """What kind of name a spelling is."""

    MAIN = "main", "The spelling this record uses; the article's own."
    VARIANT = "variant", "Another spelling or form."
    ABBREVIATION = "abbreviation", "A short form."
    NATIVE = "native", "The name in its own script, as the article gives it."


class NameOrigin(DescribedEnum):
    """Where a spelling comes from."""

    ARTICLE = "article", "It stands in the article."
    TRANSLITERATION = (
        "transliteration",
        "Added by us so that a search in that script finds the record; not in the article.",
    )
    ABBREVIATION = "abbreviation", "Added by us for search, from the first letters; not in the article."
