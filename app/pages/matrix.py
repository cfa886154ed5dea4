"""The page that compares who says what about an event or strike, question by question."""

from fastapi import APIRouter
from starlette.responses import Response

from app import urls
from app.formats.json_format import loads
from app.pages.page import PageRoute, page_response
from app.queries.engine.get import get_document
from app.records import RECORDS
from app.schemas.events import EventFull
from app.schemas.lookups import Matrix
from app.vocabulary import RecordKind
from app.web.requests import ApiRequest

router = APIRouter(route_class=PageRoute, include_in_schema=False)


def add_page(kind: RecordKind) -> None:
    """Declare the page of an event or strike, whose ids are the same."""
    events = RECORDS[RecordKind.EVENT].table
    table = RECORDS[kind].table

    def get_matrix_page(request: ApiRequest, id: str) -> Response:
        with request.store.snapshot() as snapshot:
            record = loads(get_document(snapshot.connection, table, id, table.full))
            event = get_document(snapshot.connection, events, id, events.full)
        claims = {claim["links"]["self"]: claim for claim in loads(event)["claims"]}
        matrix = Matrix.from_claims(EventFull.model_validate_json(event).claims)
        return page_response(
            request,
            "matrix.html",
            title=f"Who says what: {record['title']}",
            description=record["summary"],
            path=urls.matrix_page(kind, id),
            record=record,
            questions=[
                {**question.model_dump(mode="json"), "claims": [claims[answer.claim] for answer in question.answers]}
                for question in matrix.questions
            ],
        )

    router.add_api_route(urls.matrix_page(kind, "{id}"), get_matrix_page, methods=["GET"])


for kind in (RecordKind.EVENT, RecordKind.STRIKE):
    add_page(kind)
