"""The folder: written beside, then put in the place of an earlier export; nothing else is ever replaced."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

SUMS = "SHA256SUMS"
README = "README.md"
TITLE = "# Static export: "  # by which an earlier export is known


def sums(files: Mapping[str, bytes]) -> bytes:
    """What `sha256sum -c` reads, sorted by name."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def refuse(folder: Path) -> None:
    """Raise OSError for a folder that holds anything but an export: every file is deleted that an export replaces."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    try:
        listed = {line[66:] for line in (folder / SUMS).read_text(encoding="utf-8").splitlines()}
        exported = (folder / README).read_text(encoding="utf-8").startswith(TITLE)
    except (OSError, UnicodeDecodeError):
        raise OSError(f"{folder} exists and is no earlier export; choose another folder, or empty it.") from None
    found = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}
    other = sorted(found - listed - {SUMS})
    if other or not exported:
        raise OSError(f"{folder} holds what no export wrote: {other[0] if other else README}; choose another folder.")


def replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside the folder, then rename: a reader sees the old export or the new, but for an instant."""
    folder = folder.resolve()
    new, old = (folder.with_name(f".{folder.name}.{os.getpid()}.{word}") for word in ("new", "old"))
    try:
        for name, body in files.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(body)
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
