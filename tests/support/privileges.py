"""How tests that run as root start a program as another user: PostgreSQL refuses root, and root may read any file."""

import os
import shutil
import subprocess
from functools import cache

MAPPED = ["unshare", "-U", "--map-user=1000", "--map-group=1000"]  # root outside, another user for what it starts


@cache
def unprivileged() -> tuple[list[str], str | None]:
    """How to start a program without root's privileges: words to put before its command, and a user to run it as."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return [], None
    mapped = shutil.which(MAPPED[0]) and subprocess.run([*MAPPED, "true"], capture_output=True, check=False)
    return (MAPPED, None) if mapped and mapped.returncode == 0 else ([], "nobody")
