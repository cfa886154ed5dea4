"""What may be asked about people."""

from typing import Annotated, ClassVar

from app.models import Party, Person
from app.queries.listing import Keys
from app.queries.parameters import Absent, AnyOf, Text, asks
from app.queries.participation import Cited, Searched
from app.queries.rules import any_of
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
