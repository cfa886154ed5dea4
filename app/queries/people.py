"""What may be asked about people."""

from typing import Annotated, ClassVar

from app.models import Party, Person
from app.queries.engine.conditions import any_of
from app.queries.listing import Keys
from app.queries.mixins import Cited, Searched
from app.queries.parameters import Absent, AnyOf, Text, asks
from app.vocabulary import RecordKind


class PersonQuery(Cited, Searched):
    """Questions about people."""

    table = Person
    record_kind = RecordKind.PERSON
    sorts: ClassVar[dict[str, Keys]] = {"name": (Person.name,), "id": (Person.id,)}
    default_sort = "name"

    party: Annotated[AnyOf[Text] | Absent, any_of("party_id", known=Party.id)] = asks(
        "Ids of the parties their offices belong to; repeat for OR. The infobox column does not count.", ["iran"]
    )
