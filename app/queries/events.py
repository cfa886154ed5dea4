"""What may be asked about events."""

from typing import Annotated, ClassVar

from app.models import Event
from app.queries.engine.conditions import any_of, none_of
from app.queries.listing import Keys
from app.queries.mixins import Happening
from app.queries.parameters import Absent, AnyOf, Text, asks
from app.vocabulary import EventSubtype, EventType, RecordKind


class EventQuery(Happening):
    """Questions about events."""

    table = Event
    record_kind = RecordKind.EVENT
    sorts: ClassVar[dict[str, Keys]] = {
        "date": (Event.earliest, Event.sequence),
        "sequence": (Event.sequence,),
        "title": (Event.title,),
        "type": (Event.type,),
        "sources_count": (Event.sources_count,),
        "id": (Event.id,),
    }
    default_sort = "date"

    type: Annotated[AnyOf[EventType] | Absent, any_of("type")] = asks("Kinds of event; repeat for OR.", ["strike"])
    subtype: Annotated[AnyOf[EventSubtype] | Absent, any_of("subtype")] = asks(
        "Closer kinds; repeat for OR.", ["ambassador"]
    )
    not_type: Annotated[AnyOf[EventType] | Absent, none_of("type")] = asks("Leave these kinds out.", ["statement"])
    responds_to: Annotated[AnyOf[Text] | Absent, any_of("responds_to_id", known=Event.id)] = asks(
        "Ids of events that it answers; repeat for OR.", ["iranian-strikes-in-pakistan"]
    )
