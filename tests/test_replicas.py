"""The service on several machines, as docs/scaling.md has it: the same answers everywhere, and what each fault costs.

Requests sent and lost, and the seconds measured, are logged: add `-n 0 --log-cli-level=INFO` to see them.
"""

import logging
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import NamedTuple

import httpx2
import pytest
from sqlalchemy import URL, create_engine, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool

from app.database import Target
from app.resources import RESOURCES
from app.seeding.loading.load import load
from app.urls import READY
from app.web.headers import CACHEABLE
from tests.support import cli, nginx, replicas
from tests.support.addresses import ADDRESSES
from tests.support.paths import SEED
from tests.support.questions import example, filters, path
from tests.support.replicas import LOADER, SERVER, Replica, Right, Site, Tally, more, seconds_until, traffic, url
from tests.support.seeds import copied, event
from tests.support.servers import PUBLIC_URL, Server, serve
from tests.support.waiting import wait_until

pytestmark = pytest.mark.long
HOUR, DAYS = 3600, 2 * 86_400  # seconds: within what may be served while it is fetched again, and after it
RECORD = "/events/kerman-bombings"
RETITLED = event("title: The Kerman bombings", "title: Another title")
STARTS = ["/events?limit=3", "/claims?limit=4", "/discrepancies?limit=5&detail=full"]  # of lists of several pages
PROXY_HEADERS = {"date", "server", "x-cache", "connection", "keep-alive"}
FEW, MANY = 50, 200  # requests
WALKS = 60
log = logging.getLogger("replicas")
logging.getLogger("httpx2").setLevel(logging.WARNING)  # a line for each request would hide ours


