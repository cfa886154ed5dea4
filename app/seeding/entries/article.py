"""The head of the dataset: article.yaml."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from app.models import Source
from app.schemas.lookups import Credit, DatasetDocument
from app.seeding.entries.base import Row, SeedModel, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.origins import ELSEWHERE, OURS, WORDS
from app.seeding.entries.values import Day, Licence, Positive, Sha256, Text, Version
from app.vocabulary import RecordKind, SourceKind, SourceLevel


class ArticleEntry(SourcedEntry):
    """The article that the dataset records. It becomes a source of its own."""

    record_kind = RecordKind.SOURCE

    title: Annotated[Text, WORDS] = Field(description="Its title.")
    publisher: Annotated[Text, OURS] = Field(description="Where it was published.")
    url: Annotated[str, OURS] = Field(pattern=r"^https://[^\s#]+$", description="Its address, without a fragment.")
    licence: Annotated[Licence, OURS] = Field(description="Its licence, SPDX.")
    sha256: Annotated[Sha256, ELSEWHERE] = Field(description="SHA-256 of the text used, in UTF-8.")
    captured: Annotated[Day | None, OURS] = Field(
        default=None, description="Day on which the text was captured, if known."
    )
    revision: Annotated[Text | None, OURS] = Field(default=None, description="Id of the revision used, if known.")
    length: Annotated[Positive, ELSEWHERE] = Field(description="Length of the text used, in Unicode code points.")

    def register(self, context: SeedContext) -> None:
        context.article_url = self.url

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield self.row(Source, level=SourceLevel.TERTIARY, kind=SourceKind.ENCYCLOPEDIA, authors=[])
        yield from self.evidence_rows()


class CreditEntry(SeedModel):
    """An origin of the data."""

    public_model = Credit

    name: Annotated[Text, OURS]
    licence: Annotated[Licence, OURS]
    of: Annotated[Text, OURS]


class DatasetHead(SeedModel):
    """The head of the dataset."""

    public_model = DatasetDocument

    version: Annotated[Version, OURS] = Field(description="Version of the dataset, as in 1.0.0.")
    released: Annotated[Day, OURS]
    title: Annotated[Text, OURS] = Field(description="Title of the dataset.")
    description: Annotated[Text, OURS] = Field(description="What it holds, in a sentence.")
    licence: Annotated[Licence, OURS]
    part_of: Annotated[list[Text], ELSEWHERE] = Field(default=[])
    article: ArticleEntry
    credits: list[CreditEntry] = Field(min_length=1)
    furniture: Annotated[list[str], ELSEWHERE] = Field(
        default=[], description="Texts that may stand between two passages and say nothing."
    )
    not_names: Annotated[list[str], ELSEWHERE] = Field(
        default=[], description="Capitalised words of the text that are not names."
    )
