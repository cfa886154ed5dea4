"""Health: is the process running, and can it answer queries?"""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from app import urls
from app.formats.json_format import MEDIA_TYPE as JSON
from app.formats.json_format import dump
from app.routers.problems import problem_responses
from app.schemas.lookups import Health, Readiness
from app.settings import SOFTWARE
from app.web.dispatch import ApiRoute
from app.web.headers import NO_STORE
from app.web.requests import ApiRequest

router = APIRouter(route_class=ApiRoute)


def healthy(**details: Any) -> Response:
    """The response of a healthy service, which must not be cached."""
    return Response(dump({"status": "ok", **details}), media_type=JSON, headers={"Cache-Control": NO_STORE})


@router.get(
    urls.LIVE,
    operation_id="get_live",
    summary="Is the process running?",
    response_model=Health,
    responses=problem_responses("health"),
    tags=["health"],
)
async def get_live(request: ApiRequest) -> Response:
    """Answers 200 whenever the process is running."""  # async, so that it waits for no thread and no database
    return healthy()


@router.get(
    urls.READY,
    operation_id="get_ready",
    summary="Can it answer queries?",
    response_model=Readiness,
    responses=problem_responses("health"),
    tags=["health"],
)
async def get_ready(request: ApiRequest) -> Response:
    """Answers 200 when the data can be read, and 503 when it cannot or the service is shutting down."""
    store = request.store
    dataset = store.check_ready()  # async, so that it waits for no query
    stamp = {"version": dataset.version, "digest": dataset.digest}
    return healthy(version=SOFTWARE, dataset=stamp, age=round(store.unreadable_for(), 3))
