"""Hosting rules: the files `_headers` and `_redirects`, which Netlify and Cloudflare Pages read."""

from collections import defaultdict
from collections.abc import Mapping

from app import urls
from app.exporting.client import FetchedResponse
from app.exporting.links import FileLinks
from app.formats.json_format import MEDIA_TYPE
from app.web.headers import COMMON

# What a page says about itself besides its media type.
PAGE_HEADERS = (
    "content-security-policy",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-embedder-policy",
    "x-robots-tag",
)


def headers_file(responses: Mapping[str, FetchedResponse], links: FileLinks) -> str:
    """The rules of `_headers`. No two set the same header for one file: some hosts would send both values."""
    rules = {"/*": [f"{name}: {value}" for name, value in COMMON.items() if name != "Vary"]}
    for path, response in responses.items():
        if response.content_type.startswith("text/html"):
            lines = [f"{name}: {response.headers[name]}" for name in PAGE_HEADERS if name in response.headers]
            for pattern in page_patterns(path, links.files[path]):
                rules[pattern] = lines
    rules |= {pattern: [f"Content-Type: {type_}"] for pattern, type_ in content_types(responses, links).items()}
    return "".join(
        "\n".join([links.prefix + pattern, *(f"  {line}" for line in sorted(rules[pattern]))]) + "\n"
        for pattern in sorted(rules)
    )


def page_patterns(path: str, file: str) -> list[str]:
    """The patterns of a page: its folder, /view/* or /embed/*, whose pages all have the same headers, or itself."""
    return [f"/{path.split('/')[1]}/*"] if path.count("/") > 1 else [path, file]


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
