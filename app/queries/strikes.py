"""The filters of /strikes."""

from typing import Annotated, Any, ClassVar

from app.models import Event, Party, Strike, StrikeTarget, StrikeWeapon
from app.queries.engine.conditions import Link
from app.queries.filters import exists, is_in
from app.queries.listing import SortColumns
from app.queries.mixins import EventFilters
from app.queries.parameters import AnyOf, Optional, Text, list_param
from app.vocabulary import RecordKind

TARGETS = Link(StrikeTarget.strike_id)
WEAPONS = Link(StrikeWeapon.strike_id)


class StrikeQuery(EventFilters):
    """A query of /strikes."""

    table = Strike
    record_kind = RecordKind.STRIKE
    sorts: ClassVar[dict[str, SortColumns]] = {
        "date": (Strike.earliest, Strike.sequence),
        "sequence": (Strike.sequence,),
        "sources_count": (Strike.sources_count,),
        "id": (Strike.id,),
    }
    default_sort = "sequence"
    examples: ClassVar[dict[str, Any]] = {"facet": "attacker", "not_party": ["pakistan"]}

    attacker: Annotated[AnyOf[Text] | Optional, is_in("attacker_id", choices=Party.id)] = list_param(
        "Ids of the attacking states.", ["iran"]
    )
    target: Annotated[AnyOf[Text] | Optional, exists(TARGETS, StrikeTarget.party_id, choices=Party.id)] = list_param(
        "Ids of parties named as the target.", ["jaish-ul-adl"]
    )
    weapon: Annotated[AnyOf[Text] | Optional, exists(WEAPONS, StrikeWeapon.wording, choices=StrikeWeapon.wording)] = (
        list_param('Exact wording that a passage uses for the attack, such as "missile strikes".', ["missile strikes"])
    )
    event: Annotated[AnyOf[Text] | Optional, is_in("id", choices=Event.id)] = list_param(
        "Ids of the events. A strike has the id of its event.", ["pakistani-strikes-in-iran"]
    )
    responds_to: Annotated[AnyOf[Text] | Optional, is_in("responds_to_id", choices=Event.id)] = list_param(
        "Ids of the events to which it responds.", ["iranian-strikes-in-pakistan"]
    )
