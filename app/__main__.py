"""The command line: `python -m app [COMMAND]`. The docstring of each command is its help text."""

import argparse
import gc
import json
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from app.seeding.faults import SeedFaults
from app.settings import Settings, settings
from app.vocabulary import COLLECTIONS

if TYPE_CHECKING:
    from app.seeding.validation.checking import CheckedSeed  # takes a second to import; a wrong setting fails sooner
    from app.web.dispatch import Dispatcher

SHUTDOWN_SECONDS = 30  # for finishing responses when the server is stopped
EXAMPLES = ("/events?background=false", "/strikes?min_killed=5", "/docs")


def run(arguments: argparse.Namespace) -> None:
    """Without a command: load the seed if the database is missing or stale, then serve it."""
    from app.database import at
    from app.seeding.loading.staleness import ensure_current

    target = settings().database
    loaded = ensure_current(settings().seed, target)
    print(load_summary(loaded, str(at(target))) if loaded else f"{at(target)} is current.")
    serve(arguments)


def serve(arguments: argparse.Namespace) -> None:
    """Serve the database as it is."""
    import uvicorn

    config = settings()
    check_address(config)
    print(f"Listening on {config.base_url} (press Ctrl+C to stop). Try:")
    for path in EXAMPLES:
        print(f"  {config.base_url}{path}")
    sys.stdout.flush()
    uvicorn.run(
        import_app() if config.workers == 1 else "app.main:app",
        host=config.host,
        port=config.port,
        workers=config.workers,
        http="app.web.protocol:Connection",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )


def import_app() -> "Dispatcher":
    """Import the service without garbage collection, which finds nothing meanwhile: a tenth of the start."""
    gc.disable()
    from app.main import app

    gc.freeze()  # what exists now stays, so no later collection need look at it
    gc.enable()
    return app


def check_address(config: Settings) -> None:
    """Exit with a one-line error if the database setting is wrong or the address cannot be listened on."""
    from app.database import at

    at(config.database)
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    try:
        socket.create_server((config.host, config.port), family=family).close()
    except OSError as error:
        reason, _, _ = str(error.strerror).partition(" (while ")  # Python adds the address, which is named already
        sys.exit(
            f"Cannot listen on {config.host} port {config.port}: {reason}. "
            "Set SKIRMISHES_HOST or SKIRMISHES_PORT to another."
        )


def seed(arguments: argparse.Namespace) -> None:
    """Load the seed, replacing what is in the database."""
    from app.database import at
    from app.seeding.loading.load import load

    target = settings().database
    print(load_summary(load(settings().seed, target), str(at(target))))


def migrate(arguments: argparse.Namespace) -> None:
    """Bring the tables of the database to the newest revision."""
    from app.database import at
    from app.seeding.loading.migrate import migrate, newest_revision

    database = at(settings().database)
    migrate(database.writable())
    print(f"{database} is at revision {newest_revision()}.")


def verify(arguments: argparse.Namespace) -> None:
    """Check the seed and, if ARTICLE is given, every locator, number, date and name against its text."""
    from app.seeding.verification import verify

    verification = verify(settings().seed, arguments.article)
    for fault in verification.faults:
        print(fault)
    counts = verification.checked.counts
    for table, count in counts.items():
        print(f"{count:5} {table}")
    scope = f"against {arguments.article.name}" if arguments.article else "without the text of the article"
    print(f"{fault_count(len(verification.faults))}, {counts['passages']} passages checked {scope}.")
    if verification.faults:
        sys.exit(1)


