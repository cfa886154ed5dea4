"""Bad requests: each is answered with one problem that names the fault and the nearest valid choice; never a 500."""

import httpx2
import pytest

from app import urls
from app.errors import InvalidParameter
from app.resources import RESOURCES, Resource
from tests.support.questions import every_collection, example, filters, names, path, problem, repeats

# A query, the parameter that the problem names, and a nearest choice where there is one. True of every list.
ANYWHERE: list[tuple[str, str, str | None]] = [
    ("limt=5", "limt", "limit"),
    ("nonsense=1", "nonsense", None),
    ("LIMIT=1", "LIMIT", "limit"),
    ("=1", "", None),
    ("sort=idd", "sort", "id"),
    ("sort=--id", "sort", "id"),
    ("sort=", "sort", None),
    ("sort=id,id", "sort", None),
    ("sort=id;drop", "sort", None),
    ("facet=nonsense", "facet", None),
    ("facet=q", "facet", None),
    ("fields=idd", "fields", "id"),
    ("fields=id,,links", "fields", None),
    ("detail=ful", "detail", "full"),
    ("count=exac", "count", "exact"),
    ("limit=0", "limit", None),
    ("limit=501", "limit", None),
    ("limit=-1", "limit", None),
    ("limit=1.0", "limit", None),
    ("limit=x", "limit", None),
    ("limit=", "limit", None),
    ("limit", "limit", None),
    ("limit=%2B1", "limit", None),
    ("limit=1_0", "limit", None),
    ("limit=1e1", "limit", None),
    ("limit=0x1", "limit", None),
    ("limit=%EF%BC%91", "limit", None),  # a full-width 1
    ("limit=99999999999999999999", "limit", None),
    ("limit=1&limit=2", "limit", None),
    ("sort=id&sort=id", "sort", None),
    (f"fields={'a' * 201}", "fields", None),
    (f"cursor={'a' * 1001}", "cursor", None),
    ("sort=%00", "sort", None),
    ("sort=i%0Ad", "sort", None),
    ("sort=id%E2%80%A8", "sort", None),  # a line separator
    ("sort=%FF", "sort", None),
    ("sort=%ED%A0%80", "sort", None),  # half of a surrogate pair
    ("sort=%C0%AF", "sort", None),  # an overlong slash
    ("%FF=1", "\ufffd", None),
    ("a%00b=1", "a\ufffdb", None),
]
EVENTS: list[tuple[str, str, str | None]] = [
    ("type=stike", "type", "strike"),
    ("type=strike&type=visitt", "type", "visit"),
    ("type=", "type", None),
    ("source=2", "source", "bbc-news"),  # a number, as passages give them
    ("not_type=STRIK", "not_type", "strike"),
    ("party=irann", "party", "iran"),
    ("party=iran&party=pakistn", "party", "pakistan"),
    ("not_party=Irann", "not_party", "iran"),
    ("party=iran%27%20OR%201=1--", "party", "iran"),
    ("place=kermann", "place", "kerman"),
    ("person=hossein-salam", "person", "hossein-salami"),
    ("source=ap-new", "source", "ap-news"),
    ("country=IRN", "country", "IR"),
    ("responds_to=kerman-bombing", "responds_to", "kerman-bombings"),
    ("party_match=al", "party_match", "all"),
    ("background=2", "background", None),
    ("background=yes", "background", None),
    ("contested=yes", "contested", None),
    ("min_killed=-1", "min_killed", None),
    ("min_killed=1.5", "min_killed", None),
    ("max_injured=NaN", "max_injured", None),
    ("since=0", "since", None),
    ("since=1700000000", "since", None),
    ("since=2024-13-01", "since", None),
    ("since=2024-02-30", "since", None),
    ("since=2024-1-1", "since", None),
    ("since=0000-01-01", "since", None),
    ("since=20240118", "since", None),
    ("since=2024-W03-4", "since", None),
    ("since=2024-01-18T00:00:00Z", "since", None),
    ("since=%202024-01-18", "since", None),
    ("on=yesterday", "on", None),
    ("until=%EF%BC%92024-01-18", "until", None),  # a full-width 2
    ("until=%D9%A2%D9%A0%D9%A2%D9%A4-01-18", "until", None),  # Arabic digits
    ("since=2024-01-19&until=2024-01-18", "since", None),
    ("since=2024-01-18&since=2024-01-19", "since", None),
    ("bbox=60,25,68", "bbox", None),
    ("bbox=60,25,68,32,1", "bbox", None),
    ("bbox=60,25,68,NaN", "bbox", None),
    ("bbox=60,25,68,inf", "bbox", None),
    ("bbox=60,25,68,1e1", "bbox", None),
    ("bbox=60,32,68,25", "bbox", None),
    ("bbox=-181,25,68,32", "bbox", None),
    ("bbox=60,25,68,90.1", "bbox", None),
    ("bbox=60;25;68;32", "bbox", None),
    (f"q={'a' * 201}", "q", None),
    ("q=", "q", None),
    ("q=a%00b", "q", None),
    ("q=a%EF%BB%BFb", "q", None),  # a byte order mark
    ("q=a%C2%85b", "q", None),  # a C1 control
]


