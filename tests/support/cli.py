"""The command line, run as a program of its own or within the process of the tests."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from app.__main__ import main
from app.settings import settings as current_settings
from tests.support.paths import ROOT
from tests.support.waiting import PATIENCE

Ended = subprocess.CompletedProcess[str]


def environment(**settings: object) -> dict[str, str]:
    """The environment of a process with these settings of ours and no others.

    Bytecode is written, so that the second process that a test starts need not compile the program again.
    """
    left_out = ("SKIRMISHES_", "PYTHONDONTWRITEBYTECODE")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return inherited | {f"SKIRMISHES_{name.upper()}": str(value) for name, value in settings.items()}


def argv(*words: str) -> list[str]:
    """The words that start the program."""
    return [sys.executable, "-m", "app", *words]


def run(*words: str, **settings: object) -> Ended:
    """Run a command as a process of its own, to its end."""
    return subprocess.run(
        argv(*words),
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def call(*words: str, **settings: object) -> Ended:
    """Run a command in this process, which saves a second's start: what it prints, and the code it would end with.

    An exception that the command line does not turn into a message is raised, where the program would show a traceback.
    """
    out, err = io.StringIO(), io.StringIO()
    with (
        settings_in_this_process(**settings),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        contextlib.chdir(ROOT),
    ):
        try:
            main(list(words))
        except SystemExit as end:
            code, message = (1, f"{end.code}\n") if isinstance(end.code, str) else (end.code or 0, "")
            return Ended(words, code, out.getvalue(), err.getvalue() + message)
    return Ended(words, 0, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def settings_in_this_process(**settings: object) -> Iterator[None]:
    """These settings of ours and no others, for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", environment(**settings))
        current_settings.cache_clear()
        yield
    current_settings.cache_clear()


def database_url(database: Path | URL) -> str:
    """A database as the setting names it: an SQLite file or a PostgreSQL database."""
    return database.render_as_string(hide_password=False) if isinstance(database, URL) else f"sqlite:///{database}"
