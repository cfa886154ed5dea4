"""Envelopes: what every answer has besides its records, and the models of pages and single records."""

from typing import Any, Generic, TypeVar

from pydantic import MISSING, Field, create_model

from app.schemas.base import Brief, ResponseModel, required

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
    credit: str = required(
        "Credit line that meets the licence as it stands.",
        "2024 Iran–Pakistan border skirmishes, a sourced record, v1.1.0, adapted from “2024 Iran–Pakistan border "
        "skirmishes”, Simple English Wikipedia, CC BY-SA 4.0",
    )
    credit_html: str = required(
        "The same credit line as HTML, with links.",
        "2024 Iran–Pakistan border skirmishes, a sourced record, v1.1.0, adapted from “<a href="
        '"https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_border_skirmishes">…</a>” …',
    )
    url: str = required("URL of this answer.", "http://127.0.0.1:8000/events?type=strike")


class Envelope(ResponseModel):
    """Fields of every answer."""

    dataset: DatasetStamp = required("The version of the data in this answer.")
    citation: Citation = required("How to credit this answer.")
    licence_url: str = required("Terms of the licence.", "https://creativecommons.org/licenses/by-sa/4.0/")
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
        description="Counts of values, by parameter, the most frequent first; present only with `facet`.",
        examples=[
            {"type": [{"value": "strike", "meaning": "A state attacks targets with missiles or aircraft.", "count": 3}]}
        ],
    )
    notices: list[str] | None = Field(
        default=None,
        description="Notes on the result; present only if there are any.",
        examples=[["3 of these have no stated day", 'Also searched for "killed".']],
    )
    data: list[Data] = required("The records of this page.")


class Single(Envelope, Generic[Data]):
    """One record."""

    data: Data = required("The record.")


def list_item(name: str, brief: type[Brief], full: type[Brief]) -> type[ResponseModel]:
    """A record in a list: the id, and whichever other fields `detail` and `fields` ask for.

    A union of Full, Brief and selected fields would say the same, but client generators make poor code of it, or none.
    """
    fields: dict[str, Any] = {}
    for key, field in full.model_fields.items():
        hint = "" if key in brief.model_fields else " Only with `detail=full`, or if `fields` names it."
        described = Field(default=MISSING, description=f"{field.description}{hint}", examples=field.examples)
        fields[key] = (field.rebuild_annotation() | MISSING, described)
    fields["id"] = (str, full.model_fields["id"])
    about = f"{(brief.__doc__ or '').strip()} In a list, `detail` and `fields` decide which fields are present."
    return create_model(f"{name}Item", __base__=ResponseModel, __doc__=about, **fields)


def page_model(name: str, collection: str, item: type[ResponseModel]) -> type[Page[ResponseModel]]:
    """The answer of a list."""
    return create_model(f"{name}Page", __base__=Page[item], __doc__=f"A page of {collection}.")  # type: ignore[valid-type]


def answer_model(name: str, full: type[Brief]) -> type[Single[Brief]]:
    """The answer of a record's own address."""
    return create_model(f"{name}Answer", __base__=Single[full], __doc__=f"One {name.lower()}.")  # type: ignore[valid-type]
