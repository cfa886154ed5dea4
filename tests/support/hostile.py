"""Requests that mean no good, tens of thousands of them, and a client that sends them byte by byte."""

import json
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any
from urllib.parse import quote_from_bytes

from app import urls
from app.queries.engine import cursors
from app.queries.listing import PagedQuery
from app.queries.lookups import ResolveQuery, SearchQuery
from app.resources import RESOURCES
from tests.support.addresses import ADDRESSES
from tests.support.questions import path
from tests.support.servers import Reply

QUERIES: dict[str, Any] = {
    urls.SEARCH: SearchQuery,
    urls.RESOLVE: ResolveQuery,
    **{path(item): item.query for item in RESOURCES},
}
NAUGHTY: list[bytes] = [
    text.encode()
    for text in (
        "",
        " ",
        "0",
        "-1",
        "01",
        "1.5",
        "1e400",
        "2147483648",
        "9223372036854775808",
        "9" * 199,
        "NaN",
        "-Infinity",
        "0x10",
        "٣٤",
        "½",
        "null",
        "undefined",
        "None",
        "true",
        "[]",
        "{}",
        "{id}",
        "..",
        "../../etc/passwd",
        "%2e%2e%2f",
        "..\\..\\",
        "/",
        "//",
        ".",
        "a.b.c",
        "*",
        "%",
        "_",
        "'",
        "' OR '1'='1",
        '"; DROP TABLE events; --',
        "$(reboot)",
        "`reboot`",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "${7*7}",
        "%s%n%x",
        "\0",
        "a\0b",
        "\r\nX-Injected: 1",
        "\u2028",
        "\ufeff",
        "\u202e",
        "\U0001f4a5",
        "\U000e0001",
        "İ" * 60,
        "㌖" * 60,
        "ﷺ" * 60,
        "e" + "\u0301" * 100,
        "مرگ بر سرمچار",
        "a" * 201,
        "a" * 4000,
        "-a OR b*",
        'NEAR("a" "b")',
        "a:b & c | !d <-> e",
        "2024-02-30",
        "9999-99-99",
        "0000-00-00",
        "-2024-01-01",
        "2024-W03",
        "180,90,-180,-90",
        "nan,nan,nan,nan",
        "-,id",
        "id,id",
        "events/events/events",
    )
] + [b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80" * 50, bytes(range(1, 32))]
HEADERS = (
    "Accept",
    "Accept-Encoding",
    "If-None-Match",
    "Range",
    "If-Range",
    "Host",
    "X-Request-ID",
    "Cookie",
    "Expect",
)
METHODS = ("POST", "PUT", "DELETE", "TRACE", "CONNECT", "get", "BREW", "")
FORGED: list[Any] = [
    None,
    True,
    1.5,
    -1,
    2**31,
    2**63,
    10**400,
    "",
    "\0",
    "\ud800",
    "a" * 500,
    [1, 2, 3],
    {"a": 1},
    "2024-01-01",
    "9999-12-31",
]


def encoded(value: bytes) -> bytes:
    """A value as a well-behaved client would put it into an address."""
    return quote_from_bytes(value, safe="").encode()


def request(target: bytes, headers: bytes = b"", method: bytes = b"GET") -> bytes:
    """A request for a target."""
    host = b"" if headers.lower().startswith(b"host:") else b"Host: x\r\n"
    return b"%b %b HTTP/1.1\r\n%b%b\r\n" % (method, target, host, headers)


def hostile_requests(cursor: Callable[[str], str]) -> Iterator[bytes]:
    """All of them. `cursor` gives a list's own cursor, which `changed_cursors` then changes."""
    yield from hostile_values()
    yield from hostile_addresses()
    yield from hostile_heads()
    for address, query in QUERIES.items():
        if issubclass(query, PagedQuery):
            for changed in changed_cursors(cursor(address)):
                yield request(f"{first_page(address)}&cursor={changed}".encode())
            yield from forged_cursors(address, query)


def hostile_values() -> Iterator[bytes]:
    """Each value for each parameter of each list, encoded, and for some raw and twice."""
    for address, query in QUERIES.items():
        for name in query.model_fields:
            start = f"{address}?q=iran&{name}=" if name != "q" else f"{address}?q="
            for value in NAUGHTY:
                yield request(start.encode() + encoded(value))
        for value in NAUGHTY:
            yield request(f"{address}?".encode() + value)
            yield request(f"{address}?q=".encode() + value + b"&q=" + encoded(value))


def hostile_addresses() -> Iterator[bytes]:
    """Each value in each address: as its end, as its id, as the name and the value of a parameter."""
    for address in ADDRESSES:
        plain = address.partition("?")[0].encode()
        for value in NAUGHTY:
            yield request(plain + encoded(value))
            yield request(plain.rpartition(b"/")[0] + b"/" + encoded(value))
            yield request(plain + b"?" + encoded(value) + b"=" + encoded(value))
            yield request(plain + value)


def hostile_heads() -> Iterator[bytes]:
    """Each value in each header that is read, and methods that there are not."""
    for address in ("/", "/events", "/events.csv", "/view", "/embed/map.svg", "/events/kerman-bombings", "/nowhere"):
        for value in NAUGHTY:
            for name in HEADERS:
                yield request(address.encode(), b"%b: %b\r\n" % (name.encode(), value))
        for method in METHODS:
            yield request(address.encode(), method=method.encode())


def changed_cursors(cursor: str) -> Iterator[str]:
    """A cursor changed at every character, cut there, and with one more."""
    for place, letter in enumerate(cursor):
        for other in ("A", "_", "%00", "é"):
            if other != letter:
                yield cursor[:place] + other + cursor[place + 1 :]
        yield cursor[:place]
        yield cursor[:place] + letter + cursor[place:]


def forged_cursors(address: str, query: type[PagedQuery]) -> Iterator[bytes]:
    """Cursors with a right checksum, as anybody can make them, and keys of every kind."""
    fingerprint = cursors.fingerprint(query.model_validate(asked_first(address)))
    for length in range(5):
        for value in FORGED:
            for digest in ("0" * 16, value):
                content = json.dumps([digest, fingerprint, [value] * length]).encode()
                yield request(f"{first_page(address)}&cursor={cursors.with_checksum(content)}".encode())


def first_page(address: str) -> str:
    """A list of which there is a second page."""
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in asked_first(address).items())}"


