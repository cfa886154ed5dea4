"""Passages, rendered."""

from collections.abc import Iterator, Sequence

from app import addresses
from app.models import Evidence, Passage
from app.models.evidence import SUPPORTED
from app.schemas.passages import PassageFull, Supported
from app.seeding.rendering.rendered import Rendered
from app.seeding.rendering.shelf import Shelf
from app.vocabulary import RecordKind


def render(rows: Sequence[Passage], shelf: Shelf) -> Iterator[Rendered]:
    """Passages as they are sent, with what they support."""
    ids = [row.id for row in rows]
    shelf.want_passages(ids)
    supports = shelf.children(Evidence.passage_id, ids, Evidence.number)
    same = PassageFull.model_fields.keys() & Passage.model_fields.keys()
    for row in rows:
        yield Rendered(
            PassageFull(
                **row.model_dump(include=set(same)),
                links={"self": addresses.record("passage", row.id)},
                source_numbers=shelf.numbers[row.id],
                supports=[supported(evidence) for evidence in supports[row.id]],
            )
        )


def supported(evidence: Evidence) -> Supported:
    """The record a row of evidence supports."""
    kind, id = next((kind, id) for kind in SUPPORTED if (id := getattr(evidence, f"{kind}_id")) is not None)
    return Supported(kind=RecordKind(kind), id=id, aspect=evidence.aspect, href=addresses.record(kind, id))
