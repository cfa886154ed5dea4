"""The OpenAPI document: FastAPI's own, finished with what it can not know."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.pages import components, operations
from app.resources import RESOURCES
from app.settings import SOFTWARE, Settings

TITLE = "A sourced record of the 2024 Iran–Pakistan border skirmishes"
ARTICLE = "https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_border_skirmishes"
DESCRIPTION = """\
Who did what, **who says so, in which sentence of the article, citing which source**, and where the sources differ or
are silent: one encyclopedia article, taken apart and checked against itself.

**Try:** [what happened](/events?background=false) ·
[strikes in which five or more were killed, by some account](/strikes?min_killed=5) ·
[what Iran claims](/claims?claimant=iran) ·
[who says what about Pakistan's strikes](/strikes/pakistani-strikes-in-iran/matrix) ·
[where the article is at odds with itself](/discrepancies)

- No key, no account. Everything is `GET`; nothing can be written.
- Every record names the passages of the article behind it, by position, hash and link. The sentences are not copied.
- `null` means *not stated*, never 0. What is inferred says so. Casualty figures are claims: **never add them up**.
- A repeated parameter means OR, different parameters AND. Days are inclusive. Follow `next` for more.
- Lists leave nested claims and evidence out unless `detail=full` is given; `fields` picks what is needed.
- Whatever is wrong with a question is said at once, with the nearest valid choice: see `/problems/invalid-parameter`.
- Changes to this API only ever add to it.
"""
TAGS = {
    **{resource.name: resource.description for resource in RESOURCES},
    "find": "Find records by words, or by any spelling of a name in any script.",
    "about": "The dataset, its words, the table of contents and the kinds of error.",
    "health": "For whoever runs the service.",
}


def describe(app: FastAPI, chosen: Settings) -> dict[str, Any]:
    """The document, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=TITLE,
            version=SOFTWARE,
            summary="Read-only and keyless: every figure with its claimant, its sentence and its sources.",
            description=DESCRIPTION,
            routes=app.routes,
            tags=[{"name": name, "description": text} for name, text in TAGS.items()],
            servers=[{"url": chosen.base_url, "description": "This service."}],
            contact=contact(chosen.contact) if chosen.contact else None,
            license_info={
                "name": "CC-BY-SA-4.0 (data; credits at /dataset) and MIT (code)",
                "url": "https://creativecommons.org/licenses/by-sa/4.0/",
            },
            external_docs={"description": "The article that this records.", "url": ARTICLE},
        )
        document["security"] = [{}]
        operations.finish(document)
        components.finish(document)
        app.openapi_schema = document
    return app.openapi_schema


def contact(given: str) -> dict[str, str]:
    """The operator, by e-mail address or page, whichever was given."""
    return {"name": "The operator", "email" if "@" in given and "/" not in given else "url": given}
