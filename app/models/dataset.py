"""The dataset as a whole: one row."""

from sqlmodel import Field

from app.models.columns import Table


class Dataset(Table, table=True):
    """Version and digest of the loaded dataset, and the document that /dataset answers with."""

    __tablename__ = "dataset"

    number: int = Field(default=1, primary_key=True)
    version: str
    released: str = Field(max_length=10)
    digest: str = Field(max_length=64, description="sha256 of the canonical seed.")
    software: str = Field(description="Software version that rendered the documents.")
    title: str
    first_day: str = Field(max_length=10)
    last_day: str = Field(max_length=10)
    records: int = Field(description="Records of all collections.")
    longest_span: int = Field(description="Longest earliest-to-latest span of an event, in days.")
    licence: str
    document: str
