"""Links: each address in an answer becomes that of its file, so that a bundle needs no rules of any web server."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from icalendar.parser import foldline

from app.formats import ics, json
from app.formats.json import MEDIA_TYPE

WHOLE = "?limit=500"  # how the list was asked for; a file has no question
TEMPLATE = re.compile(r"(/[^{}]*)\{\w+\}(.*)")
ABOUT = """\
A static copy: files, without search, filters or pages. Lists are whole. The service that made it can do more.

Casualty figures are claims: **never add them up**. `null` means *not stated*."""


class Links:
    """Knows the file of each address; `base_url` stands before absolute ones, its path before the others too."""

    def __init__(self, base_url: str, files: Mapping[str, str]) -> None:
        self.files, self.base_url, self.prefix = files, base_url, urlsplit(base_url).path
        base = re.escape(base_url)
        self.pattern = re.compile(rf'(?P<base>{base}|(?<="))(?P<path>/[\w.~/-]*)(?:{re.escape(WHOLE)}(?=[\s"<]|$))?')

    def rewritten(self, text: str, media_type: str) -> str:
        """An answer with the links of files."""
        if not media_type.startswith(ics.MEDIA_TYPE.partition(";")[0]):
            return self.pattern.sub(self.link, text)
        lines = text.replace("\r\n ", "").split("\r\n")  # unfolded, or an address may be cut in two
        return "\r\n".join(foldline(self.pattern.sub(self.link, line)) for line in lines)

    def link(self, found: re.Match[str]) -> str:
        """A link to a file, where there is one; else as it was."""
        path = found["path"]
        name = path if path in self.files else path.rstrip(".")  # which ends a sentence
        if name not in self.files or found.string[found.end() : found.end() + 1] == "?":
            return found[0]
        return f"{found['base'] or self.prefix}{self.files[name]}{path[len(name) :]}"


def reduced(document: dict[str, Any], files: Mapping[str, str]) -> dict[str, Any]:
    """The OpenAPI document of the bundle: the addresses that are files, which take no questions and know no errors."""
    names = set(files.values())
    paths = {}
    for path, item in document["paths"].items():
        name = f"{path}.json" if TEMPLATE.fullmatch(path) else files.get(path)
        if name not in names and not (name and any(matching(name, other) for other in names)):
            continue
        get = item["get"]
        asked = [parameter for parameter in get.get("parameters", []) if parameter["in"] == "path"]
        answer = {key: value for key, value in get["responses"]["200"].items() if key != "headers"}
        answer["content"] = {MEDIA_TYPE: answer["content"][MEDIA_TYPE]}
        paths[name] = {"get": {**get, "parameters": asked, "responses": {"200": answer}}}
    return {**document, "info": {**document["info"], "description": ABOUT}, "paths": paths}


def matching(template: str, name: str) -> bool:
    """Whether a file is one of those a path with a variable part means."""
    parts = TEMPLATE.fullmatch(template)
    return parts is not None and name.startswith(parts[1]) and name.endswith(parts[2])


def joined(pages: list[dict[str, Any]]) -> str:
    """A list on one page."""
    data = [record for page in pages for record in page["data"]]
    return json.dump({**pages[0], "data": data, "returned": len(data), "next": None})
