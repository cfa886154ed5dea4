"""The addresses of whole documents: those of the OpenAPI document, of each record in each format, of search."""

from collections.abc import Iterator
from urllib.parse import quote

from tests.support.corpus.cursors import walk
from tests.support.corpus.facts import SUFFIXES, Facts, Records, spellings
from tests.support.corpus.service import Service

FILES = """
    / /datapackage.json /llms.txt /dataset.jsonld /dataset /vocabulary /docs /openapi.json
    /feeds/events.atom /feeds/events.json /feeds/changes.atom /feeds/changes.json
"""
STATIC = """
    /health/live /static/docs.css /static/docs.js /static/docs.html /static/swagger/swagger-ui.css
    /static/swagger/swagger-ui-bundle.js /static/swagger/favicon-32x32.png
"""
PROBLEMS = """
    bad-request invalid-parameter invalid-cursor not-found method-not-allowed not-acceptable stale-cursor removed
    body-refused target-too-long internal not-ready too-slow busy zzz
"""
# Where nothing is, or what may be spelt otherwise.
PATHS = """
    /events/ //events /event /Events /EVENTS /evens /%65vents /events%2F /events/.. /./events /events/../claims
    /favicon.ico /robots.txt /admin /static /static/ /static/../docs.py /static/..%2f..%2fsettings.py /static/swagger
    /health /problems /problems/ /feeds /annotations /feeds/claims.atom /feeds/events.xml /events.json /events. /.csv
    /claims.ics /redoc /graphql /search.csv /resolve.json /annotations/lead-1 /annotations/zzz.jsonld
    /feeds/events/zzz.atom /%D8%A7%DB%8C /%FF /events/%FF /events/%00 /events/a%0Ab /events/%E2%80%A8 /% /events/%zz
"""
WORDS = (
    "iran|IRAN|Iran's|irán|ambassador|ambassadors|jaish ul adl|Jaish ul-Adl|jaish  ul|balo|Balōchistān|baluchistan|"
    'ایران|ايران|پاكستان|مرگ بر سرمچار|مرگ|كرمان|جيش العدل|ISIS|killed|nine|9|2024-01-16|bbc|BBC News|the|of|a|-|"|'
    '"iran" OR pakistan|iran*|NEAR(iran)|iran AND NOT|title:iran|zzz| ||ira\u200cn|İran|ﬁ|１８|Marg Bar Sarmachar|'
    "marg-bar-sarmachar|MargBarSarmachar|kerman kerman|kermn|%|_|; drop table"
)
SEARCHES = "?q=a&q=b ?q=%00 ?q=%FF ?q=iran&sort=id ?q=iran&limit=0 ?q=iran&facet=zzz ?q=iran&cursor=x"
KINDS = "event strike party person place claim source passage discrepancy change zzz"


def documents(known: Facts) -> Iterator[str]:
    """Every document, and what has its name a little wrong."""
    yield from (path for path in known.paths if "{" not in path)
    yield from f"{FILES} {STATIC} {PATHS}".split()
    yield from (f"/problems/{name}" for name in PROBLEMS.split())
    for path in (*known.paths, *FILES.split()):
        yield from (f"{path.replace('{id}', 'zzz')}{query}" for query in ("?zzz=1", "?", "?limit", "/", ".csv"))
    for records in known.collections:
        yield from lists(records)
        for id in records.ids:
            yield from record(records, id)
        yield from wrong_ids(records)


def lists(records: Records) -> Iterator[str]:
    """A list in each format, also those it does not have, and as a feed."""
    yield from (f"{records.path}.{suffix}" for suffix in SUFFIXES)
    yield from (f"/feeds{records.path}.{suffix}" for suffix in ("atom", "json"))


def record(records: Records, id: str) -> Iterator[str]:
    """A record in each format that its kind has; the feed, the matrix and the annotation where there may be one."""
    yield f"{records.path}/{id}"
    yield from (f"{records.path}/{id}.{suffix}" for suffix in records.record_suffixes)
    if records.path in {"/events", "/strikes"}:
        yield f"{records.path}/{id}/matrix"
        yield from (f"/feeds{records.path}/{id}.{suffix}" for suffix in ("atom", "json"))
    if records.path in {"/passages", "/claims"}:
        yield f"/annotations/{id}.jsonld"


def wrong_ids(records: Records) -> Iterator[str]:
    """Ids that no record has, and formats that none of its kind has."""
    id = records.ids[0]
    near = (id[:-1], id.upper(), f"{id}x", f"{id}/", f"{id}/zzz", f"{id}%20")
    for wrong in (*near, "zzz", "1", "%22", "%D8%A7%DB%8C", "a" * 300):
        yield f"{records.path}/{wrong}"
        yield from (f"{records.path}/{wrong}.{suffix}" for suffix in records.record_suffixes[:1])
    yield f"{records.path}/{id}/matrix"
    yield from (f"{records.path}/{id}.{suffix}" for suffix in SUFFIXES)
    yield from (f"{records.path}/{id}{query}" for query in ("?detail=full", "?fields=id", "?zzz=1", "?limit=1"))


def searches(service: Service, known: Facts) -> Iterator[str]:
    """Search and resolve with many spellings, and the pages of some searches."""
    names = sorted(set(spellings(known.collections)))
    for words in dict.fromkeys([*WORDS.split("|"), *names]):
        yield f"/resolve?q={quote(words)}"
        yield f"/search?q={quote(words)}"
    for words in names[::5]:
        yield f"/resolve?q={quote(words.upper()[1:])}"
        yield f"/search?q={quote(words[: len(words) // 2])}&limit=5"
        yield f"/search?q={quote(words.lower().replace(' ', '-'))}&count=none"
    for kind in KINDS.split():
        yield from (f"/search?q={words}&kind={kind}" for words in ("iran", "pakistan", "zzz"))
    for question in ("iran", "pakistan&facet=kind", "ambassador&kind=event", "strikes&count=none"):
        yield from walk(service, f"/search?limit=3&q={question}")
    for query in ("", *SEARCHES.split()):
        yield from (f"{path}{query}" for path in ("/search", "/resolve"))