def asked_first(address: str) -> dict[str, str]:
    """The parameters of that list."""
    return {"q": "iran", "limit": "1"} if address == urls.SEARCH else {"limit": "1"}


class RawClient:
    """Sends requests as they are, one after another, on a connection that it opens anew when the server closes it.

    Each answer must come within `patience` seconds.
    """

    def __init__(self, port: int, patience: float) -> None:
        self.port, self.patience = port, patience
        self.connect()

    def connect(self) -> None:
        """Open a new connection."""
        self.connection = socket.create_connection(("127.0.0.1", self.port), self.patience)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def send(self, sent: bytes) -> Reply:
        """The answer to a request. Raises TimeoutError or ConnectionError when there is none."""
        try:
            self.connection.sendall(sent)
            reply, keeps = self.read(sent.startswith(b"HEAD"))
        except (OSError, EOFError):
            self.close()
            self.connect()
            self.connection.sendall(sent)  # the server had closed it: once more on a new one
            reply, keeps = self.read(sent.startswith(b"HEAD"))
        if not keeps:
            self.close()
            self.connect()
        return reply

    def read(self, is_head: bool) -> tuple[Reply, bool]:
        """The next answer, and whether the connection stays open."""
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.receive()
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        while not is_head and len(body) < int(headers.get("content-length", 0)):
            body += self.receive()
        return Reply(int(first.split(" ")[1]), headers, body), headers.get("connection") != "close"

    def receive(self) -> bytes:
        """The next bytes. Raises EOFError when there are none."""
        data = self.connection.recv(2**18)
        if not data:
            raise EOFError
        return data


def send_all(port: int, requests: Iterable[bytes], patience: float) -> Iterator[tuple[bytes, Reply]]:
    """Every request with its answer."""
    with closing(RawClient(port, patience)) as client:
        for sent in requests:
            yield sent, client.send(sent)
