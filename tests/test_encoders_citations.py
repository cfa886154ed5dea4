"""CSL-JSON, BibTeX and RIS, over all real sources, read by parsers nobody here wrote."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats import bibtex, csl, ris
from app.formats.bibtex import BIBTEX
from app.formats.csl import CSL
from app.formats.ris import RIS
from tests.support.encoding import Document, Record, encoded, hard

Items = list[dict[str, Any]]
NOT_THERE = "{} is not installed; the text is still compared"
FIELDS = {  # of RIS as rispy names them, to CSL
    "id": "id",
    "title": "title",
    "secondary_title": "container-title",
    "publisher": "publisher",
    "issn": "ISSN",
}


LATEX = {r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textbackslash{}": "\\"}
LATEX |= {r"\textquotesingle{}": "'", r"\textquotedbl{}": '"', r"\textasciigrave{}": "`"}
LATEX |= {r"\textless{}": "<", r"\textgreater{}": ">", r"\textbar{}": "|"}
LATEX |= {r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", **{rf"\{mark}": mark for mark in "&%$#_"}}


def plain(value: str) -> str:
    """A value with the commands of LaTeX as the characters they print."""
    return re.compile("|".join(map(re.escape, LATEX))).sub(lambda found: LATEX[found[0]], value)


def source(**other: Any) -> Document:
    """A source of which only the title is stated."""
    stated: Document = {"id": "a", "links": {"self": "/sources/a"}, "kind": "news", "title": "T", "authors": []}
    absent = ("publisher", "published", "retrieved", "archived", "issn", "quotation_speaker", "url", *csl.CUSTOM)
    return dict.fromkeys(absent) | stated | other


@pytest.fixture
def sources(record: Record) -> list[Document]:
    """All real ones."""
    return list(record["sources"].values())


@pytest.fixture
def items(sources: list[Document]) -> Items:
    """All real ones, as CSL has them."""
    found: Items = json.loads(encoded(csl, sources))
    return found


def test_what_they_are() -> None:
    assert (CSL.media_type, CSL.suffix) == ("application/vnd.citationstyles.csl+json", "csl.json")
    assert (BIBTEX.media_type, BIBTEX.suffix) == ("application/x-bibtex", "bib")
    assert (RIS.media_type, RIS.suffix) == ("application/x-research-info-systems", "ris")


def test_csl_has_every_source_with_what_it_states_and_no_more(sources: list[Document], items: Items) -> None:
    assert len(items) == len(sources) == 9
    for one, item in zip(sources, items, strict=True):
        assert (item["id"], item["title"]) == (one["id"], one["title"])
        assert item.get("container-title") or item.get("publisher") or one["publisher"] is None
        assert item.get("citation-number") == one["number"]
        assert (item.get("ISSN"), item.get("URL")) == (one["issn"], one["url"])
        assert [(name["family"], name["given"]) for name in item.get("author", [])] == [
            (name["family"], name["given"]) for name in one["authors"]
        ]
        for key, name in (("issued", "published"), ("accessed", "retrieved")):
            parts = item[key]["date-parts"][0] if key in item else None
            assert parts == ([int(part) for part in one[name].split("-")] if one[name] else None)
        assert item["custom"].get("archived") == one["archived"]
        assert None not in [*item.values(), *item["custom"].values()]


def test_types_are_words_of_csl(items: Items) -> None:
    assert {item["id"]: item["type"] for item in items} == {
        "ap-news": "article-newspaper",
        "article": "entry-encyclopedia",
        "bbc-news": "article-newspaper",
        "de-escalation-imminent": "document",
        "mofa-gov-pk": "webpage",
        "reuters": "article-newspaper",
        "the-daily-beast": "article-newspaper",
        "the-telegraph": "article-newspaper",
        "united-states-institute-of-peace": "webpage",
    }


def test_bibtexparser_reads_every_source(sources: list[Document], items: Items) -> None:
    parser = pytest.importorskip("bibtexparser", reason=NOT_THERE.format("bibtexparser"))
    library = parser.parse_string(encoded(bibtex, sources))
    assert not library.failed_blocks
    assert not library.comments
    assert [(entry.entry_type, entry.key) for entry in library.entries] == [("online", item["id"]) for item in items]
    for entry, item in zip(library.entries, items, strict=True):
        fields = {field.key: field.value for field in entry.fields}
        issued = item.get("issued", {"date-parts": [[]]})["date-parts"][0]
        assert plain(fields["title"]) == f"{{{item['title']}}}"
        assert fields.get("author", "") == " and ".join(f"{a['family']}, {a['given']}" for a in item.get("author", []))
        assert fields.get("date", "") == "-".join(f"{part:02}" for part in issued)
        assert fields.get("year", "") == "".join(f"{part}" for part in issued[:1])
        assert (fields.get("url"), fields.get("issn")) == (item.get("URL"), item.get("ISSN"))


def test_rispy_reads_every_source(sources: list[Document], items: Items) -> None:
    rispy = pytest.importorskip("rispy", reason=NOT_THERE.format("rispy"))
    text = encoded(ris, sources)
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    read = rispy.loads(text)
    assert len(read) == len(items)
    for one, item in zip(read, items, strict=True):
        assert one["type_of_reference"] == "ELEC"
        assert {name: one.get(name) for name in FIELDS} == {name: item.get(key) for name, key in FIELDS.items()}
        assert one.get("urls", [None]) == [item.get("URL")]
        assert one.get("authors", []) == [f"{a['family']}, {a['given']}" for a in item.get("author", [])]
        for name, key in (("date", "issued"), ("access_date", "accessed")):
            parts = item[key]["date-parts"][0] if key in item else []
            assert one.get(name, "") == "".join(f"{part:02}/" for part in parts)


def test_nothing_is_written_for_what_is_not_stated() -> None:
    bare = [source()]
    assert encoded(bibtex, bare) == "@online{a,\n  title = {{T}}\n}\n"
    assert encoded(ris, bare) == "TY  - ELEC\r\nID  - a\r\nTI  - T\r\nER  - \r\n"
    assert json.loads(encoded(csl, bare)) == [
        {
            "id": "a",
            "type": "article-newspaper",
            "title": "T",
            "custom": {"record": "https://node.test/sources/a", "kind": "news"},
        }
    ]


def test_an_institution_and_a_day_without_day() -> None:
    one = source(authors=[{"family": "Food and Drug, Inc.", "given": None}], published="2024-01", retrieved="2024")
    bib, (tags,) = encoded(bibtex, [one]), encoded(ris, [one]).split("ER  - ")[:1]
    assert "author = {{Food and Drug, Inc.}}" in bib
    assert "date = {2024-01},\n  year = {2024},\n  urldate = {2024}" in bib
    assert "AU  - Food and Drug, Inc.\r\nPY  - 2024\r\nDA  - 2024/01//\r\nY2  - 2024///\r\n" in tags
    assert json.loads(encoded(csl, [one]))[0]["author"] == [{"literal": "Food and Drug, Inc."}]


@given(family=hard, given=hard)
def test_a_name_is_never_taken_for_two(family: str, given: str) -> None:
    text = encoded(bibtex, [source(authors=[{"family": f"{family} and", "given": f"{given}, x"}])])
    (value,) = re.findall(r"^  author = \{(.*)\},?$", text, re.MULTILINE)
    bare = braced(value)
    assert bare.count(",") == 1
    assert " and " not in bare


def braced(value: str) -> str:
    """A value without what stands in braces."""
    depth, bare = 0, ""
    for mark in value:
        depth += {"{": 1, "}": -1}.get(mark, 0)
        bare += mark if depth == 0 else ""
        assert depth >= 0
    assert depth == 0
    return bare


@given(text=hard)
def test_any_title_is_read_as_it_was_written(text: str) -> None:
    one = source(title=text)
    assert json.loads(encoded(csl, [one]))[0]["title"] == text
    assert re.findall(r"^TI  - (.*)\r$", encoded(ris, [one]), re.MULTILINE) == [text]
    (value,) = re.findall(r"^  title = \{\{(.*)\}\}$", encoded(bibtex, [one]), re.MULTILINE)
    braced(value)
    assert plain(value) == text
    known = re.compile("|".join(map(re.escape, LATEX)))
    assert not re.search(r"[\\{}&%$#_~^'\"`<>|]", known.sub("", value))


@pytest.mark.parametrize("character", "#$%&_{}~^\\'\"<>|`")
def test_every_character_that_latex_reads_is_written_as_a_command(character: str) -> None:
    text = f"a{character}b {character}"
    stated = source(title=text, publisher=text, issn=text, authors=[{"family": text, "given": text}])
    for name in ("title", "organization", "issn", "author"):
        (value,) = re.findall(rf"^  {name} = \{{(.*)\}},?$", encoded(bibtex, [stated]), re.MULTILINE)
        (command,) = [command for command, meant in LATEX.items() if meant == character]
        assert value.count(f"a{command}b {command}") == (2 if name == "author" else 1)
        braced(value)


@given(text=hard)
def test_parsers_read_any_title(text: str) -> None:
    rispy = pytest.importorskip("rispy", reason=NOT_THERE.format("rispy"))
    parser = pytest.importorskip("bibtexparser", reason=NOT_THERE.format("bibtexparser"))
    sources = [source(title=text), source(id="b", title="B")]
    assert [one["title"] for one in rispy.loads(encoded(ris, sources))] == [text, "B"]
    library = parser.parse_string(encoded(bibtex, sources))
    assert [entry.key for entry in library.entries] == ["a", "b"]
    assert not library.failed_blocks


@given(text=st.text(alphabet="ab {}\\", min_size=1))
def test_an_address_can_not_end_its_entry(text: str) -> None:
    (value,) = re.findall(r"^  url = \{(.*)\}$", encoded(bibtex, [source(url=f"x:{text}")]), re.MULTILINE)
    assert value == "x:" + text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
