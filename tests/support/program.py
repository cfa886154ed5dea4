"""The real program as a process of its own: its command line, its messages, its exit code."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

PATIENCE = 60  # seconds a command may take


def environment(**settings: object) -> dict[str, str]:
    """The environment of a process, with these settings and no others of ours."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SKIRMISHES_")}
    return inherited | {f"SKIRMISHES_{name.upper()}": str(value) for name, value in settings.items()}


def command(*words: str) -> list[str]:
    """The words that start the program."""
    return [sys.executable, "-m", "app", *words]


def run(*words: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command(*words),
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def url(file: Path) -> str:
    """A database file as the setting names it."""
    return f"sqlite:///{file}"
