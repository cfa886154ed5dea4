"""The command line: `python -m app [COMMAND]`. The docstring of each command is its help text."""

import argparse
import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from app import console
from app.console import OutputLost, finish, output, say
from app.operations.stopping import Terminated, end_by, raise_on_sigterm
from app.seeding.faults import SeedFaults
from app.settings import settings
from app.vocabulary import COLLECTIONS

if TYPE_CHECKING:
    from app.database import Target
    from app.seeding.validation.checking import CheckedSeed  # takes a second to import; a wrong setting fails sooner


def run(arguments: argparse.Namespace) -> None:
    """Without a command: load the seed if the database is missing or stale, then serve it."""
    from app.database import at
    from app.operations.serving import tell
    from app.seeding.loading.staleness import ensure_current

    target = database_target()
    loaded = ensure_current(seed_folder(), target)
    tell(settings(), load_summary(loaded, str(at(target))) if loaded else f"{at(target)} is current.\n")
    serve(arguments)


def serve(arguments: argparse.Namespace) -> None:
    """Serve the database as it is."""
    from app.database import at
    from app.operations import serving

    at(database_target())  # a driver that is missing is reported before anything is promised
    serving.serve(settings())


def check(arguments: argparse.Namespace) -> None:
    """Check settings, database, seed, disk and clock. Exit code: 0 if all is well, 1 on a fault, 3 on warnings only."""
    from app.operations.checks import check, exit_code

    findings = check()
    for finding in findings:
        output(json.dumps(finding._asdict(), ensure_ascii=False) if arguments.json else finding)
    if code := exit_code(findings):
        finish()
        sys.exit(code)


def print_version() -> None:
    """Print the versions of the software, of the data in the seed, and of what both rest on."""
    from app.operations.checks import versions

    output(versions())


def seed(arguments: argparse.Namespace) -> None:
    """Load the seed, replacing what is in the database."""
    from app.database import at
    from app.seeding.loading.load import load

    target = database_target()
    say(load_summary(load(seed_folder(), target), str(at(target))))


def migrate(arguments: argparse.Namespace) -> None:
    """Bring the tables of the database to the newest revision."""
    from app.database import at
    from app.seeding.loading.migrate import migrate, newest_revision

    database = at(database_target())
    migrate(database.writable())
    say(f"{database} is at revision {newest_revision()}.\n")


def verify(arguments: argparse.Namespace) -> None:
    """Check the seed and, if ARTICLE is given, every locator, number, date and name against its text."""
    from app.seeding.verification import verify

    verification = verify(seed_folder(), arguments.article)
    for fault in verification.faults:
        output(fault)
    counts = verification.checked.counts
    for table, count in counts.items():
        output(f"{count:5} {table}")
    scope = f"against {arguments.article.name}" if arguments.article else "without the text of the article"
    output(f"{fault_count(len(verification.faults))}, {counts['passages']} passages checked {scope}.")
    if verification.faults:
        sys.exit(1)


