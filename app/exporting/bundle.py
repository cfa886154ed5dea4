"""The bundle: all files of an export, with a README that tells how to serve it and what it leaves out."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from starlette.types import ASGIApp

from app import urls
from app.exporting import folder
from app.exporting.client import FetchedResponse, fetch, fetch_list
from app.exporting.hosting import headers_file, redirects_file
from app.exporting.links import FileLinks
from app.exporting.paths import exported_paths, file_name, is_static, own_routes
from app.exporting.reduction import reduce_body
from app.main import create_app
from app.models import Dataset
from app.resources import RESOURCES
from app.settings import Settings
from app.store import DatasetStore

SERVICE_ONLY = "filters, facets, `fields`, `detail`, cursors, errors in JSON, and formats chosen by `Accept`"
LISTS = {urls.collection(resource.name) for resource in RESOURCES}
README = """\
{title}{dataset}, version {version}

Made for {base}. Any web server or object store can serve it, for example
`python -m http.server --bind 127.0.0.1`. Absolute links in it lead to the address above.

- Start with `index.html` in a browser, or with `index.json`. An address of the service, such as `/events`, is the file
  `events.json`. All links are links to files, so no server rules are needed, and pages work below any path.
- `_headers` and `_redirects` (Netlify, Cloudflare Pages) add media types, CORS, what pages may do in a browser, and
  addresses without a suffix.
- Every list is complete, on one page. `sha256sum -c {sums}` verifies all files.

Not included, because only the service can answer it: {left_out}.

Licence: {licence}
"""


def export(settings: Settings, target: Path) -> tuple[int, int]:
    """Write the bundle; returns the number of files and their bytes. Raises OSError if the folder is not an export."""
    folder.check(target)
    patient = settings.model_copy(update={"slow_seconds": float("inf")})  # nobody waits for a response
    store = DatasetStore(settings)
    try:
        dataset = store.current().dataset
        responses = asyncio.run(fetch_all(create_app(patient), exported_paths(store)))
    finally:
        store.close()
    names = {path: file_name(path, response.content_type) for path, response in responses.items()}
    links = FileLinks(settings.base_url, names)
    files = {names[path].lstrip("/"): file_body(path, response, links) for path, response in responses.items()}
    files["_headers"] = headers_file(responses, links).encode()
    files["_redirects"] = redirects_file(links).encode()
    files[folder.README] = readme(dataset, settings.base_url).encode()
    files[folder.SUMS] = folder.checksums(files)
    folder.replace(target, files)
    return len(files), sum(map(len, files.values()))


async def fetch_all(app: ASGIApp, paths: Iterable[str]) -> dict[str, FetchedResponse]:
    """The response of each path; of a list, with all its records."""
    return {path: await (fetch_list(app, path) if path in LISTS else fetch(app, path)) for path in paths}


def file_body(path: str, response: FetchedResponse, links: FileLinks) -> bytes:
    """The content of a response's file. Static files and images are copied unchanged."""
    if path.startswith(f"{urls.STATIC}/") or response.content_type.startswith("image/"):
        return response.body
    text = reduce_body(path, response.body.decode(), links.files, links.base_url)
    return links.rewrite(text, path, response.content_type).encode()


def readme(dataset: Dataset, base_url: str) -> str:
    """The README of the bundle."""
    return README.format(
        title=folder.TITLE,
        dataset=dataset.title,
        version=dataset.version,
        base=base_url,
        sums=folder.SUMS,
        left_out=left_out(),
        licence=dataset.licence,
    )


def left_out() -> str:
    """What only the service can answer."""
    return f"{', '.join(route.path for route in own_routes() if not is_static(route))}; {SERVICE_ONLY}"
