"""/docs: Swagger UI from vendored files. It loads nothing from other sites and has no inline scripts or styles."""

from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app import urls
from app.errors import Fault, InvalidParameter, shortened
from app.formats import json_format

STATIC = Path(__file__).with_name("static")
PAGE = (STATIC / "docs.html").read_text(encoding="utf-8")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
router = APIRouter(include_in_schema=False)


def refuse_parameters(request: Request) -> None:
    """Raise InvalidParameter if the request has query parameters."""
    names = list(request.query_params)
    if names:
        raise InvalidParameter(
            Fault(parameter=shortened(name), value=None, message="there are no parameters here", nearest=[])
            for name in names
        )


@router.get(urls.DOCS)
def docs(request: Request) -> Response:
    """The interactive docs."""
    refuse_parameters(request)
    return HTMLResponse(PAGE, headers={"Content-Security-Policy": POLICY})


@router.get(urls.OPENAPI)
def openapi(request: Request) -> Response:
    """The OpenAPI document."""
    refuse_parameters(request)
    return Response(json_format.dump(request.app.openapi()), media_type=json_format.MEDIA_TYPE)
