"""What may be asked of every list: paging, facets, order, fields. Each collection adds its own questions."""

from collections.abc import Container, Iterator
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
)
from pydantic_core import PydanticCustomError

from app.queries.engine.conditions import Clause, Rule
from app.queries.parameters import LONGEST, Absent, asks, digits
from app.vocabulary import RecordKind

MOST_RECORDS = 500
LIGHT = 100  # records on a page
Keys = tuple[Any, ...]  # the columns behind a sort key; none is ever null


def listed(text: str) -> str:
    """Names separated by commas, none of them empty or given twice."""
    names = text.split(",")
    if "" in names or len(names) != len(set(names)):
        raise ValueError("write names separated by commas, each once")
    return text


Names = Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^[a-z0-9_,-]*$"), AfterValidator(listed)]


def refuse(parameter: str, message: str) -> PydanticCustomError:
    """A fault that concerns a parameter though only the whole query shows it."""
    return PydanticCustomError("refused", "{message}", {"parameter": parameter, "message": message})


def choose(parameter: str, given: list[str], valid: list[str]) -> None:
    """Refuse what is none of the valid choices."""
    for name in given:
        if name not in valid:
            raise PydanticCustomError(
                "choice",
                "{given} is not a {parameter} of this list; choose from {choices}",
                {"parameter": parameter, "given": repr(name), "value": name, "choices": ", ".join(valid)},
            )


class Paged(BaseModel):
    """Questions that every list answers, the list of what a search found too."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    table: ClassVar[Any]
    record_kind: ClassVar[RecordKind]
    paging: ClassVar[frozenset[str]] = frozenset(
        {"sort", "limit", "cursor", "fields", "detail", "facet", "count", "download", "excel"}
    )

    # What only the dataset can tell; see `settle`.
    longest_span: ClassVar[int] = date.max.toordinal()  # days, of the longest interval of a record
    after: ClassVar[list[Any] | None] = None  # the sort key after which the page begins; null for the first

    limit: Annotated[int, Field(ge=1, le=MOST_RECORDS), BeforeValidator(digits)] = Field(
        default=50, description="Records on a page, 1 to 500.", examples=[20]
    )
    cursor: Annotated[str, StringConstraints(max_length=1000)] | Absent = asks(
        "Where the next page begins: take it from `next`. It serves one version of the dataset.", "eyJ…"
    )
    facet: Names | Absent = asks("Count the values of these parameters under all the filters given.", "type")
    count: Literal["exact", "none"] | Absent = asks("`none` leaves the total uncounted, which is faster.", "exact")

    @classmethod
    @cache
    def rules(cls) -> dict[str, Rule]:
        """The rule of each parameter that selects."""
        return {
            name: mark for name, field in cls.model_fields.items() for mark in field.metadata if isinstance(mark, Rule)
        }

    @classmethod
    @cache
    def facets(cls) -> list[str]:
        """The parameters that can be counted by."""
        blank = cls.model_construct()
        return [name for name, rule in cls.rules().items() if rule.facet(blank) is not None]

    def given(self) -> dict[str, Any]:
        """The filters of this question, without paging."""
        names = sorted(self.model_fields_set - self.paging)
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    def ruled(self) -> Iterator[tuple[str, Rule, Any]]:
        """Each filter given that has a rule: its name, the rule, the value."""
        rules = type(self).rules()
        for name, value in self.given().items():
            if name in rules:
                yield name, rules[name], value

    def clauses(self, listed: Container[str] | None = None) -> Iterator[Clause]:
        """The condition of each filter given: by its lists for those named, or for all when none are named."""
        for name, rule, value in self.ruled():
            by_lists = listed is None or name in listed
            clause = rule.listed(value, self) if by_lists else rule.clause(value, self)
            if clause is not None:
                yield clause

    def settle(self, longest_span: int, after: list[Any] | None) -> None:
        """Take in what only the dataset can tell: no fields, which would be asked for and cost their validation."""
        vars(self).update(longest_span=longest_span, after=after)

    @property
    def light(self) -> bool:
        """Whether it costs no more among a million records than among a few, but for filters without an index."""
        words = getattr(self, "q", None)
        return words is None and self.facet is None and self.count == "none" and self.limit <= LIGHT

    def document(self) -> Any:
        """The column that holds the documents asked for."""
        return self.table.brief

    def sorting(self) -> str:
        """The order as it was asked for; nothing where there is but one."""
        return ""

    def order(self) -> list[tuple[Any, bool]]:
        """Each column to sort by, and whether it descends; the last is unique, so that no two records tie."""
        raise NotImplementedError

    @field_validator("facet", check_fields=False)
    @classmethod
    def countable(cls, given: str) -> str:
        """Facets are ones this list has."""
        choose("facet", given.split(","), cls.facets())
        return given


class Listing(Paged):
    """Questions that the list of every collection answers."""

    sorts: ClassVar[dict[str, Keys]]
    default_sort: ClassVar[str]
    sorted_anew: ClassVar[frozenset[str]] = frozenset()  # the sort keys for which no index is meant

    sort: Names | Absent = asks("Order: keys separated by commas, `-` before a key for descending.", "id")
    fields: Names | Absent = asks("Only these top-level fields, separated by commas; `id` is always there.", "id,links")
    detail: Literal["brief", "full"] | Absent = asks(
        "`brief` leaves nested claims and evidence out, `full` has them. Brief unless said.", "full"
    )

    def document(self) -> Any:
        """The brief documents, or the full ones."""
        return self.table.full if self.detail == "full" else self.table.brief

    def sorting(self) -> str:
        """The order asked for, or the list's own."""
        return self.sort or self.default_sort

    def order(self) -> list[tuple[Any, bool]]:
        """The columns of each sort key; the id ends them."""
        columns: list[tuple[Any, bool]] = []
        for key in self.sorting().split(","):
            columns += [(column, key.startswith("-")) for column in self.sorts[key.removeprefix("-")]]
        if all(column is not self.table.id for column, _ in columns):
            columns.append((self.table.id, columns[-1][1]))
        return columns

    @field_validator("sort")
    @classmethod
    def sortable(cls, given: str) -> str:
        """Sort keys are ones this list has."""
        choose("sort", [key.removeprefix("-") for key in given.split(",")], list(cls.sorts))
        return given
