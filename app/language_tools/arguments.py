"""Arguments of tools: their JSON Schema, made from the query models, and a query made from what a model sends."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel

from app.errors import Fault, InvalidParameter, shortened
from app.queries.engine.suggestions import did_you_mean
from app.queries.groups import sort_parameters
from app.queries.listing import ListQuery
from app.queries.parameters import CONTROL_CHARACTER, REPEATABLE, SEARCH_WORDS
from app.web.params import nearest_names, parse_query

Query = TypeVar("Query", bound=BaseModel)

# Parameters of the API that shape JSON, which no tool answers with: the answer is sentences, and the number of records
# is always in it. A facet would be worse than useless, since its counts of records can be taken for counts of victims.
LEFT_OUT = frozenset({"fields", "detail", "facet", "facet_limit", "count"})
DESCRIPTIONS = {"cursor": "Where the next page begins, as the end of the last answer gives it."}
# What the descriptions of parameters say of addresses and of JSON, and what they say to whoever calls a tool.
REWORDED = {
    REPEATABLE: "Several match any of them.",
    "May be repeated.": "Several may be given.",
    SEARCH_WORDS: "Words to find in our titles, summaries and names, in any script; the article's sentences are not "
    "searched. All words must match, the last one by its beginning. Some words also find another word for the same "
    "thing, such as “casualties” for killed and “ISIS” for the Islamic State. Notes in the answer say so and, if "
    "nothing matches, name the words without a match and the closest ones.",
    "`date_precision=day` keeps": "`day` as `date_precision` keeps",
    " (`low`)": "",
    " (`high`)": "",
}
KEYWORDS = ("type", "enum", "items", "format", "minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength")


@cache
def input_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a tool's arguments. It refers to nothing, since not every client follows references."""
    schema = model.model_json_schema()
    properties, definitions = schema["properties"], schema.get("$defs", {})
    return {
        "type": "object",
        "properties": {
            name: property_schema(model, name, properties[name], definitions) for name in argument_names(model)
        },
        "required": [name for name in schema.get("required", ()) if name not in LEFT_OUT],
        "additionalProperties": False,
    }


@cache
def argument_names(model: type[BaseModel]) -> list[str]:
    """The arguments of a tool, those that most callers need first."""
    return sort_parameters({name: field for name, field in model.model_fields.items() if name not in LEFT_OUT})


def property_schema(
    model: type[BaseModel], name: str, schema: Mapping[str, Any], definitions: Mapping[str, Any]
) -> dict[str, Any]:
    """One argument: its type, bounds and words, what it is for, and an example."""
    description = DESCRIPTIONS.get(name, schema["description"])
    for words, others in REWORDED.items():
        description = description.replace(words, others)
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
    faults = [item for name, value in arguments.items() for item in argument_faults(model, name, value)]
    wrong = {item.parameter for item in faults}
    known = {name: value for name, value in arguments.items() if name in argument_names(model) and name not in wrong}
    try:
        query = parse_query(model, urlencode(list(pairs(known))).encode())
    except InvalidParameter as error:
        raise InvalidParameter(faults + [item for item in error.errors if item.parameter not in wrong]) from error
    if faults:
        raise InvalidParameter(faults)
    return query


def argument_faults(model: type[BaseModel], name: str, value: Any) -> Iterator[Fault]:
    """The fault of an argument that no address could have: its name is none of the tool's, or its value no text."""
    names = argument_names(model)
    shown = shortened(CONTROL_CHARACTER.sub("\ufffd", name))
    if name in LEFT_OUT:
        yield fault(shown, f"Leave out {shown}: tools answer in sentences.")
    elif name not in names:
        nearest = nearest_names(name, names)
        hint = did_you_mean(nearest) or f" The arguments are: {', '.join(names)}."
        yield fault(shown, f'Unknown argument "{shown}".{hint}', nearest)
    elif value == []:  # not the same as leaving it out: it may be what is left of names that could not be found
        yield fault(shown, f"{shown} must not be empty.")
    elif isinstance(value, dict) or (
        isinstance(value, list) and any(item is None or isinstance(item, dict | list) for item in value)
    ):
        yield fault(shown, f"{shown} must be a text, a number, true, false or a list of these.")


def fault(name: str, message: str, nearest: Sequence[str] = ()) -> Fault:
    """What is wrong with an argument."""
    return Fault(parameter=name, value=None, message=message, nearest=list(nearest))


def pairs(arguments: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each argument as it stands in an address, a list as several. Null is the same as leaving the argument out."""
    for name, value in arguments.items():
        if value is not None:
            yield from ((name, spelled(item)) for item in (value if isinstance(value, list) else [value]))


def spelled(value: Any) -> str:
    """A JSON value as it is spelled in an address: `true`, and 20 even for 20.0."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
