"""What all pages share: their routes, their headers, and the page that says why there is no record."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from app import urls
from app.errors import ApiError, NotFound, Removed
from app.pages.templating import Site, render
from app.web.dispatch import ApiRoute
from app.web.headers import NO_STORE
from app.web.requests import ApiRequest

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
PAGE_HEADERS = {"Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'"}
STATIC_EXPORT = "app.static_export"  # the extension in the scope of a request whose response becomes a file
FRESH = "public, max-age=300, stale-while-revalidate=300, stale-if-error=604800"  # a correction must show soon


class PageParams(BaseModel):
    """The query of a page. Parameters that it does not know are ignored: a link from anywhere opens it."""

    model_config = ConfigDict(extra="ignore")


class PageRoute(ApiRoute):
    """A route to a page. If there is no such record, the response is a page that says so."""

    def __init__(self, path: str, endpoint: Any, **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        if not self.takes_query:
            self.query_model = PageParams

    async def respond(self, request: ApiRequest, **arguments: str) -> Response:
        """The page, or why there is none."""
        try:
            return await super().respond(request, **arguments)
        except (NotFound, Removed) as error:
            return missing_page(request, error)


def site_of(request: ApiRequest) -> Site:
    """The site as the request sees it."""
    is_export = STATIC_EXPORT in request.scope.get("extensions", {})
    return Site(request.store.base_url, request.store.current().dataset, is_export)


def page_response(request: ApiRequest, template: str, **context: Any) -> Response:
    """A page from its template. The context has `title`, `description` and `path`, see base.html."""
    return html(render(template, site_of(request), context), PAGE_HEADERS)


def html(text: str, headers: Mapping[str, str], status: int = 200) -> Response:
    """A page as a response."""
    return Response(text, status, media_type="text/html", headers={"Cache-Control": FRESH, **headers})


def missing_page(request: ApiRequest, error: ApiError) -> Response:
    """The page of a record that never existed, with the closest ones, or that was removed, with its last values."""
    path: str = request.scope["path"]
    nearest = [choice for fault in error.errors for choice in fault.nearest]
    context: dict[str, Any] = {
        "title": "This record was withdrawn" if isinstance(error, Removed) else "No such record",
        "description": error.detail,
        "status": error.status,
        "path": path if path.startswith(urls.VIEW) else urls.VIEW,
        "folder": f"{path.rpartition('/')[0]}/",
        "nearest": nearest,
        "removed": error.removed.model_dump() if isinstance(error, Removed) else None,
    }
    text = render("missing.html", site_of(request), context)
    return html(text, {**PAGE_HEADERS, "Cache-Control": NO_STORE}, error.status)
