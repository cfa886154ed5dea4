"""What `python -m app check` finds: settings, database, seed, disk and clock, a line for each. It changes nothing.

Each check ends in time, whatever it waits for: a frozen server, a hung network disk, a very large seed.
"""

import os
import platform
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from sqlalchemy import URL, Connection, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from app import addresses
from app.database import Database, at, reason
from app.database.sqlite import abandoned, holds_something_else
from app.operations import scraping
from app.operations.targets import check_target
from app.seeding.loading.migrate import newest_revision
from app.seeding.loading.progress import seed_size
from app.seeding.loading.staleness import Loaded, read_loaded
from app.seeding.reading import InvalidEntry, read_head
from app.seeding.validation.digest import seed_digest
from app.settings import PREFIX, SOFTWARE, Settings, settings
from app.web.listening import check_host, check_path

OK, WARNING, FAULT = "ok", "warning", "fault"
EXIT_CODES = {OK: 0, WARNING: 3, FAULT: 1}  # 2 is the exit code of a command line that is wrong
SECONDS = 20.0  # for one check
SEED_SECONDS = 60.0  # for reading the seed, which may have a million entries
QUERY_SECONDS = 2.0  # for the database to answer
GROWTH = 20  # times the size of the seed, which the file made from it does not exceed; often it is half as large
FORBIDDEN = "42501"  # PostgreSQL's SQLSTATE
SKEW = 60.0  # seconds by which two clocks may differ
MIB = 2**20
LOAD = "python -m app seed"
SERVER = """SELECT current_setting('server_version'), quote_ident(current_user), pg_is_in_recovery(),
    extract(epoch FROM clock_timestamp()), pg_database_size(current_database())"""


class Finding(NamedTuple):
    """What was found of one subject."""

    level: str
    subject: str
    text: str

    def __str__(self) -> str:
        return f"{self.level:<8} {self.subject}: {self.text}"


@dataclass
class State:
    """What one check finds out and others need."""

    config: Settings
    loaded: Loaded | None = None
    is_stale: bool = False
    is_loadable: bool = True  # whether the database is none that a load would refuse to replace

    @property
    def needs_load(self) -> bool:
        """Whether the service would have to load the seed to serve it."""
        return self.loaded is None or self.is_stale


def check() -> list[Finding]:
    """Everything found, in order. A wrong setting ends it, since all else depends on settings."""
    try:
        state = State(settings())
    except ValueError as error:
        return [Finding(FAULT, "settings", str(error))]
    findings: list[Finding] = []
    for subject, find, seconds in (
        ("settings", check_settings, SECONDS),
        ("database", check_database, SECONDS),
        ("seed", check_seed, SEED_SECONDS),
        ("disk", check_disk, SECONDS),
        ("time", check_time, SECONDS),
    ):
        findings += within(seconds, subject, find, state)
    return findings


def exit_code(findings: Iterable[Finding]) -> int:
    """The exit code for the worst that was found."""
    levels = {finding.level for finding in findings}
    return EXIT_CODES[FAULT if FAULT in levels else WARNING if WARNING in levels else OK]


def within(seconds: float, subject: str, find: Callable[[State], Iterable[Finding]], state: State) -> list[Finding]:
    """What a check finds in so many seconds. What it waits for is left to itself, and ends with the process."""
    findings: list[Finding] = []

    def run() -> None:
        try:
            for finding in find(state):
                findings.append(finding)  # noqa: PERF402, one by one, in case it does not come to its end
        except Exception as error:
            findings.append(Finding(FAULT, subject, f"cannot be checked: {reason(error)}"))

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        level = FAULT if subject == "database" else WARNING  # the service would wait for it too
        findings.append(Finding(level, subject, f"no result after {seconds:g} seconds"))
    return findings


def check_settings(state: State) -> Iterator[Finding]:
    """What settings are given, and which of them `serve` would refuse."""
    config = state.config
    given = [f"{PREFIX}{name}".upper() for name in Settings.model_fields if name in config.model_fields_set]
    yield Finding(OK, "settings", f"given: {', '.join(given)}" if given else "all have their defaults")
    if not config.public_url and addresses.reachable(config.host) != config.host:
        cure = f"set {PREFIX}PUBLIC_URL to the URL at which clients reach the service"
        yield Finding(WARNING, "settings", f"links in answers begin with {config.base_url}, this machine; {cure}")
    if config.metrics_port is not None:
        try:
            scraping.check_installed()
        except ValueError as error:
            yield Finding(FAULT, "settings", str(error))
    yield from check_listening(config)


