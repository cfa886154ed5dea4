"""oEmbed 1.0: what WordPress, Drupal and other tools ask when an editor pastes an address of ours."""

from typing import Annotated, Any
from urllib.parse import SplitResult, unquote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, Query
from markupsafe import Markup
from starlette.responses import Response

from app import urls
from app.errors import Fault, InvalidParameter, NotFound, Removed, UnknownFormat, shortened
from app.formats.json_format import MEDIA_TYPE as JSON
from app.formats.json_format import dump
from app.pages.embeddable import COLLECTION_NAMES, MAP, TIMELINE, WIDTH, Embeddable, find_embeddable, withdrawn
from app.pages.page import PageParams, site_of
from app.pages.templating import Site
from app.queries.parameters import DIGITS
from app.store import Snapshot
from app.web.dispatch import ApiRoute
from app.web.requests import ApiRequest

CACHE_AGE = 3600  # seconds
PROVIDER = "2024 Iran–Pakistan border skirmishes, a sourced record"
router = APIRouter(route_class=ApiRoute, include_in_schema=False)


class OEmbedParams(PageParams):
    """The query of a consumer. Arguments that it adds, and sizes without sense, are ignored."""

    url: str = ""
    maxwidth: str = ""
    maxheight: str = ""
    format: str = "json"


@router.get(urls.OEMBED)
def get_oembed(request: ApiRequest, query: Annotated[OEmbedParams, Query()]) -> Response:
    """The embed of a page, an embed or a record, by its address. Nothing is ever fetched."""
    if query.format not in {"json", "xml"}:
        raise UnknownFormat(f'There is no format "{shortened(query.format)}" of oEmbed. Choose from json, xml.')
    site = site_of(request)
    with request.store.snapshot() as snapshot:
        answer = rich(site, embeddable(snapshot, site, query.url), query)
    if query.format == "xml":
        return Response(as_xml(answer), media_type="text/xml")
    return Response(dump(answer), media_type=JSON)


@router.get(urls.OEMBED_PROVIDERS)
def get_providers(request: ApiRequest) -> Response:
    """This provider in the form of oembed.com's list, for tools that are pointed at one."""
    site = site_of(request)
    schemes = [site.absolute(f"{folder}/{name}/*") for folder in ("", "/view", "/embed") for name in COLLECTION_NAMES]
    schemes += [site.absolute(f"{path}*") for path in sorted(TIMELINE | MAP)]
    endpoint = {"schemes": schemes, "url": site.absolute(urls.OEMBED), "discovery": True, "formats": ["json", "xml"]}
    return Response(
        dump([{"provider_name": PROVIDER, "provider_url": site.base_url, "endpoints": [endpoint]}]), media_type=JSON
    )


def embeddable(snapshot: Snapshot, site: Site, url: str) -> Embeddable:
    """What a URL leads to. Raises InvalidParameter if there is none, and NotFound if it is not one of ours."""
    if not url:
        message = "url is required: the address of a page, an embed or a record."
        raise InvalidParameter([Fault(parameter="url", value=None, message=message, nearest=[])])
    path, _, query = path_of(site, url).partition("?")
    if not path:
        raise NotFound(f"Nothing at {shortened(url)} can be embedded.", [])
    try:
        return find_embeddable(snapshot, path, query)
    except Removed as error:
        return withdrawn(path, error.detail)


def path_of(site: Site, url: str) -> str:
    """The path and query of a URL of ours, without the path of the public URL; empty for any other."""
    own = urlsplit(site.base_url)
    try:
        parts = urlsplit(url)
        if (parts.scheme, parts.hostname, port_of(parts)) != (own.scheme, own.hostname, port_of(own)):
            return ""
    except ValueError:  # such as http://[ or a port that is no number
        return ""
    base, path = f"{own.path.rstrip('/')}/", unquote(parts.path)
    return f"/{path.removeprefix(base).removesuffix('/').lower()}?{parts.query}" if path.startswith(base) else ""


def port_of(parts: SplitResult) -> int | None:
    """The port of a URL: that of its scheme if it names none. Raises ValueError for one that is no number."""
    return parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def rich(site: Site, item: Embeddable, query: OEmbedParams) -> dict[str, Any]:
    """The answer of type `rich`, within the size that the consumer allows."""
    width, height = limited(WIDTH, query.maxwidth), limited(item.height, query.maxheight)
    src = site.absolute(item.src(site.dataset.version))
    html = Markup(
        '<blockquote><a href="{page}">{text}</a></blockquote>'
        '<iframe src="{src}" title="{title}" width="100%" height="{height}" loading="lazy" frameborder="0"></iframe>'
    ).format(page=site.absolute(item.page), text=item.text, src=src, title=item.title, height=height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": item.title,
        "provider_name": PROVIDER,
        "provider_url": site.base_url,
        "cache_age": CACHE_AGE,
        "html": str(html),
        "width": width,
        "height": height,
        **thumbnail(site, item, query),
    }


def thumbnail(site: Site, item: Embeddable, query: OEmbedParams) -> dict[str, Any]:
    """The largest picture within the size that the consumer allows, if there is one."""
    for path, width, height in item.thumbnails:
        if limited(width, query.maxwidth) == width and limited(height, query.maxheight) == height:
            return {
                "thumbnail_url": site.absolute(path),
                "thumbnail_width": width,
                "thumbnail_height": height,
            }
    return {}


def limited(size: int, most: str) -> int:
    """A size, no greater than a limit. A limit that is not a number above 0 is none."""
    return min(size, int(most)) if DIGITS.fullmatch(most) and int(most) else size


def as_xml(answer: dict[str, Any]) -> bytes:
    """The answer as XML."""
    root = Element("oembed")
    for name, value in answer.items():
        SubElement(root, name).text = str(value)
    return bytes(tostring(root, "utf-8", xml_declaration=True))
