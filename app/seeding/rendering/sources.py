"""Sources, rendered."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlmodel import col

from app.models import Passage, PassageSource, Source
from app.schemas.base import PassageLocator
from app.schemas.sources import SourceFull
from app.seeding.rendering.lookup import ReferenceLookup, fields
from app.seeding.rendering.rendered import Rendered, find_provenance
from app.vocabulary import PassageKind, RecordKind


def render(rows: Sequence[Source], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """Sources as they are sent, with the sentences and cells that cite them."""
    provenance = find_provenance(RecordKind.SOURCE, rows, lookup)
    citing = citing_passages([row.id for row in rows], lookup)
    same = SourceFull.model_fields.keys() & Source.model_fields.keys() - {"id", "sources_count"}
    for row in rows:
        base = {name: value for name, value in provenance.fields(row.id).items() if name != "sources"}
        source = SourceFull(**base, **fields(row, same), passages=citing[row.id])
        names = [f"{author['given'] or ''} {author['family']}" for author in row.authors]
        yield Rendered(source, title=row.title, body=" ".join([row.publisher or "", *names]))


def citing_passages(ids: Sequence[str], lookup: ReferenceLookup) -> dict[str, list[PassageLocator]]:
    """The passages that cite each of these sources, without the reference list itself."""
    rows = (
        select(col(PassageSource.source_id), col(PassageSource.passage_id))
        .join(Passage, col(Passage.id) == PassageSource.passage_id)
        .where(col(PassageSource.source_id).in_(ids), col(Passage.kind) != PassageKind.REFERENCE)
        .order_by(col(Passage.start), col(Passage.id))
    )
    pairs = lookup.session.execute(rows).all()
    lookup.prefetch_passages(passage for _, passage in pairs)
    found: dict[str, list[PassageLocator]] = defaultdict(list)
    for source, passage in pairs:
        found[source].append(lookup.passages[passage])
    return found
