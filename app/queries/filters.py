"""The vocabulary of filters: each function returns the condition of one parameter.

    is_in("type")                         type IN (values)
    any_is_in("claimant_id", "speaker")   claimant_id IN (values) OR speaker IN (values)
    is_in_or_linked("record", flag, …)    record IN (values), or if the flag is true EXISTS (…) as in exists
    not_in("type")                        type NOT IN (values)
    equals("contested")                   contested = value
    at_least("sources_count")             sources_count >= value
    in_bbox()                             latitude BETWEEN south AND north AND longitude BETWEEN west AND east
    exists(LINK, column)                  EXISTS (a row of LINK WHERE column IN (values))
    not_exists(LINK, column)              NOT EXISTS (a row of LINK WHERE column IN (values))
    exists_in_bbox(LINK)                  EXISTS (a row of LINK with a place as in in_bbox)
    figure_at_least(measure)              measure = … AND part_of IS NULL AND low >= value
    figure_at_most(measure)               measure = … AND part_of IS NULL AND high <= value
    exists_figure_at_least(LINK, measure) EXISTS (a claim of LINK as in figure_at_least)
    exists_figure_at_most(LINK, measure)  EXISTS (a claim of LINK as in figure_at_most)
    full_text()                           EXISTS (a search entry with all the words)
    custom(function)                      whatever SQL the function makes of the value
    modifier()                            none: the parameter changes what another one selects

A filter is one field of a query model: a type of parameters.py, one of these, a description and an example:

    kind: Annotated[AnyOf[PartyKind] | Optional, is_in("kind")] = list_param("Kinds of party.", ["armed_group"])

Options, explained in engine/conditions.py: `choices`, the column with the valid values if only the data tells them
(any other value is then a 400 that suggests the nearest); `fold`, which makes spellings alike; `mistaken_for`, the
parameter that a wrong value may be meant for; `indexed=False`, if a table is scanned; `literal=True`, for SQL that
depends on the value itself (without it, a function gets a Bind).
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import and_, or_
from sqlmodel import col

from app.models import Claim, Place
from app.queries.engine.conditions import (
    AnyColumn,
    Clause,
    Column,
    Compare,
    Custom,
    Exists,
    Link,
    Modifier,
    RecordChoices,
    WidenedColumn,
)
from app.queries.engine.search import FullText
from app.vocabulary import Measure, RecordKind

ANY_RECORD = RecordChoices(tuple(RecordKind), others=("dataset",))
ANY_RECORD_EVER = RecordChoices(tuple(RecordKind), others=("dataset",), removed=True)


def is_in(column: str, **options: Any) -> Column:
    """The column has one of the values."""
    return Column(column=column, compare=lambda own, values: own.in_(values), **options)


def any_is_in(*columns: str, **options: Any) -> AnyColumn:
    """At least one of the columns has one of the values."""
    return AnyColumn(columns=columns, **options)


def is_in_or_linked(column: str, flag: str, link: Link, linked_column: Any, **options: Any) -> WidenedColumn:
    """The column has one of the values; if the parameter `flag` is true, a linked row may have it instead."""
    own = is_in(column)
    return WidenedColumn(column=column, compare=own.compare, flag=flag, linked=exists(link, linked_column), **options)


def not_in(column: str) -> Column:
    """The column has none of the values. Most records match, so an index would not help."""
    return Column(column=column, compare=lambda own, values: own.not_in(values), has_facet=False, indexed=False)


def equals(column: str, **options: Any) -> Column:
    """The column has the value."""
    return Column(column=column, compare=lambda own, value: own == value, **options)


def at_least(column: str) -> Column:
    """The column has the value or a greater one. Most records match, so a page is found by a short walk."""
    return Column(column=column, compare=lambda own, value: own >= value, has_facet=False, indexed=False)


def exists(link: Link, column: Any, **options: Any) -> Exists:
    """At least one linked row has one of the values."""
    return Exists(link=link, column=column, compare=lambda own, values: own.in_(values), **options)


def not_exists(link: Link, column: Any, **options: Any) -> Exists:
    """No linked row has one of the values. Most records match, so an index would not help."""
    return exists(link, column, negated=True, has_facet=False, indexed=False, **options)


def in_bbox() -> Column:
    """The place has its point in the box. Not indexed: no B-tree serves two ranges, and places are few."""
    return Column(column="longitude", compare=point_in_bbox, has_facet=False, literal=True, indexed=False)


def exists_in_bbox(link: Link) -> Exists:
    """At least one linked place has its point in the box. Not indexed, for the same reason."""
    column = col(Place.longitude)
    return Exists(link=link, column=column, compare=point_in_bbox, has_facet=False, literal=True, indexed=False)


def figure_at_least(measure: Measure) -> Custom:
    """The claim is an overall figure of the measure, and its `low` is at least the value."""
    return Custom(sql=lambda value, query: overall_figure(measure, col(Claim.low) >= value))


def figure_at_most(measure: Measure) -> Custom:
    """The claim is an overall figure of the measure, and its `high` is at most the value."""
    return Custom(sql=lambda value, query: overall_figure(measure, col(Claim.high) <= value))


def exists_figure_at_least(link: Link, measure: Measure) -> Exists:
    """At least one linked claim is as in `figure_at_least`, and by `claimant` if that is given."""
    return exists_figure(link, Claim.low, lambda low, value: overall_figure(measure, low >= value))


def exists_figure_at_most(link: Link, measure: Measure) -> Exists:
    """At least one linked claim is as in `figure_at_most`, and by `claimant` if that is given."""
    return exists_figure(link, Claim.high, lambda high, value: overall_figure(measure, high <= value))


def full_text() -> FullText:
    """The title, names or text of the record have all the words."""
    return FullText()


def custom(sql: Callable[[Any, Any], Clause], **options: Any) -> Custom:
    """What the function returns for the value and the query."""
    return Custom(sql=sql, **options)


def modifier() -> Modifier:
    """Selects nothing: the parameter changes what another one selects."""
    return Modifier()


def point_in_bbox(longitude: Any, value: str) -> Clause:
    """The point of the place is in the box; a box whose west is greater than its east crosses the antimeridian."""
    west, south, east, north = map(float, value.split(","))
    sides = longitude >= west, longitude <= east
    return and_(col(Place.latitude).between(south, north), or_(*sides) if west > east else and_(*sides))


def overall_figure(measure: Measure, bound: Clause) -> Clause:
    """The claim states a figure of the measure that is not part of another, within the bound."""
    return and_(col(Claim.measure) == measure, col(Claim.part_of_id).is_(None), bound)


def exists_figure(link: Link, column: Any, compare: Compare) -> Exists:
    """A condition on the figure of a linked claim."""
    claimant = [("claimant", Claim.claimant_id)]
    return Exists(link=link, column=column, compare=compare, same_row=claimant, has_facet=False)
