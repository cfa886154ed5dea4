"""The requests of a recording, made from what a service says of itself; first the questions that a list answers."""

from collections.abc import Iterator
from itertools import combinations, islice
from urllib.parse import quote

from tests.support.corpus.cursors import damaged, stale, walk
from tests.support.corpus.documents import documents, searches
from tests.support.corpus.facts import Parameter, Records, facts
from tests.support.corpus.protocol import protocol
from tests.support.corpus.recording import Request, get
from tests.support.corpus.service import Service

DAYS = (
    *("0001-01-01", "2024-01-02", "2024-01-03", "2024-01-16", "2024-01-17", "2024-01-18", "2024-01-19", "2024-01-22"),
    *("2024-01-29", "2024-02-01", "2024-03-30", "2024-03-31", "2026-11-22", "9999-12-31"),
    *("2024-02-30", "20240118", "2024-1-18", "2024-01", "yesterday"),
)
NUMBERS = ("0", "1", "2", "3", "4", "5", "9", "10", "999999999", "1000000000", "-1", "1.5", "+1", "1_0", "٣", "")
BOXES = (
    *("60,25,68,32", "-180,-90,180,90", "44,25,78,40", "170,-10,-170,10", "0,0,0,0", "51.4,35.6,51.5,35.8"),
    *("68,25,60,32", "60,32,68,25", "60,25,68", "60,25,68,32,1", "a,b,c,d", "181,0,182,1", "0,91,0,92", "60, 25,68,32"),
)
LIMITS = ("1", "2", "7", "20", "500", "501", "0", "-1", "x", "1e2", "")
WRONG = ("", "zzz", "%00", "%FF", "a" * 201)
SPECIAL = {"since": DAYS, "until": DAYS, "on": DAYS, "bbox": BOXES, "limit": LIMITS, "source": ("1", "8", "99")}
SHARED = {"limit", "cursor", "detail", "count"}  # parameters that all lists take alike


def requests(service: Service) -> list[Request]:
    """All requests, each once, in the order in which they are sent."""
    known = facts(service)
    targets = [*documents(known), *searches(service, known)]
    for position, records in enumerate(known.collections):
        parameters = [one for one in records.parameters.values() if position == 0 or one.name not in SHARED]
        targets += [target for parameter in parameters for target in values(records, parameter)]
        targets += [*combined(records), *orders(records), *shapes(records), *pages(service, records)]
    asked = [*protocol(service, known), *(get(target) for target in targets)]
    return list({request.encode(): request for request in asked}.values())


def asking(path: str, *parameters: Parameter) -> str:
    """A list asked with the examples of these parameters."""
    return f"{path}?{'&'.join(f'{name}={quote(example)}' for name, example, _ in parameters)}"


def values(records: Records, parameter: Parameter) -> Iterator[str]:
    """A parameter with every value known, with wrong ones, with several, and in each format."""
    path, name, example = records.path, parameter.name, quote(parameter.example)
    special = SPECIAL.get(name, NUMBERS if name.startswith(("min_", "max_")) else ())
    for value in (*map(quote, (*parameter.values, *special)), *WRONG, example[:-1], example.upper()):
        yield f"{path}?{name}={value}"
    yield f"{path}?{name}={example}&{name}=zzz&{name}=yyy"
    yield f"{path}?{'&'.join(f'{name}={quote(value)}' for value in parameter.values[:3])}"
    yield f"{path}?{'&'.join([f'{name}={example}'] * 51)}"
    if parameter in records.filters:
        yield from (f"{path}.{suffix}?{name}={example}" for suffix in records.list_suffixes)
        yield f"{path}.csv?{name}=zzz"


def combined(records: Records) -> Iterator[str]:
    """Filters together: every pair, and neighbours by fours."""
    for pair in combinations(records.filters, 2):
        yield asking(records.path, *pair)
    for first in range(len(records.filters) - 3):
        yield asking(records.path, *records.filters[first : first + 4])
    if "since" in records.parameters:
        yield from (f"{records.path}?since={one}&until={other}" for one, other in combinations(DAYS[1:12:2], 2))
        yield f"{records.path}?since=2024-01-19&until=2024-01-18"
        yield f"{records.path}?on=2024-01-18&since=2024-01-18"
    if "party_match" in records.parameters:
        for match in ("any", "all"):
            yield f"{records.path}?party=iran&party=pakistan&party_match={match}"
            yield f"{records.path}?party=iran&role=initiator&role=target&party_match={match}&asserted_by=pakistan"


def orders(records: Records) -> Iterator[str]:
    """Each sort key up and down, alone and before another, of pages and of whole lists."""
    keys = records.parameters["sort"].values
    for key in keys:
        yield f"{records.path}.csv?sort={key}"
        yield f"{records.path}?sort=-{key}"
    for one, other in combinations(keys, 2):
        yield f"{records.path}?sort={one},-{other}&fields=id"
    yield from (
        f"{records.path}?sort={sort}" for sort in (",", f"{keys[0]},{keys[0]}", f"--{keys[0]}", f"{keys[0]},zzz")
    )


def shapes(records: Records) -> Iterator[str]:
    """How much of the records is answered, what is counted, and files as browsers save them."""
    path, fields, facets = records.path, records.parameters["fields"].values, records.parameters["facet"].values
    known = [facet for facet in facets if facet in records.parameters]
    yield from (f"{path}?fields={field}&detail=full&limit=2" for field in fields[::3])
    yield from (f"{path}?{parameter.name[:-1]}=1" for parameter in records.filters[::3])
    yield f"{path}?fields={','.join(fields[::-1])[:200].rpartition(',')[0]}"
    for facet in known:
        yield f"{path}?facet={facet}&limit=1&count=none"
    for parameter in records.filters:
        yield f"{asking(path, parameter)}&facet={','.join(known)}&limit=1"
    for detail in ("brief", "full"):
        yield from (f"{path}?detail={detail}&count={count}&limit=4" for count in ("exact", "none"))
    for suffix in records.list_suffixes:
        yield from (f"{path}.{suffix}?download={value}" for value in ("1", "0", "2", "true"))
        yield from (f"{path}.{suffix}?excel={value}&limit=2" for value in ("1", "0", "yes"))
        yield from (f"{path}.{suffix}?limit={limit}" for limit in LIMITS[::4])
        yield from (f"{path}.{suffix}?detail={detail}" for detail in ("brief", "full", "zzz"))


def pages(service: Service, records: Records) -> Iterator[str]:
    """Every page of the list, in each order, of some filters; and cursors that do not fit."""
    keys = records.parameters["sort"].values
    sorts = [f"&sort={order}" for key in keys for order in (key, f"-{key}")]
    first = next(iter(records.filters))
    questions = [
        "",
        *sorts,
        "&fields=id&count=none",
        f"&{first.name}={quote(first.example)}",
        f"&sort={keys[0]},-{keys[1]}",
    ]
    for question in questions:
        yield from walk(service, f"{records.path}?limit=3{question}")
    for target in islice(walk(service, f"{records.path}?limit=1"), 1, 2):
        cursor = target.partition("cursor=")[2].partition("&")[0]
        for other in (stale(cursor), *damaged(cursor)):
            yield f"{records.path}?limit=1&cursor={other}"
        yield f"{records.path}?cursor={cursor}&limit=2"
        yield f"{records.path}?cursor={cursor}&sort=-id"
        yield f"{records.path}?cursor={cursor}&q=iran"
        yield f"{records.path}.csv?cursor={cursor}"
        yield from (f"/{name}?cursor={cursor}" for name in ("events", "claims", "sources", "search?q=iran"))
