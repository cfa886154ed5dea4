"""/docs: Swagger UI from files of this project. The page loads nothing from other sites and has no inline script."""

import mimetypes
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from app import urls
from app.formats.json_format import MEDIA_TYPE as JSON
from app.formats.json_format import add_base_path, dump
from app.pages.openapi import value_lists
from app.web.dispatch import ApiRoute
from app.web.requests import ApiRequest

STATIC = Path(__file__).with_name("static")
PAGE = (STATIC / "docs.html").read_text(encoding="utf-8")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
router = APIRouter(route_class=ApiRoute, include_in_schema=False)


@router.get(urls.DOCS)
def get_docs(request: ApiRequest) -> Response:
    """The interactive documentation."""
    page = add_base_path(PAGE, request.store.base_path)
    return Response(page, media_type="text/html", headers={"Content-Security-Policy": POLICY})


@router.get(urls.OPENAPI)
def get_openapi(request: ApiRequest) -> Response:
    """The OpenAPI document, with the ids and other values that parameters take."""
    return Response(dump(described(request)), media_type=JSON)


def described(request: ApiRequest) -> dict[str, Any]:
    """The OpenAPI document with, in `x-values`, the values that only the data knows."""
    with request.store.snapshot() as snapshot:
        return {**request.app.openapi(), "x-values": value_lists(snapshot.connection)}


def add_static_file(file: Path) -> None:
    """Declare a file of the documentation."""
    media_type = mimetypes.guess_type(file.name)[0] or "text/plain"

    def get_static_file(request: ApiRequest) -> Response:
        return Response(file.read_bytes(), media_type=media_type)

    router.add_api_route(urls.static(file.relative_to(STATIC).as_posix()), get_static_file, methods=["GET"])


for file in sorted(STATIC.rglob("*")):
    if file.is_file() and file.suffix not in {".html", ".md"}:  # the page itself, and notes on where files come from
        add_static_file(file)
