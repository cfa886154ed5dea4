"""Events as they are sent."""

from app.schemas.base import (
    EventRef,
    IsoDay,
    PartyRef,
    PersonRef,
    RecordRef,
    ResponseModel,
    SourcedBrief,
    SourcedFull,
    required,
)
from app.schemas.claims import ClaimFull
from app.vocabulary import DateBasis, DatePrecision, EventSubtype, EventType, GeoPrecision, Role


class EventDate(ResponseModel):
    """When something happened, and how that is known. Days are ISO 8601."""

    start: IsoDay | None = required("First day; null when no day is stated.", "2024-01-18")
    end: IsoDay | None = required("Last day; the same as `start` for one day.", "2024-01-18")
    precision: DatePrecision = required("How exactly the day is known.", "day")
    edtf: str = required("The date as an Extended Date/Time Format string (ISO 8601-2).", "2024-01-18")
    basis: DateBasis = required("Stated by the article, or inferred by us.", "stated")
    note: str | None = required("What was inferred, and from what.", "The sentence gives no year.")
    not_before: IsoDay | None = required(
        "Earliest possible day by inference; null when open or not needed.", "2024-01-16"
    )
    not_after: IsoDay | None = required("Latest possible day by inference; null when open or not needed.", "2024-01-18")


class EventPlaceRef(ResponseModel):
    """A place of an event, with its point (WGS 84 decimal degrees)."""

    id: str = required("Id of the place.", "sistan-and-baluchestan")
    name: str = required("Its name in the article's spelling.", "Sistan and Baluchestan")
    country: str | None = required("ISO 3166-1 alpha-2 code.", "IR")
    latitude: float | None = required("Latitude of its point, degrees; null when no point is known.", 28.2523)
    longitude: float | None = required("Longitude of its point, degrees.", 60.7822)
    geo_precision: GeoPrecision = required("How near the point is to the spot.", "province")
    uncertainty_km: int | None = required("Radius around the point, kilometres, that covers the place.", 236)
    href: str = required("Its address.", "/places/sistan-and-baluchestan")


class Participation(ResponseModel):
    """A party's part in an event."""

    party: PartyRef = required("The party.")
    role: Role = required("Its part.", "initiator")
    asserted_by: PartyRef | None = required("Who says so; null when the article says it in its own voice.")


class PersonalPart(ResponseModel):
    """A person's part in an event."""

    person: PersonRef = required("The person.")
    role: Role = required("The person's part.", "host")


class EventBrief(SourcedBrief):
    """Something that happened."""

    type: EventType = required("Kind of event.", "strike")
    subtype: EventSubtype | None = required("Closer kind, where the article gives ground for one.", "missile_strike")
    title: str = required("Title, in our words.", "Pakistani strikes in Iran")
    summary: str = required("What happened, in our words.", "Pakistan struck seven targets in Sistan and Baluchestan.")
    background: bool = required("True for what led up to the skirmishes and is not part of them.", False)
    sequence: int = required("Story order in the article.", 110)
    date: EventDate = required("When it happened.")
    place: EventPlaceRef | None = required("The one place; null when there are several or none.")
    places: list[EventPlaceRef] = required("All places.")
    parties: list[Participation] = required("Who took which part.")
    people: list[PersonalPart] = required("Which people took part.")
    responds_to: EventRef | None = required("The event it answers.")
    strike: RecordRef | None = required("The strike record of an event of type strike.")
    contested: bool = required("Whether accounts of it differ, or part of it stands only on somebody's word.", True)
    claims_count: int = required("How many claims there are about it.", 14)


class EventFull(SourcedFull, EventBrief):
    """Something that happened, with every claim about it and every passage behind it."""

    columns = """
        id type subtype title summary background sequence date_start=date.start date_end=date.end
        date_precision=date.precision date_basis=date.basis date_edtf=date.edtf
        date_not_before=date.not_before date_not_after=date.not_after place_id=places.id place=places.name
        country=places.country latitude=place.latitude longitude=place.longitude
        geo_precision=places.geo_precision uncertainty_km=place.uncertainty_km parties=parties.party.id
        people=people.person.id responds_to=responds_to.id contested claims_count sources_count
        source_numbers=sources.number passages=evidence.passage.id passage_urls=evidence.passage.url
    """

    claims: list[ClaimFull] = required("Who says what about it. Figures are never added up.")
