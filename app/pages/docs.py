"""/docs: Swagger UI from vendored files; no other site is asked, no script or style stands in the page."""

import json
from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app import addresses
from app.routers.reading import ReadRoute

STATIC = Path(__file__).with_name("static")
PAGE = (STATIC / "docs.html").read_text(encoding="utf-8")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
router = APIRouter(route_class=ReadRoute, include_in_schema=False)


@router.get(addresses.DOCS)
def docs(request: Request) -> Response:
    """The documentation, to try out."""
    return HTMLResponse(PAGE, headers={"Content-Security-Policy": POLICY})


@router.get(addresses.OPENAPI)
def openapi(request: Request) -> Response:
    """The OpenAPI document."""
    return Response(json.dumps(request.app.openapi(), ensure_ascii=False), media_type="application/json")
