"""Files about the whole: what describes the tables, and where a program or language tool begins."""

from typing import Any

from fastapi import APIRouter
from sqlmodel import col
from starlette.requests import Request
from starlette.responses import Response

from app import urls
from app.formats import annotations, json, jsonld, llms
from app.formats.jsonld import Distribution
from app.formats.tables import metadata, package
from app.models import Dataset, Passage, Place, Source
from app.queries.engine.get import document, every
from app.resources import RESOURCES, Resource
from app.routers import answering
from app.routers.formats import head
from app.routers.lookups import contents
from app.web.params import ReadRoute

NAME = "iran-pakistan-border-skirmishes-2024"
router = APIRouter(route_class=ReadRoute, include_in_schema=False)


def written(value: object, media_type: str) -> Response:
    """A document as a file."""
    return Response(json.dump(value), headers={"Content-Type": media_type})


@router.get(urls.PACKAGE)
def data_package(request: Request) -> Response:
    """All tables, as a Data Package."""
    dataset = answering.service(request).current().dataset
    tables = [(resource.name, resource.description, resource.columns) for resource in RESOURCES]
    said = head(request, RESOURCES[0], dataset, dataset.title)
    return written(package(NAME, about(dataset)["description"], tables, said), json.MEDIA_TYPE)


def publish_metadata(resource: Resource) -> None:
    """Add what describes the columns of a resource's table."""

    def described(request: Request) -> Response:
        dataset = answering.service(request).current().dataset
        said = head(request, resource, dataset, resource.name.capitalize())
        return written(metadata(resource.name, resource.description, resource.columns, said), "application/csvm+json")

    router.add_api_route(urls.table(resource.name), described, methods=["GET"])


@router.get(urls.LLMS)
def for_language_tools(request: Request) -> Response:
    """What this is and where to begin, in plain text."""
    service = answering.service(request)
    text = llms.encode(contents(), about(service.current().dataset), service.base_url)
    return Response(text, headers={"Content-Type": llms.MEDIA_TYPE})


@router.get(urls.DATASET_LD)
def dataset_linked(request: Request) -> Response:
    """The dataset in the words of schema.org, for search engines of datasets."""
    service = answering.service(request)
    with service.reading() as (connection, dataset):
        places = [json.loads(text) for text in every(connection, Place)]
    forms = [
        Distribution(f"{resource.name}, {form.suffix}", form.essence, form.address(f"/{resource.name}"))
        for resource in RESOURCES
        for form in resource.formats
        if form.lists
    ]
    said = jsonld.dataset(json.loads(dataset.document), service.base_url, forms, places)
    return written(said, jsonld.MEDIA_TYPE)


@router.get(urls.annotation("{id}"))
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


for resource in RESOURCES:
    publish_metadata(resource)
