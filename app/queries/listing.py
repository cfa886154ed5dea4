"""The query models of lists: paging, order, fields and facets. Each resource adds its filters."""

from collections.abc import Container, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import null

from app.queries.engine.conditions import Clause, Condition
from app.queries.parameters import MAX_CURSOR, MAX_LENGTH, Optional, param, whole_number
from app.vocabulary import RecordKind

MAX_LIMIT = 500  # records on a page
CHEAP_LIMIT = 100  # records on a page that costs little
FACET_LIMIT = 100  # values of a facet, unless the query sets another number
SortColumns = tuple[Any, ...]  # the columns behind a sort key; none is ever null


def check_names(text: str) -> str:
    """Accept names separated by commas, none empty and none repeated."""
    names = text.split(",")
    if "" in names or len(names) != len(set(names)):
        raise ValueError("Separate names by commas, and give each name once.")
    return text


Names = Annotated[str, StringConstraints(max_length=MAX_LENGTH, pattern=r"^[a-z0-9_,-]*$"), AfterValidator(check_names)]


def parameter_error(parameter: str, message: str) -> PydanticCustomError:
    """An error in one parameter that only the query as a whole shows."""
    return PydanticCustomError("refused", "{message}", {"parameter": parameter, "message": message})


def check_choices(parameter: str, names: list[str], valid: list[str]) -> None:
    """Refuse the first name that is not a valid choice."""
    for name in names:
        if name not in valid:
            raise PydanticCustomError(
                "choice",
                'This list has no {parameter} "{value}". Choose from {choices}.',
                {"parameter": parameter, "value": name, "choices": ", ".join(valid)},
            )


class PagedQuery(BaseModel):
    """Parameters of everything that has pages: lists, and the results of a search."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    table: ClassVar[Any]
    record_kind: ClassVar[RecordKind]
    examples: ClassVar[Mapping[str, Any]] = {}  # of shared parameters whose own example would find nothing here

    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT), whole_number(1, MAX_LIMIT)] = Field(
        default=50, description="Records on a page, from 1 to 500. Default: 50.", examples=[20]
    )
    cursor: Annotated[str, StringConstraints(max_length=MAX_CURSOR)] | Optional = param(
        "Start of the next page, taken from `next`. Valid for one version of the dataset.", "eyJ…"
    )
    facet: Names | Optional = param(
        "Count the records that have each value of these parameters, under all filters given.", "type"
    )
    facet_limit: Annotated[int, Field(ge=1, le=MAX_LIMIT), whole_number(1, MAX_LIMIT)] | Optional = param(
        "Values of each facet, the most frequent first, from 1 to 500. Default: 100.", 10
    )
    count: Literal["exact", "none"] | Optional = param(
        "`none` leaves the total out (null), which is faster. Default: exact.", "exact"
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        """Document the examples of this list."""
        for name in cls.examples.keys() & cls.model_fields.keys():
            cls.model_fields[name].examples = [cls.examples[name]]

    @classmethod
    @cache
    def conditions(cls) -> dict[str, Condition]:
        """The filters: the parameters that have a condition."""
        marks = ((name, mark) for name, field in cls.model_fields.items() for mark in field.metadata)
        return {name: mark for name, mark in marks if isinstance(mark, Condition)}

    @classmethod
    @cache
    def facet_names(cls) -> list[str]:
        """The filters whose values can be counted."""
        return [name for name, condition in cls.conditions().items() if condition.has_facet]

    def filters(self) -> Iterator[tuple[str, Condition, Any]]:
        """The filters given, in alphabetical order: name, condition and value."""
        conditions = self.conditions()
        for name in sorted(self.model_fields_set & conditions.keys()):
            yield name, conditions[name], getattr(self, name)

    def filter_values(self) -> dict[str, Any]:
        """The filters given, each value in its one spelling."""
        conditions, values = self.conditions(), {}
        for name in sorted(self.model_fields_set & conditions.keys()):
            spelling, value = conditions[name].spelling, getattr(self, name)
            values[name] = value if spelling is None else [spelling(item) for item in value]
        return values

    def shape_key(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """What the SQL of the query depends on: the filters, how many values each has, the order and the columns."""
        conditions = self.conditions()
        filters = [
            (name, str(value) if conditions[name].literal else len(value) if isinstance(value, list) else 0)
            for name, value in values.items()
        ]
        return type(self), tuple(filters), self.sort_order(), self.document_column().key

    def clauses(self, by_ids: Container[str] | None = None) -> Iterator[Clause]:
        """The SQL of the filters given; of those in `by_ids` by subqueries of ids, of all if it is None."""
        for name, condition, value in self.filters():
            make = condition.clause_by_ids if by_ids is None or name in by_ids else condition.clause
            if (clause := make(value, self)) is not None:
                yield clause

    @property
    def is_cheap(self) -> bool:
        """Whether it is probably cheap among any number of records; a filter without an index may still be slow."""
        return self.facet is None and self.count == "none" and self.limit <= CHEAP_LIMIT

    def document_column(self) -> Any:
        """The column with the documents asked for."""
        return self.table.brief

    def notice_column(self) -> Any:
        """The column that tells which records the response needs a notice for; null if none can need one."""
        return null()

    def sort_order(self) -> str:
        """The order in the terms of `sort`; empty if there is only one order."""
        return ""

    def order_columns(self) -> list[tuple[Any, bool]]:
        """Each column to sort by, and whether it descends. The last is unique, so that no two records tie."""
        raise NotImplementedError

    @field_validator("facet", check_fields=False)
    @classmethod
    def check_facet(cls, text: str) -> str:
        """Accept facets that this list has."""
        check_choices("facet", text.split(","), cls.facet_names())
        return text


class ListQuery(PagedQuery):
    """Parameters of the list of every resource."""

    sorts: ClassVar[dict[str, SortColumns]]
    default_sort: ClassVar[str]
    unindexed_sorts: ClassVar[frozenset[str]] = frozenset()

    sort: Names | Optional = param("Sort keys, separated by commas. `-` before a key reverses it.", "id")
    fields: Names | Optional = param(
        "Return only these top-level fields, separated by commas. `id` is always included. In CSV: only these columns, "
        "in this order.",
        "id,links",
    )
    detail: Literal["brief", "full"] | Optional = param(
        "`full` includes nested claims and evidence, `brief` leaves them out. Default: brief.", "full"
    )

    def document_column(self) -> Any:
        """The brief or the full documents."""
        return self.table.full if self.detail == "full" else self.table.brief

    def sort_order(self) -> str:
        """The sort keys asked for, or those of the list."""
        return self.sort or self.default_sort

    def order_columns(self) -> list[tuple[Any, bool]]:
        """The columns of each sort key, then the id."""
        columns: list[tuple[Any, bool]] = []
        for key in self.sort_order().split(","):
            columns += [(column, key.startswith("-")) for column in self.sorts[key.removeprefix("-")]]
        if all(column is not self.table.id for column, _ in columns):
            columns.append((self.table.id, columns[-1][1]))
        return columns

    @field_validator("sort")
    @classmethod
    def check_sort(cls, text: str) -> str:
        """Accept sort keys that this list has."""
        check_choices("sort", [key.removeprefix("-") for key in text.split(",")], list(cls.sorts))
        return text
