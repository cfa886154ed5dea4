"""What may be asked about parties."""

from typing import Annotated, ClassVar

from app.models import Party
from app.queries.engine.conditions import any_of
from app.queries.listing import Keys
from app.queries.mixins import Cited, Searched
from app.queries.parameters import Absent, AnyOf, asks
from app.vocabulary import PartyKind, RecordKind


class PartyQuery(Cited, Searched):
    """Questions about parties."""

    table = Party
    record_kind = RecordKind.PARTY
    sorts: ClassVar[dict[str, Keys]] = {"name": (Party.name,), "kind": (Party.kind,), "id": (Party.id,)}
    default_sort = "name"

    kind: Annotated[AnyOf[PartyKind] | Absent, any_of("kind")] = asks("What they are; repeat for OR.", ["armed_group"])