def drift(arguments: argparse.Namespace) -> None:
    """Compare the passages with a newer text of the article; fail if any is reworded or gone."""
    from app.seeding.verification.drift import compare
    from app.seeding.verification.newer_text import read_newer_text

    try:
        comparison = compare(settings().seed, read_newer_text(arguments.text))
    except (SeedFaults, ValueError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    print(json.dumps(comparison.document(), ensure_ascii=False, indent=2) if arguments.json else comparison)
    if comparison.to_review:
        sys.exit(1)


def schema(arguments: argparse.Namespace) -> None:
    """Write the JSON Schema of each seed file into the folder `schema` of the seed."""
    from app.seeding.json_schemas import write_schemas

    for file in write_schemas(settings().seed / "schema"):
        print(file.name)


def diff(arguments: argparse.Namespace) -> None:
    """Draft the entries that changes.yaml of NEW_SEED needs to list all differences from OLD_SEED."""
    from app.seeding.changelog.diff import unlisted_differences
    from app.seeding.changelog.draft import draft_changes

    head, differences = unlisted_differences(arguments.old, arguments.new)
    if not arguments.check:
        print(draft_changes(head, differences), end="")
    elif differences:
        sys.exit("\n".join(map(str, differences)))


def export(arguments: argparse.Namespace) -> None:
    """Write every response as a file for a static web server, after loading the seed if needed."""
    from app.exporting.bundle import export, left_out
    from app.seeding.loading.staleness import ensure_current

    ensure_current(settings().seed, settings().database)
    count, size = export(settings(), arguments.folder)
    print(f"Wrote {count} files ({size:,} bytes) to {arguments.folder}, to be served at {settings().base_url}.")
    print(f"Left out: {left_out()}.")


def mcp(arguments: argparse.Namespace) -> None:
    """Serve tools for language models over standard input and output (MCP), after loading the seed if needed."""
    try:
        from app.language_tools.server import run
    except ModuleNotFoundError as error:
        sys.exit(f"The tools for language models need the package mcp ({error}): pip install 'mcp>=2.3.0'")
    from app.database import at
    from app.seeding.loading.staleness import ensure_current

    target = settings().database
    if loaded := ensure_current(settings().seed, target):
        print(load_summary(loaded, str(at(target))), file=sys.stderr)  # standard output is the protocol's
    run(settings())


def load_summary(checked: "CheckedSeed", database: str) -> str:
    """One line about what was loaded."""
    counts = (f"{count} {COLLECTIONS[table] if count == 1 else table}" for table, count in checked.counts.items())
    return f"Loaded version {checked.head.version} into {database}: {', '.join(counts)}."


def fault_count(count: int) -> str:
    """A number of faults in words."""
    return f"{count} {'fault' if count == 1 else 'faults'}"


def command_parser() -> argparse.ArgumentParser:
    """The parser of the command line. The namespace that it returns has the function to call as `command`."""
    parser = argparse.ArgumentParser(
        prog="python -m app",
        description=run.__doc__,
        epilog="Settings are environment variables whose names begin with SKIRMISHES_.",
    )
    parser.set_defaults(command=run)
    parsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in (serve, mcp, seed, migrate, verify, drift, schema, diff, export):
        subparser = parsers.add_parser(command.__name__, help=command.__doc__, description=command.__doc__)
        subparser.set_defaults(command=command)
        if command is verify:
            subparser.add_argument("article", nargs="?", type=Path, metavar="ARTICLE", help="its text, UTF-8")
        elif command is drift:
            subparser.add_argument("text", metavar="FILE_OR_URL", help="the newer text: plain, or MediaWiki's JSON")
            subparser.add_argument("--json", action="store_true", help="print JSON")
        elif command is diff:
            subparser.add_argument("old", type=Path, metavar="OLD_SEED", help="folder of the last released seed")
            subparser.add_argument("new", type=Path, metavar="NEW_SEED", help="folder of the seed to be released")
            subparser.add_argument("--check", action="store_true", help="fail if an entry is missing; draft nothing")
        elif command is export:
            subparser.add_argument("folder", type=Path, metavar="DIR", help="a new, empty or earlier export folder")
    return parser


def main(words: list[str] | None = None) -> None:
    """Run the command given on the command line. An expected error is printed without a traceback."""
    arguments = command_parser().parse_args(words)
    try:
        arguments.command(arguments)
    except SeedFaults as error:
        sys.exit(f"{error}\n{fault_count(len(error.faults))}; nothing was loaded.")
    except DBAPIError as error:
        from app.database import at

        sys.exit(f"{at(settings().database)}: {' '.join(str(error.orig).split())}")
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
