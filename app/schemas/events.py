"""Response models of events."""

from app.schemas.base import (
    DiscrepancyLink,
    EventRef,
    NotStated,
    PartyRef,
    PersonRef,
    RecordRef,
    ResponseModel,
    SourcedBrief,
    SourcedFull,
    required,
)
from app.schemas.claims import NestedClaim
from app.schemas.dates import EventDate
from app.vocabulary import EventSubtype, EventType, GeoPrecision, PlaceRole, Role


class EventPlaceRef(ResponseModel):
    """A place of an event, with its point (WGS 84 decimal degrees)."""

    id: str = required("Id of the place.", "sistan-and-baluchestan")
    name: str = required("Its name in the article's spelling.", "Sistan and Baluchestan")
    role: PlaceRole = required("What the place has to do with the event.", "location")
    inferred: bool = required("True if the article does not say so and we inferred it.", False)
    country: str | None = required("ISO 3166-1 alpha-2 code.", "IR")
    latitude: float | None = required("Latitude of its point, in degrees; null if no point is known.", 28.2523)
    longitude: float | None = required("Longitude of its point, in degrees; null if no point is known.", 60.7822)
    geo_precision: GeoPrecision = required("How close the point is to the actual place.", "province")
    uncertainty_km: int | None = required("Radius around the point that covers the place, in kilometres.", 236)
    href: str = required("Its address.", "/places/sistan-and-baluchestan")


class Participation(ResponseModel):
    """The role of a party in an event."""

    party: PartyRef = required("The party.")
    role: Role = required("Its role.", "initiator")
    asserted_by: PartyRef | None = required("The party that says so; null if the article states it itself.")


class PersonalPart(ResponseModel):
    """The role of a person in an event."""

    person: PersonRef = required("The person.")
    role: Role = required("The person's role.", "host")


class EventBrief(SourcedBrief):
    """Something that happened."""

    type: EventType = required("What kind of event it is.", "strike")
    subtype: EventSubtype | None = required(
        "A more specific type; null if the article gives no basis for one.", "missile_strike"
    )
    title: str = required("Title, in our own words.", "Pakistani strikes in Iran")
    summary: str = required(
        "What happened, in our own words.", "Pakistan struck seven targets in Sistan and Baluchestan."
    )
    caveat: str | None = required(
        "How we read the article where it leaves room, kept out of the summary; null if there is nothing to say.",
        "We take “in response” to refer to the Iranian strikes.",
    )
    background: bool = required("True if it led up to the skirmishes and is not part of them.", False)
    sequence: int = required("Position in the order of the story.", 110)
    date: EventDate = required("When it happened.")
    place: EventPlaceRef | None = required("The place where it happened, if there is exactly one; otherwise null.")
    places: list[EventPlaceRef] = required("All its places, each with its role: not all are where it happened.")
    parties: list[Participation] = required("The parties involved, with their roles.")
    people: list[PersonalPart] = required("The people involved, with their roles.")
    responds_to: EventRef | None = required("The event it responds to.")
    strike: RecordRef | None = required("The strike record, for an event of type `strike`.")
    contested: bool = required("True if accounts of it differ, or if part of it is only one party's claim.", True)
    contested_by: list[DiscrepancyLink] = required("The differences between accounts that make it contested.")
    claims_count: int = required("Number of claims about it.", 14)
    not_stated: list[NotStated] = required("What the article does not say about it.")


class EventFull(SourcedFull, EventBrief):
    """Something that happened, with all claims about it and the passages of the article about it."""

    columns = """
        id type subtype title summary background sequence date_start=date.start date_end=date.end
        date_precision=date.precision date_basis=date.basis date_edtf=date.edtf
        date_not_before=date.not_before date_not_after=date.not_after place_id=places.id place=places.name
        country=places.country latitude=places[widest].latitude longitude=places[widest].longitude
        geo_precision=places.geo_precision uncertainty_km=places[widest].uncertainty_km parties=parties.party.id
        people=people.person.id responds_to=responds_to.id contested claims_count sources_count
        source_numbers=sources.number passages=evidence.passage.id passage_urls=evidence.passage.url
        caption date_text=date.text place_names=places[role=location].name point_place=places[widest].name
        point_precision=places[widest].geo_precision party_names=parties.party.name
        initiators=parties[role=initiator].party.name stated_targets=parties[role=stated_target].party.name
        targets_asserted_by=parties[role=stated_target].asserted_by.name
        reported_victims=parties[role=reported_victim].party.name
        victims_asserted_by=parties[role=reported_victim].asserted_by.name
        addressees=parties[role=addressee].party.name territories=parties[role=territory].party.name
        hosts=parties[role=host].party.name guests=parties[role=guest].party.name
        attributed_to=parties[role=attributed].party.name people_names=people.person.name
        responds_to_title=responds_to.title source_titles=sources.title passage_labels=evidence.passage.label
    """

    claims: list[NestedClaim] = required("Who says what about it. Never add up the figures.")
