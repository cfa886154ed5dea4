"""bibtexparser and rispy: the sources, as programs that keep references have them."""

from typing import Any

import httpx2

from app.formats.bibtex import BIBTEX, SPECIAL
from app.formats.ris import RIS
from app.resources import RESOURCES
from tests.clients.reading import client, total
from tests.support.questions import records

(SOURCES,) = (resource for resource in RESOURCES if BIBTEX in resource.formats)


def names(source: dict[str, Any]) -> list[str]:
    """The authors of a source."""
    return [", ".join(filter(None, (author["family"], author["given"]))) for author in source["authors"]]


def test_bibtex_has_every_source(http: httpx2.Client) -> None:
    bibtexparser = client("bibtexparser")
    library = bibtexparser.parse_string(http.get(BIBTEX.address("/sources")).text)
    expected = records(http, "/sources", {"detail": "full"})
    assert library.failed_blocks == []
    assert len(library.entries) == total(http, SOURCES)
    for entry, source in zip(library.entries, expected, strict=True):
        read = {name: field.value for name, field in entry.fields_dict.items()}
        assert (entry.key, read["title"]) == (source["id"], f"{{{source['title'].translate(SPECIAL)}}}")
        assert read.get("organization", "").strip("{}") == (source["publisher"] or "")
        assert [read.get(name) for name in ("date", "urldate", "url")] == [
            source[name] for name in ("published", "retrieved", "url")
        ]
        assert read.get("author", "").split(" and ") == (names(source) or [""])


def test_bibtex_authors_come_apart_and_titles_lose_only_their_braces(http: httpx2.Client) -> None:
    bibtexparser = client("bibtexparser")
    decoding = bibtexparser.middlewares
    steps = [decoding.SeparateCoAuthors(), decoding.SplitNameParts()]
    library = bibtexparser.parse_string(http.get(BIBTEX.address("/sources")).text, append_middleware=steps)
    assert [(name.last, name.first) for name in library.entries_dict["bbc-news"]["author"]] == [
        (["Mao"], ["Frances"]),
        (["Davies"], ["Caroline"]),
        (["Adams"], ["Paul"]),
    ]
    assert library.entries_dict["article"]["title"] == "{2024 Iran–Pakistan border skirmishes}"


def test_ris_has_every_source(http: httpx2.Client) -> None:
    rispy = client("rispy")
    read = rispy.loads(http.get(RIS.address("/sources")).text)
    expected = records(http, "/sources", {"detail": "full"})
    assert len(read) == total(http, SOURCES)
    for reference, source in zip(read, expected, strict=True):
        assert (reference["id"], reference["title"]) == (source["id"], source["title"])
        assert reference.get("authors", []) == names(source)
        assert reference.get("urls", []) == ([source["url"]] if source["url"] else [])
        days = [reference.get(name, "").rstrip("/").replace("/", "-") for name in ("date", "access_date")]
        assert days == [source["published"] or "", source["retrieved"] or ""]
        assert "unknown_tag" not in reference