def check_listening(config: Settings) -> Iterator[Finding]:
    """Whether the service could listen where it should. A port or socket that is taken may be taken by itself."""
    checks: list[tuple[str, object, Callable[[], None]]] = []
    if config.socket is not None:
        checks.append(("SOCKET", config.socket, partial(check_path, config.socket)))
    else:
        checks.append(("HOST", config.host, partial(check_host, config.host)))
    if config.metrics_port is not None:
        checks.append(("METRICS_HOST", config.metrics_host, partial(check_host, config.metrics_host)))
    for name, place, find in checks:
        try:
            find()
        except OSError as error:
            fault = f"cannot listen on {place}: {error.strerror}; set {PREFIX}{name} to another"
            yield Finding(FAULT, "settings", fault)


def check_database(state: State) -> Iterator[Finding]:
    """Whether the database can be read, what it holds, and who may do what there."""
    target = state.config.database
    if isinstance(target, Path) and (fault := unreadable(state, target)) is not None:
        yield Finding(FAULT, "database", fault)
        return
    try:
        database = at(target, QUERY_SECONDS)
    except ValueError as error:  # its driver is missing
        yield Finding(FAULT, "database", str(error))
        return
    try:
        with database.read_only().connect() as connection:
            yield from check_connected(state, database, connection)
    except Exception as error:
        yield Finding(FAULT, "database", f"{database} cannot be read: {cured(database, error)}")
    finally:
        database.dispose()


def unreadable(state: State, file: Path) -> str | None:
    """Why a file cannot be read as a database of ours, with the cure; None if it may be readable."""
    try:
        check_target(file)
        size = file.stat().st_size
    except FileNotFoundError:
        return f"{file} does not exist; load it with: {LOAD}"
    except OSError as error:
        return f"{file}: {error.strerror}; correct {PREFIX}DATABASE_URL, or the permissions of its folders"
    except ValueError as error:
        state.is_loadable = False
        return str(error)
    if not os.access(file, os.R_OK):
        return f"{file} may not be read by this user; make it readable with chmod or chown"
    if holds_something_else(file):
        state.is_loadable = False
        cure = f"name another file in {PREFIX}DATABASE_URL, or remove it"
        return f"{file} holds something else, which a load would replace; {cure}"
    if (expected := expected_size(file)) is not None and size < expected:
        return f"{file} is cut short: {size:,} of {expected:,} bytes; load it anew with: {LOAD}"
    return None


def expected_size(file: Path) -> int | None:
    """The size of an SQLite file by its header, in bytes; None if it has none."""
    with file.open("rb") as stream:
        head = stream.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):  # noqa: PLR2004, the size of the header
        return None
    page_size = int.from_bytes(head[16:18])
    return (65536 if page_size == 1 else page_size) * int.from_bytes(head[28:32])


def cured(database: Database, error: Exception) -> str:
    """Why a database cannot be read, and what to do."""
    why = reason(error).rstrip(".")
    if isinstance(error, ValueError):
        return why
    if database.is_local:
        return f"{why}; load it anew with: {LOAD}"
    cure = f"correct host, user, password and database in {PREFIX}DATABASE_URL, PGPASSWORD or ~/.pgpass"
    return f"{why}; {cure}, or start the server"


def sqlstate(error: Exception) -> str | None:
    """PostgreSQL's code of an error, if it has one."""
    return getattr(getattr(error, "orig", None), "sqlstate", None)


