"""What may be asked of every list: paging, order, fields, facets. Each collection adds its own questions."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from app.queries.parameters import LONGEST, Absent, asks, whole
from app.queries.rules import Clause, Rule
from app.vocabulary import RecordKind

MOST_RECORDS = 500
Keys = tuple[Any, ...]  # the columns behind a sort key; none is ever null


def listed(text: str) -> str:
    """Names separated by commas, none of them empty or given twice."""
    names = text.split(",")
    if "" in names or len(names) != len(set(names)):
        raise ValueError("write names separated by commas, each once")
    return text


Names = Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^[a-z_,-]*$"), AfterValidator(listed)]


def refuse(parameter: str, message: str) -> PydanticCustomError:
    """A fault that concerns a parameter though only the whole query shows it."""
    return PydanticCustomError("refused", "{message}", {"parameter": parameter, "message": message})


class Listing(BaseModel):
    """Questions that every list answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: ClassVar[Any]
    record_kind: ClassVar[RecordKind]
    sorts: ClassVar[dict[str, Keys]]
    default_sort: ClassVar[str]
    paging: ClassVar[frozenset[str]] = frozenset({"sort", "limit", "cursor", "fields", "detail", "facet", "count"})

    sort: Names | Absent = asks("Order: keys separated by commas, `-` before a key for descending.", "id")
    limit: Annotated[int, Field(ge=1, le=MOST_RECORDS), BeforeValidator(whole)] = Field(
        default=50, description="Records on a page, 1 to 500.", examples=[20]
    )
    cursor: Annotated[str, StringConstraints(max_length=1000)] | Absent = asks(
        "Where the next page begins: take it from `next`. It serves one version of the dataset.", "eyJ…"
    )
    fields: Names | Absent = asks("Only these top-level fields, separated by commas; `id` is always there.", "id,links")
    detail: Literal["brief", "full"] | Absent = asks(
        "`brief` leaves nested claims and evidence out, `full` has them. Brief unless said.", "full"
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
        return {
            name: value
            for name in type(self).model_fields
            if name not in self.paging and (value := getattr(self, name)) is not None
        }

    def clauses(self) -> Iterator[Clause]:
        """The condition of each filter given."""
        rules = type(self).rules()
        for name, value in self.given().items():
            if name in rules and (clause := rules[name].clause(value, self)) is not None:
                yield clause

    def order(self) -> list[tuple[Any, bool]]:
        """Each column to sort by, and whether it descends; the id ends it, so that no two records tie."""
        columns: list[tuple[Any, bool]] = []
        for key in (self.sort or self.default_sort).split(","):
            columns += [(column, key.startswith("-")) for column in self.sorts[key.removeprefix("-")]]
        if all(column is not self.table.id for column, _ in columns):
            columns.append((self.table.id, columns[-1][1]))
        return columns

    @model_validator(mode="after")
    def coherent(self) -> Self:
        """Sort keys and facets are ones this list has."""
        for parameter, given, valid in (
            ("sort", [key.removeprefix("-") for key in (self.sort or "").split(",") if key], list(self.sorts)),
            ("facet", [name for name in (self.facet or "").split(",") if name], type(self).facets()),
        ):
            for name in given:
                if name not in valid:
                    raise PydanticCustomError(
                        "choice",
                        "{given} is not a {parameter} of this list; choose from {choices}",
                        {"parameter": parameter, "given": repr(name), "value": name, "choices": ", ".join(valid)},
                    )
        return self
