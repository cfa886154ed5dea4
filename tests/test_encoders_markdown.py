"""Markdown and llms.txt, read by a CommonMark parser."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from hypothesis import example, given

from app import urls
from app.formats import llms, markdown, markdown_records
from app.formats.feed_entries import record_text, record_title
from app.formats.markdown import MARKDOWN
from app.vocabulary import RecordKind
from tests.support.encoding import HEAD, Document, Record, encoded, hard
from tests.support.questions import asked, records

LIST = replace(HEAD, params=object())  # what a list has and a record has not
REASON = "markdown-it-py is not installed; the text is still compared"


def account(record: Record, id: str) -> str:
    """The account of one real event."""
    return encoded(markdown, [record["events"][id]])


def tokens(source: str) -> list[Any]:
    """What a CommonMark parser reads, with tables and strikethrough."""
    parser = pytest.importorskip("markdown_it", reason=REASON).MarkdownIt("commonmark")
    found: list[Any] = parser.enable(["table", "strikethrough"]).parse(source)
    return found


def plain(token: Any) -> str:
    """The text of an inline token, as it is read."""
    return "".join(child.content for child in token.children)


def links(source: str) -> list[str]:
    """Every address linked to."""
    found = [child for token in tokens(source) for child in token.children or () if child.type == "link_open"]
    return [child.attrs["href"] for child in found]


def test_what_it_is() -> None:
    assert (MARKDOWN.media_type, MARKDOWN.suffix) == ("text/markdown; charset=utf-8", "md")


def test_every_event_has_its_account(record: Record) -> None:
    for id, event in record["events"].items():
        source = account(record, id)
        read = tokens(source)
        assert [read[0].tag, plain(read[1]), plain(read[4])] == ["h1", event["title"], event["summary"]]
        assert [token.tag for token in read if token.type == "heading_open"].count("h1") == 1
        addresses = links(source)
        assert addresses[-1] == f"https://node.test{event['links']['self']}"
        wanted = [*event["claims"], *event["discrepancies"], *event["sources"], *event["places"]]
        hrefs = {one.get("href") or one["links"]["self"] for one in wanted}
        assert {f"https://node.test{href}" for href in hrefs} <= set(addresses)
        passages = [item for one in [event, *event["claims"]] for item in one["evidence"]]
        assert {item["passage"]["url"] for item in passages} <= set(addresses)
        assert not re.search(r"None|null|\n\n\n", source)
        for fact in (HEAD.dataset, "version 1.0.0 (2026-10-05)", HEAD.licence):
            assert fact in plain(read[-2])


@pytest.mark.parametrize("kind", [kind for kind in RecordKind if kind is not RecordKind.EVENT])
def test_every_other_record_has_its_account_too(record: Record, kind: RecordKind) -> None:
    for document in record[kind.collection].values():
        source = encoded(markdown_records, [document])
        read = tokens(source)
        assert [read[0].tag, plain(read[1])] == ["h1", record_title(document)]
        assert [token.tag for token in read if token.type == "heading_open"].count("h1") == 1
        addresses = links(source)
        assert addresses[-1] == f"https://node.test{document['links']['self']}"
        assert {f"https://node.test{href}" for href in hrefs(document)} <= set(addresses)
        assert {item["passage"]["url"] for item in document.get("evidence", ())} <= set(addresses)
        assert not re.search(r"None|null|True|False|\n\n\n|[{}]", "".join(map(plain, inline(source))))
        if record_text(document):
            assert record_text(document) in map(plain, inline(source))
        assert HEAD.licence in plain(read[-2])


def hrefs(document: Document) -> set[str]:
    """The records that a record names, except in its claims, whose accounts are their own."""
    nested = [value for name, value in document.items() if name not in {"links", "claims"}]
    return {value for part in nested for value in addressed(part)}


def addressed(part: Any) -> Iterator[str]:
    """Every `href` in a part of a document, but those within what has one itself."""
    if isinstance(part, dict):
        if "href" in part:
            yield part["href"]
            return
        part = list(part.values())
    for item in part if isinstance(part, list) else ():
        yield from addressed(item)


def inline(source: str) -> list[Any]:
    """The tokens that have a text."""
    return [token for token in tokens(source) if token.type == "inline"]


@given(name=hard, value=hard)
@example(name="1. a", value="2) b")
def test_any_value_is_read_as_it_was_written(name: str, value: str) -> None:
    document = {"id": "a", "name": name, "links": {"self": "/x/a"}, "corrected_by": [], "office_held": value}
    source = encoded(markdown_records, [document])
    heading, fact, *_ = map(plain, inline(source))
    assert heading == name
    assert fact.removeprefix("Office held: ") in {value, value.replace("_", " ")}
    (line,) = [item for item in inline(encoded(markdown_records, [document], LIST)) if item.level > 1]
    assert plain(line) == name


@pytest.mark.parametrize("kind", [RecordKind.EVENT, RecordKind.STRIKE])
def test_a_matrix_has_every_answer_under_its_question(http: httpx2.Client, kind: RecordKind) -> None:
    for one in records(http, f"/{kind.collection}"):
        address = urls.matrix(kind, one["id"])
        response = http.get(MARKDOWN.address(address)).raise_for_status()
        assert response.headers["content-type"] == MARKDOWN.media_type
        questions = asked(http, address)["data"]["questions"]
        read = [plain(token) for token in inline(response.text)]
        assert read[0] == f"Who says what: {one['title']}"
        position = 0
        for question in questions:
            position = read.index(question["question"].capitalize(), position)
            following = "\n".join(read[position : position + 2 * len(question["answers"]) + 1])
            assert all(answer["text"] in following for answer in question["answers"])
    assert http.get(f"/{kind.collection}/none-such/matrix.md").status_code == 404


def test_claims_are_finished_sentences_and_parts_are_under_their_whole(record: Record) -> None:
    source = account(record, "pakistani-strikes-in-iran")
    lines = source.splitlines()
    whole = next(i for i, line in enumerate(lines) if "/claims/officials-nine-foreign-nationals-killed" in line)
    assert [line.startswith("  - Of these: [") for line in lines[whole : whole + 4]] == [False, True, True, False]
    for claim in record["events"]["pakistani-strikes-in-iran"]["claims"]:
        text = f"[{markdown.escape(claim['text'])}](https://node.test/claims/{claim['id']}) Passages: "
        assert any(
            line.removeprefix("  ").removeprefix("- ").removeprefix("Of these: ").startswith(text) for line in lines
        )


def test_what_is_not_stated_and_how_it_was_read_is_there(record: Record) -> None:
    for id, event in record["events"].items():
        lines = account(record, id).splitlines()
        assert {f"- {markdown.escape(item['text'])}" for item in event["not_stated"]} <= set(lines)
        assert (event["caveat"] is not None) == any(line.startswith("- **How we read it:** ") for line in lines)


def test_what_is_asserted_and_what_is_inferred_says_so(record: Record) -> None:
    source = account(record, "pakistani-strikes-in-iran")
    assert "): reported victim (according to Balochistan Liberation Army)\n" in source
    assert "- **When:** 18 January 2024 (stated). The sentence gives no year;" in source
    undated = account(record, "pakistan-expels-iranian-ambassador")
    assert "- **When:** on or after 16 January 2024, day not stated (inferred). After the strikes" in undated


@pytest.mark.parametrize("kind", RecordKind)
def test_that_a_date_is_inferred_is_said_once_and_passages_are_named_as_readers_see_them(
    record: Record, kind: RecordKind
) -> None:
    encoder = markdown if kind is RecordKind.EVENT else markdown_records
    for document in record[kind.collection].values():
        source = encoded(encoder, [document])
        assert not re.search(r"\(inferred.*\(inferred", source)
        for item in (item for one in [document, *document.get("claims", ())] for item in one.get("evidence", ())):
            assert markdown.link(item["passage"]["label"], item["passage"]["url"]) in source


def test_a_part_whose_whole_is_elsewhere_says_that_it_is_one(record: Record) -> None:
    event = record["events"]["pakistani-strikes-in-iran"]
    parts = [claim for claim in event["claims"] if claim["part_of"]]
    source = encoded(markdown, [event | {"claims": parts}])
    assert source.count("Part of a larger figure.") == len(parts) == 3


@given(title=hard, name=hard)
@example(title="1. a", name="2) b")
@example(title="- a", name="+ b")
@example(title="=== a", name=": b")
@example(title="www.a ![x](y) <b> &amp; `c` ~~d~~ | e", name="#")
def test_any_text_is_read_as_it_was_written(title: str, name: str) -> None:
    line = markdown.escape_line(title)
    source = f"# {line}\n\n{line}\n\n- **Where:** {markdown.link(name, 'x:(a) b')}"
    read = tokens(source)
    heading, paragraph, item = [token for token in read if token.type == "inline"]
    assert (plain(heading), plain(paragraph)) == (title, title)
    assert plain(item) == f"Where: {name}"
    assert [child.attrs["href"] for child in item.children if child.type == "link_open"] == ["x:%28a%29%20b"]


DATASET: Document = {
    "title": HEAD.dataset,
    "description": "Who did what, and who says so.",
    "version": "1.0.0",
    "released": "2026-10-05",
    "licence": "CC-BY-SA-4.0",
    "article": {"title": "2024 Iran–Pakistan border skirmishes"},
    "article_url": "https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_border_skirmishes",
}
INDEX = [
    {"name": "events", "href": "/events", "description": "Everything that happened."},
    {"name": "search", "href": "/search", "description": "Search: ?q=a_b*"},
]


def test_llms_txt_is_laid_out_as_its_standard_says() -> None:
    source = llms.encode(INDEX, DATASET, "https://node.test")
    read = tokens(source)
    assert [(token.type, token.tag) for token in read[:1]] == [("heading_open", "h1")]
    assert read[3].type == "blockquote_open"
    headings = [plain(read[i + 1]) for i, token in enumerate(read) if token.tag == "h2" and token.nesting == 1]
    assert headings == ["Records", "Search, vocabulary and documentation"]
    assert "\n- [events](https://node.test/events): Everything that happened.\n" in source
    assert "\n- [search](https://node.test/search): Search: ?q=a\\_b\\*\n" in source
    assert links(source) == [DATASET["article_url"], "https://node.test/events", "https://node.test/search"]
    assert len(source.splitlines()) < 40


def test_llms_txt_has_no_section_of_nothing() -> None:
    assert "##" not in llms.encode([], DATASET, "https://node.test")


def test_the_full_text_has_every_claim_and_all_that_is_not_stated(record: Record) -> None:
    events = sorted(record["events"].values(), key=lambda event: event["sequence"])
    general = [claim for claim in record["claims"].values() if claim["event"] is None]
    source = llms.encode_full(events, general, DATASET, "https://node.test")
    for claim in record["claims"].values():
        assert f"- [{markdown.escape(claim['text'])}](https://node.test/claims/{claim['id']})\n" in source
    for event in events:
        assert markdown.escape_line(event["summary"]) in source
        assert all(f"- Not stated: {markdown.escape(item['text'])}.\n" in source for item in event["not_stated"])
    captions = [plain(token) for token in tokens(source) if token.type == "inline" and token.level == 1]
    shown = [caption for caption in captions if caption in {event["caption"] for event in events}]
    assert shown == [event["caption"] for event in events]
    assert len(source.encode()) <= llms.MAX_BYTES


def test_the_full_text_of_a_large_record_ends_with_the_address_of_the_rest(record: Record) -> None:
    events = [record["events"]["iranian-strikes-in-pakistan"]] * 100
    source = llms.encode_full(events, [], DATASET, "https://node.test")
    assert llms.MAX_BYTES - 5000 < len(source.encode()) <= llms.MAX_BYTES
    assert source.endswith("More events and claims: [/events](https://node.test/events).\n")
    assert llms.encode_full([], [], DATASET, "https://node.test").count("#") == 1
