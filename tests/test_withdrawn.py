"""What is left of a removed record where articles have embedded it: its embed, its card and its oEmbed say so."""

from collections.abc import Iterator

import httpx2
import pytest

from app import urls
from app.seeding.loading.load import load
from app.vocabulary import RecordKind
from tests.support.html import Page
from tests.support.seeds import copied
from tests.support.servers import serve

REASON = "It stood twice in the record."
REMOVAL = """
- id: 1-1-0-{collection}-told-twice
  version: 1.1.0
  released: '2026-11-25'
  kind: removed
  record: {collection}/told-twice
  before:
    title: Told twice
  reason: {reason}
"""


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A service whose record once had one strike, one event and one claim more."""
    folder = tmp_path_factory.mktemp("withdrawn")
    changes = copied(folder) / "changes.yaml"
    removals = [REMOVAL.format(collection=kind.collection, reason=REASON) for kind in urls.EMBEDDED]
    changes.write_text(changes.read_text(encoding="utf-8") + "".join(removals), encoding="utf-8")
    load(folder / "seed", folder / "skirmishes.db")
    with serve(folder / "skirmishes.db") as server, server.client() as client:
        yield client


@pytest.mark.parametrize("kind", urls.EMBEDDED)
def test_the_embed_of_a_removed_record_says_so_and_the_article_stays_whole(
    kind: RecordKind, withdrawn: httpx2.Client
) -> None:
    embed = withdrawn.get(urls.embed(kind, "told-twice"))
    words = Page(embed.text).text
    assert (embed.status_code, "withdrawn" in words, REASON in words) == (200, True, True)
    assert withdrawn.get(urls.page(kind, "told-twice")).status_code == 410
    picture = withdrawn.get(urls.card(kind, "told-twice"))
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")


@pytest.mark.parametrize("kind", urls.EMBEDDED)
def test_a_removed_record_can_still_be_embedded(kind: RecordKind, withdrawn: httpx2.Client) -> None:
    base_url = str(withdrawn.base_url).rstrip("/")
    answer = withdrawn.get(urls.OEMBED, params={"url": base_url + urls.page(kind, "told-twice")}).json()
    assert REASON in answer["html"]
    assert f'src="{base_url}{urls.embed(kind, "told-twice")}' in answer["html"]


@pytest.mark.parametrize("kind", urls.EMBEDDED)
def test_a_removed_record_cannot_be_chosen_anew(kind: RecordKind, withdrawn: httpx2.Client) -> None:
    builder = withdrawn.get(urls.builder(urls.embed(kind, "told-twice"))).text
    assert f"{kind.collection}/told-twice was removed in version" in builder
    assert "<iframe" not in builder
