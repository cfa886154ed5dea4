"""What may be asked about sources."""

from typing import Annotated, ClassVar

from sqlalchemy import func

from app.models import Source
from app.queries.engine.conditions import any_of, equals
from app.queries.listing import Keys
from app.queries.mixins import Searched
from app.queries.parameters import Absent, AnyOf, Flag, Text, asks
from app.vocabulary import RecordKind, SourceKind, SourceLevel


class SourceQuery(Searched):
    """Questions about sources."""

    table = Source
    record_kind = RecordKind.SOURCE
    sorts: ClassVar[dict[str, Keys]] = {
        "number": (func.coalesce(Source.number, 0),),
        "title": (Source.title,),
        "id": (Source.id,),
    }
    default_sort = "number"
    sorted_anew = frozenset({"number"})  # Alembic can not compare an index on an expression, and references are few

    kind: Annotated[AnyOf[SourceKind] | Absent, any_of("kind")] = asks("What they are; repeat for OR.", ["news"])
    level: Annotated[AnyOf[SourceLevel] | Absent, any_of("level")] = asks(
        "Distance from the event, by our own classification; repeat for OR.", ["primary"]
    )
    cited: Annotated[Flag | Absent, equals("cited", indexed=False)] = asks(  # not indexed: nearly all are
        "Whether a sentence or cell cites it.", False
    )
    publisher: Annotated[AnyOf[Text] | Absent, any_of("publisher", known=Source.publisher)] = asks(
        "Publishers, exactly as the article names them; repeat for OR.", ["BBC News"]
    )
