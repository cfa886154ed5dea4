"""Links: addresses in responses are replaced by those of files, so that a bundle needs no rules of a web server."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from icalendar.parser import foldline

from app.exporting.client import LIST_QUERY
from app.formats.lazy import ICS


class FileLinks:
    """Replaces links. `base_url` begins absolute links; its path, if it has one, begins the others."""

    def __init__(self, base_url: str, files: Mapping[str, str]) -> None:
        """`files` are the file names by path."""
        self.files, self.base_url, self.prefix = files, base_url, urlsplit(base_url).path
        base, query = re.escape(base_url), re.escape(f"?{LIST_QUERY}")
        self.pattern = re.compile(rf'(?P<base>{base}|(?<="))(?P<path>/[\w.~/-]*)(?:{query}(?=[\s"<]|$))?')

    def rewrite(self, text: str, content_type: str) -> str:
        """A response with its links replaced."""
        if not content_type.startswith(ICS.essence):
            return self.pattern.sub(self.file_link, text)
        lines = text.replace("\r\n ", "").split("\r\n")  # unfolded first: a fold may cut an address in two
        return "\r\n".join(foldline(self.pattern.sub(self.file_link, line)) for line in lines)

    def file_link(self, match: re.Match[str]) -> str:
        """The link to the file of a matched address; the address unchanged if it has no file or has a query."""
        path = match["path"]
        name = path if path in self.files else path.rstrip(".")  # a full stop may end the sentence
        if name not in self.files or match.string[match.end() : match.end() + 1] == "?":
            return match[0]
        return f"{match['base'] or self.prefix}{self.files[name]}{path[len(name) :]}"
