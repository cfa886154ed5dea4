"""The bundle: every answer, its links made those of files; how to serve it, and what it leaves out."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.types import ASGIApp

from app import urls
from app.exporting import folder
from app.exporting.addresses import exported, file_name, static
from app.exporting.asking import Answered, ask
from app.exporting.rewriting import WHOLE, Links, joined, reduced
from app.formats import json
from app.main import create_app, routes
from app.models import Dataset
from app.resources import RESOURCES
from app.settings import Settings
from app.store import DatasetStore
from app.web.headers import COMMON

ONLY_SERVED = "filters, facets, `fields`, `detail`, cursors, errors in JSON, and the choice of a form by Accept"
LISTS = {urls.collection(resource.name) for resource in RESOURCES}
README = """\
{title}{dataset}, version {version}

Made to stand at {base}. Any web server or object store can serve it, for example
`python -m http.server --bind 127.0.0.1`, where it need only stand at the address it was made for to have its absolute
links lead to itself.

- Begin with `index.json`; for people, `docs.html`. An address of the service, such as `/events`, is the file
  `events.json`, and every link in the bundle names a file: no rule of a web server is needed.
- `_headers` and `_redirects` (Netlify, Cloudflare Pages) add media types, CORS and the addresses without suffix.
- Every list is whole, on one page. `sha256sum -c {sums}` verifies all files.

Left out, since only the service can answer it: {left_out}.

{licence}
"""


def export(chosen: Settings, target: Path) -> tuple[int, int]:
    """Write the bundle; gives the files and their bytes. Raises OSError for a folder that is not ours."""
    folder.refuse(target)
    service = DatasetStore(chosen)
    try:
        dataset = service.current().dataset
        answers = asyncio.run(collected(create_app(chosen), exported(service)))
    finally:
        service.close()
    files = {path: file_name(path, answer.type) for path, answer in answers.items()}
    links = Links(chosen.base_url, files)
    found = {files[path].lstrip("/"): written(path, answer, links) for path, answer in answers.items()}
    found["_headers"] = headers(answers, links).encode()
    found["_redirects"] = redirects(links).encode()
    found[folder.README] = readme(dataset, chosen.base_url).encode()
    found[folder.SUMS] = folder.sums(found)
    folder.replace(target, found)
    return len(found), sum(map(len, found.values()))


async def collected(app: ASGIApp, paths: Iterable[str]) -> dict[str, Answered]:
    """The answer of each address; a list's with all its records."""
    return {path: await (whole(app, path) if path in LISTS else ask(app, path)) for path in paths}


async def whole(app: ASGIApp, path: str) -> Answered:
    """A list on one page, however many the service needs."""
    first = await ask(app, path, WHOLE[1:])
    pages = [json.loads(first.body.decode())]
    while (following := pages[-1]["next"]) is not None:
        pages.append(json.loads((await ask(app, path, following.partition("?")[2])).body.decode()))
    return first if len(pages) == 1 else Answered(first.headers, joined(pages).encode())


def written(path: str, answer: Answered, links: Links) -> bytes:
    """An answer as its file, without the way to what no file can answer; static files are as they are."""
    if path.startswith(f"{urls.STATIC}/"):
        return answer.body
    text = answer.body.decode()
    if path == urls.OPENAPI:
        text = json.dump(reduced(json.loads(text), links.files))
    if path == urls.INDEX:
        index = json.loads(text)
        text = json.dump({**index, "data": [entry for entry in index["data"] if entry["href"] in links.files]})
    if path == urls.LLMS:
        gone = [f"]({links.base_url}{route.path})" for route in routes() if not static(route)]
        text = "".join(line for line in text.splitlines(keepends=True) if not any(link in line for link in gone))
    return links.rewritten(text, answer.type).encode()


def headers(answers: Mapping[str, Answered], links: Links) -> str:
    """The rules of `_headers`. No two give one header to one file: some servers would send both values.

    `.json` is JSON to every server, so that only other types are named: by suffix, or by folder where a suffix has two.
    """
    types: dict[str, set[tuple[str, str]]] = defaultdict(set)  # by suffix: media type, and where it holds
    rules = {"/*": [f"{name}: {value}" for name, value in COMMON.items() if name != "Vary"]}
    for path, answer in answers.items():
        file = links.files[path]
        if not path.startswith(f"{urls.STATIC}/"):
            top, suffix = file.split("/")[1], file.rpartition("/")[2].partition(".")[2]
            types[suffix].add((answer.type, f"/{top}/*.{suffix}" if file.count("/") > 1 else file))
        if "content-security-policy" in answer.headers:
            said = [f"{key}: {answer.headers[key]}" for key in ("content-security-policy", "referrer-policy")]
            rules |= {path: said, file: said}
    for suffix, given in types.items():
        alone = len({media_type for media_type, _ in given}) == 1
        for media_type, where in given:
            if media_type != json.MEDIA_TYPE:
                rules[f"/*.{suffix}" if alone else where] = [f"Content-Type: {media_type}"]
    return "".join(
        "\n".join([links.prefix + path, *(f"  {line}" for line in sorted(rules[path]))]) + "\n"
        for path in sorted(rules)
    )


def redirects(links: Links) -> str:
    """The rules of `_redirects`: the service's own addresses answer too. One for each, since a pattern would loop."""
    moved = sorted((path, name) for path, name in links.files.items() if path != name)
    return "".join(f"{links.prefix}{path} {links.prefix}{name} 200\n" for path, name in moved)


def readme(dataset: Dataset, base_url: str) -> str:
    """What the folder is."""
    return README.format(
        title=folder.TITLE,
        dataset=dataset.title,
        version=dataset.version,
        base=base_url,
        sums=folder.SUMS,
        left_out=left_out(),
        licence=f"Licence: {dataset.licence}",
    )


def left_out() -> str:
    """What no file can answer."""
    return f"{', '.join(route.path for route in routes() if not static(route))}; {ONLY_SERVED}"
