"""The filters of /events."""

from typing import Annotated, ClassVar

from app.models import Event
from app.queries.filters import is_in, not_in
from app.queries.listing import SortColumns
from app.queries.mixins import EventFilters
from app.queries.parameters import AnyOf, Optional, Text, list_param, param
from app.vocabulary import EventSubtype, EventType, RecordKind


class EventQuery(EventFilters):
    """A query of /events."""

    table = Event
    record_kind = RecordKind.EVENT
    sorts: ClassVar[dict[str, SortColumns]] = {
        "date": (Event.earliest, Event.sequence),
        "sequence": (Event.sequence,),
        "title": (Event.title,),
        "type": (Event.type,),
        "sources_count": (Event.sources_count,),
        "id": (Event.id,),
    }
    default_sort = "sequence"

    type: Annotated[AnyOf[EventType] | Optional, is_in("type")] = list_param("Event types.", ["strike"])
    subtype: Annotated[AnyOf[EventSubtype] | Optional, is_in("subtype")] = list_param("Event subtypes.", ["ambassador"])
    not_type: Annotated[AnyOf[EventType] | Optional, not_in("type")] = param(
        "Leave out these event types. May be repeated.", ["statement"]
    )
    responds_to: Annotated[AnyOf[Text] | Optional, is_in("responds_to_id", choices=Event.id)] = list_param(
        "Ids of the events to which it responds.", ["iranian-strikes-in-pakistan"]
    )
