"""Drift: one edit of the article at a time, and what the command says has become of the passages it records."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest

from app.seeding.verification import newer_text
from app.seeding.verification.drift import Drift, compare
from app.seeding.verification.relocation import Status
from app.settings import SOFTWARE
from tests.support import cli
from tests.support.paths import ARTICLE, SEED, needs_article
from tests.support.sample_seed import Regatta, regatta

FIRST = "On May 3, 2031, nine boats left Port Elim in the Lantern Regatta.[1]"
SECOND = "Judge Mira Solberg counted 24 lanterns."
THIRD = "Two boats came back on 4 May, and moored on 4 May.[1][1]"
SECTIONS = {"host": "infobox", "host-cell": "infobox", "references": "references", "reference-1": "references"}


def sectioned() -> Regatta:
    """The invented article, whose summary table and references are sections of their own."""
    made = regatta()
    for id, section in SECTIONS.items():
        made.passage(id)["section"] = section
    for id in ("host", "references"):
        made.passage(id)["index"] = 1
    for id in ("host-cell", "reference-1"):
        made.passage(id)["index"] = 2
    return made


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the seed of the invented article, and the article's text."""
    made = sectioned()
    seed, _ = made.write(tmp_path_factory.mktemp("regatta"))
    return seed, made.text


def changed(drift: Drift) -> dict[str, str]:
    """The passages that are not as they were or only moved, each with its status and how it was found."""
    return {
        passage.id: f"{passage.status} {passage.found.by.name}" if passage.found else str(passage.status)
        for passage in drift.passages
        if passage.status not in {Status.UNCHANGED, Status.MOVED}
    }


def shape(drift: Drift) -> tuple[dict[str, str], list[str]]:
    """The passages that have changed, and the first words of the text that is new."""
    return changed(drift), [new.opening for new in drift.new_text]


class Edit(NamedTuple):
    """An edit of the text, the passages it changes, and the first words of what it adds."""

    make: Callable[[str], str]
    changed: dict[str, str]
    added: list[str]


def replacing(old: str, new: str) -> Callable[[str], str]:
    """An edit that puts one text in place of another."""
    return lambda text: text.replace(old, new)


