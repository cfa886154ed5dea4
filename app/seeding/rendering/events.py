"""Events, rendered."""

from collections.abc import Iterator, Sequence

from app import urls
from app.models import Event, EventParty, EventPerson, EventPlace
from app.schemas.events import EventFull, EventPlaceRef, Participation, PersonalPart
from app.seeding.rendering.claims import claims_about, record
from app.seeding.rendering.dates import date
from app.seeding.rendering.lookup import ReferenceLookup, fields
from app.seeding.rendering.rendered import Rendered, find_provenance
from app.vocabulary import EventType, RecordKind


def places_of(ids: Sequence[str], lookup: ReferenceLookup) -> dict[str, list[EventPlaceRef]]:
    """The places of each of these events, in the seed's order."""
    rows = lookup.children(EventPlace.event_id, ids, EventPlace.position, EventPlace.place_id)
    return {id: [lookup.places[row.place_id] for row in links if row.direct] for id, links in rows.items()}


def participations(rows: Sequence[EventParty], lookup: ReferenceLookup) -> list[Participation]:
    """Who took which part, without the rows that let a state answer for its units."""
    return [
        Participation(party=lookup.parties[row.party_id], role=row.role, asserted_by=lookup.party(row.asserted_by_id))
        for row in rows
        if row.direct
    ]


def render(rows: Sequence[Event], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """Events as they are sent."""
    ids = [row.id for row in rows]
    provenance = find_provenance(RecordKind.EVENT, rows, lookup)
    lookup.prefetch_events(row.responds_to_id for row in rows)
    parties = lookup.children(EventParty.event_id, ids, EventParty.number)
    people = lookup.children(EventPerson.event_id, ids, EventPerson.person_id)
    places, claims = places_of(ids, lookup), claims_about(ids, lookup)
    for row in rows:
        parts = participations(parties[row.id], lookup)
        here, said = places.get(row.id, []), claims.get(row.id, [])
        base = provenance.fields(row.id)
        base["links"]["matrix"] = urls.matrix("event", row.id)
        event = EventFull(
            **base,
            **fields(row, ("type", "subtype", "title", "summary", "background", "sequence")),
            date=date(row),
            place=here[0] if len(here) == 1 else None,
            places=here,
            parties=parts,
            people=[PersonalPart(person=lookup.people[part.person_id], role=part.role) for part in people[row.id]],
            responds_to=lookup.event(row.responds_to_id),
            strike=record(RecordKind.STRIKE, row.id if row.type is EventType.STRIKE else None),
            contested=provenance.contested(row.id) or any(part.asserted_by for part in parts),
            claims_count=len(said),
            claims=[],  # ready documents, put in as text
        )
        yield searched(event, row.earliest, [claim.full for claim in said])


def searched(event: EventFull, earliest: str, claims: list[str]) -> Rendered:
    """An event's document, with what a search reads of it."""
    return Rendered(
        event,
        title=event.title,
        body=event.summary,
        earliest=earliest,
        columns={"contested": event.contested, "claims_count": event.claims_count},
        claims=claims,
    )
