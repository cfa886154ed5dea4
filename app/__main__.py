"""The command line: python -m app [COMMAND]; with no command, all it takes to serve."""

import argparse
import gc
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from app.seeding.faults import SeedFaults
from app.settings import Settings, settings

GRACE = 30  # seconds that answers under way have to be finished when the server ends

if TYPE_CHECKING:
    from app.seeding.validation.checking import Checked  # costs a second, which a wrong setting need not wait for


def run(arguments: argparse.Namespace) -> None:
    """Seed the database if it is missing or stale, then serve it."""
    from app.database import at
    from app.seeding.loading.staleness import ensure_current

    target = settings().database
    loaded = ensure_current(settings().seed, target)
    print(f"Loaded {summary(loaded)} into {at(target)}." if loaded else f"{at(target)} is current.")
    serve(arguments)


def serve(arguments: argparse.Namespace) -> None:
    """Serve the database as it is; print where, and what to try first."""
    import uvicorn

    chosen = settings()
    free_to_listen(chosen)
    print(f"Listening on {chosen.base_url} (Ctrl-C ends it). Try:")
    for path in ("/events?background=false", "/strikes?min_killed=5", "/docs"):
        print(f"  {chosen.base_url}{path}")
    sys.stdout.flush()
    if chosen.workers == 1:
        gc.disable()  # until all is imported (app/main.py), since nothing of that is garbage: a tenth of the start
    uvicorn.run(
        "app.main:app",
        **{name: getattr(chosen, name) for name in ("host", "port", "workers")},
        http="app.web.protocol:Connection",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )


def free_to_listen(chosen: Settings) -> None:
    """End with one line, before anything is promised, when settings name no database or an address that is taken."""
    from app.database import at

    at(chosen.database)
    try:
        socket.create_server(
            (chosen.host, chosen.port), family=socket.AF_INET6 if ":" in chosen.host else socket.AF_INET
        ).close()
    except OSError as error:
        sys.exit(
            f"Can not listen on {chosen.host} port {chosen.port}: {error.strerror}. "
            "Choose others with SKIRMISHES_HOST and SKIRMISHES_PORT."
        )


def seed(arguments: argparse.Namespace) -> None:
    """Load the seed in the place of what is there."""
    from app.database import at
    from app.seeding.loading.load import load

    target = settings().database
    print(f"Loaded {summary(load(settings().seed, target))} into {at(target)}.")


def migrate(arguments: argparse.Namespace) -> None:
    """Bring the database's tables to the newest revision."""
    from app.database import at
    from app.seeding.loading.migrate import migrate, newest_revision

    database = at(settings().database)
    migrate(database.writable())
    print(f"{database} is at revision {newest_revision()}.")


def verify(arguments: argparse.Namespace) -> None:
    """Check the seed; with the article's text, each of its locators, numbers, dates and names too."""
    from app.seeding.verification import verify

    verdict = verify(settings().seed, arguments.article)
    for fault in verdict.faults:
        print(fault)
    for table, count in verdict.checked.counts.items():
        print(f"{count:5} {table}")
    against = f"against {arguments.article.name}" if arguments.article else "without the article's text"
    print(f"{len(verdict.faults)} faults, {verdict.checked.counts['passages']} passages checked {against}.")
    if verdict.faults:
        sys.exit(1)


def schema(arguments: argparse.Namespace) -> None:
    """Write the JSON Schema of each seed file."""
    from app.seeding.json_schemas import write_schemas

    for file in write_schemas(settings().seed / "schema"):
        print(file.name)


def diff(arguments: argparse.Namespace) -> None:
    """Draft the entries that changes.yaml of NEW_SEED lacks to tell how it differs from OLD_SEED, as YAML."""
    from app.seeding.changelog.diff import unlisted
    from app.seeding.changelog.draft import drafts

    head, found = unlisted(arguments.old, arguments.new)
    if not arguments.check:
        print(drafts(head, found), end="")
    elif found:
        sys.exit("\n".join(map(str, found)))


def export(arguments: argparse.Namespace) -> None:
    """Write every answer as a file, for any web server; seed the database first if it is missing or stale."""
    from app.exporting.bundle import export, left_out
    from app.seeding.loading.staleness import ensure_current

    ensure_current(settings().seed, settings().database)
    count, size = export(settings(), arguments.folder)
    print(f"Wrote {count} files, {size:,} bytes, to {arguments.folder}, to be served at {settings().base_url}.")
    print(f"Left out: {left_out()}.")


def summary(checked: "Checked") -> str:
    """What was loaded, in a line."""
    return f"version {checked.head.version}: " + ", ".join(
        f"{count} {table}" for table, count in checked.counts.items()
    )


def takes_article(parser: argparse.ArgumentParser) -> None:
    """What `verify` takes."""
    parser.add_argument("article", nargs="?", type=Path, metavar="ARTICLE", help="the article's text, UTF-8")


def takes_folder(parser: argparse.ArgumentParser) -> None:
    """Where the files go."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder, or an earlier export")


def takes_seeds(parser: argparse.ArgumentParser) -> None:
    """What `diff` takes."""
    parser.add_argument("old", type=Path, metavar="OLD_SEED", help="the folder of the seed last released")
    parser.add_argument("new", type=Path, metavar="NEW_SEED", help="the folder of the seed to be released")
    parser.add_argument(
        "--check", action="store_true", help="write no draft; refuse, with a line for each entry lacking"
    )


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "serve": serve,
    "seed": seed,
    "migrate": migrate,
    "verify": verify,
    "schema": schema,
    "diff": diff,
    "export": export,
}
ARGUMENTS = {verify: takes_article, diff: takes_seeds, export: takes_folder}


def main(words: list[str] | None = None) -> None:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m app", description=run.__doc__)
    commands = parser.add_subparsers(metavar="COMMAND")
    parser.set_defaults(command=run)
    for name, command in COMMANDS.items():
        under = commands.add_parser(name, help=command.__doc__, description=command.__doc__)
        under.set_defaults(command=command)
        if command in ARGUMENTS:
            ARGUMENTS[command](under)
    arguments = parser.parse_args(words)
    try:
        arguments.command(arguments)
    except SeedFaults as faults:
        sys.exit(f"{faults}\n{len(faults.faults)} faults; nothing was loaded.")
    except DBAPIError as error:
        from app.database import at

        sys.exit(f"{at(settings().database)}: {' '.join(str(error.orig).split())}")
    except (OSError, ValueError) as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