@pytest.fixture(scope="module")
def other_seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the seed that differs in the title of one event."""
    seed = copied(tmp_path_factory.mktemp("other"))
    RETITLED.apply(seed)
    return seed


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """All of it. The nodes store no answers, so that what outlives a fault comes from the shared cache."""
    with replicas.site(seeded, cache_bytes=0) as running:
        yield running


def seeded(target: Target) -> None:
    """Load the real seed."""
    load(SEED, target)


@pytest.fixture(scope="module")
def right(public: httpx2.Client) -> httpx2.Client:
    """A client of a node over SQLite: the answers that are right for the real seed."""
    return public


@pytest.fixture(scope="module")
def right_later(other_seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """The answers that are right for the other seed."""
    file = tmp_path_factory.mktemp("later") / "other.db"
    load(other_seed, file)
    with serve(file, public_url=PUBLIC_URL) as server, server.client() as client:
        yield client


@pytest.fixture(scope="module")
def listed(right: httpx2.Client) -> Right:
    """Pages of lists that have a next one, which no cache may keep, with their bodies."""
    found = {}
    for resource in RESOURCES:
        total = right.get(path(resource)).json()["total"]
        for limit in range(1, min(total, 40)):
            address = f"{path(resource)}?limit={limit}"
            found[address] = {right.get(address).content}
    return found


@pytest.fixture(scope="module")
def stored(right: httpx2.Client) -> Right:
    """What a shared cache may keep for minutes: an address of every operation that has such answers, and its body."""
    answers = {address: right.get(address) for address in addresses()}
    keep = {"cache-control": CACHEABLE}
    return {
        address: {answer.content}
        for address, answer in answers.items()
        if answer.status_code == 200 and keep.items() <= answer.headers.items()
    }


def addresses() -> list[str]:
    """An address of every operation, lists with two filters each, and errors."""
    lists = []
    for resource in RESOURCES:
        examples = {name: example(resource.query, name) for name in filters(resource.query)}
        lists += [str(httpx2.URL(path(resource)).copy_merge_params(dict(pair))) for pair in pairwise(examples.items())]
    errors = ["/nothing", "/events/no-such-event", "/events?type=stike", "/events?cursor=eyJ", "/claims?limit=0"]
    kept = [address for address in ADDRESSES if address != READY]  # it says how long ago the node looked
    return [*kept, *lists, *STARTS, *errors]


def test_all_nodes_and_the_cache_give_the_same_answers_as_sqlite(site: Site, right: httpx2.Client) -> None:
    sources = [right, *(server.client() for server in site.nodes.servers), site.cache.client(), site.cache.client()]
    same_id = {"X-Request-ID": "the-same"}
    different = []
    for address in addresses():
        answers = [client.get(address, headers=same_id) for client in sources]
        told = [(answer.status_code, answer.content, own_headers(answer)) for answer in answers]
        different += [address] * (told != told[:1] * len(told))
    for client in sources[1:]:
        client.close()
    assert different == []
    log.info("%d addresses are the same on SQLite, both nodes and twice through the cache", len(addresses()))


def own_headers(answer: httpx2.Response) -> dict[str, str]:
    """The headers that the service gave."""
    return {name: value for name, value in answer.headers.items() if name not in PROXY_HEADERS}


def test_the_cache_stores_serves_and_revalidates(site: Site, stored: Right) -> None:
    addresses = list(stored)
    with site.cache.client() as client:

        def states(expected: set[str]) -> Counter[str]:
            """What the cache does for each address; every answer is right."""
            seen: Counter[str] = Counter()
            for address in addresses:
                answer = client.get(address, params=None)
                assert answer.content in stored[address]
                seen[answer.headers["x-cache"]] += 1
            assert set(seen) <= expected, seen
            return seen

        log.info("new: %s", dict(states({"MISS", "HIT"})))
        assert states({"HIT"})["HIT"] == len(addresses)
        site.cache.age(DAYS)
        log.info("two days later: %s", dict(states({"REVALIDATED"})))
        assert states({"HIT"})["HIT"] == len(addresses)
        site.cache.age(HOUR)
        states({"STALE", "UPDATING"})
        wait_until(lambda: client.get(addresses[-1]).headers["x-cache"] == "HIT")
        answer = client.get(addresses[0])
        again = client.get(addresses[0], headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(addresses[0], headers={"If-Modified-Since": answer.headers["last-modified"]}).content
        page = [client.get(STARTS[0]).headers["x-cache"] for _ in range(3)]
        assert page == ["MISS"] * 3, "a page with a next one is never kept"


def test_a_load_on_the_primary_reaches_both_nodes(
    site: Site, other_seed: Path, right: httpx2.Client, right_later: httpx2.Client
) -> None:
    records = both((right, right_later), [RECORD, "/events", "/events.csv", "/search?q=kerman", *STARTS])
    pages = both_pages((right, right_later))
    with traffic(site.cache, {"records": records}) as tallies, walking(site.cache, pages) as ended:
        for seed, source in ((other_seed, right_later), (SEED, right)) * 2:
            load(seed, site.loader_url())
            body = source.get(RECORD).content
            seconds = seconds_until(lambda: all(answer.body == body for answer in site.answers(RECORD)))  # noqa: B023
            log.info("a load reached both nodes %.2f s after its end", seconds)
            site.cache.age(HOUR)
            with site.cache.client() as client:
                wait_until(lambda: client.get(RECORD).content == body)  # noqa: B023
        more(tallies, FEW)
    report("loads", tallies)
    log.info("walks over all pages: %s", dict(ended))
    assert_nothing_is_lost(tallies["records"])
    assert ended["whole"]


@contextmanager
def walking(cache: nginx.Cache, pages: Right) -> Iterator[Counter[str]]:
    """Follow the pages of lists, one list after another, for as long as the block runs: how each walk ended."""
    ended: Counter[str] = Counter()
    done = Event()

    def walk_all() -> None:
        with cache.client() as client:
            for number in range(50 * WALKS):
                if done.is_set():
                    return
                ended[walk(client, STARTS[number % len(STARTS)], pages)] += 1

    with ThreadPoolExecutor(1) as pool:
        walks = pool.submit(walk_all)
        try:
            yield ended
        finally:
            done.set()
            walks.result()


def walk(client: httpx2.Client, start: str, pages: Right) -> str:
    """Follow `next` from page to page: "whole", or "stale" if another version came between. None mixes versions."""
    address, digests = start, set()
    while address:
        answer = client.get(address)
        if answer.status_code == 410:
            assert answer.json()["type"] == "/problems/stale-cursor"
            assert address != start
            return "stale"
        assert answer.content in pages[address], f"{address}: {answer.status_code} {answer.text[:200]}"
        digests.add(answer.json()["dataset"]["digest"])
        assert len(digests) == 1, "pages of two versions follow one another"
        address = following(answer)
    return "whole"


def following(answer: httpx2.Response) -> str:
    """The target of the next page, if there is one."""
    return (answer.json()["next"] or "").removeprefix(PUBLIC_URL)


def both(sources: Sequence[httpx2.Client], addresses: Sequence[str]) -> Right:
    """The bodies of each address in all versions."""
    found = {address: {source.get(address).content for source in sources} for address in addresses}
    assert len(found[RECORD]) == len(sources), "the versions differ"
    return found


def both_pages(sources: Sequence[httpx2.Client]) -> Right:
    """Every page of the lists with its body, of all versions."""
    found: dict[str, set[bytes]] = {}
    for source in sources:
        for start in STARTS:
            address = start
            while address:
                answer = source.get(address)
                found.setdefault(address, set()).add(answer.content)
                address = following(answer)
    return found


def report(fault: str, tallies: dict[str, Tally]) -> None:
    """Log a line for each kind of request."""
    for kind, tally in tallies.items():
        log.info("%s, %s: %s", fault, kind, tally)


def assert_nothing_is_lost(tally: Tally) -> None:
    """Every request was answered, rightly."""
    assert tally.sent
    assert (tally.errors, tally.lost, tally.wrong) == (0, [], [])


@contextmanager
def paused(replica: Replica) -> Iterator[None]:
    """Let a replica fall behind: it receives what the primary does and shows nothing of it."""
    replica.run("postgres", "SELECT pg_wal_replay_pause()")
    try:
        yield
    finally:
        replica.run("postgres", "SELECT pg_wal_replay_resume()")


def test_a_replica_that_lags_makes_no_answer_of_two_versions(
    site: Site, other_seed: Path, right: httpx2.Client, right_later: httpx2.Client
) -> None:
    """The balancer has a node on the primary and one on the replica; both keep answers, as by default."""
    records = both((right, right_later), [RECORD, "/events", "/events.csv", "/search?q=kerman", *STARTS])
    pages = both_pages((right, right_later))
    old, new = (source.get(RECORD).content for source in (right, right_later))
    with (
        serve(url(site.primary, SERVER), public_url=PUBLIC_URL) as ahead,
        serve(url(site.replica, SERVER), public_url=PUBLIC_URL) as behind,
        nginx.cache([ahead.port, behind.port]) as cache,
        traffic(cache, {"records": records}) as tallies,
        cache.client() as client,
    ):
        with paused(site.replica):
            load(other_seed, site.loader_url())
            wait_until(lambda: ahead.get(RECORD).body == new)
            ended = Counter(walk(client, STARTS[number % len(STARTS)], pages) for number in range(WALKS))
            assert {behind.get(RECORD).body for _ in range(FEW)} == {old}
            assert ahead.get(RECORD).body == new
            cache.age(DAYS)
            more(tallies, FEW)
        seconds = seconds_until(lambda: behind.get(RECORD).body == new)
        log.info("%d walks while the replica lagged: %s; it caught up in %.2f s", WALKS, dict(ended), seconds)
        assert ended["stale"]
        assert {walk(client, start, pages) for start in STARTS} == {"whole"}
        cache.age(DAYS)
        more(tallies, FEW)
        load(SEED, site.loader_url())
        wait_until(lambda: all(node.get(RECORD).body == old for node in (ahead, behind)))
    report("lag", tallies)
    assert_nothing_is_lost(tallies["records"])


class Fault(NamedTuple):
    """Something that fails, and is mended."""

    name: str
    happen: Callable[[Site], None]
    mend: Callable[[Site], None]
    unready: tuple[int, ...]  # the nodes that cannot read their database meanwhile


FAULTS = [
    Fault("a node is killed", lambda site: site.nodes.kill(0), lambda site: site.nodes.start(), (0,)),
    Fault("all nodes are killed", lambda site: site.nodes.kill(0, 1), lambda site: site.nodes.start(), (0, 1)),
    Fault("the pooler is killed", lambda site: site.pooler.end(signal.SIGKILL), lambda site: site.pooler.start(), (1,)),
    Fault(
        "the replica stops at once",
        lambda site: site.replica.stop(signal.SIGQUIT),
        lambda site: site.replica.start(),
        (0, 1),
    ),
    Fault("the primary stops", lambda site: site.primary.stop(), lambda site: site.primary.start(), ()),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_a_fault_costs_nothing_that_the_cache_has(fault: Fault, site: Site, stored: Right, listed: Right) -> None:
    warm(site, stored)
    with traffic(site.cache, {"cached": stored, "others": listed}) as tallies:
        more(tallies, FEW)
        fault.happen(site)
        site.cache.age(DAYS)  # now each must be revalidated, or served though that fails
        wait_until(lambda: unready(site) == fault.unready)
        more(tallies, MANY)
        fault.mend(site)
        seconds = seconds_until(lambda: all_answer(site))
        errors = tallies["others"].errors
        more(tallies, FEW)
    report(fault.name, tallies)
    log.info("%s: right again after %.2f s", fault.name, seconds)
    assert_nothing_is_lost(tallies["cached"])
    assert tallies["others"].wrong == []
    assert len(tallies["others"].lost) <= 2, "at most what each client was just receiving"
    assert bool(errors) is (len(fault.unready) == len(site.nodes.ports)), "else another node answers"
    assert tallies["others"].errors == errors, "once it is right it stays so"


def warm(site: Site, stored: Right) -> None:
    """Have the shared cache store answers, in the form in which they are asked for."""
    with site.cache.client() as client:
        for address, right in stored.items():
            assert client.get(address).content in right


def unready(site: Site) -> tuple[int, ...]:
    """The nodes that are not ready, or not even there."""
    return tuple(number for number, node in enumerate(site.nodes.servers) if status(node, READY) != 200)


def status(node: Server, address: str) -> int:
    """The status of its answer, or 0 if it gives none."""
    try:
        return node.get(address).status
    except OSError:
        return 0


def all_answer(site: Site) -> bool:
    """Whether each node answers what it must read the database for, and so does the balancer."""
    with site.cache.client() as client:
        through = client.get("/claims?limit=1").status_code
    return {through, *(status(node, "/claims?limit=1") for node in site.nodes.servers)} == {200}


def test_service_goes_on_when_the_replica_is_promoted(
    other_seed: Path, right: httpx2.Client, right_later: httpx2.Client, stored: Right, listed: Right
) -> None:
    with replicas.site(seeded, cache_bytes=0) as site:
        warm(site, stored)
        with traffic(site.cache, {"cached": stored, "others": listed}) as tallies:
            more(tallies, FEW)
            site.primary.stop(signal.SIGQUIT)
            site.replica.run("postgres", "SELECT pg_promote()")
            site.cache.age(DAYS)
            more(tallies, MANY)
        report("promotion", tallies)
        for tally in tallies.values():
            assert_nothing_is_lost(tally)
        load(other_seed, url(site.replica, LOADER))
        body = right_later.get(RECORD).content
        seconds = seconds_until(lambda: all(answer.body == body for answer in site.answers(RECORD)))
        log.info("a load on the promoted replica reached both nodes %.2f s after its end", seconds)


def test_a_node_that_names_the_primary_too_outlives_the_replica(site: Site, right: httpx2.Client) -> None:
    hosts = (str(site.replica.folder), str(site.primary.folder))
    either = url(site.replica, SERVER).set(query={"host": hosts})
    body = right.get(RECORD).content
    with serve(either, public_url=PUBLIC_URL, cache_bytes=0) as node, stopped(site.replica):
        seconds = seconds_until(lambda: status(node, READY) == 200 and node.get(RECORD).body == body)
        log.info("a node went on with the primary %.2f s after the replica was gone", seconds)
        assert [node.get("/events").status for _ in range(FEW)] == [200] * FEW
    wait_until(lambda: all_answer(site))


@contextmanager
def stopped(replica: Replica) -> Iterator[None]:
    """Without a replica, for a while."""
    replica.stop(signal.SIGQUIT)
    try:
        yield
    finally:
        replica.start()


WRITES = [
    "INSERT INTO alembic_version VALUES ('other')",
    "UPDATE events SET title = 'Another'",
    "DELETE FROM events",
    "TRUNCATE events",
    "CREATE TABLE mine (id int)",
    "ALTER TABLE events ADD COLUMN mine int",
    "DROP TABLE events CASCADE",
]


@pytest.mark.parametrize("statement", WRITES)
def test_the_role_of_the_nodes_can_write_nothing(statement: str, site: Site) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        run(url(site.primary, SERVER), statement)


def test_the_role_of_the_nodes_can_read_tables_of_later_migrations(site: Site) -> None:
    run(site.loader_url(), "CREATE TABLE later AS SELECT 1 AS id")
    try:
        assert run(url(site.primary, SERVER), "SELECT id FROM later") == [(1,)]
    finally:
        run(site.loader_url(), "DROP TABLE later")


def test_the_loader_owns_all_tables(site: Site) -> None:
    owners = run(site.loader_url(), "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public' LIMIT 2")
    assert owners == [(LOADER,)]


def test_a_load_by_the_role_of_the_nodes_or_on_a_replica_is_refused_in_one_line(site: Site, other_seed: Path) -> None:
    for database in (url(site.primary, SERVER), url(site.replica, LOADER)):
        ended = cli.run("seed", database_url=cli.database_url(database), seed=other_seed)
        assert ended.returncode == 1, ended
        assert len(ended.stderr.splitlines()) == 1, ended.stderr


def run(database: URL, statement: str) -> list[tuple[object, ...]]:
    """Run a statement as the user of a URL; gives its rows, if it has some."""
    engine = create_engine(database, poolclass=NullPool)
    with engine.begin() as connection:
        result = connection.execute(text(statement))
        return [tuple(row) for row in result] if result.returns_rows else []
