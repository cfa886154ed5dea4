"""`by` on claims: a claimant or a speaker, by id, name or wording; and errors that name the right parameter."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import Connection, text

from app.queries.engine.folding import normalise
from tests.support.questions import ids, problem

PATH = "/claims"


@pytest.fixture(params=["uncached", "over_postgresql"])
def client(request: pytest.FixtureRequest) -> httpx2.Client:
    """A client of a server over each database."""
    over: httpx2.Client = request.getfixturevalue(request.param)
    return over


def claims(client: httpx2.Client, **question: Any) -> set[str]:
    """The ids of the claims that a question keeps."""
    return set(ids(client, PATH, question))


def parties(sql: Connection) -> list[tuple[str, str]]:
    """The id and a name of each party, for every name."""
    rows = sql.execute(text("SELECT record_id, name FROM names WHERE record_kind = 'party'"))
    return [(row.record_id, row.name) for row in rows]


def speakers(sql: Connection) -> list[str]:
    """All wordings of speakers."""
    return list(sql.execute(text("SELECT DISTINCT speaker FROM claims WHERE speaker IS NOT NULL")).scalars())


def test_a_name_or_id_of_a_party_finds_what_it_claims(client: httpx2.Client, sql: Connection) -> None:
    wordings = {normalise(wording): wording for wording in speakers(sql)}
    for party, name in parties(sql):
        spoken = wordings.get(normalise(name))
        expected = claims(client, claimant=party) | (claims(client, speaker=spoken) if spoken else set())
        for spelling in (name, name.upper(), name.lower()):
            assert claims(client, by=spelling) == expected, spelling
        assert claims(client, by=party.upper()) >= claims(client, claimant=party)


def test_a_wording_of_a_speaker_finds_what_is_said(client: httpx2.Client, sql: Connection) -> None:
    named = {normalise(name): party for party, name in parties(sql)}
    for speaker in speakers(sql):
        party = named.get(normalise(speaker))
        expected = claims(client, speaker=speaker) | (claims(client, claimant=party) if party else set())
        for spelling in (speaker, speaker.upper(), speaker.lower()):
            assert claims(client, by=spelling) == expected != set(), spelling


def test_several_names_find_what_each_finds_page_by_page(http: httpx2.Client) -> None:
    question = {"by": ["Pakistan", "bbc news", "Baluch Liberation Army"]}
    found = ids(http, PATH, question, limit=2)
    assert len(found) == len(set(found))
    assert set(found) == set.union(*(claims(http, by=name) for name in question["by"]))


def test_it_narrows_with_other_filters(client: httpx2.Client) -> None:
    assert claims(client, by="Iran", measure="killed") == claims(client, by="iran") & claims(client, measure="killed")
    assert claims(client, by="Iran", speaker="Iranian officials") == claims(client, speaker="Iranian officials")


@pytest.mark.parametrize(
    ("question", "message", "nearest"),
    [
        ("by=BBC", 'Unknown party or speaker "BBC". Did you mean BBC News?', ["BBC News"]),
        ("by=jaish-ul-ad", 'Unknown party or speaker "jaish-ul-ad".', None),
        ("claimant=BBC", '"BBC" is not a party. Did you mean speaker=BBC News?', ["speaker=BBC News"]),
        ("claimant=ap", '"ap" is not a party. Did you mean speaker=AP News?', ["speaker=AP News"]),
        ("claimant=irann", 'Unknown claimant "irann". Did you mean iran, iraq or pakistan?', None),
        ("speaker=iran", '"iran" is not a speaker. Did you mean claimant=iran?', ["claimant=iran"]),
        ("speaker=Pakistan", '"Pakistan" is not a speaker. Did you mean claimant=pakistan?', ["claimant=pakistan"]),
        ("speaker=bbc+newz", 'Unknown speaker "bbc newz". Did you mean BBC News', None),
        ("speaker=%E2%80%A6", 'Unknown speaker "…".', []),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    client: httpx2.Client, question: str, message: str, nearest: list[str] | None
) -> None:
    (fault,) = problem(client.get(f"{PATH}?{question}")).errors
    assert fault.message.startswith(message)
    assert nearest is None or fault.nearest == nearest


def test_the_nearest_are_of_both(client: httpx2.Client) -> None:
    (fault,) = problem(client.get(f"{PATH}?by=Iranian")).errors
    assert {"Iran", "Iranian officials"} <= set(fault.nearest)


def test_a_suggested_parameter_answers(client: httpx2.Client) -> None:
    for question in ({"claimant": "BBC"}, {"speaker": "iran"}):
        (fault,) = problem(client.get(PATH, params=question)).errors
        parameter, _, value = fault.nearest[0].partition("=")
        assert claims(client, **{parameter: value})
