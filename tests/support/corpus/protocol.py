"""Requests that try HTTP itself: methods, negotiation, validators, bodies, and bytes that no client library sends."""

from collections.abc import Iterator

from tests.support.corpus.facts import Facts
from tests.support.corpus.recording import HOST, Request, get
from tests.support.corpus.service import Service

METHODS = ("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "QUERY", "FETCH", "get")
TYPES = (
    *("application/json", "text/csv", "application/jsonl", "application/geo+json", "text/calendar", "text/markdown"),
    *("application/ld+json", "application/x-bibtex", "application/x-research-info-systems", "text/html", "text/plain"),
    *("application/vnd.citationstyles.csl+json", "application/atom+xml", "application/feed+json", "image/png"),
    *("*/*", "text/*", "application/*", "*", "", ",", "text/csv;q=0", "text/csv; q=0.9, application/json; q=0.8"),
    *("application/json;q=0.1, text/*;q=0.5", "*/*;q=0", "image/*, */*;q=0.1", "text/csv;q=x", "TEXT/CSV"),
    *("application/json;q=0, */*", "text/csv;charset=utf-8", "text/html,application/xhtml+xml,*/*;q=0.8", "é"),
)
CODINGS = (
    *("gzip", "br", "zstd", "identity", "deflate", "gzip, br", "gzip, deflate, br, zstd", "*", "", "identity;q=0"),
    *("*;q=0", "gzip;q=0, *", "identity;q=0, gzip", "gzip;q=0.5, br;q=0.6", "identity;q=1, gzip;q=0.5", "zstd;q=x"),
    *("GZIP", "x-gzip", "*;q=0, identity", "br;q=0, gzip;q=0, zstd;q=0, identity;q=0"),
)
FILES = "/datapackage.json /events.csv-metadata.json /llms.txt /feeds/events.atom /vocabulary /dataset"
EVERYWHERE = ("/", "/events", "/docs", "/events.csv", "/zzz", "/health/live", "/events?type=zzz")
MALFORMED = (
    Request("events"),
    Request("*"),
    Request("*", "OPTIONS"),
    Request("/events", version="9.9"),
    Request("/events", version="2.0"),
    Request("/events\0"),
    Request("/caf\xc3\xa9"),
    Request("/events?q=\xff"),
    Request("/events?q=a b"),
    Request("/events#part"),
    Request("http://elsewhere.example/events?limit=1"),
    Request("/events", headers=[]),
    Request("/events", headers=[], version="1.0"),
    Request("/events", version="1.0"),
    Request("/events", version="1.0", headers=[HOST, ["Connection", "keep-alive"]]),
    get("/events", ["Connection", "close"]),
    get("/events", HOST),
    get("/events", ["Host", "other.example"]),
    get("/events", ["Content-Length", "0"]),
    get("/events", ["Content-Length", "x"]),
    get("/events", ["Content-Length", "-1"]),
    get("/events", ["No colon here", ""]),
    get("/events", ["Bad header\0", "x"]),
    get("/events", ["Expect", "100-continue"]),
    get("/events", ["Range", "bytes=0-9"]),
    get("/events", ["If-Modified-Since", "Sun, 22 Nov 2026 00:00:00 GMT"]),
    get("/events", ["Origin", "http://elsewhere.example"]),
    get("/events", ["X-Forwarded-Host", "elsewhere.example"], ["X-Forwarded-Proto", "https"]),
    get("/events", ["Upgrade", "websocket"], ["Connection", "Upgrade"]),
    get("/events", ["X-Long", "x" * 9000]),
    Request("/events", headers=[["Host", "a,b"]]),
    Request("/events", headers=[["Host", ""]]),
    *(
        Request(path, method, [HOST, ["Content-Length", "2"]], body="ab")
        for path in ("/events", "/zzz", "/docs")
        for method in ("GET", "HEAD", "POST", "OPTIONS")
    ),
    Request("/events", headers=[HOST, ["Transfer-Encoding", "chunked"]], body="0\r\n\r\n"),
    *(get(f"/events?q={'a' * length}") for length in (100, 8183, 8184, 8185, 8186, 9000)),
    *(get(f"/{'a' * length}") for length in (255, 8190, 8191, 8192, 9000)),
    *(get(f"/events?{'&'.join(f'p{number}=1' for number in range(many))}") for many in (2, 20, 500)),
    *(get(f"/events?{'&'.join(['type=strike'] * many)}") for many in (2, 50, 51, 600)),
)


def protocol(service: Service, known: Facts) -> Iterator[Request]:
    """All of these. Validators come first, while the service has been asked nothing."""
    records = [f"{records.path}/{records.ids[0]}" for records in known.collections]
    lists = [records.path for records in known.collections]
    files = FILES.split()
    paths = [*lists, *records, *files]
    yield from validators(service, [*paths[::2], "/events.csv", "/claims.jsonl", "/events/kerman-bombings/matrix"])
    yield from MALFORMED
    for path in (*EVERYWHERE, *paths[::2]):
        yield from (get(path, method=method) for method in METHODS)
    for path in (*EVERYWHERE, *paths[::4]):
        yield from (get(path, ["Accept-Encoding", coding]) for coding in CODINGS)
    for path in (*EVERYWHERE, *lists[::2], *records[::3]):
        yield from (get(path, ["Accept", media_type]) for media_type in TYPES)
    for path in (*EVERYWHERE, *lists):
        yield get(path, ["Accept", "text/csv"], ["Accept-Encoding", "gzip"], method="HEAD")
        yield get(path, ["Origin", "http://a.example"], ["Access-Control-Request-Method", "GET"], method="OPTIONS")


def validators(service: Service, paths: list[str]) -> Iterator[Request]:
    """If-None-Match at addresses that nobody asked yet, then at ones that were asked."""
    for path in paths:
        tag = next(value for name, value in service.answer(get(path)).headers if name == "etag")
        held = (tag, f"W/{tag}", '"wrong"', "*", f'"a", {tag}', tag.strip('"'), f" {tag} ", "", ",")
        for position, value in enumerate(held):
            spelling = spelt(path, position % (len(path) - 1))  # the same address and tag, but never asked
            yield get(spelling, ["If-None-Match", value])
            yield get(path, ["If-None-Match", value])
        yield get(path, ["If-None-Match", tag], method="HEAD")
        yield get(path, ["If-None-Match", tag], ["Accept-Encoding", "gzip"])
        yield get(f"{path}?zzz=1", ["If-None-Match", tag])
        yield get(path)


def spelt(path: str, position: int) -> str:
    """A path with the letter at this position, counted after the first slash, percent-encoded."""
    letter = path[position + 1]
    return f"{path[: position + 1]}%{ord(letter):02X}{path[position + 2 :]}"
