"""Hosting rules: the files `_headers` and `_redirects`, which Netlify and Cloudflare Pages read."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from app import urls
from app.exporting.client import FetchedResponse
from app.exporting.links import FileLinks
from app.formats.json_format import MEDIA_TYPE
from app.web.headers import COMMON, PREFLIGHT, STRICT

# What a response allows a browser, besides what all responses allow. Pages, embeds and drawings differ.
OWN_HEADERS = (
    *(name.decode() for name, _ in STRICT),
    "cross-origin-embedder-policy",
    "x-robots-tag",
)
CORS = "Access-Control-"
NAME = re.compile(r"[^./]*")  # the part of an address up to its suffix or the next folder

Headers = tuple[str, ...]  # lines


def headers_file(responses: Mapping[str, FetchedResponse], links: FileLinks) -> str:
    """The rules of `_headers`. No two set the same header for one address: some hosts would send both values."""
    common = [(name, value) for name, value in COMMON.items() if name != "Vary"]
    preflight = [(name, value) for name, value in PREFLIGHT.items() if name.startswith(CORS)]
    rules = {"/*": [f"{name}: {value}" for name, value in (*common, *preflight)]}
    for pattern, lines in patterns(addresses(responses, links)):
        rules.setdefault(pattern, []).extend(lines)
    for pattern, type_ in content_types(responses, links).items():
        rules.setdefault(pattern, []).append(f"Content-Type: {type_}")
    return "".join(
        "\n".join([links.prefix + pattern, *(f"  {line}" for line in sorted(rules[pattern]))]) + "\n"
        for pattern in sorted(rules)
    )


def addresses(responses: Mapping[str, FetchedResponse], links: FileLinks) -> dict[str, Headers]:
    """The own headers of each address, with and without the suffix of its file. At / servers return the front page."""
    headers = {path: own_headers(response) for path, response in responses.items()}
    by_file = {links.files[path]: lines for path, lines in headers.items()}
    return {**headers, **by_file, urls.INDEX: headers[urls.VIEW]}


def own_headers(response: FetchedResponse) -> Headers:
    """The lines of the headers that not every response has with the same value."""
    return tuple(f"{name.title()}: {response.headers[name]}" for name in OWN_HEADERS if name in response.headers)


def patterns(headers: Mapping[str, Headers], folder: str = "/") -> Iterator[tuple[str, Headers]]:
    """Few patterns that give each address below a folder its headers, and of which no two match the same one.

    Cloudflare Pages reads a hundred rules, so one pattern, such as `/events*`, stands for all addresses that begin so,
    if their headers are the same.
    """
    by_name: dict[str, dict[str, Headers]] = defaultdict(dict)
    for address, lines in headers.items():
        by_name[NAME.match(address, len(folder))[0]][address] = lines  # type: ignore[index]
    for name, group in by_name.items():
        is_prefix = any(other != name and other.startswith(name) for other in by_name)
        if not is_prefix and len(set(group.values())) == 1:
            yield f"{folder}{name}*", next(iter(group.values()))
            continue
        below = f"{folder}{name}/"
        yield from ((address, lines) for address, lines in group.items() if not address.startswith(below))
        yield from patterns({address: lines for address, lines in group.items() if address.startswith(below)}, below)


def content_types(responses: Mapping[str, FetchedResponse], links: FileLinks) -> dict[str, str]:
    """The media type of each pattern of files: of a suffix, or of a folder and suffix if the suffix has several types.

    Every server knows the type of `.json`, so only other types are set.
    """
    types: dict[str, set[tuple[str, str]]] = defaultdict(set)  # by suffix: media type and narrowest pattern
    for path, response in responses.items():
        if not path.startswith(f"{urls.STATIC}/"):
            file = links.files[path]
            folder, suffix = file.split("/")[1], file.rpartition("/")[2].partition(".")[2]
            pattern = f"/{folder}/*.{suffix}" if file.count("/") > 1 else file
            types[suffix].add((response.content_type, pattern))
    patterns: dict[str, str] = {}
    for suffix, pairs in types.items():
        is_unique = len({content_type for content_type, _ in pairs}) == 1
        patterns |= {f"/*.{suffix}" if is_unique else pattern: content_type for content_type, pattern in pairs}
    return {pattern: content_type for pattern, content_type in patterns.items() if content_type != MEDIA_TYPE}


def redirects_file(links: FileLinks) -> str:
    """The rules of `_redirects`, by which the service's own addresses work too. A pattern would redirect to itself.

    None is needed for the front page, which every server returns for /.
    """
    renamed = sorted((path, name) for path, name in links.files.items() if path not in {name, urls.INDEX})
    return "".join(f"{links.prefix}{path} {links.prefix}{name} 200\n" for path, name in renamed)
