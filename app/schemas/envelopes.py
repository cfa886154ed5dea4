"""The envelopes: what stands around the records of every answer."""

from typing import Generic, TypeVar

from pydantic import ConfigDict, Field

from app.schemas.base import Answer, says


class DatasetStamp(Answer):
    """Which data the answer comes from."""

    version: str = says("Version of the dataset.", "1.0.0")
    digest: str = says("SHA-256 of the canonical seed, hexadecimal.", "0f" * 32)


class Citation(Answer):
    """How to credit the answer."""

    short: str = says("Credit line.", "2024 Iran–Pakistan border skirmishes, a sourced record, v1.0.0")
    full: str = says(
        "Full citation; add the day you read it.",
        "2024 Iran–Pakistan border skirmishes, a sourced record. Version 1.0.0, 2026-11-22. From “2024 Iran–Pakistan "
        "border skirmishes”, Simple English Wikipedia, https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_"
        "border_skirmishes. http://127.0.0.1:8000/events?type=strike",
    )
    url: str = says("Address of this answer.", "http://127.0.0.1:8000/events?type=strike")


class Stamped(Answer):
    """What every answer ends with."""

    dataset: DatasetStamp = says("The data the answer comes from.")
    citation: Citation = says("How to credit it.")
    licence: str = says("Licence of the data.", "CC-BY-SA-4.0; GeoNames (CC-BY-4.0); Natural Earth (public domain)")


class FacetCount(Answer):
    """One value of a facet."""

    value: str | bool | int | None = says("The value.", "strike")
    meaning: str | None = says(
        "What it means: a word's meaning or a record's name.", "A state fires on targets, by missile or aircraft."
    )
    count: int = says("Records with it, under all the filters given.", 3)


class Page(Stamped):
    """A page of records."""

    total: int | None = says("Records that match; null with `count=none`.", 20)
    returned: int = says("Records on this page.", 20)
    next: str | None = says(
        "Address of the next page; null on the last.", "http://127.0.0.1:8000/events?limit=20&cursor=eyJ"
    )
    facets: dict[str, list[FacetCount]] | None = Field(
        default=None,
        description="Counts by facet; only with `facet`.",
        examples=[
            {"type": [{"value": "strike", "meaning": "A state fires on targets, by missile or aircraft.", "count": 3}]}
        ],
    )
    notices: list[str] | None = Field(
        default=None,
        description="What a reader of this page should know; only when there is something.",
        examples=[["3 of these have no stated day"]],
    )


class Selection(Answer):
    """A record with only the fields that `fields` asked for, and its id."""

    model_config = ConfigDict(extra="allow")

    id: str = says("Id of the record.", "iranian-strikes-in-pakistan")


Record = TypeVar("Record")


class Single(Stamped, Generic[Record]):
    """One record."""

    data: Record = says("The record.")
