"""The OpenAPI document: FastAPI's own, with what it can not know: examples, keys of each list, the licence, no 422."""

import json
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app import addresses
from app.catalogue import COLLECTIONS
from app.errors import Fault, Problem
from app.settings import SOFTWARE, Settings

EXAMPLES = Path(__file__).with_name("examples.json")
COMPONENT = "#/components/schemas/{model}"
DESCRIPTION = """
Who did what, **who says so, in which sentence, citing which source**, and where the sources disagree: the record of the
2024 Iran–Pakistan border skirmishes, taken from one encyclopedia article and checked against it.

- No key, no account. Everything is GET; nothing can be written.
- Every record names the passages of the article behind it, by position, hash and link. The sentences are not copied.
- `null` means *not stated*, never 0. What is inferred says so. Casualty figures are claims: never add them up.
- A repeated parameter means OR, different parameters AND. Days are inclusive. Lists are paged by `next`.
- Changes to this API only ever add to it.
"""
TAGS = {
    **{collection.name: collection.text for collection in COLLECTIONS},
    "find": "Find records by words or by any spelling of a name.",
    "about": "The dataset, its words, the index and the errors.",
    "health": "For whoever runs the service.",
}


def describe(app: FastAPI, chosen: Settings) -> dict[str, Any]:
    """The document, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title="2024 Iran–Pakistan border skirmishes: a sourced record",
            version=SOFTWARE,
            summary="Read-only, keyless, every figure with its claimant, its sentence and its sources.",
            description=DESCRIPTION,
            routes=app.routes,
            tags=[{"name": name, "description": text} for name, text in TAGS.items()],
            servers=[{"url": chosen.base_url, "description": "This service."}],
            contact={contact_key(chosen.contact): chosen.contact} if chosen.contact else None,
            license_info={"name": "Code: MIT. Data: CC BY-SA 4.0, see /dataset.", "identifier": "MIT AND CC-BY-SA-4.0"},
            external_docs={"description": "The article this records.", "url": article()},
        )
        document["security"] = [{}]
        finish(document)
        app.openapi_schema = document
    return app.openapi_schema


def contact_key(contact: str) -> str:
    """Whether the operator gave an e-mail address or a page."""
    return "email" if "@" in contact and "/" not in contact else "url"


def article() -> str:
    """The article's address."""
    return "https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_border_skirmishes"


def finish(document: dict[str, Any]) -> None:
    """Add examples, the keys of each list and the shape of errors; drop the framework's own 422."""
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema(ref_template=COMPONENT)
    schemas["Problem"].pop("$defs", None)
    schemas["Fault"] = Fault.model_json_schema(ref_template=COMPONENT)
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8")) if EXAMPLES.exists() else {}
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            shown = examples.get(operation["operationId"])
            if shown is not None:
                operation["responses"]["200"]["content"]["application/json"]["example"] = shown
    for collection in COLLECTIONS:
        keys = {
            "sort": list(collection.query.sorts),
            "facet": collection.query.facets(),
            "fields": list(collection.full.model_fields),
        }
        for parameter in document["paths"][addresses.collection(collection.name)]["get"]["parameters"]:
            if parameter["name"] in keys:
                choices = " ".join(f"`{key}`" for key in keys[parameter["name"]])
                parameter["description"] += f" Choose from: {choices}."
