"""The service on several machines, as docs/scaling.md has it, all on this one: a primary with a streaming replica,
PgBouncer before the replica, two nodes on it, and nginx as shared cache and balancer before these."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock

import httpx2
import pytest
from sqlalchemy import URL

from tests.support import nginx, pgbouncer
from tests.support.configuration import code_block
from tests.support.nginx import Cache
from tests.support.pgbouncer import PgBouncer
from tests.support.postgres import OWNER, PROGRAMS, PostgresServer, programs
from tests.support.servers import PUBLIC_URL, Reply, Server, free_port, is_available, serve
from tests.support.waiting import PATIENCE, wait_until

GUIDE = "scaling.md"
DATABASE = "skirmishes"
LOADER, SERVER, REPLICA = "skirmishes_loader", "skirmishes_server", "skirmishes_replica"
PASSWORDS = {LOADER: "loader's own", SERVER: "server's own", REPLICA: "replica's own"}
PLACEHOLDERS = {LOADER: "LOADER-PASSWORD", SERVER: "SERVER-PASSWORD", REPLICA: "REPLICA-PASSWORD"}
DEBIAN = Path("/usr/lib/postgresql")
PAUSE = 0.004  # seconds between two requests of one client, which leave the processor to what is tested
MOST = 4000  # requests of one client


def debian_programs() -> Path | None:
    """Those that are set, else those of the newest PostgreSQL that Debian has installed, else those of other tests."""
    versions = [folder for folder in DEBIAN.glob("*/bin") if (folder / "pg_basebackup").exists()]
    newest = max(versions, key=lambda folder: float(folder.parent.name), default=None)
    return programs() if PROGRAMS in os.environ else newest or programs()


class Primary(PostgresServer):
    """A primary with the roles of the guide, and its rules of access: only the owner of the tests needs no password."""

    def make_data(self) -> None:
        """Make its data, with these rules of access."""
        super().make_data()
        rules = code_block(GUIDE, "conf", {"hostssl": "local", "10.0.0.0/24": ""})
        (self.folder / "data" / "pg_hba.conf").write_text(f"local all {OWNER} trust\n{rules}")

    def make_roles(self) -> None:
        """Run the statements of the guide."""
        quoted = {place: PASSWORDS[role].replace("'", "''") for role, place in PLACEHOLDERS.items()}
        (self.folder / "roles.sql").write_text(code_block(GUIDE, "sql", quoted))
        options = ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(self.folder / "roles.sql")]
        self.run_program("psql", "-h", str(self.folder), "-U", OWNER, "-d", "postgres", *options)


class Replica(PostgresServer):
    """A streaming replica of a server."""

    def __init__(self, folder: Path, primary: PostgresServer) -> None:
        self.primary = primary
        super().__init__(folder, primary.programs)

    def make_data(self) -> None:
        """Copy the primary's, and follow it from there."""
        source = ["-h", str(self.primary.folder), "-U", REPLICA, "-D", str(self.folder / "data")]
        options = ["-R", "-C", "-S", "replica_1", "--checkpoint=fast"]
        self.run_program("pg_basebackup", *source, *options, PGPASSWORD=PASSWORDS[REPLICA])


def url(server: PostgresServer, role: str) -> URL:
    """The database on a server, for a role with its password."""
    return server.url(DATABASE).set(username=role, password=PASSWORDS[role])


@dataclass
class Nodes:
    """The nodes of the service, which can be killed and started again on their ports."""

    databases: Sequence[URL]
    settings: Mapping[str, object]
    stack: ExitStack
    ports: list[int] = field(default_factory=list)
    servers: list[Server] = field(default_factory=list)

    def start(self) -> None:
        """Start those that do not run."""
        for number, database in enumerate(self.databases):
            if number == len(self.servers) or self.servers[number].process.poll() is not None:
                server = self.stack.enter_context(serve(database, (), port=self.ports[number], **self.settings))
                self.servers[number : number + 1] = [server]

    def kill(self, *numbers: int) -> None:
        """Kill some, without warning."""
        for number in numbers:
            self.servers[number].process.kill()
            self.servers[number].process.wait(PATIENCE)


@dataclass
class Site:
    """All of it, running."""

    primary: Primary
    replica: Replica
    pooler: PgBouncer
    nodes: Nodes
    cache: Cache

    def loader_url(self) -> URL:
        """The database on the primary, for the loader."""
        return url(self.primary, LOADER)

    def answers(self, address: str) -> list[Reply]:
        """What each node answers, without the cache."""
        return [server.get(address) for server in self.nodes.servers]


