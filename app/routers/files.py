"""Files about the whole: what describes the tables, and where a program or language tool begins."""

from typing import Any

from fastapi import APIRouter
from sqlmodel import col
from starlette.requests import Request
from starlette.responses import Response

from app import addresses
from app.catalogue import COLLECTIONS, Collection
from app.formats import annotations, json, jsonld, llms
from app.formats.jsonld import Distribution
from app.formats.tables import metadata, package
from app.models import Dataset, Passage, Place, Source
from app.queries.found import document, every
from app.routers import answering
from app.routers.forms import head
from app.routers.lookups import contents
from app.routers.reading import ReadRoute

NAME = "iran-pakistan-border-skirmishes-2024"
router = APIRouter(route_class=ReadRoute, include_in_schema=False)


def written(value: object, media_type: str) -> Response:
    """A document as a file."""
    return Response(json.dump(value), headers={"Content-Type": media_type})


@router.get(addresses.PACKAGE)
def data_package(request: Request) -> Response:
    """All tables, as a Data Package."""
    dataset = answering.service(request).current().dataset
    tables = [(collection.name, collection.text, collection.columns) for collection in COLLECTIONS]
    said = head(request, COLLECTIONS[0], dataset, dataset.title)
    return written(package(NAME, about(dataset)["description"], tables, said), json.MEDIA_TYPE)


def publish_metadata(collection: Collection) -> None:
    """Add what describes the columns of a collection's table."""

    def described(request: Request) -> Response:
        dataset = answering.service(request).current().dataset
        said = head(request, collection, dataset, collection.name.capitalize())
        return written(metadata(collection.name, collection.text, collection.columns, said), "application/csvm+json")

    router.add_api_route(addresses.table(collection.name), described, methods=["GET"])


@router.get(addresses.LLMS)
def for_language_tools(request: Request) -> Response:
    """What this is and where to begin, in plain text."""
    service = answering.service(request)
    text = llms.encode(contents(), about(service.current().dataset), service.base_url)
    return Response(text, headers={"Content-Type": llms.MEDIA_TYPE})


@router.get(addresses.DATASET_LD)
def dataset_linked(request: Request) -> Response:
    """The dataset in the words of schema.org, for search engines of datasets."""
    service = answering.service(request)
    with service.reading() as (connection, dataset):
        places = [json.loads(text) for text in every(connection, Place)]
    forms = [
        Distribution(f"{collection.name}, {form.suffix}", form.essence, form.address(f"/{collection.name}"))
        for collection in COLLECTIONS
        for form in collection.formats
        if form.lists
    ]
    said = jsonld.dataset(json.loads(dataset.document), service.base_url, forms, places)
    return written(said, jsonld.MEDIA_TYPE)


@router.get(addresses.annotation("{id}"))
def annotated(request: Request, id: str) -> Response:
    """A passage as a Web Annotation: where it stands, by two selectors, and what it supports."""
    service = answering.service(request)
    with service.reading() as (connection, dataset):
        passage = json.loads(document(connection, Passage, id, col(Passage.full)))
        article = json.loads(document(connection, Source, about(dataset)["article"]["id"], col(Source.full)))
    return written(annotations.annotation(passage, service.base_url, article), annotations.MEDIA_TYPE)


def about(dataset: Dataset) -> dict[str, Any]:
    """The dataset as it is told."""
    found: dict[str, Any] = json.loads(dataset.document)
    return found


for collection in COLLECTIONS:
    publish_metadata(collection)
