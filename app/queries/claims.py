"""What may be asked about claims."""

from typing import Annotated, ClassVar

from sqlmodel import col

from app.models import Claim, Event, Party, Strike
from app.queries.dates import Dated
from app.queries.engine.conditions import Asks, any_of
from app.queries.listing import Keys
from app.queries.mixins import Cited, Searched, whole_claim
from app.queries.parameters import Absent, AnyOf, Count, Text, asks
from app.vocabulary import ClaimType, Measure, RecordKind, VictimClass


def so_many_or_more(measure: Measure) -> Asks:
    """A whole claim of so many or more."""
    return Asks(how=lambda value, query: whole_claim(measure, col(Claim.low) >= value))


def so_many_or_fewer(measure: Measure) -> Asks:
    """A whole claim of so many or fewer."""
    return Asks(how=lambda value, query: whole_claim(measure, col(Claim.high) <= value))


FIGURE = " Only whole claims, not the parts another includes; a claim without a figure never matches."


class ClaimQuery(Dated, Cited, Searched):
    """Questions about claims. Days are those of the event a claim is about."""

    table = Claim
    record_kind = RecordKind.CLAIM
    sorts: ClassVar[dict[str, Keys]] = {
        "date": (Claim.earliest, Claim.sequence),
        "type": (Claim.type,),
        "sources_count": (Claim.sources_count,),
        "id": (Claim.id,),
    }
    default_sort = "date"

    type: Annotated[AnyOf[ClaimType] | Absent, any_of("type")] = asks("Kinds of claim; repeat for OR.", ["casualty"])
    event: Annotated[AnyOf[Text] | Absent, any_of("event_id", known=Event.id)] = asks(
        "Ids of events they are about; repeat for OR.", ["pakistani-strikes-in-iran"]
    )
    strike: Annotated[AnyOf[Text] | Absent, any_of("strike_id", known=Strike.id)] = asks(
        "Ids of strikes they are about; repeat for OR.", ["pakistani-strikes-in-iran"]
    )
    claimant: Annotated[AnyOf[Text] | Absent, any_of("claimant_id", known=Party.id)] = asks(
        "Ids of the parties whose claims they are; repeat for OR.", ["iran"]
    )
    speaker: Annotated[AnyOf[Text] | Absent, any_of("speaker", known=Claim.speaker)] = asks(
        "The article's words for the one who spoke, exactly; repeat for OR.", ["Iranian officials"]
    )
    measure: Annotated[AnyOf[Measure] | Absent, any_of("measure")] = asks("What a figure counts.", ["killed"])
    victim_class: Annotated[AnyOf[VictimClass] | Absent, any_of("victim_class")] = asks(
        "Which people a figure counts; repeat for OR.", ["children"]
    )
    min_killed: Annotated[Count | Absent, so_many_or_more(Measure.KILLED)] = asks("So many killed or more." + FIGURE, 5)
    max_killed: Annotated[Count | Absent, so_many_or_fewer(Measure.KILLED)] = asks(
        "So many killed or fewer." + FIGURE, 5
    )
    min_injured: Annotated[Count | Absent, so_many_or_more(Measure.INJURED)] = asks(
        "So many injured or more." + FIGURE, 1
    )
    max_injured: Annotated[Count | Absent, so_many_or_fewer(Measure.INJURED)] = asks(
        "So many injured or fewer." + FIGURE, 4
    )
