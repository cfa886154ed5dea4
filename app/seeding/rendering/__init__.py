"""Rendering: each record's public documents, made once, when the dataset is loaded."""

from sqlmodel import SQLModel

from app.models import Change, Claim, Discrepancy, Event, Party, Passage, Person, Place, Source, Strike
from app.seeding.rendering import (
    changes,
    claims,
    discrepancies,
    events,
    parties,
    passages,
    people,
    places,
    sources,
    strikes,
)
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.rendered import Rendered, Renderer

# In this order: events and strikes hold the documents of their claims.
RENDERERS: dict[str, tuple[type[SQLModel], Renderer]] = {
    "sources": (Source, sources.render),
    "passages": (Passage, passages.render),
    "places": (Place, places.render),
    "parties": (Party, parties.render),
    "people": (Person, people.render),
    "claims": (Claim, claims.render),
    "events": (Event, events.render),
    "strikes": (Strike, strikes.render),
    "discrepancies": (Discrepancy, discrepancies.render),
    "changes": (Change, changes.render),
}

__all__ = ["RENDERERS", "ReferenceLookup", "Rendered", "Renderer"]
