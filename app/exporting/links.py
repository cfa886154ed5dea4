"""Links: addresses in responses are replaced by those of files, so that a bundle needs no rules of a web server."""

import re
from collections.abc import Mapping
from posixpath import dirname, relpath

from icalendar.parser import foldline

from app import urls
from app.exporting.client import LIST_QUERY
from app.formats.lazy import ICS


class FileLinks:
    """Replaces links. `base_url` begins absolute links; its path, if it has one, begins the others.

    In HTML the others become relative, so that pages work below any path of a server.
    """

    def __init__(self, base_url: str, files: Mapping[str, str]) -> None:
        """`files` are the file names by path."""
        self.files, self.base_url, self.prefix = files, base_url, urls.base_path(base_url)
        self.page_files = {**files, urls.INDEX: files[urls.VIEW]}  # a browser gets the front page at /
        base, prefix, query = (re.escape(text) for text in (base_url, self.prefix, f"?{LIST_QUERY}"))
        self.pattern = re.compile(rf'(?P<base>{base}|(?<="){prefix})(?P<path>/[\w.~/-]*)(?:{query}(?=[\s"<]|$))?')

    def rewrite(self, text: str, path: str, content_type: str) -> str:
        """The response of a path with its links replaced."""
        if content_type.startswith("text/html"):
            folder = dirname(self.files[path])
            return self.pattern.sub(lambda match: self.page_link(match, folder), text)
        if not content_type.startswith(ICS.essence):
            return self.pattern.sub(self.file_link, text)
        lines = text.replace("\r\n ", "").split("\r\n")  # unfolded first: a fold may cut an address in two
        return "\r\n".join(foldline(self.pattern.sub(self.file_link, line)) for line in lines)

    def file_link(self, match: re.Match[str]) -> str:
        """The link to the file of a matched address; the address unchanged if it has no file or has a query."""
        return self.link(match, self.files)

    def link(self, match: re.Match[str], files: Mapping[str, str]) -> str:
        """The same, by these files. The query of a page stays, since it only changes how the page looks."""
        path = match["path"]
        name = path if path in files else path.rstrip(".")  # a full stop may end the sentence
        has_query = match.string[match.end() : match.end() + 1] == "?"
        if name not in files or (has_query and not files[name].endswith(".html")):
            return match[0]
        return f"{match['base']}{files[name]}{path[len(name) :]}"

    def page_link(self, match: re.Match[str], folder: str) -> str:
        """The same in a page of this folder: relative, unless it was absolute."""
        link = self.link(match, self.page_files)
        return link if match["base"].startswith("http") else relpath(link.removeprefix(self.prefix), folder)
