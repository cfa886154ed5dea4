"""Sources, rendered."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from app.models import Passage, PassageSource
from app.schemas.base import PassageLocator
from app.schemas.sources import SourceFull
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.seeding.rendering.sentences import source_caption
from app.vocabulary import PassageKind, RecordKind


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of sources, with the sentences and cells that cite them."""
    provenance = Provenance(RecordKind.SOURCE, rows, lookup)
    citing = citing_passages([row.id for row in rows], lookup)
    for row in rows:
        caption = source_caption(row.number, row.publisher, row.title, row.published)
        source = lookup.build(SourceFull, row, **provenance.fields(row.id, caption), passages=citing[row.id])
        authors = [f"{author['given'] or ''} {author['family']}" for author in row.authors]
        yield Rendered(source, title=row.title, body=" ".join([row.publisher or "", *authors]))


def citing_passages(ids: Sequence[str], lookup: ReferenceLookup) -> dict[str, list[PassageLocator]]:
    """The passages that cite each of these sources, without the reference list."""
    citing = (
        select(col(PassageSource.source_id), col(PassageSource.passage_id))
        .join(Passage, col(Passage.id) == PassageSource.passage_id)
        .where(col(PassageSource.source_id).in_(ids), col(Passage.kind) != PassageKind.REFERENCE)
        .order_by(col(Passage.start), col(Passage.id))
    )
    links = list(lookup.rows(citing))
    lookup.prefetch_passages(passage for _, passage in links)
    passages: dict[str, list[PassageLocator]] = defaultdict(list)
    for source, passage in links:
        passages[source].append(lookup.passages[passage])
    return passages
