"""What a service says of itself: its lists, their parameters and records, and the formats of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from tests.support.corpus.recording import get
from tests.support.corpus.service import Service

LISTS = ("csv", "jsonl", "geojson", "ics", "bib", "ris", "csl.json")
SUFFIXES = (*LISTS, "md", "jsonld", "atom", "json", "csv-metadata.json", "html", "xml")  # some are known nowhere
PAGING = {"limit", "cursor", "sort", "fields", "detail", "facet", "count"}
CHOICES = re.compile(r"Choose from: (.*)")


class Parameter(NamedTuple):
    """A query parameter: its example, and all values that are known to be right."""

    name: str
    example: str
    values: list[str]


@dataclass(frozen=True)
class Records:
    """A collection: the path of its list, its parameters by name, its records in full."""

    path: str
    parameters: dict[str, Parameter]
    documents: list[dict[str, Any]]
    list_suffixes: list[str]
    record_suffixes: list[str]

    @property
    def ids(self) -> list[str]:
        """The id of each record."""
        return [document["id"] for document in self.documents]

    @property
    def filters(self) -> list[Parameter]:
        """The parameters that select."""
        return [parameter for parameter in self.parameters.values() if parameter.name not in PAGING]


@dataclass(frozen=True)
class Facts:
    """All of it. `paths` are those of the OpenAPI document."""

    paths: list[str]
    collections: list[Records]


def facts(service: Service) -> Facts:
    """Ask the service."""
    document = service.json("/openapi.json")
    paths = document["paths"]
    lists = [path for path in paths if f"{path}/{{id}}" in paths]
    records = {path: service.json(f"{path}?limit=500&detail=full")["data"] for path in lists}
    ids = {path: [record["id"] for record in found] for path, found in records.items()}
    ids["/"] = [f"{path[1:]}/{id}" for path in lists for id in ids[path]]  # how a parameter names any record
    collections = [
        Records(
            path,
            parameters(service, document, path, ids),
            records[path],
            [suffix for suffix in suffixes(service, path) if suffix in LISTS],
            suffixes(service, f"{path}/{ids[path][0]}"),
        )
        for path in lists
    ]
    return Facts(list(paths), collections)


def parameters(
    service: Service, document: dict[str, Any], path: str, ids: dict[str, list[str]]
) -> dict[str, Parameter]:
    """What may be asked of a list, by name."""
    described = document["paths"][path]["get"]["parameters"]
    facets = service.json(f"{path}?limit=1&facet={','.join(choices(described, 'facet'))}")["facets"]
    return {one["name"]: parameter(one, document["components"]["schemas"], facets, ids) for one in described}


def parameter(
    described: dict[str, Any], schemas: dict[str, Any], facets: dict[str, Any], ids: dict[str, list[str]]
) -> Parameter:
    """One parameter. Its values are its words, those its facet counts, and the ids among which its example is."""
    name, schema = described["name"], described["schema"]
    example = schema["examples"][0]
    example = str(example[0] if isinstance(example, list) else example)
    example = example.lower() if isinstance(schema["examples"][0], bool) else example
    reference = schema.get("items", {}).get("$ref", "").rpartition("/")[2]
    values = [
        example,
        *schema.get("enum", []),
        *schemas.get(reference, {}).get("enum", []),
        *choices([described], name),
    ]
    values += [str(count["value"]) for count in facets.get(name, [])]
    values += [id for known in ids.values() if example in known for id in known]
    if schema.get("type") == "boolean":
        values += ["true", "false"]
    return Parameter(name, example, list(dict.fromkeys(values)))


def choices(described: list[dict[str, Any]], name: str) -> list[str]:
    """The names that may be given to a parameter such as `sort`, from its description."""
    text = next(one["description"] for one in described if one["name"] == name)
    listed = CHOICES.search(text)
    return re.findall(r"`([a-z_]+)`", listed[1]) if listed else []


def suffixes(service: Service, path: str) -> list[str]:
    """The suffixes that an address has."""
    return [suffix for suffix in SUFFIXES if service.answer(get(f"{path}.{suffix}")).status == 200]


def spellings(collections: list[Records]) -> Iterator[str]:
    """Every name and title of a record, in all its scripts."""
    for records in collections:
        for record in records.documents:
            yield from (record[member] for member in ("title", "name") if isinstance(record.get(member), str))
            yield from (form["name"] for form in record.get("names", []))