def check_connected(state: State, database: Database, connection: Connection) -> Iterator[Finding]:
    """What a database holds that can be connected to."""
    load = f"load it with: {LOAD}"
    try:
        loaded = read_loaded(connection)
    except DBAPIError as error:
        if sqlstate(error) == FORBIDDEN:
            yield Finding(FAULT, "database", f"{database} cannot be read: {reason(error)}; {granting(connection)}")
            return
        if database.holds_nothing(error) and not database.is_local:
            yield Finding(FAULT, "database", f"{database} holds no dataset ({reason(error)}); {load}")
            return
        raise
    if loaded is None:
        yield Finding(FAULT, "database", f"{database} holds no dataset; {load}")
        return
    state.loaded, state.is_stale = loaded, loaded.is_outdated
    held = f"{database} holds dataset {loaded.version}, digest {loaded.digest[:12]}, revision {loaded.revision}"
    yield Finding(OK, "database", held)
    there = set(inspect(connection).get_table_names())
    missing = [table.name for table in SQLModel.metadata.sorted_tables if table.name not in there]
    if loaded.is_outdated:  # then other tables are to be expected
        made_by = f"software {loaded.software}, revision {loaded.revision}"
        this = f"{SOFTWARE}, revision {newest_revision()}"
        yield Finding(WARNING, "database", f"stale: loaded by {made_by}; this is {this}; load it anew with: {LOAD}")
    elif missing:
        state.is_stale = True
        cure = f"load it anew with: {LOAD}"
        if not database.is_local:  # no migration makes anew what an earlier one has made
            cure = f"set {PREFIX}DATABASE_URL to a new, empty database, and {load}"
        yield Finding(FAULT, "database", f"{database} lacks tables: {', '.join(missing)}; {cure}")
    if not database.is_local:
        yield from check_server(connection, there)


def granting(connection: Connection) -> str:
    """How to let the role of a connection read everything. What it was not allowed to do has ended its transaction."""
    connection.rollback()
    names = text("SELECT quote_ident(current_schema()), quote_ident(current_user)")
    schema, role = connection.execute(names).one()
    return f"as the owner of the tables: GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}"


def check_server(connection: Connection, there: Set[str]) -> Iterator[Finding]:
    """What a PostgreSQL server is, and what our role may do with those of our tables that are there."""
    version, role, is_replica, clock, size = connection.execute(text(SERVER)).one()
    kind = "a replica" if is_replica else "not a replica"
    yield Finding(OK, "server", f"PostgreSQL {version}, {kind}; the database takes {megabytes(size)}")
    apart = float(clock) - time.time()
    if abs(apart) > SKEW:
        yield Finding(WARNING, "time", f"the server's clock is {apart:+.0f} seconds from this one; set both by NTP")
    tables = [table.name for table in SQLModel.metadata.sorted_tables if table.name in there]
    readable, writable = privileges(connection, tables)
    if closed := ", ".join(name for name in tables if name not in readable):
        cure = f"GRANT SELECT ON {closed} TO {role}"
        yield Finding(FAULT, "role", f"{role} may not read {closed}; as their owner: {cure}")
    elif writable:
        cure = "to serve, a role that can only SELECT is enough"
        yield Finding(WARNING, "role", f"{role} may change the data, which only loading needs; {cure}")
    else:
        yield Finding(OK, "role", f"{role} may read the data and change nothing")


def privileges(connection: Connection, tables: list[str]) -> tuple[set[str], set[str]]:
    """Which of these tables the role may read, and which it may change."""
    statement = text(
        "SELECT has_table_privilege(to_regclass(:name), 'SELECT'), "
        "has_table_privilege(to_regclass(:name), 'INSERT, UPDATE, DELETE, TRUNCATE')"
    )
    readable, writable = set(), set()
    for name in tables:
        may_read, may_change = connection.execute(statement, {"name": f'"{name}"'}).one()
        readable |= {name} if may_read else set()
        writable |= {name} if may_change else set()
    return readable, writable


def check_seed(state: State) -> Iterator[Finding]:
    """Whether the seed can be read, and whether it is what the database holds."""
    folder = state.config.seed
    bad = FAULT if state.needs_load else WARNING  # `serve` needs no seed
    if not folder.is_dir():
        fault = "is not a folder" if folder.exists() else "does not exist"
        yield Finding(bad, "seed", f"{folder} {fault}; set {PREFIX}SEED to the folder with article.yaml in it")
        return
    try:
        head, digest = read_head(folder), seed_digest(folder)
    except OSError as error:
        yield Finding(bad, "seed", f"{error.filename}: {error.strerror}; make every file of the seed readable")
        return
    if isinstance(head, InvalidEntry) or digest is None:
        yield Finding(bad, "seed", f"{folder} has errors; list them with: python -m app verify")
        return
    yield Finding(OK, "seed", f"{folder} is dataset {head[0].version}, digest {digest[:12]}")
    if state.loaded is not None and digest != state.loaded.digest:
        state.is_stale = True
        yield Finding(WARNING, "seed", f"it is not what the database holds; load it with: {LOAD}")