EDITS: dict[str, Edit] = {
    "nothing": Edit(lambda text: text, {}, []),
    "a word": Edit(replacing("nine boats", "ten boats"), {"sentence-1": "reworded WORDS"}, []),
    "the first words": Edit(replacing("Judge Mira", "The judge Mira"), {"sentence-2": "reworded PLACE"}, []),
    "the last words": Edit(replacing("24 lanterns", "24 lamps"), {"sentence-2": "reworded PLACE"}, []),
    "every word": Edit(replacing(SECOND, "Nobody knew."), {"sentence-2": "reworded PLACE"}, []),
    "words put before": Edit(replacing("Judge", "Reportedly, Judge"), {"sentence-2": "reworded PLACE"}, []),
    "words put after": Edit(replacing("24 lanterns.", "24 lanterns or so."), {"sentence-2": "reworded PLACE"}, []),
    "an abbreviation in parentheses": Edit(
        replacing("Judge Mira Solberg counted 24 lanterns", "The (lit. 'Just') judge counted lamps"),
        {"sentence-2": "reworded PLACE"},
        [],
    ),
    "an abbreviation within": Edit(
        replacing("Judge Mira Solberg", "Judge Mira St. Solberg"), {"sentence-2": "reworded WORDS"}, []
    ),
    "two sentences": Edit(
        lambda text: text.replace("nine", "ten").replace("Judge Mira", "Mira"),
        {"sentence-1": "reworded WORDS", "sentence-2": "reworded PLACE"},
        [],
    ),
    "a sentence removed": Edit(replacing(f"{SECOND} ", ""), {"sentence-2": "gone"}, []),
    "the first sentence removed": Edit(replacing(f"{FIRST} ", ""), {"sentence-1": "gone"}, []),
    "one removed and the next reworded": Edit(
        lambda text: text.replace(f"{SECOND} ", "").replace("moored on 4", "slept on 4").replace("Two boats", "Three"),
        {"sentence-2": "gone", "sentence-3": "reworded PLACE"},
        [],
    ),
    "a sentence inserted": Edit(
        replacing("Judge", "A band played until the morning. Judge"), {}, ["A band played until …"]
    ),
    "a short sentence inserted": Edit(replacing("Judge", "It rained. Judge"), {}, ["It rained."]),
    "one inserted beside one reworded": Edit(
        replacing("Judge Mira Solberg counted 24 lanterns", "It rained. Judge Mira Solberg counted 24 lamps"),
        {"sentence-2": "reworded PLACE"},
        ["It rained."],
    ),
    "two sentences in the other order": Edit(replacing(f"{SECOND} {THIRD}", f"{THIRD} {SECOND}"), {}, []),
    "a paragraph at the end": Edit(lambda text: f"{text}\nThe end came.", {}, ["The end came."]),
    "a line break": Edit(replacing(f" {SECOND}", f"\n\n{SECOND}"), {}, []),
    "another mark": Edit(replacing("Regatta.[1]", "Regatta.[2]"), {"sentence-1": "reworded MARKS"}, []),
    "a mark removed": Edit(replacing("Regatta.[1]", "Regatta."), {"sentence-1": "reworded MARKS"}, []),
    "a mark added": Edit(replacing("lanterns.", "lanterns.[7]"), {"sentence-2": "reworded MARKS"}, []),
    "a cell with more": Edit(replacing("| Port Elim |", "| Port Elim, Upper |"), {"host-cell": "reworded PLACE"}, []),
    "the table removed from a page": Edit(
        replacing("\n| Host | Port Elim |", ""), {"host": "gone", "host-cell": "gone"}, []
    ),
    "the references removed from a page": Edit(lambda text: text.partition("\n↑")[0], {"reference-1": "gone"}, []),
}
NOT_CARRIED = dict.fromkeys(("title", "host", "host-cell", "references", "reference-1"), "not_in_this_kind_of_text")
EXTRACT = f"{FIRST} {SECOND} {THIRD}".replace("[1]", "")
EXTRACTS: dict[str, Edit] = {
    "as it is": Edit(lambda text: text, NOT_CARRIED, []),
    "with its title": Edit(
        lambda text: f"2031 Lantern Regatta\n{text}", {id: NOT_CARRIED[id] for id in NOT_CARRIED if id != "title"}, []
    ),
    "with an empty section": Edit(
        lambda text: f"{text}\n\n\n== References ==\n",
        {id: NOT_CARRIED[id] for id in NOT_CARRIED if id != "references"},
        [],
    ),
    "with a word in brackets": Edit(
        replacing("nine boats", "nine [sic] boats"), NOT_CARRIED | {"sentence-1": "reworded WORDS"}, []
    ),
    "with a word changed": Edit(
        replacing("nine boats", "ten boats"), NOT_CARRIED | {"sentence-1": "reworded WORDS"}, []
    ),
    "with a sentence removed": Edit(replacing(SECOND, ""), NOT_CARRIED | {"sentence-2": "gone"}, []),
    "with a sentence inserted at its end": Edit(lambda text: f"{text} It rained.", NOT_CARRIED, ["It rained."]),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_changes_only_the_passages_it_touches(edit: Edit, article: tuple[Path, str]) -> None:
    seed, text = article
    assert shape(compare(seed, edit.make(text))) == (edit.changed, edit.added)


@pytest.mark.parametrize("edit", EXTRACTS.values(), ids=EXTRACTS)
def test_an_extract_is_compared_in_the_parts_it_has(edit: Edit, article: tuple[Path, str]) -> None:
    drift = compare(article[0], edit.make(EXTRACT))
    assert shape(drift) == (edit.changed, edit.added)
    assert drift.is_extract


def test_a_note_mark_in_the_seed_is_put_back_as_well(tmp_path: Path) -> None:
    made = regatta(sentence_1=FIRST.replace("the Lantern Regatta", "the (Lantern Regatta[a])"))
    made.passage("sentence-1")["last_words"] = "Lantern Regatta"
    seed, _ = made.write(tmp_path)
    text = EXTRACT.replace("the Lantern Regatta", "the (Lantern Regatta)")
    statuses = {passage.id: passage.status for passage in compare(seed, text).passages}
    assert statuses["sentence-1"] is Status.MOVED


def test_of_two_passages_with_the_same_words_the_edited_one_is_reworded(tmp_path: Path) -> None:
    made = regatta(host="2031 Lantern Regatta")
    seed, _ = made.write(tmp_path)
    drift = compare(seed, made.text.replace("2031 Lantern Regatta", "Second Lantern Regatta", 1))
    assert shape(drift) == ({"title": "reworded PLACE"}, [])


def test_a_sentence_is_found_at_its_new_offset(article: tuple[Path, str]) -> None:
    seed, text = article
    newer = text.replace("Judge", "It rained. Judge")
    drift = compare(seed, newer)
    for passage in drift.passages:
        assert passage.found is not None
        assert passage.status is (Status.MOVED if passage.found.piece.start > text.index("Judge") else Status.UNCHANGED)
    (second,) = (passage.found for passage in drift.passages if passage.id == "sentence-2")
    assert second is not None
    assert newer[second.piece.start : second.piece.end] == SECOND


def run(article: tuple[Path, str], tmp_path: Path, edit: Callable[[str], str], *options: str) -> cli.Ended:
    """The command, with an edited text in a file."""
    file = tmp_path / "newer.txt"
    file.write_text(edit(article[1]), encoding="utf-8")
    return cli.call("drift", str(file), *options, seed=article[0])


def test_the_command_tells_the_records_and_fails(article: tuple[Path, str], tmp_path: Path) -> None:
    ended = run(article, tmp_path, replacing("counted 24", "saw 24"))
    assert (ended.returncode, ended.stderr) == (1, "")
    start = article[1].index("Judge")
    assert ended.stdout.splitlines() == [
        f"sentence-2: reworded at {start} (found by its first and last words)",
        "  events: count",
        "  people: mira-solberg",
        "1 reworded (sentence-2 → 1 event, 1 person), 5 only moved, 2 as they were.",
    ]


def test_text_that_only_moves_is_no_failure(article: tuple[Path, str], tmp_path: Path) -> None:
    ended = run(article, tmp_path, replacing("Judge", "A band played until the morning. Judge"))
    assert (ended.returncode, ended.stderr) == (0, "")
    start = article[1].index("Judge")
    assert ended.stdout.splitlines() == [
        f"new text at {start}: 'A band played until …'",
        "6 only moved, 2 as they were.",
    ]


def test_an_extract_is_no_failure_and_says_what_was_not_compared(article: tuple[Path, str], tmp_path: Path) -> None:
    ended = run(article, tmp_path, lambda text: EXTRACT)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [
        "This text has no summary table and no references: their passages were not compared.",
        "3 only moved, 5 not in this kind of text.",
    ]


def test_another_text_fails_and_is_doubted(article: tuple[Path, str], tmp_path: Path) -> None:
    ended = run(article, tmp_path, lambda text: "It rained all day.")
    assert ended.returncode == 1
    assert "\nNo passage has the words it had: is this a text of the article?\n" in ended.stdout


def test_json_has_every_passage_and_its_records(article: tuple[Path, str], tmp_path: Path) -> None:
    ended = run(article, tmp_path, replacing(f"{SECOND} ", ""), "--json")
    document = json.loads(ended.stdout)
    assert ended.returncode == 1
    assert document["counts"] == {"reworded": 0, "gone": 1, "moved": 5, "unchanged": 2, "not_in_this_kind_of_text": 0}
    assert document["text"]["kind"] == "page"
    assert document["passages"][2] == {
        "id": "sentence-2",
        "status": "gone",
        "start": None,
        "end": None,
        "found_by": None,
        "records": {"events": ["count"], "people": ["mira-solberg"]},
    }


BAD_FILES: dict[str, tuple[bytes, str]] = {
    "not UTF-8": (b"Regatta \xff", "is not UTF-8 (byte 8); save it as UTF-8"),
    "HTML": (b"\n<!DOCTYPE html><title>2031</title>", "is HTML; give plain text, as from"),
    "empty": (b" \n", "has no text; give the text of the article"),
    "other JSON": (b'{"query": {}}', "is not a JSON answer with the extract of one page; ask for it with"),
    "broken JSON": (b'{"query": ', "is not a JSON answer with the extract of one page; ask for it with"),
    "an extract in HTML": (
        b'{"query": {"pages": {"1": {"title": "2031", "extract": "<p>Nine</p>"}}}}',
        "has an extract in HTML; add explaintext=1",
    ),
    "too much": (b"x" * (newer_text.MAX_BYTES + 1), "has more than 8,388,608 bytes; give the text of one article"),
}


def is_refused(ended: cli.Ended, message: str) -> bool:
    """Whether the command ended with the code for a wrong argument and one line that says this."""
    return (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1) and message in ended.stderr


@pytest.mark.parametrize(("content", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_is_no_text_is_one_line_and_code_2(
    content: bytes, message: str, article: tuple[Path, str], tmp_path: Path
) -> None:
    file = tmp_path / "newer.txt"
    file.write_bytes(content)
    ended = cli.call("drift", str(file), seed=article[0])
    assert is_refused(ended, message), ended
    assert str(file) in ended.stderr


@pytest.mark.parametrize(
    ("argument", "message"),
    {
        "nowhere.txt": "nowhere.txt: No such file or directory; give a text file in UTF-8",
        ".": ".: Is a directory; give a text file",
        "ftp://example.org/x": "cannot be fetched; give an http or https URL",
        "file:///nowhere.txt": "cannot be fetched; give an http or https URL",
        "http://": "cannot be fetched (",
        "http://127.0.0.1:x/": "cannot be fetched (",
    }.items(),
)
def test_what_cannot_be_read_is_one_line_and_code_2(argument: str, message: str, article: tuple[Path, str]) -> None:
    assert is_refused(cli.call("drift", argument, seed=article[0]), message)


def test_a_seed_that_cannot_be_loaded_is_code_2(article: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "newer.txt").write_text(article[1], encoding="utf-8")
    ended = cli.call("drift", str(tmp_path / "newer.txt"), seed=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "article.yaml:1: file is missing; add it" in ended.stderr


class Answer(NamedTuple):
    """What the local server answers to every request."""

    body: bytes
    content_type: str = "text/plain; charset=utf-8"
    status: int = 200
    location: str | None = None


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, list[str | None]]]:
    """A local server: gives its URL and the list of the User-Agents that have asked it."""
    agents: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            agents.append(self.headers["User-Agent"])
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            if answer.location:
                self.send_header("Location", answer.location)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *arguments: Any) -> None:
            """Print nothing."""

    with pytest.MonkeyPatch.context() as patch, HTTPServer(("127.0.0.1", 0), Handler) as server:
        patch.setenv("no_proxy", "127.0.0.1")
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", agents
        finally:
            server.shutdown()
            thread.join()


def mediawiki(pages: object) -> Answer:
    """An answer of MediaWiki."""
    return Answer(json.dumps({"batchcomplete": "", "query": {"pages": pages}}).encode(), "application/json")


PAGE = {"pageid": 1, "ns": 0, "title": "2031 Lantern Regatta", "extract": f"{EXTRACT}\n\n\n== References =="}
FETCHED: dict[str, tuple[Answer, str]] = {
    "plain text": (Answer(regatta().text.encode()), "8 as they were.\n"),
    "Latin-1": (Answer(EXTRACT.encode("latin-1"), "text/plain; charset=latin-1"), "3 only moved, 5 not in this"),
    "JSON": (mediawiki({"1": PAGE}), "3 only moved, 2 as they were, 3 not in this"),
    "JSON, format version 2": (mediawiki([PAGE]), "3 only moved, 2 as they were, 3 not in this"),
}
REFUSED: dict[str, tuple[Answer, str]] = {
    "HTML": (Answer(b"<html>", "text/html"), "is HTML; give plain text, as from http://127.0.0.1:"),
    "HTML that looks like text": (Answer(b"Hello", "text/html"), "titles=2031_Lantern"),
    "a missing page": (mediawiki({"-1": {"title": "X", "missing": ""}}), "not a JSON answer with the extract"),
    "an error": (Answer(b"no", status=404), "cannot be fetched (HTTP Error 404: Not Found); check the URL"),
    "a redirect to another scheme": (Answer(b"", status=302, location="ftp://127.0.0.1/x"), "cannot be fetched ("),
    "an unknown encoding": (Answer(b"x", "text/plain; charset=x-none"), "'x-none', an unknown encoding"),
    "too much": (Answer(b"x" * (newer_text.MAX_BYTES + 1)), "has more than 8,388,608 bytes"),
}


@pytest.mark.parametrize(("answer", "said"), FETCHED.values(), ids=FETCHED)
def test_a_url_is_fetched_under_the_name_of_the_software(answer: Answer, said: str, article: tuple[Path, str]) -> None:
    with serving(answer) as (url, agents):
        ended = cli.call("drift", f"{url}/wiki/2031–Lantern", seed=article[0], contact="desk@example.org")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert said in ended.stdout
    assert agents == [f"skirmishes/{SOFTWARE} (desk@example.org)"]


@pytest.mark.parametrize(("answer", "message"), REFUSED.values(), ids=REFUSED)
def test_a_url_without_a_text_is_one_line_and_code_2(answer: Answer, message: str, article: tuple[Path, str]) -> None:
    with serving(answer) as (url, _):
        ended = cli.call("drift", f"{url}/wiki/2031_Lantern", seed=article[0])
    assert is_refused(ended, message), ended


@needs_article
def test_one_word_of_the_real_article_is_one_passage_and_its_records(tmp_path: Path) -> None:
    file = tmp_path / "newer.txt"
    file.write_text(ARTICLE.read_text(encoding="utf-8").replace("that nine people", "that ten people"), "utf-8")
    ended = cli.call("drift", str(file))
    assert ended.returncode == 1
    last = ended.stdout.splitlines()[-1]
    assert last.startswith("1 reworded (lead-5 → 2 claims, 1 event, ")
    assert last.endswith("), 24 only moved, 20 as they were.")


@needs_article
def test_the_real_article_is_as_it_was() -> None:
    drift = compare(SEED, ARTICLE.read_text(encoding="utf-8"))
    assert (drift.summary(), drift.new_text) == ("45 as they were.", [])
