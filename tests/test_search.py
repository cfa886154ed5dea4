"""Search, against a search in plain Python: all words, the last by its beginning; titles first, then day, then id.

A search is also made with each synonym in the place of its word.
"""

from dataclasses import dataclass

import httpx2
import pytest
from sqlalchemy import Connection, text

from app import urls
from app.queries.engine.folding import tokens
from app.queries.mixins import SearchFilter
from app.queries.synonyms import ONLY_ALONE, SYNONYMS
from app.resources import RESOURCES, Resource
from tests.support.questions import asked, ids, records

SEARCHED = [resource for resource in RESOURCES if issubclass(resource.query, SearchFilter)]
# What a search engine would take for an instruction; here each is nothing but its words.
SYNTAX = {
    "iran*": "iran",
    "title:iran": "title iran",
    "title : iran": "title iran",
    '"iran': "iran",
    '"iran strikes"': "iran strikes",
    "-iran": "iran",
    "^iran": "iran",
    "iran AND strikes": "iran and strikes",
    "NEAR(iran strikes)": "near iran strikes",
    "{title body}:iran": "title body iran",
    "iran + strikes": "iran strikes",
    "(iran": "iran",
    "iran'; DROP TABLE events; --": "iran drop table events",
}


FOLDED = {" ".join(tokens(word)): [tokens(synonym) for synonym in synonyms] for word, synonyms in SYNONYMS.items()}


@dataclass(frozen=True)
class Entry:
    """What a search reads of a record."""

    id: str
    earliest: str
    title: str
    body: str

    def matches(self, words: list[str], *texts: str) -> bool:
        """Whether texts have all words, the last one by its beginning."""
        own = " ".join(texts).split()
        begins = any(word.startswith(words[-1]) if len(words[-1]) > 1 else word == words[-1] for word in own)
        return set(words[:-1]) <= set(own) and begins


@pytest.fixture(scope="module")
def entries(sql: Connection) -> list[Entry]:
    """Every record that a search can find."""
    rows = sql.execute(text("SELECT id, earliest, title, body FROM search_entries"))
    return [Entry(*row) for row in rows]


def searches(words: list[str], whole: bool = True) -> list[list[str]]:
    """The search as it is written, and with synonyms in the place of words."""
    if not words:
        return [[]]
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[:count])
        if phrase in FOLDED and (phrase not in ONLY_ALONE or (whole and count == len(words))):
            return [
                [*start, *rest] for start in (words[:count], *FOLDED[phrase]) for rest in searches(words[count:], False)
            ]
    return [[words[0], *rest] for rest in searches(words[1:], False)]


def found(entries: list[Entry], question: str) -> list[str]:
    """What a search must find, in its order."""
    made = [words for words in searches(tokens(question)) if words]

    def matches(entry: Entry, *texts: str) -> bool:
        return any(entry.matches(words, *texts) for words in made)

    hits = [entry for entry in entries if matches(entry, entry.title, entry.body)]
    order = sorted(hits, key=lambda entry: (not matches(entry, entry.title), entry.earliest, entry.id))
    return [entry.id for entry in order]


def hits(http: httpx2.Client, question: str, limit: int = 500, **more: object) -> list[str]:
    """What the search finds."""
    answer = records(http, urls.SEARCH, {"q": question, **more}, limit)
    return [f"{hit['kind']}/{hit['id']}" for hit in answer]


def vocabulary(entries: list[Entry]) -> list[str]:
    """Every word of every title and text."""
    return sorted({word for entry in entries for word in f"{entry.title} {entry.body}".split()})


def test_a_word_finds_what_has_it_titles_first(http: httpx2.Client, entries: list[Entry]) -> None:
    for word in vocabulary(entries)[::5]:
        assert hits(http, word) == found(entries, word), word


def test_the_beginning_of_the_last_word_is_enough(http: httpx2.Client, entries: list[Entry]) -> None:
    for length in (1, 2, 3, 4):
        for start in sorted({word[:length] for word in vocabulary(entries)})[::9]:
            assert hits(http, start) == found(entries, start), start


def test_every_word_must_be_there(http: httpx2.Client, entries: list[Entry]) -> None:
    for entry in entries[::4]:
        words = f"{entry.title} {entry.body}".split()
        question = f"{words[0]} {words[len(words) // 2]} {words[-1][:3]}"
        assert hits(http, question) == found(entries, question), question
        assert entry.id in hits(http, question)


def test_a_record_is_found_by_its_own_title_before_all_that_only_mention_it(
    http: httpx2.Client, entries: list[Entry]
) -> None:
    for entry in entries[::3]:
        hit = hits(http, entry.title[:200])
        assert entry.id in hit
        assert hit == found(entries, entry.title[:200])


@pytest.mark.parametrize(("written", "meant"), SYNTAX.items())
def test_signs_and_operators_are_nothing_but_words(http: httpx2.Client, written: str, meant: str) -> None:
    assert hits(http, written) == hits(http, meant)


@pytest.mark.parametrize("nothing", ["...", "-", '"', "*", "()", "'", "%", "_", "؟", "🙂", " "])
def test_a_text_without_a_word_finds_nothing(http: httpx2.Client, nothing: str) -> None:
    answer = asked(http, urls.SEARCH, {"q": nothing})
    assert (answer["data"], answer["total"], answer["next"]) == ([], 0, None)
    for resource in SEARCHED:
        assert ids(http, urls.collection(resource.name), {"q": nothing}) == []
    assert asked(http, urls.RESOLVE, {"q": nothing})["data"] == []


