"""The filters of /claims."""

from typing import Annotated, ClassVar

from app.models import Claim, Event, Party, Strike
from app.queries.dates import DateFilters
from app.queries.engine.conditions import MistakenFor
from app.queries.filters import any_is_in, figure_at_least, figure_at_most, is_in
from app.queries.listing import SortColumns
from app.queries.mixins import SearchFilter, SourceFilters
from app.queries.parameters import AnyOf, Count, Optional, Text, list_param, param
from app.queries.speakers import PARTIES_AND_SPEAKERS
from app.vocabulary import ClaimType, Measure, RecordKind, VictimClass

OVERALL = " Matches overall figures only, not sub-counts; claims without a figure never match."


class ClaimQuery(DateFilters, SourceFilters, SearchFilter):
    """A query of /claims. The date of a claim is that of the event it is about."""

    table = Claim
    record_kind = RecordKind.CLAIM
    sorts: ClassVar[dict[str, SortColumns]] = {
        "date": (Claim.earliest, Claim.sequence),
        "type": (Claim.type,),
        "sources_count": (Claim.sources_count,),
        "id": (Claim.id,),
    }
    default_sort = "date"

    type: Annotated[AnyOf[ClaimType] | Optional, is_in("type")] = list_param("Claim types.", ["casualty"])
    event: Annotated[AnyOf[Text] | Optional, is_in("event_id", choices=Event.id)] = list_param(
        "Ids of the events that the claims are about.", ["pakistani-strikes-in-iran"]
    )
    strike: Annotated[AnyOf[Text] | Optional, is_in("strike_id", choices=Strike.id)] = list_param(
        "Ids of the strikes that the claims are about.", ["pakistani-strikes-in-iran"]
    )
    by: Annotated[AnyOf[Text] | Optional, any_is_in("claimant_id", "speaker", choices=PARTIES_AND_SPEAKERS)] = (
        list_param(
            "Who says it, as claimant or speaker: the id or a name of a party, or the wording of `speaker`, in any "
            "case.",
            ["BBC News"],
        )
    )
    claimant: Annotated[
        AnyOf[Text] | Optional,
        is_in("claimant_id", choices=Party.id, mistaken_for=MistakenFor("speaker", own="a party")),
    ] = list_param("Ids of the parties that make the claims. See also `by`.", ["iran"])
    speaker: Annotated[
        AnyOf[Text] | Optional,
        is_in("speaker", choices=Claim.speaker, mistaken_for=MistakenFor("claimant", own="a speaker")),
    ] = list_param("Who spoke, worded exactly as in the article. See also `by`.", ["Iranian officials"])
    measure: Annotated[AnyOf[Measure] | Optional, is_in("measure")] = list_param("What a figure counts.", ["killed"])
    victim_class: Annotated[AnyOf[VictimClass] | Optional, is_in("victim_class")] = list_param(
        "Which people a figure counts.", ["children"]
    )
    min_killed: Annotated[Count | Optional, figure_at_least(Measure.KILLED)] = param(
        "Minimum number killed." + OVERALL, 5
    )
    max_killed: Annotated[Count | Optional, figure_at_most(Measure.KILLED)] = param(
        "Maximum number killed." + OVERALL, 5
    )
    min_injured: Annotated[Count | Optional, figure_at_least(Measure.INJURED)] = param(
        "Minimum number injured." + OVERALL, 1
    )
    max_injured: Annotated[Count | Optional, figure_at_most(Measure.INJURED)] = param(
        "Maximum number injured." + OVERALL, 4
    )
