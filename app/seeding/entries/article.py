"""The head of the dataset: article.yaml."""

from collections.abc import Iterator

from pydantic import Field

from app.models import Source
from app.seeding.entries.base import (
    Day,
    Licence,
    Row,
    SeedContext,
    Sha256,
    SourcedEntry,
    StrictModel,
    Text,
    Version,
    WholeNumber,
    row,
)
from app.seeding.entries.evidence import evidence_rows
from app.vocabulary import SourceKind, SourceLevel


class ArticleEntry(SourcedEntry):
    """The article that is recorded; it becomes a source of its own."""

    title: Text = Field(description="Its title.")
    publisher: Text = Field(description="Where it stands.")
    url: str = Field(pattern=r"^https://[^\s#]+$", description="Its address, without a fragment.")
    licence: Licence = Field(description="Its licence, SPDX.")
    sha256: Sha256 = Field(description="SHA-256 of the text used, in UTF-8.")
    length: WholeNumber = Field(gt=0, description="Length of the text used, in Unicode code points.")

    def register(self, context: SeedContext) -> None:
        context.article_url = self.url

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield row(
            Source,
            id=self.id,
            level=SourceLevel.TERTIARY,
            kind=SourceKind.ENCYCLOPEDIA,
            title=self.title,
            publisher=self.publisher,
            url=self.url,
            licence=self.licence,
            sha256=self.sha256,
            authors=[],
        )
        yield from evidence_rows("source", self.id, self.evidence)


class CreditEntry(StrictModel):
    """An origin of the data."""

    name: Text = Field(description="The origin.")
    licence: Licence = Field(description="Its licence.")
    of: Text = Field(description="What comes from it.")


class DatasetHead(StrictModel):
    """The head of the dataset."""

    version: Version = Field(description="Version of the dataset, as in 1.0.0.")
    released: Day = Field(description="Day of the release.")
    title: Text = Field(description="Title of the dataset.")
    description: Text = Field(description="What it holds, in a sentence.")
    licence: Licence = Field(description="Licence of the dataset, SPDX.")
    part_of: list[Text] = Field(default=[], description="What the article says the whole is part of.")
    article: ArticleEntry = Field(description="The article.")
    credits: list[CreditEntry] = Field(min_length=1, description="Origins and their licences.")
    furniture: list[str] = Field(default=[], description="Texts that may stand between two passages and say nothing.")
    not_names: list[str] = Field(default=[], description="Capitalised words of the text that name nobody and nothing.")
