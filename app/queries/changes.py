"""The filters of /changes."""

from typing import Annotated, Any, ClassVar

from sqlmodel import col

from app.models import Change, ChangeRelation
from app.queries.engine.conditions import Link
from app.queries.filters import ANY_RECORD_EVER, custom, is_in, is_in_or_linked, modifier
from app.queries.listing import ListQuery, SortColumns
from app.queries.parameters import (
    RECORD_EXAMPLE,
    RECORD_PATHS,
    AnyOf,
    Flag,
    IsoDate,
    Optional,
    Text,
    list_param,
    param,
)
from app.queries.versions import LATER_VERSIONS
from app.vocabulary import ChangeKind, RecordKind

RELATIONS = Link(col(ChangeRelation.change_id))


class ChangeQuery(ListQuery):
    """A query of /changes."""

    table = Change
    record_kind = RecordKind.CHANGE
    sorts: ClassVar[dict[str, SortColumns]] = {"date": (Change.released,), "id": (Change.id,)}
    default_sort = "-date"
    examples: ClassVar[dict[str, Any]] = {"facet": "kind"}

    record: Annotated[
        AnyOf[Text] | Optional,
        is_in_or_linked("record", "related", RELATIONS, col(ChangeRelation.record), choices=ANY_RECORD_EVER),
    ] = list_param(RECORD_PATHS, RECORD_EXAMPLE)
    related: Annotated[Flag | Optional, modifier()] = param(
        "With `true`, `record` also matches what is shown with it: an event or a strike stands for its event, its "
        "strike, their claims and their discrepancies. Default: false.",
        True,
    )
    since_version: Annotated[AnyOf[Text] | Optional, is_in("version", choices=LATER_VERSIONS, has_facet=False)] = (
        list_param("Changes made after this version of the dataset.", ["1.0.0"])
    )
    kind: Annotated[AnyOf[ChangeKind] | Optional, is_in("kind")] = list_param("Kinds of change.", ["corrected"])
    since: Annotated[IsoDate | Optional, custom(lambda day, query: Change.released >= day)] = param(
        "Released on or after this day.", "2026-11-22"
    )
    until: Annotated[IsoDate | Optional, custom(lambda day, query: Change.released <= day)] = param(
        "Released on or before this day.", "2026-11-22"
    )
