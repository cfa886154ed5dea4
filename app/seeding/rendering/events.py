"""Events, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from app import urls
from app.models import EventParty, EventPerson, EventPlace
from app.schemas.events import EventFull, EventPlaceRef, Participation, PersonalPart
from app.seeding.rendering.claims import claims_by_event, record_ref
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.seeding.rendering.sentences import event_caption
from app.vocabulary import EventType, PlaceRole, RecordKind


def places_by_event(ids: Sequence[str], lookup: ReferenceLookup) -> dict[str, list[EventPlaceRef]]:
    """The places of each of these events in the seed's order, without the places that contain them."""
    links = lookup.rows_by(EventPlace.event_id, ids, EventPlace.position, EventPlace.place_id)
    return {id: [event_place(link, lookup) for link in links[id] if link.direct] for id in ids}


def event_place(link: Any, lookup: ReferenceLookup) -> EventPlaceRef:
    """A place with its role in the event."""
    place = lookup.places[link.place_id]
    if link.role is place.role and not link.inferred:
        return place  # the usual case
    return place.model_copy(update={"role": link.role, "inferred": link.inferred})


def only_location(places: Sequence[EventPlaceRef]) -> EventPlaceRef | None:
    """The place where something happened, if there is exactly one."""
    locations = [place for place in places if place.role is PlaceRole.LOCATION]
    return locations[0] if len(locations) == 1 else None


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of events, in which their claims are put as text."""
    ids = [row.id for row in rows]
    provenance = Provenance(RecordKind.EVENT, rows, lookup)
    lookup.prefetch_events(row.responds_to_id for row in rows)
    parties = lookup.rows_by(EventParty.event_id, ids, EventParty.number)
    people = lookup.rows_by(EventPerson.event_id, ids, EventPerson.person_id)
    places, claims = places_by_event(ids, lookup), claims_by_event(ids, lookup)
    for row in rows:
        parts = [part for part in parties[row.id] if part.direct]  # the others let a state answer for its units
        contested_by, date = provenance.contested_by(row.id), lookup.event_date(row)
        caption = event_caption(row.title, date.text)
        event = lookup.build(
            EventFull,
            row,
            **provenance.fields(row.id, caption, matrix=urls.matrix(RecordKind.EVENT, row.id)),
            contested_by=contested_by,
            not_stated=provenance.not_stated(row.id),
            date=date,
            place=only_location(places[row.id]),
            places=places[row.id],
            parties=[lookup.build(Participation, part) for part in parts],
            people=[lookup.build(PersonalPart, part) for part in people[row.id]],
            strike=record_ref(RecordKind.STRIKE, row.id if row.type is EventType.STRIKE else None),
            claims=[],
        )
        yield Rendered(
            event,
            title=row.title,
            body=row.summary,
            earliest=row.earliest,
            claims=[claim.full for claim in claims[row.id]],
        )
