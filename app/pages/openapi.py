"""The OpenAPI document: FastAPI's own, completed with what FastAPI cannot know."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from sqlalchemy import Connection

from app import urls
from app.formats.licences import DATA_LICENCE, licence_url
from app.pages import components, operations
from app.queries.choices import choices_key, known_values
from app.queries.listing import FACET_LIMIT, MAX_LIMIT
from app.queries.parameters import MAX_LENGTH, MAX_VALUES
from app.resources import RESOURCES
from app.settings import SOFTWARE, Settings
from app.web.dispatch import MAX_BUFFERED
from app.web.params import MAX_PARAMETERS
from app.web.protocol import MAX_HEAD
from app.web.requests import MAX_TARGET

TITLE = "A sourced record of the 2024 Iran–Pakistan border skirmishes"
ARTICLE = "https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_border_skirmishes"
DESCRIPTION = """\
Who did what, **who says so, in which sentence of the article, citing which source**, and where the sources differ or
say nothing. The record covers one encyclopedia article in full and is checked against its text.

All of it on one page to read and print: [the reference](/docs/reference).

**Try:** [what happened](/events?background=false) ·
[strikes claimed to have killed five or more people](/strikes?min_killed=5) ·
[what Iran claims](/claims?claimant=iran) ·
[who says what about Pakistan's strikes](/strikes/pakistani-strikes-in-iran/matrix) ·
[where the article contradicts itself or says nothing](/discrepancies)

- No key and no account. The API is read-only: everything is a `GET` request.
- Every record lists the passages of the article that support it, by position, hash and link. The sentences themselves
  are not copied.
- `null` means *not stated*, never 0. Inferred values are marked as inferred. Casualty figures are claims:
  **never add them up**.
- Repeat a parameter to match any of its values; different parameters must all match. Date ranges include both days.
  Follow `next` for the next page.
- Lists leave out nested claims and evidence unless you add `detail=full`; `fields` picks single fields.
- `.json` after a path changes nothing: `/events.json` is `/events`, as a static copy of the service names its file.
- Flags may also be written `True`, `FALSE`, `1` or `0`; ids and words of closed lists may be in any case.
- All errors in a request are reported together, each with the closest valid value: see `/problems/invalid-parameter`.
- Examples of responses show the first two entries of each list.
- Future changes to this API only add to it.
"""
LIMITS = f"""
**Limits:** {MAX_LIMIT} records on a page; {FACET_LIMIT} values of a facet, or as many as `facet_limit` says, at most
{MAX_LIMIT}; {MAX_PARAMETERS} parameters in a request, {MAX_VALUES} values of one, {MAX_LENGTH} characters in a value;
{MAX_TARGET // 1024} KiB for path and query, {MAX_HEAD // 1024} KiB for all of a request; {{seconds:g}} seconds for a
query. A response of more than {MAX_BUFFERED // 2**20} MiB is streamed, without `ETag` and without compression.
"""
TAGS = {
    **{resource.name: resource.description for resource in RESOURCES},
    "find": "Search by words, or look up a name in any spelling and script.",
    "downloads": "Files: lists as tables, feeds, the Data Package, and texts for language tools.",
    "about": "The dataset, its vocabulary, the table of contents and the kinds of error.",
    "health": "For whoever operates the service.",
}


def describe(app: FastAPI, settings: Settings) -> dict[str, Any]:
    """The OpenAPI document, built on the first call."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=TITLE,
            version=SOFTWARE,
            summary="Read-only, no key: every figure with its claimant, the sentence behind it and its sources.",
            description=DESCRIPTION + LIMITS.format(seconds=settings.query_seconds),
            routes=app.routes,
            tags=[{"name": name, "description": text} for name, text in TAGS.items()],
            servers=[{"url": settings.base_url, "description": "This service."}],
            contact=contact(settings.contact) if settings.contact else None,
            license_info={
                "name": f"{DATA_LICENCE} (data; credits at /dataset) and MIT (code)",
                "url": licence_url(DATA_LICENCE),
            },
            external_docs={"description": "The article that this record covers.", "url": ARTICLE},
        )
        document["security"] = [{}]
        operations.complete(document, settings.base_url)
        components.complete(document)
        app.openapi_schema = with_base_path(document, urls.base_path(settings.base_url))
    return app.openapi_schema


def with_base_path(part: Any, base_path: str) -> Any:
    """A part of the document with the path of the public URL before every link: examples, and those in Markdown.

    The names of its paths stay: they are below the URL of the server.
    """
    if not base_path:
        return part
    if isinstance(part, dict):
        return {name: with_base_path(value, base_path) for name, value in part.items()}
    if isinstance(part, list):
        return [with_base_path(value, base_path) for value in part]
    if not isinstance(part, str):
        return part
    return base_path + part if part.startswith("/") else part.replace("](/", f"]({base_path}/")


def value_lists(connection: Connection) -> dict[str, dict[str, str]]:
    """The values that only the data knows, each with the name of its record, by the names that parameters refer to."""
    choices = [resource.table.id for resource in RESOURCES]
    choices += [condition.choices for resource in RESOURCES for condition in resource.query.conditions().values()]
    named = {key: item for item in choices if (key := choices_key(item)) is not None}
    return {key: values for key in sorted(named) if (values := known_values(connection, named[key]))}


def contact(address: str) -> dict[str, str]:
    """The operator of the service, with an e-mail address or the URL of a page."""
    return {"name": "The operator", "email" if is_email(address) else "url": address}


def is_email(address: str) -> bool:
    """Whether a contact is an e-mail address rather than the URL of a page."""
    return "@" in address and "/" not in address
