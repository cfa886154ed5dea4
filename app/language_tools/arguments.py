"""Arguments of tools: their JSON Schema, made from the query models, and a query made from what a model sends."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel

from app.errors import Fault, InvalidParameter, shortened
from app.queries.groups import sort_parameters
from app.queries.listing import ListQuery
from app.queries.parameters import REPEATABLE
from app.web.params import parse_query

Query = TypeVar("Query", bound=BaseModel)

# Parameters of the API that shape JSON, which no tool answers with: the answer is sentences, and the number of records
# is always in it. A facet would be worse than useless, since its counts of records can be taken for counts of victims.
LEFT_OUT = frozenset({"fields", "detail", "facet", "facet_limit", "count"})
DESCRIPTIONS = {"cursor": "Where the next page begins, as the end of the last answer gives it."}
KEYWORDS = ("type", "enum", "items", "format", "minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength")


@cache
def input_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a tool's arguments. It refers to nothing, since not every client follows references."""
    schema = model.model_json_schema()
    properties = {name: value for name, value in schema["properties"].items() if name not in LEFT_OUT}
    return {
        "type": "object",
        "properties": {
            name: property_schema(model, name, properties[name], schema.get("$defs", {}))
            for name in sort_parameters(properties)
        },
        "required": [name for name in schema.get("required", ()) if name in properties],
        "additionalProperties": False,
    }


def property_schema(
    model: type[BaseModel], name: str, schema: Mapping[str, Any], definitions: Mapping[str, Any]
) -> dict[str, Any]:
    """One argument: its type, bounds and words, what it is for, and an example."""
    description = DESCRIPTIONS.get(name, schema["description"]).replace(REPEATABLE, "Several match any of them.")
    if name == "sort" and issubclass(model, ListQuery):
        description += f" The keys are: {', '.join(model.sorts)}. Default: {model.default_sort}."
    return {**constraints(schema, definitions), "description": description, "examples": schema["examples"]}


def constraints(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """What a schema requires, without patterns, which are written in another dialect, and without meanings of words."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    own = {keyword: schema[keyword] for keyword in KEYWORDS if keyword in schema}
    return own | {"items": constraints(own["items"], definitions)} if "items" in own else own


def parse_arguments(model: type[Query], arguments: Mapping[str, Any]) -> Query:
    """The query that these arguments mean, checked as if they had come in an address.

    Raises InvalidParameter with every fault there is.
    """
    if faults := [left_out(name) for name in arguments if name in LEFT_OUT & model.model_fields.keys()]:
        raise InvalidParameter(faults)
    return parse_query(model, urlencode(list(pairs(arguments))).encode())


def left_out(name: str) -> Fault:
    """The fault of a parameter that the API has and the tools do not."""
    return Fault(parameter=name, value=None, message=f"Leave out {name}: tools answer in sentences.", nearest=[])


def pairs(arguments: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each argument as it stands in an address, a list as several. Null is the same as leaving the argument out."""
    for name, value in arguments.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict | list):
                message = f"{shortened(name)} must be a text, a number, true, false or a list of these."
                raise InvalidParameter([Fault(parameter=shortened(name), value=None, message=message, nearest=[])])
            if item is not None:
                yield name, spelled(item)


def spelled(value: Any) -> str:
    """A JSON value as it is spelled in an address: `true`, and 20 even for 20.0."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
