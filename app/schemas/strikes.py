"""Strikes as they are sent."""

from app.schemas.base import EventRef, PartyRef, PassageLocator, ResponseModel, SourcedBrief, SourcedFull, required
from app.schemas.claims import ClaimFull
from app.schemas.events import EventDate, EventPlaceRef


class StrikeUnit(ResponseModel):
    """The force that carried a strike out."""

    party: PartyRef = required("The unit.")
    inferred: bool = required("True when the article lists the unit but no sentence ties it to this strike.", False)


class StrikeTargetRef(ResponseModel):
    """Whom a strike was aimed at."""

    party: PartyRef = required("The target.")
    asserted_by: PartyRef | None = required("Who says so; null when the article says it in its own voice.")


class WeaponWording(ResponseModel):
    """How one passage words the means."""

    wording: str = required("The words.", "missile strikes")
    passage: PassageLocator = required("The passage that has them.")


class Operation(ResponseModel):
    """The name a strike was given."""

    name: str = required("In Latin script.", "Marg Bar Sarmachar")
    native: str | None = required("In its own script.", "مرگ بر سرمچار")
    language: str | None = required("BCP 47 language tag.", "bal")
    script: str | None = required("ISO 15924 script of `native`.", "Arab")
    meaning: str | None = required("Its meaning as the article gives it.", "Death to Insurgents")


class ClaimedFigures(ResponseModel):
    """The span of what is claimed: smallest low and largest high of the whole claims. Never a sum."""

    low: int = required("Smallest low, people.", 9)
    high: int = required("Largest high, people.", 9)
    claims_count: int = required("Whole claims that give a figure.", 5)
    claimants: list[str] = required("Ids of the parties named as making one of them.", ["iran"])


class StrikeBrief(SourcedBrief):
    """An event in which one state fired on targets."""

    event: EventRef = required("The event it is.")
    background: bool = required("True for what led up to the skirmishes and is not part of them.", False)
    date: EventDate = required("When it happened.")
    attacker: PartyRef = required("The state that fired.")
    unit: StrikeUnit | None = required("The force that carried it out.")
    targets: list[StrikeTargetRef] = required("Whom it was aimed at.")
    places: list[EventPlaceRef] = required("Where it struck.")
    weapons: list[WeaponWording] = required("The means, as each passage words it.")
    target_count: int | None = required("Number of targets, as stated.", 7)
    operation: Operation | None = required("The name it was given.")
    responds_to: EventRef | None = required("The event it answers.")
    killed_claimed: ClaimedFigures | None = required("Span of the figures claimed for killed; null when none is given.")
    injured_claimed: ClaimedFigures | None = required(
        "Span of the figures claimed for injured; null when none is given."
    )
    contested: bool = required("Whether accounts of it differ, or part of it stands only on somebody's word.", True)
    claims_count: int = required("How many claims there are about it.", 14)


class StrikeFull(SourcedFull, StrikeBrief):
    """A strike, with every claim about it and every passage behind it."""

    columns = """
        id title=event.title background date_start=date.start date_end=date.end
        date_precision=date.precision date_basis=date.basis attacker=attacker.id unit=unit.party.id
        unit_inferred=unit.inferred targets=targets.party.id place_id=places.id place=places.name
        country=places.country geo_precision=places.geo_precision weapons=weapons.wording target_count
        operation=operation.name operation_native=operation.native responds_to=responds_to.id
        killed_claimed_low=killed_claimed.low killed_claimed_high=killed_claimed.high
        killed_claimants=killed_claimed.claimants injured_claimed_low=injured_claimed.low
        injured_claimed_high=injured_claimed.high injured_claimants=injured_claimed.claimants contested
        claims_count sources_count source_numbers=sources.number passages=evidence.passage.id
        passage_urls=evidence.passage.url
    """

    claims: list[ClaimFull] = required("Who says what about it. Figures are never added up.")
