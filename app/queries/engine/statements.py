"""Prepared statements: the SQL of a query is made once for its shape, and run with the values of each query.

The shape of a query is what its SQL depends on: which filters are given and how many values each has, the order, the
columns. Building and compiling a statement takes about 95 µs, ten times what SQLite needs to run it; with a statement
for each shape, only the first query of a shape pays that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import OperationalError

from app.queries.engine.binds import Bind, bind
from app.queries.engine.selects import count_select, count_up_to, most_frequent, page_select
from app.queries.listing import PagedQuery

MAX_SHAPES = 4000
SELECTIVE_BELOW = 3000  # records; about where both ways to find a page cost the same among a million


@dataclass(frozen=True)
class Statement:
    """A compiled statement, and for each of its parameters a Bind or a constant.

    It is run by the driver itself: SQLAlchemy's `exec_driver_sql` would take 9 µs more, as much as the query.
    """

    text: str
    parameters: tuple[Any, ...]
    names: tuple[str, ...] | None  # of the parameters; None if the driver takes them by position

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Any]:
        """The rows, with these values in the place of binds. Raises OperationalError if reading fails."""
        filled = [value_of(item, values) if type(item) is Bind else item for item in self.parameters]
        arguments = filled if self.names is None else dict(zip(self.names, filled, strict=True))
        driver: Any = connection.connection.driver_connection
        try:
            rows: Sequence[Any] = driver.execute(self.text, arguments).fetchall()
        except connection.dialect.loaded_dbapi.Error as error:
            raise OperationalError(self.text, arguments, error) from error
        return rows


def value_of(bind: Bind, values: Mapping[str, Any]) -> Any:
    """The value that a bind stands for, from all values of the query by name."""
    value = values[bind.name] if bind.index is None else values[bind.name][bind.index]
    for step, names in bind.steps:
        value = step(value, *(values[name] for name in names))
    return value


def prepare(connection: Connection, statement: Select[Any]) -> Statement:
    """Compile a statement for the database."""
    compiled = statement.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    if compiled.positiontup is not None:
        return Statement(str(compiled), tuple(compiled.params[name] for name in compiled.positiontup), None)
    return Statement(str(compiled), tuple(compiled.params.values()), tuple(compiled.params))


lookups: dict[tuple[str, Any, Any], Statement] = {}


def look_up(connection: Connection, column: Any, key: Any, value: str) -> Any:
    """The value of a column in the first row whose `key` column has this value; None if there is no such row."""
    names = (connection.dialect.name, column, key)
    if (statement := lookups.get(names)) is None:
        statement = lookups[names] = prepare(connection, select(column).where(key == Bind("value")).limit(1))
    rows = statement.run(connection, {"value": value})
    return rows[0][0] if rows else None


@dataclass(frozen=True)
class PageStatements:
    """The statements of a page and of the count of all its pages."""

    page: Statement
    count: Statement


@dataclass(frozen=True)
class Shape:
    """The statements for all queries of one shape.

    A page can be found in two ways. If few records match a filter, their ids are listed and sorted; if many do, a walk
    in the order of the page soon meets enough of them. Each way is hopeless where the other one is good. Among 200,000
    events, a page of a party in 117,800 of them takes 0.1 ms by a walk and 430 ms by a list; a page of a word that no
    event has takes 250 ms by a walk and 0.2 ms by a list. The database's statistics do not help, since they know only
    the average value of a column. So the matches of each filter that has subqueries of ids are counted first, as far
    as SELECTIVE_BELOW, and the statements depend on which filters are selective.
    """

    template: PagedQuery  # a query of the shape, with binds in the place of values
    probes: Mapping[str, Sequence[Statement]]  # by filter: what counts the matches of each of its subqueries
    after: bool  # whether the page begins after a key
    pages: dict[frozenset[str], PageStatements] = field(default_factory=dict)  # by the selective filters
    facets: dict[str, tuple[Any, Statement]] = field(default_factory=dict)  # by name, see `facet`

    def statements(self, connection: Connection, values: Mapping[str, Any]) -> PageStatements:
        """The statements for a query with these values."""
        selective = frozenset(name for name in self.probes if self.is_selective(connection, name, values))
        if (statements := self.pages.get(selective)) is None:
            statements = self.pages[selective] = self.prepare(connection, selective)
        return statements

    def is_selective(self, connection: Connection, name: str, values: Mapping[str, Any]) -> bool:
        """Whether few records match one of the subqueries of a filter."""
        return any(probe.run(connection, values)[0][0] < SELECTIVE_BELOW for probe in self.probes[name])

    def prepare(self, connection: Connection, selective: frozenset[str]) -> PageStatements:
        """The statements if these filters are selective."""
        return PageStatements(
            page=prepare(connection, page_select(self.template, selective, after=self.after)),
            count=prepare(connection, count_select(self.template, selective)),
        )

    def facet(self, connection: Connection, name: str) -> tuple[Any, Statement]:
        """The column of a facet, and the statement that counts its most frequent values under all filters."""
        if (facet := self.facets.get(name)) is None:
            counts = self.template.conditions()[name].facet(self.template).where(*self.template.clauses())
            facet = self.facets[name] = counts.selected_columns[0], prepare(connection, most_frequent(counts))
        return facet


shapes: dict[tuple[Any, ...], Shape] = {}


def shape_of(connection: Connection, query: PagedQuery, shape_key: tuple[Any, ...], *, after: bool) -> Shape:
    """The shape of a query with this `shape_key`, made on its first use."""
    key = (connection.dialect.name, after, shape_key)
    if (shape := shapes.get(key)) is None:
        if len(shapes) >= MAX_SHAPES:
            shapes.clear()
        shape = shapes[key] = make_shape(connection, query, after=after)
    return shape


def make_shape(connection: Connection, query: PagedQuery, *, after: bool) -> Shape:
    """The shape of a query."""
    conditions = query.conditions()
    values = {
        name: value if conditions[name].literal else bind(name, value) for name, value in query.filter_values().items()
    }
    template = query.model_copy(update=values)
    probes = {
        name: [prepare(connection, count_up_to(SELECTIVE_BELOW, ids)) for ids in subqueries]
        for name, condition, value in template.filters()
        if (subqueries := condition.id_subqueries(value, template))
    }
    return Shape(template, probes, after)
