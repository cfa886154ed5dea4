"""Strikes, rendered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app import urls
from app.models import Event, Strike, StrikeTarget, StrikeWeapon
from app.schemas.events import EventPlaceRef
from app.schemas.strikes import Operation, StrikeFull, StrikeTargetRef, StrikeUnit, WeaponWording
from app.seeding.rendering.claims import claims_about, figures
from app.seeding.rendering.dates import date
from app.seeding.rendering.events import places_of
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.rendered import Rendered, find_provenance
from app.vocabulary import Measure, RecordKind


def operation(row: Strike) -> Operation | None:
    """The name the strike was given."""
    if row.operation_name is None:
        return None
    return Operation(**{part: getattr(row, f"operation_{part}") for part in Operation.model_fields})


def means(row: Strike, links: dict[str, dict[str, list[Any]]], lookup: ReferenceLookup) -> dict[str, Any]:
    """Who carried it out, against whom, with what."""
    attacker, unit = lookup.parties[row.attacker_id], lookup.party(row.unit_id)
    return {
        "attacker": attacker,
        "unit": StrikeUnit(party=unit, inferred=row.unit_inferred) if unit else None,
        "targets": [
            StrikeTargetRef(party=lookup.parties[target.party_id], asserted_by=lookup.party(target.asserted_by_id))
            for target in links["targets"][row.id]
        ],
        "weapons": [
            WeaponWording(wording=weapon.wording, passage=lookup.passages[weapon.passage_id])
            for weapon in links["weapons"][row.id]
        ],
        "target_count": row.target_count,
        "operation": operation(row),
    }


@dataclass(frozen=True)
class Around:
    """What stands around a batch of strikes: events, links, places and claims by the strike's id."""

    events: dict[str, Event]
    links: dict[str, dict[str, list[Any]]]
    places: dict[str, list[EventPlaceRef]]
    claims: dict[str, list[Any]]


def around(rows: Sequence[Strike], lookup: ReferenceLookup) -> Around:
    """Everything that the documents of these strikes need of other tables."""
    ids = [row.id for row in rows]
    links = {
        "targets": lookup.children(StrikeTarget.strike_id, ids, StrikeTarget.position),
        "weapons": lookup.children(StrikeWeapon.strike_id, ids, StrikeWeapon.position),
    }
    lookup.prefetch_passages(weapon.passage_id for weapons in links["weapons"].values() for weapon in weapons)
    lookup.prefetch_events([*ids, *(row.responds_to_id for row in rows)])
    events = {id: event for id, (event,) in lookup.children(Event.id, ids).items()}
    return Around(events, links, places_of(ids, lookup), claims_about(ids, lookup))


def render(rows: Sequence[Strike], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """Strikes as they are sent."""
    provenance, near = find_provenance(RecordKind.STRIKE, rows, lookup), around(rows, lookup)
    for row in rows:
        event, said, parts = near.events[row.id], near.claims.get(row.id, []), means(row, near.links, lookup)
        base = provenance.fields(row.id)
        base["links"] |= {"event": urls.record("event", row.id), "matrix": urls.matrix("strike", row.id)}
        strike = StrikeFull(
            **base,
            **parts,
            event=lookup.events[row.id],
            background=event.background,
            date=date(event),
            places=near.places.get(row.id, []),
            responds_to=lookup.event(event.responds_to_id),
            killed_claimed=figures(said, Measure.KILLED),
            injured_claimed=figures(said, Measure.INJURED),
            contested=provenance.contested(row.id) or any(target.asserted_by for target in parts["targets"]),
            claims_count=len(said),
            claims=[],  # ready documents, put in as text
        )
        yield searched(strike, event, [claim.full for claim in said])


def searched(strike: StrikeFull, event: Event, claims: list[str]) -> Rendered:
    """A strike's document, with what a search reads of it: its event's words, its operation's name, its weapons."""
    named = strike.operation and (strike.operation.name, strike.operation.native, strike.operation.meaning)
    return Rendered(
        strike,
        title=event.title,
        aliases=[name for name in named or () if name],
        body=" ".join([event.summary, *(weapon.wording for weapon in strike.weapons)]),
        earliest=event.earliest,
        columns={"contested": strike.contested, "claims_count": strike.claims_count},
        claims=claims,
    )