def check_disk(state: State) -> Iterator[Finding]:
    """Whether a load could build its file: a folder to write to, and space in it."""
    target = state.config.database
    if isinstance(target, URL) or not state.is_loadable:
        return  # the disk is the server's, or nothing can be loaded
    bad = FAULT if state.needs_load else WARNING
    file = Path(os.path.realpath(target))
    folder = next(parent for parent in file.parents if parent.exists())
    if not os.access(folder, os.W_OK | os.X_OK):
        if state.needs_load:
            yield Finding(FAULT, "disk", f"{folder} is not writable, and the seed must be loaded; make it writable")
        else:
            yield Finding(OK, "disk", f"{folder} is not writable: the database can be served but not reloaded")
        return
    for left in abandoned(file):
        size = megabytes(left.stat().st_size)
        yield Finding(WARNING, "disk", f"{left} ({size}) was left by a load that was killed; remove it, or load again")
    free, needed = shutil.disk_usage(folder).free, space_needed(file, state.config.seed)
    limit = file_size_limit()
    need = f"a load may need up to {megabytes(needed)}"
    if limit is not None and limit < needed:
        fault = f"files are limited to {megabytes(limit)}, and {need}; raise the limit (ulimit -f)"
        yield Finding(bad if limit < needed / 2 else WARNING, "disk", fault)
    elif free < needed:
        fault = f"{megabytes(free)} are free, and {need}; make room in {folder}"
        yield Finding(bad if free < needed / 2 else WARNING, "disk", fault)
    else:
        yield Finding(OK, "disk", f"{megabytes(free)} are free in {folder}; {need}")


def space_needed(file: Path, seed: Path) -> int:
    """How many bytes a load needs at most besides the file that it replaces, estimated; often half of it is enough."""
    return max(file.stat().st_size if file.exists() else 0, GROWTH * seed_size(seed) if seed.is_dir() else 0, MIB)


def file_size_limit() -> int | None:
    """How large a file this process may make, in bytes; None without a limit, or where there is no such thing."""
    try:
        import resource  # noqa: PLC0415, not on every system
    except ImportError:
        return None
    limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    return None if limit == resource.RLIM_INFINITY else limit


def check_time(state: State) -> Iterator[Finding]:
    """Whether the clock is behind what it cannot be behind: the release of the data, and the database file."""
    now = datetime.now(UTC)
    cure = "set the clock, best by NTP"
    released = date.fromisoformat(state.loaded.released) if state.loaded else None
    target = state.config.database
    written = target.stat().st_mtime if isinstance(target, Path) and target.exists() else None
    if released is not None and now.date() < released:
        yield Finding(FAULT, "time", f"the clock says {now:%Y-%m-%d}, before the data's release on {released}; {cure}")
    elif written is not None and written > now.timestamp() + SKEW:
        ahead = written - now.timestamp()
        yield Finding(WARNING, "time", f"{target} was written {ahead:.0f} seconds from now by the clock; {cure}")
    else:
        yield Finding(OK, "time", f"{now:%Y-%m-%d %H:%M:%S} UTC")


def megabytes(size: int) -> str:
    """A size in mebibytes."""
    return f"{max(size, 0) / MIB:,.1f} MiB"


def versions() -> str:
    """The versions of the software, of the data in the seed, and of what both rest on."""
    folder = settings().seed
    try:
        head = read_head(folder)
    except OSError as error:
        dataset = f"unknown ({error.filename}: {error.strerror})"
    else:
        errors = f"unknown ({folder / 'article.yaml'} is missing or has errors)"
        dataset = errors if isinstance(head, InvalidEntry) else head[0].version
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"skirmishes {SOFTWARE}, dataset {dataset}, {python}"