@contextmanager
def databases(load: Callable[[URL], object]) -> Iterator[tuple[Primary, Replica]]:
    """A primary that holds what is loaded, and its replica. Without PostgreSQL the test is skipped or, in CI, fails."""
    folder_of_programs = debian_programs()
    if folder_of_programs is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no PostgreSQL: install the package postgresql")
    with (
        TemporaryDirectory(prefix="primary", ignore_cleanup_errors=True) as one,
        TemporaryDirectory(prefix="replica", ignore_cleanup_errors=True) as other,
        ExitStack() as stack,
    ):
        primary = Primary(Path(one), folder_of_programs)
        primary.start()
        stack.callback(primary.stop)
        primary.make_roles()
        load(url(primary, LOADER))
        replica = Replica(Path(other), primary)
        replica.start()
        stack.callback(replica.stop)
        yield primary, replica


@contextmanager
def site(load: Callable[[URL], object], **settings: object) -> Iterator[Site]:
    """The whole. The first node asks the replica, the second one PgBouncer."""
    nginx.program()
    pgbouncer.needed()
    with (
        databases(load) as (primary, replica),
        pgbouncer.as_documented(replica, {SERVER: PASSWORDS[SERVER]}) as pooler,
        ExitStack() as stack,
    ):
        direct = url(replica, SERVER)
        settings = {"public_url": PUBLIC_URL, **settings}
        nodes = Nodes([direct, pooler.url(direct)], settings, stack, [free_port(), free_port()])
        nodes.start()
        with nginx.cache(nodes.ports) as cache:
            yield Site(primary, replica, pooler, nodes, cache)


@dataclass
class Tally:
    """What came of requests of one kind."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    caches: Counter[str] = field(default_factory=Counter)  # by what nginx did: HIT, STALE, …
    lost: list[str] = field(default_factory=list)  # connections that broke
    wrong: list[str] = field(default_factory=list)  # answers that are neither right nor a 503 as it should be
    lock: Lock = field(default_factory=Lock)

    def add(self, address: str, answer: httpx2.Response | httpx2.HTTPError, right: set[bytes]) -> None:
        """Count one answer; `right` are the bodies that are right."""
        with self.lock:
            self.sent += 1
            if isinstance(answer, httpx2.HTTPError):
                self.lost.append(f"{address}: {answer!r}")
                return
            self.statuses[answer.status_code] += 1
            self.caches[answer.headers.get("x-cache", "none")] += 1
            try:
                if is_available(Reply(answer.status_code, answer.headers, answer.content)):
                    assert answer.content in right, "the answer is not that of a version"
            except (AssertionError, KeyError, ValueError) as error:
                self.wrong.append(f"{address}: {answer.status_code}: {error}")

    @property
    def errors(self) -> int:
        """The number of answers 5xx."""
        return sum(number for status, number in self.statuses.items() if status >= 500)

    def __str__(self) -> str:
        """One line of the table."""
        done = " ".join(f"{number} {name}" for name, number in sorted(self.caches.items()))
        return f"sent {self.sent}, lost {len(self.lost)}, 5xx {self.errors}, wrong {len(self.wrong)} ({done})"


Right = Mapping[str, set[bytes]]  # addresses, each with the bodies that are right


@contextmanager
def traffic(cache: Cache, kinds: Mapping[str, Right], clients: int = 2) -> Iterator[dict[str, Tally]]:
    """Requests of each kind through the cache, by so many clients each, for as long as the block runs."""
    tallies = {kind: Tally() for kind in kinds}
    done = Event()

    def ask(tally: Tally, right: Right) -> None:
        with cache.client() as client:
            for _, address in zip(range(MOST), cycle(right), strict=False):
                if done.wait(PAUSE):
                    return
                tally.add(address, attempt(client, address), right[address])

    with ThreadPoolExecutor(clients * len(kinds)) as pool:
        asking = [pool.submit(ask, tallies[kind], right) for kind, right in kinds.items() for _ in range(clients)]
        try:
            yield tallies
        finally:
            done.set()
            for one in asking:
                one.result()


def attempt(client: httpx2.Client, address: str) -> httpx2.Response | httpx2.HTTPError:
    """The answer, or why there is none."""
    try:
        return client.get(address)
    except httpx2.HTTPError as error:
        return error


def more(tallies: Mapping[str, Tally], requests: int) -> None:
    """Wait until so many more requests of each kind have been answered."""
    target = {kind: tally.sent + requests for kind, tally in tallies.items()}
    wait_until(lambda: all(tally.sent >= target[kind] for kind, tally in tallies.items()))


def seconds_until(condition: Callable[[], object]) -> float:
    """How long it takes until the condition holds."""
    begun = time.monotonic()
    wait_until(condition)
    return time.monotonic() - begun
