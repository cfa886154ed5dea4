"""Programs that read pages and embeds: oEmbed consumers, link previews, and the sanitiser of a newsletter."""

import re
from typing import Any

import httpx2
import pytest

from app import urls
from app.vocabulary import RecordKind
from tests.clients.reading import address, client
from tests.support.questions import records

micawber = client("micawber")
extruct = client("extruct")
nh3 = client("nh3")
EXAMPLES = {
    RecordKind.STRIKE: "pakistani-strikes-in-iran",
    RecordKind.EVENT: "pakistan-warns-of-retaliation",
    RecordKind.CLAIM: "iran-nine-people-killed",
}


@pytest.fixture(scope="module")
def registry(http: httpx2.Client) -> Any:
    """micawber, told of this service by its list of providers."""
    registry = micawber.ProviderRegistry()
    for provider in http.get(urls.OEMBED_PROVIDERS).json():
        for endpoint in provider["endpoints"]:
            for scheme in endpoint["schemes"]:
                registry.register(re.escape(scheme).replace(r"\*", ".*"), micawber.Provider(endpoint["url"]))
    return registry


@pytest.mark.parametrize("kind", EXAMPLES)
def test_micawber_finds_the_embed_of_pages_and_records(registry: Any, http: httpx2.Client, kind: RecordKind) -> None:
    id = EXAMPLES[kind]
    caption = http.get(urls.record(kind, id)).json()["data"]["caption"]
    for path in (urls.page(kind, id), urls.embed(kind, id), urls.record(kind, id)):
        answer = registry.request(address(http, path))
        assert (answer["type"], answer["title"]) == ("rich", caption)
        assert "<iframe" in answer["html"]


def test_micawber_replaces_an_address_in_a_text(registry: Any, http: httpx2.Client) -> None:
    text = f"Who says what:\n\n{address(http, urls.page('strike', EXAMPLES[RecordKind.STRIKE]))}\n"
    assert "<iframe" in micawber.parse_text(text, registry)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_link_previews_have_title_text_and_picture(http: httpx2.Client, kind: RecordKind) -> None:
    page = http.get(urls.page(kind, EXAMPLES[kind]))
    data = extruct.extract(page.text, base_url=str(page.url), syntaxes=["opengraph", "json-ld"], uniform=True)
    (preview,) = data["opengraph"]
    assert preview["og:url"] == str(page.url)
    assert http.get(preview["og:image"]).headers["content-type"] == "image/png"
    assert preview["og:title"]
    assert preview["og:description"]
    types = {RecordKind.EVENT: "Event", RecordKind.CLAIM: "Claim"}
    assert [item["@type"] for item in data["json-ld"]] == ([types[kind]] if kind in types else [])


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_newsletter_keeps_a_complete_attributed_sentence(http: httpx2.Client, kind: RecordKind) -> None:
    for document in records(http, urls.collection(kind.collection), {"detail": "full"}):
        answer = http.get(urls.OEMBED, params={"url": address(http, document["links"]["self"])}).json()
        kept = nh3.clean(answer["html"])
        assert "<iframe" not in kept
        assert f'href="{address(http, document["links"]["page"])}"' in kept
        words = re.sub(r"<[^>]*>", "", kept)
        said = document["text"] if kind is RecordKind.CLAIM else document["caption"]
        assert nh3.clean_text(said) in nh3.clean_text(words) or said in words
