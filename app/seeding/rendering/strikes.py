"""Strikes, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import col, select

from app import addresses
from app.models import Event, Strike, StrikeTarget, StrikeWeapon
from app.schemas.strikes import Operation, StrikeFull, StrikeTargetRef, StrikeUnit, WeaponWording
from app.seeding.rendering.claims import claims_about, figures
from app.seeding.rendering.dates import date
from app.seeding.rendering.events import places_of
from app.seeding.rendering.rendered import Rendered, backing
from app.seeding.rendering.shelf import Shelf
from app.vocabulary import Measure, RecordKind


def operation(row: Strike) -> Operation | None:
    """The name the strike was given."""
    if row.operation_name is None:
        return None
    return Operation(**{part: getattr(row, f"operation_{part}") for part in Operation.model_fields})


def means(row: Strike, links: dict[str, dict[str, list[Any]]], shelf: Shelf) -> dict[str, Any]:
    """Who carried it out, against whom, with what."""
    attacker, unit = shelf.parties[row.attacker_id], shelf.party(row.unit_id)
    return {
        "attacker": attacker,
        "unit": StrikeUnit(party=unit, inferred=row.unit_inferred) if unit else None,
        "targets": [
            StrikeTargetRef(party=shelf.parties[target.party_id], asserted_by=shelf.party(target.asserted_by_id))
            for target in links["targets"][row.id]
        ],
        "weapons": [
            WeaponWording(wording=weapon.wording, passage=shelf.passages[weapon.passage_id])
            for weapon in links["weapons"][row.id]
        ],
        "target_count": row.target_count,
        "operation": operation(row),
    }


def render(rows: Sequence[Strike], shelf: Shelf) -> Iterator[Rendered]:
    """Strikes as they are sent."""
    ids = [row.id for row in rows]
    behind = backing(RecordKind.STRIKE, rows, shelf)
    links = {
        "targets": shelf.children(StrikeTarget.strike_id, ids, StrikeTarget.position),
        "weapons": shelf.children(StrikeWeapon.strike_id, ids, StrikeWeapon.position),
    }
    shelf.want_passages(weapon.passage_id for weapons in links["weapons"].values() for weapon in weapons)
    shelf.want_events([*ids, *(row.responds_to_id for row in rows)])
    events = {event.id: event for event in shelf.session.exec(select(Event).where(col(Event.id).in_(ids)))}
    places, claims = places_of(ids, shelf), claims_about(ids, shelf)
    for row in rows:
        said, event = claims.get(row.id, []), events[row.id]
        parts = means(row, links, shelf)
        base = behind.of(row.id)
        base["links"] |= {"event": addresses.record("event", row.id), "matrix": addresses.matrix("strike", row.id)}
        strike = StrikeFull(
            **base,
            **parts,
            event=shelf.events[row.id],
            background=event.background,
            date=date(event),
            places=places.get(row.id, []),
            responds_to=shelf.event(event.responds_to_id),
            killed_claimed=figures(said, Measure.KILLED),
            injured_claimed=figures(said, Measure.INJURED),
            contested=behind.contested(row.id) or any(target.asserted_by for target in parts["targets"]),
            claims_count=len(said),
            claims=said,
        )
        names = (row.operation_name, row.operation_native, row.operation_meaning)
        wordings = " ".join(weapon.wording for weapon in strike.weapons)
        yield Rendered(
            strike,
            title=event.title,
            also=[name for name in names if name],
            body=f"{event.summary} {wordings}",
            earliest=event.earliest,
            columns={"contested": strike.contested, "claims_count": len(said)},
        )
