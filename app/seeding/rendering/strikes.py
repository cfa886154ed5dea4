"""Strikes, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from app import urls
from app.models import Event, StrikeTarget, StrikeWeapon
from app.schemas.strikes import MeansWording, Operation, StrikeFull, StrikeTargetRef, StrikeUnit, WeaponWording
from app.seeding.rendering.claims import claimed_figures, claims_by_event
from app.seeding.rendering.events import places_by_event
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.seeding.rendering.sentences import event_caption
from app.vocabulary import Measure, RecordKind, StrikeMeans


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of strikes, in which their claims are put as text."""
    ids = [row.id for row in rows]
    provenance = Provenance(RecordKind.STRIKE, rows, lookup)
    targets = lookup.rows_by(StrikeTarget.strike_id, ids, StrikeTarget.position)
    weapons = lookup.rows_by(StrikeWeapon.strike_id, ids, StrikeWeapon.position)
    lookup.prefetch_passages(weapon.passage_id for links in weapons.values() for weapon in links)
    lookup.prefetch_events([*ids, *(row.responds_to_id for row in rows)])
    events = lookup.rows_by(Event.id, ids)
    places, claims = places_by_event(ids, lookup), claims_by_event(ids, lookup)
    for row in rows:
        (event,) = events[row.id]
        links = {"event": urls.record(RecordKind.EVENT, row.id), "matrix": urls.matrix(RecordKind.STRIKE, row.id)}
        contested_by, date = provenance.contested_by(row.id), lookup.event_date(event)
        strike = lookup.build(
            StrikeFull,
            row,
            **provenance.fields(row.id, event_caption(event.title, date.text), **links),
            contested_by=contested_by,
            not_stated=provenance.not_stated(row.id),
            event=lookup.events[row.id],
            **{name: getattr(event, name) for name in ("title", "summary", "caveat")},
            date=date,
            unit=unit(row, lookup),
            targets=[lookup.build(StrikeTargetRef, target) for target in targets[row.id]],
            places=places[row.id],
            weapons=[lookup.build(WeaponWording, weapon) for weapon in weapons[row.id]],
            means=means(weapons[row.id], lookup),
            operation=lookup.build(Operation, row, "operation") if row.operation_name else None,
            killed_claimed=claimed_figures(claims[row.id], Measure.KILLED, lookup),
            injured_claimed=claimed_figures(claims[row.id], Measure.INJURED, lookup),
            claims=[],
        )
        names = (row.operation_name, row.operation_native, row.operation_meaning)
        yield Rendered(
            strike,
            title=event.title,
            aliases=[name for name in names if name],
            body=" ".join([event.summary, *(weapon.wording for weapon in weapons[row.id])]),
            earliest=event.earliest,
            claims=[claim.full for claim in claims[row.id]],
        )


def means(weapons: Sequence[Any], lookup: ReferenceLookup) -> list[MeansWording]:
    """The means that the wordings tell; wordings that tell none are left out, unless there are no others."""
    telling = [weapon for weapon in weapons if weapon.means is not StrikeMeans.NOT_SPECIFIED]
    return [lookup.build(MeansWording, weapon) for weapon in telling or weapons]


def unit(row: Any, lookup: ReferenceLookup) -> StrikeUnit | None:
    """The force that carried the strike out, or null."""
    return StrikeUnit(party=lookup.parties[row.unit_id], inferred=row.unit_inferred) if row.unit_id else None
