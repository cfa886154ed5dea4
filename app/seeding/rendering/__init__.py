"""Rendering: each record's public documents, made once, when the dataset is loaded."""

from sqlmodel import SQLModel

from app.models import Change, Claim, Discrepancy, Event, Party, Passage, Person, Place, Source, Strike
from app.seeding.rendering import actors, claims, documents, events, strikes
from app.seeding.rendering.rendered import Rendered, Renderer
from app.seeding.rendering.shelf import Shelf

# In this order: events and strikes hold the documents of their claims.
RENDERERS: dict[str, tuple[type[SQLModel], Renderer]] = {
    "sources": (Source, documents.render_sources),
    "passages": (Passage, documents.render_passages),
    "places": (Place, actors.render_places),
    "parties": (Party, actors.render_parties),
    "people": (Person, actors.render_people),
    "claims": (Claim, claims.render),
    "events": (Event, events.render),
    "strikes": (Strike, strikes.render),
    "discrepancies": (Discrepancy, documents.render_discrepancies),
    "changes": (Change, documents.render_changes),
}

__all__ = ["RENDERERS", "Rendered", "Renderer", "Shelf"]
