"""How to credit an answer: on every one, complete, without a day of asking, and the same on every node."""

import json
import re

import httpx2
import pytest
from sqlalchemy import Connection, text

from app import urls
from app.errors import PROBLEMS
from app.resources import RESOURCES
from tests.support.questions import asked
from tests.support.servers import PUBLIC_URL

PLAIN = {"Accept-Encoding": "identity"}
LISTS = [urls.collection(item.name) for item in RESOURCES]
LOOKUPS = [
    urls.INDEX,
    urls.VOCABULARY,
    urls.DATASET,
    f"{urls.SEARCH}?q=iran",
    f"{urls.RESOLVE}?q=%D9%85%D8%B1%DA%AF%20%D8%A8%D8%B1",
    *(urls.problem(problem.name) for problem in PROBLEMS),
]
ASKED_OTHERWISE = {  # a question as people write it: the one address of its answer
    "/events?type=strike&party=%69ran&limit=2": "/events?limit=2&party=iran&type=strike",
    "/search?q=border+guard": "/search?q=border%20guard",
    "/%65vents": "/events",
}


@pytest.fixture(scope="module")
def every(sql: Connection) -> list[str]:
    """The address of everything there is."""
    found = []
    for item in RESOURCES:
        ids = [row.id for row in sql.execute(text(f"SELECT id FROM {item.name}"))]  # noqa: S608
        found += [urls.record(item.kind, id) for id in ids]
        found += [urls.matrix(item.kind, id) for id in ids if item.kind in {"event", "strike"}]
    return [*LISTS, *(f"{path}?limit=2" for path in LISTS), *LOOKUPS, *found]


def test_every_answer_says_how_to_credit_it(public: httpx2.Client, every: list[str], sql: Connection) -> None:
    stored = sql.execute(text("SELECT title, version, released, digest, licence, document FROM dataset")).one()
    about = json.loads(stored.document)
    for address in every:
        answer = asked(public, address)
        url = PUBLIC_URL + address
        assert answer["citation"] == {
            "short": f"{stored.title}, v{stored.version}",
            "full": (
                f"{stored.title}. Version {stored.version}, {stored.released}. From “{about['article']['title']}”, "
                f"{about['article_publisher']}, {about['article_url']}. {url}"
            ),
            "credit": answer["citation"]["credit"],
            "credit_html": answer["citation"]["credit_html"],
            "url": url,
        }
        for credit in (answer["citation"]["credit"], answer["citation"]["credit_html"]):
            assert about["article"]["title"] in credit
            assert about["article_publisher"] in credit
            assert "CC BY-SA 4.0" in credit
        assert answer["dataset"] == {"version": stored.version, "digest": stored.digest}
        assert answer["licence"] == stored.licence


def test_the_licences_of_the_record_and_of_each_origin_are_named(public: httpx2.Client) -> None:
    answer = asked(public, urls.DATASET)
    assert answer["licence"].startswith("CC-BY-SA-4.0")
    for credit in answer["data"]["credits"]:
        assert f"{credit['name']} ({credit['licence']})" in answer["licence"]


def test_the_address_it_gives_has_the_same_answer(public: httpx2.Client, every: list[str]) -> None:
    for address in every:
        first = public.get(address, headers=PLAIN)
        again = public.get(first.json()["citation"]["url"].removeprefix(PUBLIC_URL), headers=PLAIN)
        assert (again.status_code, again.content) == (200, first.content)
    for written, canonical in ASKED_OTHERWISE.items():
        assert asked(public, written)["citation"]["url"] == PUBLIC_URL + canonical
        assert public.get(written, headers=PLAIN).content == public.get(canonical, headers=PLAIN).content


def test_it_is_the_same_to_the_byte_on_every_node(
    public: httpx2.Client, uncached: httpx2.Client, every: list[str]
) -> None:
    for address in every:
        mine, theirs = (node.get(address, headers=PLAIN) for node in (public, uncached))
        assert mine.content == theirs.content


def test_no_node_no_clock_and_no_day_but_that_of_the_release_stands_in_it(
    public: httpx2.Client, sql: Connection
) -> None:
    released = sql.execute(text("SELECT released FROM dataset")).scalar_one()
    for address in [*LISTS, *LOOKUPS]:
        answer = asked(public, address)
        stamp = {name: answer[name] for name in ("citation", "dataset", "licence")}
        said = json.dumps(stamp, ensure_ascii=False).replace(answer["citation"]["url"], "")
        assert re.findall(r"\d{4}-\d\d-\d\d", said) == [released]
        assert not re.search(r"\d:\d\d|127\.0\.0\.1|localhost", said)
