"""Powerless: how tests that run as root start a program that is not, so that the modes of files mean something."""

import os
import shutil
import subprocess
from functools import cache

MAPPED = ["unshare", "-U", "--map-user=1000", "--map-group=1000"]  # root to itself, somebody else to those it starts


@cache
def somebody() -> tuple[list[str], str | None]:
    """How to start what refuses to be root: words to put before the command, and a user to run it as."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return [], None
    mapped = shutil.which(MAPPED[0]) and subprocess.run([*MAPPED, "true"], capture_output=True, check=False)
    return (MAPPED, None) if mapped and mapped.returncode == 0 else ([], "nobody")
