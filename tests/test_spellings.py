"""Spellings: a name is found in any case, form and variant of its letters, in every script the record knows it in."""

import unicodedata
from collections.abc import Callable, Iterator

import httpx2
import pytest
from sqlalchemy import Connection, text

from app import urls
from tests.support.questions import asked, records

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
VARIANTS: dict[str, Callable[[str], str]] = {
    "as it stands": str,
    "in capitals": str.upper,
    "in small letters": str.casefold,
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "in compatibility form": lambda name: unicodedata.normalize("NFKD", name),
    "in full width": lambda name: name.translate(FULL_WIDTH),
    "with acutes": lambda name: "".join(f"{letter}\u0301" if letter.isalpha() else letter for letter in name),
    "with kashida": lambda name: "".join(f"{letter}ـ" if letter > "\u0600" else letter for letter in name),
    "with fatha": lambda name: "".join(f"{letter}\u064e" if letter > "\u0600" else letter for letter in name),
    "with Arabic yeh and kaf": lambda name: name.replace("ی", "ي").replace("ک", "ك"),
    "with Persian yeh and kaf": lambda name: name.replace("ي", "ی").replace("ك", "ک"),
    "with Arabic heh": lambda name: name.replace("ہ", "ه"),
    "with teh marbuta": lambda name: name.replace("ہ", "ة").replace("ه", "ة"),
    "with alef maksura": lambda name: name.replace("ی", "ى").replace("ي", "ى"),
    "with alef wasla": lambda name: name.replace("ا", "ٱ"),
    "with hamza": lambda name: name.replace("و", "ؤ").replace("ی", "ئ").replace("ي", "ئ"),
    "with alef madda": lambda name: name.replace("ا", "آ"),
    "with alef hamza": lambda name: name.replace("ا", "أ"),
    "with typographic apostrophes": lambda name: name.replace("'", "\u2019"),
    "without apostrophes": lambda name: name.replace("'", ""),
    "with spaces for hyphens": lambda name: name.replace("-", " ").replace("–", " "),
    "with hyphens for spaces": lambda name: name.replace(" ", "-"),
    "with joiners for spaces": lambda name: name.replace(" ", "\u200c"),
    "with room around it": lambda name: f"  {name.replace(' ', '   ')} ",
}
# Spellings that no record writes so, and what they name.
NAMED = {
    "JAISH UL ADL": "party/jaish-ul-adl",
    "جَيْشُ العَدْل": "party/jaish-ul-adl",
    "جيش‌العدل": "party/jaish-ul-adl",
    "baluch  liberation-army": "party/balochistan-liberation-army",
    "Irgc": "party/islamic-revolutionary-guard-corps",
    "Pakistans Air Force": "party/pakistan-air-force",
    "تهران": "place/tehran",
    "إيران": "place/iran",
    "كوه سبز": "place/koh-e-sabz",
    "Iran-Pakistan border": "place/iran-pakistan-border",
    "hossein amir abdollahian": "person/hossein-amir-abdollahian",
    "مرگ بر سرمچار": "strike/pakistani-strikes-in-iran",
}


def named(http: httpx2.Client, spelling: str) -> set[str]:
    """What a spelling names."""
    return {f"{record['kind']}/{record['id']}" for record in asked(http, urls.RESOLVE, {"q": spelling})["data"]}


def names(sql: Connection) -> Iterator[tuple[str, str]]:
    """Each spelling and the record it is of."""
    for kind, id, name in sql.execute(text("SELECT record_kind, record_id, name FROM names")):
        yield name, f"{kind}/{id}"


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_name_is_resolved(http: httpx2.Client, sql: Connection, variant: str) -> None:
    for name, record in names(sql):
        assert record in named(http, VARIANTS[variant](name)), name


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_name_is_found_by_search(http: httpx2.Client, sql: Connection, variant: str) -> None:
    for name, record in names(sql):
        hits = records(http, urls.SEARCH, {"q": VARIANTS[variant](name)})
        assert record in {f"{hit['kind']}/{hit['id']}" for hit in hits}, name


@pytest.mark.parametrize(("spelling", "record"), NAMED.items())
def test_a_spelling_names_a_record(http: httpx2.Client, spelling: str, record: str) -> None:
    assert record in named(http, spelling)


def test_digits_of_any_script_are_one(http: httpx2.Client) -> None:
    western, arabic, persian = (records(http, urls.SEARCH, {"q": year}) for year in ("2024", "٢٠٢٤", "۲۰۲۴"))
    assert western
    assert western == arabic == persian


def test_a_resolved_record_shows_all_its_spellings(http: httpx2.Client, sql: Connection) -> None:
    for name, record in names(sql):
        kind, _, id = record.partition("/")
        found = asked(http, urls.RESOLVE, {"q": name})["data"]
        (shown,) = (item for item in found if (item["kind"], item["id"]) == (kind, id))
        assert [form["name"] for form in shown["names"]] == [own for own, other in names(sql) if other == record]
        assert shown["matched"] in {form["name"] for form in shown["names"]}
        assert shown["href"] == urls.record(kind, id)


def test_a_spelling_that_names_nothing_is_answered_with_the_nearest(http: httpx2.Client, sql: Connection) -> None:
    for name in {name for name, _ in names(sql) if len(name) > 4}:
        answer = asked(http, urls.RESOLVE, {"q": f"{name}q"})
        assert answer["data"] == []
        assert name in answer["notices"][0]
