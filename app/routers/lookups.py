"""The endpoints that are not lists of records: search, resolve, matrix, vocabulary, dataset and index."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from sqlalchemy import Connection
from starlette.responses import Response

from app import urls
from app.models import Event, Name, Strike
from app.queries import lookups
from app.queries.engine.get import get_document
from app.queries.lookups import ResolveQuery, SearchQuery
from app.queries.parameters import MAX_LENGTH
from app.resources import RESOURCES
from app.routers.problems import problem_responses
from app.routers.responses import data_response, items_response, list_response
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
from app.web.dispatch import ApiRoute
from app.web.requests import ApiRequest

router = APIRouter(route_class=ApiRoute)


@router.get(
    urls.SEARCH,
    operation_id="search",
    summary="Full-text search",
    response_model=SearchPage,
    responses=problem_responses("list"),
    tags=["find"],
)
def search(request: ApiRequest, query: Annotated[SearchQuery, Query()]) -> Response:
    """Find records by our titles, summaries and names, in any script. Title matches come first, then by day and id."""
    return list_response(request, query)


@router.get(
    urls.RESOLVE,
    operation_id="resolve",
    summary="Find the record for a name",
    response_model=ResolveAnswer,
    responses=problem_responses("plain"),
    tags=["find"],
)
def resolve(request: ApiRequest, query: Annotated[ResolveQuery, Query()]) -> Response:
    """Find the party, person, place or strike with this name, in any spelling and script, and all its spellings."""
    with request.store.snapshot() as snapshot:
        items, hint = resolve_name(snapshot.connection, query.q)
    return items_response(request, items, snapshot.envelope, [hint] if hint else [])


def resolve_name(connection: Connection, name: str) -> tuple[list[dict[str, Any]], str]:
    """The records that have this name; if there are none, a hint that gives the closest names."""
    items = [
        resolved(kind, id, matched, lookups.spellings(connection, kind, id))
        for kind, id, matched in lookups.resolve(connection, name)
    ]
    if items:
        return items, ""
    closest = lookups.nearest_names(connection, name)
    return [], f"No match. Closest: {', '.join(closest)}." if closest else "No match, and nothing close."


def resolved(kind: RecordKind, id: str, matched: str, names: list[Name]) -> dict[str, Any]:
    """A record that has the name, with its main name first."""
    spellings = [{field: getattr(name, field) for field in NameForm.model_fields} for name in names]
    return {
        "kind": kind,
        "id": id,
        "name": spellings[0]["name"],
        "names": spellings,
        "matched": matched,
        "href": urls.record(kind, id),
    }


def add_matrix(kind: RecordKind, table: Any) -> None:
    """Declare the matrix of an event or strike, whose ids are the same."""

    def get_matrix(
        request: ApiRequest,
        id: Annotated[
            str,
            Path(description=f"Id of the {kind}.", examples=["pakistani-strikes-in-iran"], max_length=MAX_LENGTH),
        ],
    ) -> Response:
        """Who says what about it: a row for each question, a cell for each answer. Rows are never added up."""
        with request.store.snapshot() as snapshot:
            get_document(snapshot.connection, table, id, table.id)  # a strike, if it is asked for as one
            event = EventFull.model_validate_json(get_document(snapshot.connection, Event, id, Event.full))
        return data_response(request, Matrix.from_claims(event.claims).model_dump_json(), snapshot.envelope)

    router.add_api_route(
        urls.matrix(kind, "{id}"),
        get_matrix,
        methods=["GET"],
        operation_id=f"get_{kind}_matrix",
        summary=f"Who says what about one {kind}",
        response_model=MatrixAnswer,
        responses=problem_responses("part of a record"),
        tags=[kind.collection],
    )


add_matrix(RecordKind.EVENT, Event)
add_matrix(RecordKind.STRIKE, Strike)


@router.get(
    urls.VOCABULARY,
    operation_id="get_vocabulary",
    summary="Every controlled term used in the data",
    response_model=VocabularyAnswer,
    responses=problem_responses("plain"),
    tags=["about"],
)
def get_vocabulary(request: ApiRequest) -> Response:
    """Every closed list of words, what each word means, and the closest ACLED and CAMEO codes."""
    items = [
        {
            "name": name,
            "description": words.__doc__,
            "words": [
                {"value": word, "meaning": word.meaning, "acled": word.acled, "cameo": word.cameo} for word in words
            ],
        }
        for name, words in VOCABULARIES.items()
    ]
    return items_response(request, items, request.store.current().envelope)


@router.get(
    urls.DATASET,
    operation_id="get_dataset",
    summary="The dataset as a whole",
    response_model=DatasetAnswer,
    responses=problem_responses("plain"),
    tags=["about"],
)
def get_dataset(request: ApiRequest) -> Response:
    """Version, origin, licences and size of the dataset."""
    current = request.store.current()
    return data_response(request, current.dataset.document, current.envelope)


def contents() -> list[dict[str, str]]:
    """The name, address and description of every place to start from."""
    others = {
        urls.SEARCH: "Full-text search: ?q=ambassador",
        urls.RESOLVE: "Find the record for a name: ?q=Marg Bar Sarmachar",
        urls.VOCABULARY: "Every controlled term used in the data.",
        urls.DATASET: "The dataset as a whole.",
        urls.DOCS: "Interactive documentation.",
        urls.OPENAPI: "The OpenAPI document.",
        urls.PACKAGE: "All lists as tables: a Data Package.",
        urls.LLMS: "Where language tools start.",
        urls.LLMS_FULL: "Events and claims as sentences, for language tools.",
        **{
            urls.feed(item.name, "atom"): f"A feed of {item.name} in Atom; in JSON Feed at .json."
            for item in RESOURCES
            if item.has_feed
        },
    }
    entries = [(urls.collection(resource.name), resource.description) for resource in RESOURCES] + list(others.items())
    return [{"name": path.strip("/"), "href": path, "description": text} for path, text in entries]


@router.get(
    urls.INDEX,
    operation_id="get_index",
    summary="The API's table of contents",
    response_model=IndexAnswer,
    responses=problem_responses("plain"),
    tags=["about"],
)
def get_index(request: ApiRequest) -> Response:
    """Every address to start from."""
    return items_response(request, contents(), request.store.current().envelope)
