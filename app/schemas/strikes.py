"""Response models of strikes."""

from app.schemas.base import (
    DiscrepancyLink,
    EventRef,
    NotStated,
    PartyRef,
    PassageLocator,
    RecordRef,
    ResponseModel,
    SourcedBrief,
    SourcedFull,
    required,
)
from app.schemas.claims import NestedClaim
from app.schemas.dates import EventDate
from app.schemas.events import EventPlaceRef
from app.vocabulary import StrikeMeans, VictimClass


class StrikeUnit(ResponseModel):
    """The military unit that carried out a strike."""

    party: PartyRef = required("The unit.")
    inferred: bool = required("True if the article lists the unit but no sentence links it to this strike.", False)


class StrikeTargetRef(ResponseModel):
    """A target of a strike."""

    party: PartyRef = required("The target.")
    asserted_by: PartyRef | None = required("The party that says so; null if the article states it itself.")


class WeaponWording(ResponseModel):
    """The wording that one passage uses for the attack."""

    wording: str = required("The exact wording.", "missile strikes")
    passage: PassageLocator = required("The passage that uses it.")


class MeansWording(ResponseModel):
    """The means of a strike, as one passage tells it."""

    means: StrikeMeans = required("The means.", "missile")
    passage: PassageLocator = required("The passage that tells it.")


class Operation(ResponseModel):
    """The name a strike was given."""

    name: str = required("The name in Latin script.", "Marg Bar Sarmachar")
    native: str | None = required("The name in its own script.", "مرگ بر سرمچار")
    language: str | None = required("BCP 47 language tag.", "bal")
    script: str | None = required("ISO 15924 script of `native`.", "Arab")
    meaning: str | None = required("Its meaning, as given in the article.", "Death to Insurgents")


class ClaimedFigure(ResponseModel):
    """One of the claims behind a range of figures, with what it counts."""

    claim: RecordRef = required("The claim.")
    attribution: str = required("Who says it, in words to print.", "Pakistan")
    claimant: PartyRef | None = required("The party that makes the claim; null if the article names no one.")
    victim_class: VictimClass = required("Which people the figure counts.", "children")
    low: int = required("Lowest figure, in people.", 2)
    high: int = required("Highest figure, in people.", 2)


class ClaimedFigures(ResponseModel):
    """The range of figures claimed: the smallest `low` and largest `high` of whole claims. Never a sum."""

    low: int = required("Smallest `low`, in people.", 9)
    high: int = required("Largest `high`, in people.", 9)
    claims_count: int = required("Number of whole claims that give a figure.", 5)
    claimants: list[str] = required("Ids of the parties that make one of these claims.", ["iran"])
    claimed_by: list[ClaimedFigure] = required("Each of these claims: who says it, and which people it counts.")


class StrikeBrief(SourcedBrief):
    """An event in which a state attacked targets."""

    event: EventRef = required("The event that this strike is.")
    title: str = required("Title, in our own words; that of the event.", "Pakistani strikes in Iran")
    summary: str = required("What happened, in our own words; that of the event.", "Pakistan struck seven targets.")
    caveat: str | None = required(
        "How we read the article where it leaves room; null if there is nothing to say.", None
    )
    background: bool = required("True if it led up to the skirmishes and is not part of them.", False)
    date: EventDate = required("When it happened.")
    attacker: PartyRef = required("The state that carried it out.")
    unit: StrikeUnit | None = required("The military unit that carried it out.")
    targets: list[StrikeTargetRef] = required("The parties it was aimed at.")
    places: list[EventPlaceRef] = required("Where it struck, and places it has to do with, each with its role.")
    weapons: list[WeaponWording] = required(
        "The exact wordings used for the attack, e.g. “missile strikes”, each with its passage."
    )
    means: list[MeansWording] = required("The means, as far as the wordings tell, each with its passage.")
    target_count: int | None = required("Number of targets, as stated; null if not stated.", 7)
    operation: Operation | None = required("The name it was given.")
    responds_to: EventRef | None = required("The event it responds to.")
    killed_claimed: ClaimedFigures | None = required(
        "Range of the figures claimed for people killed; null if none is given."
    )
    injured_claimed: ClaimedFigures | None = required(
        "Range of the figures claimed for people injured; null if none is given."
    )
    contested: bool = required("True if accounts of it differ, or if part of it is only one party's claim.", True)
    contested_by: list[DiscrepancyLink] = required("The differences between accounts that make it contested.")
    claims_count: int = required("Number of claims about it.", 14)
    not_stated: list[NotStated] = required("What the article does not say about it.")


class StrikeFull(SourcedFull, StrikeBrief):
    """A strike, with all claims about it and the passages of the article about it."""

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
        passage_urls=evidence.passage.url caption type=record_kind summary date_text=date.text
        place_names=places[role=location].name latitude=places[widest].latitude
        longitude=places[widest].longitude uncertainty_km=places[widest].uncertainty_km
        point_place=places[widest].name point_precision=places[widest].geo_precision
        attacker_name=attacker.name unit_name=unit.party.name target_names=targets.party.name
        targets_asserted_by=targets.asserted_by.name means=means.means operation_meaning=operation.meaning
        responds_to_title=responds_to.title killed_claimed_by=killed_claimed.claimed_by.attribution
        killed_claimed_classes=killed_claimed.claimed_by.victim_class
        killed_claimant_names=killed_claimed.claimed_by.claimant.name
        injured_claimed_by=injured_claimed.claimed_by.attribution
        injured_claimed_classes=injured_claimed.claimed_by.victim_class
        injured_claimant_names=injured_claimed.claimed_by.claimant.name
        source_titles=sources.title passage_labels=evidence.passage.label
    """

    claims: list[NestedClaim] = required("Who says what about it. Never add up the figures.")
