"""The head of the dataset: article.yaml."""

from collections.abc import Iterator

from pydantic import Field

from app.models import Source
from app.schemas.lookups import Credit, DatasetDocument
from app.seeding.entries.base import Row, SeedModel, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.values import Day, Licence, Positive, Sha256, Text, Version
from app.vocabulary import RecordKind, SourceKind, SourceLevel


class ArticleEntry(SourcedEntry):
    """The article that the dataset records. It becomes a source of its own."""

    record_kind = RecordKind.SOURCE

    title: Text = Field(description="Its title.")
    publisher: Text = Field(description="Where it was published.")
    url: str = Field(pattern=r"^https://[^\s#]+$", description="Its address, without a fragment.")
    licence: Licence = Field(description="Its licence, SPDX.")
    sha256: Sha256 = Field(description="SHA-256 of the text used, in UTF-8.")
    captured: Day | None = Field(default=None, description="Day on which the text was captured, if known.")
    revision: Text | None = Field(default=None, description="Id of the revision used, if known.")
    length: Positive = Field(description="Length of the text used, in Unicode code points.")

    def register(self, context: SeedContext) -> None:
        context.article_url = self.url

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield self.row(Source, level=SourceLevel.TERTIARY, kind=SourceKind.ENCYCLOPEDIA, authors=[])
        yield from self.evidence_rows()


class CreditEntry(SeedModel):
    """An origin of the data."""

    public_model = Credit

    name: Text
    licence: Licence
    of: Text


class DatasetHead(SeedModel):
    """The head of the dataset."""

    public_model = DatasetDocument

    version: Version = Field(description="Version of the dataset, as in 1.0.0.")
    released: Day
    title: Text = Field(description="Title of the dataset.")
    description: Text = Field(description="What it holds, in a sentence.")
    licence: Licence
    part_of: list[Text] = Field(default=[])
    article: ArticleEntry
    credits: list[CreditEntry] = Field(min_length=1)
    furniture: list[str] = Field(default=[], description="Texts that may stand between two passages and say nothing.")
    not_names: list[str] = Field(default=[], description="Capitalised words of the text that are not names.")
