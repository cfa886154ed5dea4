"""What may be asked about strikes."""

from typing import Annotated, ClassVar

from app.models import Event, Party, Strike, StrikeTarget, StrikeWeapon
from app.queries.engine.conditions import Link, Linked, any_of
from app.queries.listing import Keys
from app.queries.mixins import Happening
from app.queries.parameters import Absent, AnyOf, Text, asks
from app.vocabulary import RecordKind


class StrikeQuery(Happening):
    """Questions about strikes."""

    table = Strike
    record_kind = RecordKind.STRIKE
    sorts: ClassVar[dict[str, Keys]] = {
        "date": (Strike.earliest, Strike.sequence),
        "sources_count": (Strike.sources_count,),
        "id": (Strike.id,),
    }
    default_sort = "date"

    attacker: Annotated[AnyOf[Text] | Absent, any_of("attacker_id", known=Party.id)] = asks(
        "Ids of the states that fired; repeat for OR.", ["iran"]
    )
    target: Annotated[
        AnyOf[Text] | Absent,
        Linked(known=Party.id, link=Link(StrikeTarget.strike_id), column=StrikeTarget.party_id),
    ] = asks("Ids of parties named as the target; repeat for OR.", ["jaish-ul-adl"])
    weapon: Annotated[
        AnyOf[Text] | Absent,
        Linked(known=StrikeWeapon.wording, link=Link(StrikeWeapon.strike_id), column=StrikeWeapon.wording),
    ] = asks("Wordings of the means, exactly as some passage has them; repeat for OR.", ["missile strikes"])
    event: Annotated[AnyOf[Text] | Absent, any_of("id", known=Event.id)] = asks(
        "Ids of the events they are; repeat for OR.", ["pakistani-strikes-in-iran"]
    )
    responds_to: Annotated[AnyOf[Text] | Absent, any_of("responds_to_id", known=Event.id)] = asks(
        "Ids of events that it answers; repeat for OR.", ["iranian-strikes-in-pakistan"]
    )
