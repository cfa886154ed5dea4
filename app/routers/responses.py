"""The JSON responses that endpoints share: a page of a list, and a single document, each in its envelope."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from app import urls
from app.errors import Fault, InvalidParameter
from app.formats.json_format import MEDIA_TYPE as JSON
from app.formats.json_format import EnvelopeTemplate, add_base_path, dump, list_body, select_fields, single_body
from app.queries.engine.paginate import fetch_page
from app.queries.engine.suggestions import did_you_mean, nearest
from app.queries.listing import PagedQuery
from app.queries.search_notices import search_notices
from app.resources import Resource
from app.schemas.columns import Column
from app.web.headers import REVALIDATE
from app.web.requests import ApiRequest


def list_response(request: ApiRequest, query: PagedQuery, fields: Sequence[str] = ()) -> Response:
    """A page of the records that match a query, only these fields of each if any are named."""
    first_page = request.url_of_target if query.cursor is None else urls.without_cursor(request.url_of_target)
    with request.store.snapshot() as snapshot:
        page = fetch_page(snapshot.connection, query, snapshot.dataset, first_page)
        about_words = search_notices(snapshot.connection, query, snapshot.dataset, found=bool(page.documents))
    documents = [select_fields(document, fields) for document in page.documents] if fields else page.documents
    headers, next_page = {"Link": f'<{first_page}>; rel="first"'}, None
    if page.cursor is not None:
        next_page = f"{first_page}{'&' if '?' in first_page else '?'}cursor={page.cursor}"
        headers = {"Link": f'{headers["Link"]}, <{next_page}>; rel="next"', "Cache-Control": REVALIDATE}
    about: dict[str, Any] = {"total": page.total, "returned": len(documents), "next": next_page}
    if page.facets is not None:
        about["facets"] = page.facets
    if notices := [*page.notices, *about_words]:
        about["notices"] = notices
    return list_answer(request, documents, about, snapshot.envelope, headers)


def data_response(
    request: ApiRequest, document: str, envelope: EnvelopeTemplate, headers: Mapping[str, str] | None = None
) -> Response:
    """One document in its envelope."""
    body = single_body(add_base_path(document, request.store.base_path), envelope.render(request.target))
    return Response(body, media_type=JSON, headers=headers)


def items_response(
    request: ApiRequest, items: Iterable[Any], envelope: EnvelopeTemplate, notices: Sequence[str] = ()
) -> Response:
    """A list that has no pages, in its envelope."""
    return list_answer(request, map(dump, items), {"notices": notices} if notices else {}, envelope)


def list_answer(
    request: ApiRequest,
    documents: Iterable[str],
    about: Mapping[str, Any],
    envelope: EnvelopeTemplate,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Documents in their envelope, with what there is to say about them."""
    if base_path := request.store.base_path:
        documents = [add_base_path(document, base_path) for document in documents]
    return Response(list_body(documents, about, envelope.render(request.target)), media_type=JSON, headers=headers)


def selected_fields(resource: Resource, fields: str) -> list[str]:
    """The fields that a query names. Raises InvalidParameter for those that the records do not have."""
    return known_names(fields, "field", resource, list(resource.full.model_fields))


def selected_columns(resource: Resource, fields: str) -> tuple[Column, ...]:
    """The id and the columns that a query names, in its order. Raises InvalidParameter for those that do not exist."""
    columns = {column.name: column for column in resource.columns}
    names = known_names(fields, "column", resource, list(columns))
    return tuple(columns[name] for name in dict.fromkeys(["id", *names]))


def known_names(text: str, kind: str, resource: Resource, valid: list[str]) -> list[str]:
    """The names in `fields`, which are fields or columns. Raises InvalidParameter for those that are not valid."""
    names = text.split(",")
    if faults := [unknown_name(kind, resource.name, name, valid) for name in names if name not in valid]:
        raise InvalidParameter(faults)
    return names


def unknown_name(kind: str, collection: str, name: str, valid: list[str]) -> Fault:
    """The fault of a name in `fields` that is no field or column."""
    closest = nearest(name, valid)
    hint = did_you_mean(closest) or f" The {kind}s are: {', '.join(valid)}."
    message = f'Unknown {kind} "{name}" of {collection}.{hint}'
    return Fault(parameter="fields", value=name, message=message, nearest=closest)