def drift(arguments: argparse.Namespace) -> None:
    """Compare the passages with a newer text of the article; fail if any is reworded or gone."""
    from app.seeding.verification.drift import compare
    from app.seeding.verification.newer_text import read_newer_text

    try:
        comparison = compare(seed_folder(), read_newer_text(arguments.text))
    except (SeedFaults, ValueError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    output(json.dumps(comparison.document(), ensure_ascii=False, indent=2) if arguments.json else comparison)
    if comparison.to_review:
        sys.exit(1)


def schema(arguments: argparse.Namespace) -> None:
    """Write the JSON Schema of each seed file into the folder `schema` of the seed."""
    from app.seeding.json_schemas import write_schemas

    for file in write_schemas(seed_folder() / "schema"):
        output(file.name)


def diff(arguments: argparse.Namespace) -> None:
    """Draft the entries that changes.yaml of NEW_SEED needs to list all differences from OLD_SEED."""
    from app.seeding.changelog.diff import unlisted_differences
    from app.seeding.changelog.draft import draft_changes

    head, differences = unlisted_differences(folder(arguments.old), folder(arguments.new))
    if not arguments.check:
        if differences:
            output(draft_changes(head, differences).removesuffix("\n"))
    elif differences:
        sys.exit("\n".join(map(str, differences)))


def export(arguments: argparse.Namespace) -> None:
    """Write every response as a file for a static web server, after loading the seed if needed."""
    from app.seeding.loading.staleness import ensure_current

    ensure_current(seed_folder(), database_target())
    from app.exporting.bundle import export, left_out  # opens the database

    count, size = export(settings(), arguments.folder)
    say(f"Wrote {count} files ({size:,} bytes) to {arguments.folder}, to be served at {settings().base_url}.\n")
    say(f"Left out: {left_out()}.\n")


def seed_folder() -> Path:
    """The folder of the seed. Raises ValueError if it is none."""
    return folder(settings().seed, "SKIRMISHES_SEED names ")


def folder(path: Path, named_by: str = "") -> Path:
    """A folder that must exist. Raises ValueError if it does not."""
    if not path.is_dir():
        fault = "is not a folder" if path.exists() else "does not exist"
        name = f"{named_by}{path}, which" if named_by else path
        raise ValueError(f"{name} {fault}; give the folder of a seed, with article.yaml in it")
    return path


def database_target() -> "Target":
    """The database of the settings, whose file may be missing. Raises ValueError if there can be no such file."""
    from app.operations.targets import check_target

    target = settings().database
    check_target(target)
    return target


def mcp(arguments: argparse.Namespace) -> None:
    """Serve tools for language models over standard input and output (MCP), after loading the seed if needed."""
    try:
        from app.language_tools.server import run
    except ModuleNotFoundError as error:
        sys.exit(f"The tools for language models need the package mcp ({error}): pip install 'mcp>=2.3.0'")
    from app.database import at
    from app.seeding.loading.staleness import ensure_current

    target = database_target()
    if loaded := ensure_current(seed_folder(), target):
        say(load_summary(loaded, str(at(target))), sys.stderr)  # standard output is the protocol's
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # nothing is half done from now on, and a thread waits for input
    run(settings())


def load_summary(checked: "CheckedSeed", database: str) -> str:
    """One line about what was loaded."""
    counts = (f"{count} {COLLECTIONS[table] if count == 1 else table}" for table, count in checked.counts.items())
    return f"Loaded version {checked.head.version} into {database}: {', '.join(counts)}.\n"


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
    parser.add_argument("--version", action="store_true", help="print versions and exit")
    parsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in (serve, mcp, check, seed, migrate, verify, drift, schema, diff, export):
        subparser = parsers.add_parser(command.__name__, help=command.__doc__, description=command.__doc__)
        subparser.set_defaults(command=command)
        if command is verify:
            subparser.add_argument("article", nargs="?", type=Path, metavar="ARTICLE", help="its text, UTF-8")
        elif command is drift:
            subparser.add_argument("text", metavar="FILE_OR_URL", help="the newer text: plain, or MediaWiki's JSON")
            subparser.add_argument("--json", action="store_true", help="print JSON")
        elif command is check:
            subparser.add_argument("--json", action="store_true", help="print a JSON object on each line")
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
        if arguments.version:
            print_version()
        elif arguments.command is check:
            check(arguments)  # which tells of wrong settings itself
        else:
            settings()  # a wrong setting stops every command, whether or not it needs the setting
            arguments.command(arguments)
        finish()
    except OutputLost as error:
        sys.exit(1 if error.is_unread else str(error))
    except SeedFaults as error:
        sys.exit(f"{error}\n{fault_count(len(error.faults))}; nothing was loaded.")
    except DBAPIError as error:
        from app.database import at

        sys.exit(f"{at(settings().database)}: {' '.join(str(error.orig).split())}")
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except ValueError as error:
        sys.exit(str(error))


def program() -> None:
    """Run the command line as a process of its own."""
    console.prepare()
    raise_on_sigterm()
    try:
        main()
    except KeyboardInterrupt:
        end_by(signal.SIGINT)
    except Terminated:
        end_by(signal.SIGTERM)


if __name__ == "__main__":
    program()
