"""The addresses that are no collections: search, resolve, matrix, vocabulary, dataset and index."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from app import urls
from app.formats import json
from app.models import Event, Strike
from app.queries import lookups
from app.queries.engine.get import document
from app.queries.lookups import ResolveQuery, SearchQuery
from app.resources import RESOURCES
from app.routers import answering
from app.routers.problems import declared
from app.schemas.events import EventFull
from app.schemas.lookups import (
    DatasetAnswer,
    IndexAnswer,
    Matrix,
    MatrixAnswer,
    ResolveAnswer,
    SearchPage,
    VocabularyAnswer,
)
from app.schemas.names import NameForm
from app.vocabulary import VOCABULARIES, RecordKind
from app.web.params import ReadRoute

router = APIRouter(route_class=ReadRoute)
EventOrStrike = Annotated[
    str, Path(description="Id of the event, which is the strike's too.", examples=["iranian-strikes-in-pakistan"])
]


@router.get(
    urls.SEARCH,
    operation_id="search",
    summary="Search in words",
    response_model=SearchPage,
    responses=declared("list"),
    tags=["find"],
)
def search(request: Request, query: Annotated[SearchQuery, Query()]) -> Response:
    """Find records by our titles, summaries and names, in any script. Title matches come first, then by day and id."""
    with answering.service(request).reading() as (connection, dataset):
        found = answering.asked(request, connection, query, dataset)
    return answering.page(request, query, found, dataset)


@router.get(
    urls.RESOLVE,
    operation_id="resolve",
    summary="What a spelling names",
    response_model=ResolveAnswer,
    responses=declared("plain"),
    tags=["find"],
)
def resolve(request: Request, query: Annotated[ResolveQuery, Query()]) -> Response:
    """Any spelling, in any script, to the party, person, place or strike it names, with all its spellings."""
    with answering.service(request).reading() as (connection, dataset):
        data = [
            {
                "kind": kind,
                "id": id,
                **named(lookups.spellings(connection, kind, id)),
                "matched": matched,
                "href": urls.record(kind, id),
            }
            for kind, id, matched in lookups.resolve(connection, query.q)
        ]
        near = [] if data else lookups.similar(connection, query.q)
    notices = {} if data else {"notices": [f"Nothing has this name; nearest: {', '.join(near) or 'none'}"]}
    body = json.listing(map(json.dump, data), notices, answering.stamp(request, dataset))
    return Response(body, media_type=json.MEDIA_TYPE)


def named(names: list[Any]) -> dict[str, Any]:
    """The main name of a record, and all its spellings."""
    forms = [{field: getattr(name, field) for field in NameForm.model_fields} for name in names]
    return {"name": forms[0]["name"], "names": forms}


def matrix(request: Request, id: EventOrStrike) -> Response:
    """Who says what about it: a row for each question, a cell for each answer. Rows are never added up."""
    table: Any = Event if request.url.path.startswith(urls.collection("events")) else Strike
    with answering.service(request).reading() as (connection, dataset):
        document(connection, table, id, table.id)
        event = EventFull.model_validate_json(document(connection, Event, id, Event.full))
    return answering.single(request, Matrix.from_claims(event.claims).model_dump_json(), dataset)


for kind in (RecordKind.EVENT, RecordKind.STRIKE):
    router.add_api_route(
        urls.matrix(kind, "{id}"),
        matrix,
        methods=["GET"],
        operation_id=f"get_{kind}_matrix",
        summary=f"Who says what about one {kind}",
        response_model=MatrixAnswer,
        responses=declared("record"),
        tags=[kind.collection],
    )


@router.get(
    urls.VOCABULARY,
    operation_id="get_vocabulary",
    summary="All the words of the data",
    response_model=VocabularyAnswer,
    responses=declared("plain"),
    tags=["about"],
)
def vocabulary(request: Request) -> Response:
    """Every closed list of words, with what each word means and the nearest ACLED and CAMEO codes."""
    lists = [
        {
            "name": name,
            "description": words.__doc__,
            "words": [
                {"value": word, "meaning": word.meaning, "acled": word.acled, "cameo": word.cameo} for word in words
            ],
        }
        for name, words in VOCABULARIES.items()
    ]
    dataset = answering.service(request).current().dataset
    body = json.listing(map(json.dump, lists), {}, answering.stamp(request, dataset))
    return Response(body, media_type=json.MEDIA_TYPE)


@router.get(
    urls.DATASET,
    operation_id="get_dataset",
    summary="The dataset as a whole",
    response_model=DatasetAnswer,
    responses=declared("plain"),
    tags=["about"],
)
def dataset(request: Request) -> Response:
    """Version, origin, licences and size of the dataset."""
    current = answering.service(request).current().dataset
    return answering.single(request, current.document, current)


def contents() -> list[dict[str, str]]:
    """Every address to start from: its name, itself, and what is there."""
    others = {
        urls.SEARCH: "Search in words: ?q=ambassador",
        urls.RESOLVE: "What a spelling names: ?q=Marg Bar Sarmachar",
        urls.VOCABULARY: "All the words of the data.",
        urls.DATASET: "The dataset as a whole.",
        urls.DOCS: "This documentation, to try out.",
        urls.OPENAPI: "The OpenAPI document.",
        urls.PACKAGE: "All lists as tables: a Data Package.",
        urls.LLMS: "Where language tools begin.",
        **{urls.feed(name, "atom"): f"A feed of {name}, as Atom; as JSON Feed at .json." for name in urls.FEEDS},
    }
    entries = [(urls.collection(item.name), item.description) for item in RESOURCES] + list(others.items())
    return [{"name": href.strip("/"), "href": href, "description": text} for href, text in entries]


@router.get(
    urls.INDEX,
    operation_id="get_index",
    summary="The API's table of contents",
    response_model=IndexAnswer,
    responses=declared("plain"),
    tags=["about"],
)
def index(request: Request) -> Response:
    """Every address to start from."""
    current = answering.service(request).current().dataset
    body = json.listing(map(json.dump, contents()), {}, answering.stamp(request, current))
    return Response(body, media_type=json.MEDIA_TYPE)
