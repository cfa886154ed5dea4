"""A site of someone else, which embeds ours: its pages, at another host name, so that frames in them are cross-site."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><body>'


@dataclass
class Host:
    """A running site. Each page that is added has an address of its own."""

    url: str
    pages: dict[str, tuple[bytes, Mapping[str, str]]] = field(default_factory=dict)

    def add(self, body: str, headers: Mapping[str, str] | None = None) -> str:
        """The address of a new page with this body and these headers."""
        path = f"/{len(self.pages)}"
        self.pages[path] = (PAGE + body).encode(), headers or {}
        return self.url + path


@contextmanager
def host() -> Iterator[Host]:
    """A site on a free port of localhost, which to a browser is another site than 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, headers = site.pages.get(self.path, (b"", {}))
            self.send_response(200 if body else 404)
            for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("localhost", 0), Handler) as server:
        site = Host(f"http://localhost:{server.server_port}")
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
