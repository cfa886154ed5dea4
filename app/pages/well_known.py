"""Addresses that browsers and robots ask every site for: icons, robots.txt, the sitemap, and whom to tell of faults."""

from collections.abc import Iterator
from datetime import date, timedelta
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter
from sqlalchemy import Connection
from starlette.responses import Response

from app import urls
from app.errors import NotFound
from app.formats.json_format import dump
from app.pages.docs import STATIC
from app.pages.openapi import is_email
from app.pages.page import site_of
from app.queries.engine.get import first_documents
from app.records import RECORDS
from app.vocabulary import RecordKind
from app.web.dispatch import ApiRoute
from app.web.requests import ApiRequest

PAGES = (
    urls.INDEX,
    urls.TIMELINE_PAGE,
    urls.MAP_PAGE,
    urls.GAPS_PAGE,
    urls.CORRECTIONS_PAGE,
    urls.NEWSROOMS_PAGE,
    urls.DOCS,
    urls.REFERENCE_PAGE,
)
MAX_PAGES = 50_000  # of one sitemap, by its protocol
SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
COLOUR = "#16181b"
router = APIRouter(route_class=ApiRoute, include_in_schema=False)


@router.get(urls.FAVICON)
def get_favicon(request: ApiRequest) -> Response:
    """The icon at the address where browsers look for it."""
    return Response((STATIC / "favicon.ico").read_bytes(), media_type="image/x-icon")


@router.get(urls.MANIFEST)
def get_manifest(request: ApiRequest) -> Response:
    """The name and icons of the site, for a phone's home screen."""
    site = site_of(request)
    manifest = {
        "name": site.about["title"],
        "short_name": "Border skirmishes",
        "start_url": site.href(urls.INDEX),
        "display": "browser",
        "background_color": COLOUR,
        "theme_color": COLOUR,
        "icons": [
            {"src": site.href(urls.static("icon.svg")), "sizes": "any", "type": "image/svg+xml"},
            {"src": site.href(urls.static("icon-192.png")), "sizes": "192x192", "type": "image/png"},
        ],
    }
    return Response(dump(manifest), media_type="application/manifest+json")


@router.get(urls.ROBOTS)
def get_robots(request: ApiRequest) -> Response:
    """Robots may read everything. Embeds say themselves that they are indexed only as part of the page around them."""
    lines = ["User-agent: *", "Allow: /", "", f"Sitemap: {site_of(request).absolute(urls.SITEMAP)}", ""]
    return Response("\n".join(lines), media_type="text/plain")


@router.get(urls.SITEMAP)
def get_sitemap(request: ApiRequest) -> Response:
    """The pages for people, as a sitemap. All were last changed when the dataset was released."""
    site = site_of(request)
    with request.store.snapshot() as snapshot:
        paths = [*PAGES, *record_pages(snapshot.connection)][:MAX_PAGES]
    root = Element("urlset", xmlns=SITEMAP_NAMESPACE)
    for path in paths:
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = site.absolute(path)
        SubElement(entry, "lastmod").text = snapshot.dataset.released
    return Response(tostring(root, "utf-8", xml_declaration=True), media_type="application/xml")


def record_pages(connection: Connection) -> Iterator[str]:
    """The pages of records, except those of changes, which are rows of one page."""
    for kind in RecordKind:
        if kind is not RecordKind.CHANGE:
            id = RECORDS[kind].table.id
            yield from (urls.page(kind, one) for one in first_documents(connection, id, MAX_PAGES, id))


@router.get(urls.SECURITY)
def get_security(request: ApiRequest) -> Response:
    """Whom to tell of a weakness (RFC 9116). Raises NotFound unless the operator has set a contact."""
    contact, site = request.store.contact, site_of(request)
    if not contact:
        raise NotFound("The operator has set no contact for reports of weaknesses.", [])
    expires = date.fromisoformat(site.dataset.released) + timedelta(days=365)
    lines = [
        f"Contact: {f'mailto:{contact}' if is_email(contact) else contact}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {site.absolute(urls.SECURITY)}",
        "",
    ]
    return Response("\n".join(lines), media_type="text/plain")
