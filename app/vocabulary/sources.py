"""Enums of sources. Level and kind are our own classification, not the article's."""

from app.vocabulary.described_enum import DescribedEnum


class SourceLevel(DescribedEnum):
    """How close a source is to the event; our own classification."""

    PRIMARY = "primary", "Published by a party to the event."
    SECONDARY = "secondary", "Reports or analyses what others did."
    TERTIARY = "tertiary", "Summarises other sources; the article itself."


class SourceKind(DescribedEnum):
    """What a source is; our own classification."""

    NEWS = "news", "A news organisation's report."
    ANALYSIS = "analysis", "A research body's analysis."
    GOVERNMENT = "government", "A government's own page."
    ENCYCLOPEDIA = "encyclopedia", "An encyclopedia article."
    UNKNOWN = "unknown", "The reference does not name its publisher."
