"""Health: is the process up, and can it answer?"""

from fastapi import APIRouter
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import Response

from app import urls
from app.errors import NotReady
from app.formats import json_format
from app.routers import answering
from app.routers.problems import declared
from app.schemas.lookups import Health
from app.web.params import ReadRoute

router = APIRouter(route_class=ReadRoute)


def well() -> Response:
    """The answer of a service that is well; never kept."""
    return Response(
        json_format.dump({"status": "ok"}), media_type=json_format.MEDIA_TYPE, headers={"Cache-Control": "no-store"}
    )


@router.get(
    urls.LIVE,
    operation_id="get_live",
    summary="Is the process up?",
    response_model=Health,
    responses=declared("plain"),
    tags=["health"],
)
async def live(request: Request) -> Response:
    """Answers whenever the process does."""  # and waits for no thread, which may wait for the database
    return well()


@router.get(
    urls.READY,
    operation_id="get_ready",
    summary="Can it answer?",
    response_model=Health,
    responses=declared("plain"),
    tags=["health"],
)
def ready(request: Request) -> Response:
    """Answers 200 when the data can be read, 503 when not, and when the service is about to end."""
    service = answering.service(request)
    if service.draining:
        raise NotReady("The service is about to end.")
    with service.reading() as (connection, _):
        connection.execute(text("SELECT 1 FROM dataset"))
    return well()
