"""The entries of a seed as pydantic models: what they check, and the rows they become."""

from app.seeding.entries.article import ArticleEntry, DatasetHead
from app.seeding.entries.base import Entry, SourcedEntry
from app.seeding.entries.context import SeedContext

__all__ = ["ArticleEntry", "DatasetHead", "Entry", "SeedContext", "SourcedEntry"]
