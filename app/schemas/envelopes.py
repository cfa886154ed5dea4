"""Envelopes: what every answer has besides its records."""

from typing import Generic, TypeVar

from pydantic import Field

from app.schemas.base import ResponseModel, required

Data = TypeVar("Data")


class DatasetStamp(ResponseModel):
    """The version of the data in an answer."""

    version: str = required("Version of the dataset.", "1.0.0")
    digest: str = required("SHA-256 of the canonical seed, hexadecimal.", "0f" * 32)


class Citation(ResponseModel):
    """How to credit an answer."""

    short: str = required("Credit line.", "2024 Iran–Pakistan border skirmishes, a sourced record, v1.0.0")
    full: str = required(
        "Full citation; add the date on which you read it.",
        "2024 Iran–Pakistan border skirmishes, a sourced record. Version 1.0.0, 2026-11-22. From “2024 Iran–Pakistan "
        "border skirmishes”, Simple English Wikipedia, https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_"
        "border_skirmishes. http://127.0.0.1:8000/events?type=strike",
    )
    url: str = required("URL of this answer.", "http://127.0.0.1:8000/events?type=strike")


class Envelope(ResponseModel):
    """Fields of every answer."""

    dataset: DatasetStamp = required("The version of the data in this answer.")
    citation: Citation = required("How to credit this answer.")
    licence: str = required("Licence of the data.", "CC-BY-SA-4.0; GeoNames (CC-BY-4.0); Natural Earth (public domain)")


class FacetCount(ResponseModel):
    """One value of a facet."""

    value: str | bool | int | None = required("The value.", "strike")
    meaning: str | None = required(
        "What the value means: its definition, or the name of the record.",
        "A state attacks targets with missiles or aircraft.",
    )
    count: int = required("Number of matching records that have the value.", 3)


class Page(Envelope, Generic[Data]):
    """A page of records."""

    total: int | None = required("Number of records that match; null with `count=none`.", 20)
    returned: int = required("Number of records on this page.", 20)
    next: str | None = required(
        "URL of the next page; null on the last page.", "http://127.0.0.1:8000/events?limit=20&cursor=eyJ"
    )
    facets: dict[str, list[FacetCount]] | None = Field(
        default=None,
        description="Counts of values, by parameter; present only with `facet`.",
        examples=[
            {"type": [{"value": "strike", "meaning": "A state attacks targets with missiles or aircraft.", "count": 3}]}
        ],
    )
    notices: list[str] | None = Field(
        default=None,
        description="Notes on the result; present only if there are any.",
        examples=[["3 of these have no stated day"]],
    )
    data: list[Data] = required("The records of this page.")


class Single(Envelope, Generic[Data]):
    """One record."""

    data: Data = required("The record.")
