"""The envelopes: what stands around the records of every answer."""

from typing import Generic, TypeVar

from pydantic import Field

from app.schemas.base import ResponseModel, required

Data = TypeVar("Data")


class DatasetStamp(ResponseModel):
    """Which data the answer comes from."""

    version: str = required("Version of the dataset.", "1.0.0")
    digest: str = required("SHA-256 of the canonical seed, hexadecimal.", "0f" * 32)


class Citation(ResponseModel):
    """How to credit the answer."""

    short: str = required("Credit line.", "2024 Iran–Pakistan border skirmishes, a sourced record, v1.0.0")
    full: str = required(
        "Full citation; add the day you read it.",
        "2024 Iran–Pakistan border skirmishes, a sourced record. Version 1.0.0, 2026-11-22. From “2024 Iran–Pakistan "
        "border skirmishes”, Simple English Wikipedia, https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_"
        "border_skirmishes. http://127.0.0.1:8000/events?type=strike",
    )
    url: str = required("Address of this answer.", "http://127.0.0.1:8000/events?type=strike")


class Envelope(ResponseModel):
    """What every answer ends with."""

    dataset: DatasetStamp = required("The data the answer comes from.")
    citation: Citation = required("How to credit it.")
    licence: str = required("Licence of the data.", "CC-BY-SA-4.0; GeoNames (CC-BY-4.0); Natural Earth (public domain)")


class FacetCount(ResponseModel):
    """One value of a facet."""

    value: str | bool | int | None = required("The value.", "strike")
    meaning: str | None = required(
        "What it means: a word's meaning or a record's name.", "A state fires on targets, by missile or aircraft."
    )
    count: int = required("Records with it, under all the filters given.", 3)


class Page(Envelope, Generic[Data]):
    """A page of records."""

    total: int | None = required("Records that match; null with `count=none`.", 20)
    returned: int = required("Records on this page.", 20)
    next: str | None = required(
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
    data: list[Data] = required("The records of this page.")


class Single(Envelope, Generic[Data]):
    """One record."""

    data: Data = required("The record.")