@pytest.mark.parametrize("question", ["iran", "pakistan strike", "a", "killed"])
def test_pages_hold_every_hit_once_and_in_order(http: httpx2.Client, question: str) -> None:
    whole = hits(http, question)
    assert len(set(whole)) == len(whole) > 2
    for size in (1, 2, 7):
        assert hits(http, question, size) == whole


@pytest.mark.parametrize("resource", SEARCHED, ids=lambda resource: resource.name)
def test_a_kind_is_what_the_list_of_that_kind_finds(http: httpx2.Client, resource: Resource) -> None:
    for question in ("iran", "balochistan", "st", "people killed", "jilani", "death to insurgents", "news"):
        whole = hits(http, question)
        of_kind = hits(http, question, kind=resource.kind)
        assert of_kind == [hit for hit in whole if hit.startswith(f"{resource.kind}/")]
        listed = ids(http, urls.collection(resource.name), {"q": question})
        assert {f"{resource.kind}/{id}" for id in listed} == set(of_kind)


def test_facets_count_the_kinds_of_all_hits(http: httpx2.Client) -> None:
    facet = asked(http, urls.SEARCH, {"q": "iran", "facet": "kind", "limit": 1})["facets"]["kind"]
    whole = [hit.partition("/")[0] for hit in hits(http, "iran")]
    assert {item["value"]: item["count"] for item in facet} == {kind: whole.count(kind) for kind in whole}
    assert all(item["meaning"] for item in facet)


def test_a_hit_leads_to_its_record(http: httpx2.Client) -> None:
    for hit in records(http, urls.SEARCH, {"q": "iran"}):
        assert hit["href"] == urls.record(hit["kind"], hit["id"])
        assert asked(http, hit["href"])["data"]["id"] == hit["id"]


@pytest.mark.parametrize("word", SYNONYMS)
def test_a_word_with_synonyms_finds_theirs_too_and_the_answer_says_so(
    http: httpx2.Client, entries: list[Entry], word: str
) -> None:
    answer = asked(http, urls.SEARCH, {"q": word, "limit": 500})
    assert [f"{hit['kind']}/{hit['id']}" for hit in answer["data"]] == found(entries, word)
    for synonym in SYNONYMS[word]:
        assert f'"{synonym}"' in answer["notices"][0]


@pytest.mark.parametrize(
    ("word", "record"),
    {
        "casualties": "claim/iran-nine-people-killed",
        "death toll": "claim/iran-nine-people-killed",
        "injured": "claim/infobox-four-wounded-in-pakistan",
        "ISIS": "party/islamic-state",
        "Da'esh": "party/islamic-state",
        "داعش": "party/islamic-state",
        "Baluchistan": "place/balochistan",
        "sistan and baluchistan": "place/sistan-and-baluchestan",
        "Baloch Liberation Army": "party/balochistan-liberation-army",
        "envoy": "event/pakistan-recalls-its-ambassador",
        "PAF": "party/pakistan-air-force",
    }.items(),
)
def test_the_words_of_readers_find_the_words_of_the_record(http: httpx2.Client, word: str, record: str) -> None:
    assert record in hits(http, word)


def test_an_english_word_is_no_name_among_others(http: httpx2.Client) -> None:
    assert asked(http, urls.SEARCH, {"q": "IS"})["notices"] == ['Also searched for "Islamic State".']
    assert "notices" not in asked(http, urls.SEARCH, {"q": "Iran is"})


def test_a_synonym_does_not_find_its_word(http: httpx2.Client) -> None:
    assert "notices" not in asked(http, urls.SEARCH, {"q": "killed"})


@pytest.mark.parametrize(
    ("question", "notices"),
    {
        "drone": ['No match for "drone", and nothing close.'],
        "iran drone": ['No match for "drone", and nothing close.'],
        "pakstan": ['No match for "pakstan". Closest: pakistan, pakistans, pakistani.'],
        "hosein salamy": ['No match for "hosein". Closest: hossein.', 'No match for "salamy". Closest: salami.'],
        "kerman tehran": ["Each word matches something, but nothing matches the whole query."],
        "…": ["No match: the search has no word."],
    }.items(),
)
def test_a_search_without_a_match_says_why(http: httpx2.Client, question: str, notices: list[str]) -> None:
    answer = asked(http, urls.SEARCH, {"q": question})
    assert (answer["data"], answer["notices"]) == ([], notices)


@pytest.mark.parametrize("resource", SEARCHED, ids=lambda resource: resource.name)
def test_every_list_says_that_a_word_has_no_match(http: httpx2.Client, resource: Resource) -> None:
    for more in ({}, {"count": "none"}, {"facet": resource.query.facet_names()[0]}, {"sort": "-id"}):
        answer = asked(http, urls.collection(resource.name), {"q": "drone", **more})
        assert (answer["data"], answer["notices"]) == ([], ['No match for "drone", and nothing close.'])


@pytest.mark.parametrize("resource", SEARCHED, ids=lambda resource: resource.name)
def test_a_closest_word_is_one_that_the_same_list_finds(http: httpx2.Client, resource: Resource) -> None:
    address = urls.collection(resource.name)
    (notice,) = asked(http, address, {"q": "iranq"})["notices"]
    closest = notice.removeprefix('No match for "iranq". Closest: ').removesuffix(".").split(", ")
    assert "iran" in closest
    assert all(ids(http, address, {"q": word}) for word in closest)


def test_other_filters_may_leave_nothing_of_what_matches(http: httpx2.Client) -> None:
    answer = asked(http, "/claims", {"q": "killed", "claimant": "syria"})
    assert answer["notices"] == ["Each word matches something, but nothing matches the whole query."]
    assert "notices" not in asked(http, "/claims", {"claimant": "syria"})
