"""Files about the dataset as a whole: descriptions of its tables, and starting points for programs."""

from typing import Any

from fastapi import APIRouter
from sqlmodel import col
from starlette.responses import Response

from app import urls
from app.formats import annotations, jsonld, llms, tables
from app.formats.csv_format import METADATA_TYPE
from app.formats.json_format import MEDIA_TYPE as JSON
from app.formats.json_format import dump, loads
from app.formats.jsonld import Distribution
from app.models import Claim, Dataset, Event, Passage, Place, Source
from app.queries.engine.get import first_documents, get_document, list_documents
from app.resources import RESOURCES, Resource
from app.routers.downloads import download
from app.routers.formats import document_info
from app.routers.lookups import contents
from app.web.dispatch import ApiRoute
from app.web.requests import ApiRequest

NAME = "iran-pakistan-border-skirmishes-2024"
router = APIRouter(route_class=ApiRoute)


def json_file(value: object, media_type: str) -> Response:
    """A value as a JSON file of this media type."""
    return Response(dump(value), headers={"Content-Type": media_type})


def dataset_document(dataset: Dataset) -> dict[str, Any]:
    """The stored document of /dataset."""
    value: dict[str, Any] = loads(dataset.document)
    return value


def table(resource: Resource) -> tables.Table:
    """The CSV file of a list, as its descriptions tell of it."""
    return tables.Table(resource.name, resource.description, resource.caution, resource.columns)


@router.get(urls.PACKAGE, **download("get_data_package", "All tables", JSON, "A Data Package."))
def get_data_package(request: ApiRequest) -> Response:
    """All tables as a Data Package."""
    dataset = request.store.current().dataset
    info = document_info(request, RESOURCES[0], dataset, dataset.title)
    return json_file(
        tables.data_package(NAME, dataset_document(dataset)["description"], list(map(table, RESOURCES)), info),
        JSON,
    )


def add_metadata(resource: Resource) -> None:
    """Declare the description of the columns of a list's CSV file."""

    def get_metadata(request: ApiRequest) -> Response:
        info = document_info(request, resource, request.store.current().dataset, resource.name.capitalize())
        return json_file(tables.csvw_metadata(table(resource), info), METADATA_TYPE)

    router.add_api_route(urls.table(resource.name), get_metadata, methods=["GET"], include_in_schema=False)


for resource in RESOURCES:
    add_metadata(resource)


@router.get(urls.LLMS, **download("get_llms_text", "For language tools", llms.MEDIA_TYPE, "Where to start."))
def get_llms_text(request: ApiRequest) -> Response:
    """What this is and where to start, in plain text for language tools."""
    dataset = request.store.current().dataset
    text = llms.encode(contents(), dataset_document(dataset), request.store.base_url)
    return Response(text, headers={"Content-Type": llms.MEDIA_TYPE})


@router.get(
    urls.LLMS_FULL,
    **download("get_llms_full_text", "The record as sentences", llms.MEDIA_TYPE, "Events and claims as sentences."),
)
def get_full_llms_text(request: ApiRequest) -> Response:
    """The record as sentences in plain text for language tools: who says what, and what is not stated."""
    with request.store.snapshot() as snapshot:
        events, claims = (
            [loads(text) for text in first_documents(snapshot.connection, column, llms.MAX_EVENTS, order, where=where)]
            for column, order, where in (
                (Event.full, Event.sequence, []),
                (Claim.full, Claim.sequence, [col(Claim.event_id).is_(None)]),
            )
        )
    text = llms.encode_full(events, claims, dataset_document(snapshot.dataset), request.store.base_url)
    return Response(text, headers={"Content-Type": llms.MEDIA_TYPE})


@router.get(
    urls.DATASET_LD,
    **download("get_linked_dataset", "The dataset for search engines", jsonld.MEDIA_TYPE, "A node of JSON-LD."),
)
def get_linked_dataset(request: ApiRequest) -> Response:
    """The dataset in schema.org's terms, for search engines of datasets."""
    with request.store.snapshot() as snapshot:
        places = [loads(text) for text in list_documents(snapshot.connection, Place)]
    distributions = [
        Distribution(f"{resource.name}, {format.suffix}", format.essence, format.address(f"/{resource.name}"))
        for resource in RESOURCES
        for format in resource.formats
        if format.lists
    ]
    about = dataset_document(snapshot.dataset)
    return json_file(jsonld.dataset_node(about, request.store.base_url, distributions, places), jsonld.MEDIA_TYPE)


@router.get(urls.annotation("{id}"), include_in_schema=False)
def get_annotation(request: ApiRequest, id: str) -> Response:
    """A passage as a Web Annotation: its position, by two selectors, and the records it supports."""
    with request.store.snapshot() as snapshot:
        passage = loads(get_document(snapshot.connection, Passage, id, col(Passage.full)))
        article_id = dataset_document(snapshot.dataset)["article"]["id"]
        article = loads(get_document(snapshot.connection, Source, article_id, col(Source.full)))
    body = annotations.annotation(passage, request.store.base_url, article)
    return json_file(body, annotations.MEDIA_TYPE)