@pytest.mark.parametrize(("query", "parameter", "nearest"), ANYWHERE)
def test_every_list_names_what_is_wrong(http: httpx2.Client, query: str, parameter: str, nearest: str | None) -> None:
    for resource in RESOURCES:
        found = problem(http.get(f"{path(resource)}?{query}"))
        assert found.type == urls.problem(InvalidParameter.name)
        assert names(found, parameter, nearest), resource.name


@pytest.mark.parametrize(("query", "parameter", "nearest"), EVENTS)
def test_a_filter_names_what_is_wrong(http: httpx2.Client, query: str, parameter: str, nearest: str | None) -> None:
    found = problem(http.get(f"/events?{query}"))
    assert found.type == urls.problem(InvalidParameter.name)
    assert names(found, parameter, nearest)


def test_all_faults_are_named_at_once(http: httpx2.Client) -> None:
    wrong = "limt=1&type=stike&since=0&sort=x&facet=y&limit=0&bbox=1&background=2&q=%00&detail=x"
    found = problem(http.get(f"/events?{wrong}"))
    assert {fault.parameter for fault in found.errors} == {pair.partition("=")[0] for pair in wrong.split("&")}
    assert len(found.errors) == len(wrong.split("&"))


@every_collection
def test_no_more_than_fifty_values_are_taken(http: httpx2.Client, resource: Resource) -> None:
    for name in filters(resource.query):
        if repeats(resource.query, name):
            value = example(resource.query, name)[0]
            assert http.get(path(resource), params={name: [value] * 50}).status_code == 200
            assert names(problem(http.get(path(resource), params={name: [value] * 51})), name, None)


@every_collection
def test_one_value_is_taken_once(http: httpx2.Client, resource: Resource) -> None:
    for name in resource.query.model_fields:
        if not repeats(resource.query, name):
            value = example(resource.query, name)
            assert names(problem(http.get(path(resource), params={name: [value, value]})), name, None)


@every_collection
def test_no_text_is_taken_that_no_answer_could_repeat(http: httpx2.Client, resource: Resource) -> None:
    for name in resource.query.model_fields:
        for wrong in ("%00", "a%1Fb", "%7F", "%C2%85", "%E2%80%A9", "%EF%BB%BF", "%FF", "%ED%B0%80", "a" * 1001):
            found = problem(http.get(f"{path(resource)}?{name}={wrong}"))
            assert found.status == 400
            assert names(found, name, None)


def test_a_value_is_repeated_shortened(http: httpx2.Client) -> None:
    (fault,) = problem(http.get(f"/events?party={'é' * 201}")).errors
    assert fault.value == "é" * 200 + "…"
