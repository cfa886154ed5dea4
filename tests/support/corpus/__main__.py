"""The commands: `python -m tests.support.corpus record FILE` and `... compare OLD NEW`."""

import argparse
import sys
from pathlib import Path

from tests.support.corpus.comparison import compare, report
from tests.support.corpus.questions import requests
from tests.support.corpus.recording import read, write
from tests.support.corpus.service import serve

ROOT = Path(__file__).resolve().parents[3]


def arguments(words: list[str] | None) -> argparse.Namespace:
    """The command line, parsed."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.corpus", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    record = commands.add_parser("record", help="record what a checkout answers")
    record.add_argument("file", type=Path, help="the recording to write, .jsonl.gz")
    record.add_argument("--checkout", type=Path, default=ROOT, help="the checkout to start; this one by default")
    record.add_argument("--seed", type=Path, help="the seed to serve; that of the checkout by default")
    record.add_argument("--requests", type=Path, metavar="OLD", help="send exactly the requests of this recording")
    comparison = commands.add_parser("compare", help="compare two recordings; exit 1 if they differ")
    comparison.add_argument("old", type=Path)
    comparison.add_argument("new", type=Path)
    comparison.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="GROUP",
        help="a group that does not fail: text, status, body or header:NAME",
    )
    return parser.parse_args(words)


def record(given: argparse.Namespace) -> int:
    """Record a checkout. A second, fresh service answers, so that nothing is cached by what the first was asked."""
    checkout = given.checkout.resolve()
    seed = (given.seed or checkout / "seed").resolve()
    if given.requests:
        asked = [request for request, _ in read(given.requests)]
    else:
        with serve(checkout, seed) as service:
            asked = requests(service)
    with serve(checkout, seed) as service:
        write(given.file, ((request, service.answer(request)) for request in asked))
    sys.stdout.write(f"{len(asked)} requests recorded in {given.file}\n")
    return 0


def main(words: list[str] | None = None) -> int:
    """Run the command of these words, or of the command line; gives the exit status."""
    given = arguments(words)
    if given.command == "record":
        return record(given)
    old, new = read(given.old), read(given.new)
    differences = compare(old, new)
    sys.stdout.write(report(len(old), differences))
    return int(any(difference.group not in given.allow for difference in differences))


if __name__ == "__main__":
    sys.exit(main())
