"""The folder of an export: written beside an earlier one, then renamed. Nothing but an export is ever replaced."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

SUMS = "SHA256SUMS"
README = "README.md"
TITLE = "# Static export: "  # first words of the README, which identify an export


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The input of `sha256sum -c`, sorted by name."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def check(folder: Path) -> None:
    """Raise OSError for a folder that holds anything but an export, since all files in it will be deleted."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    try:
        listed = {line[66:] for line in (folder / SUMS).read_text(encoding="utf-8").splitlines()}
        is_export = (folder / README).read_text(encoding="utf-8").startswith(TITLE)
    except (OSError, UnicodeDecodeError):
        raise OSError(f"{folder} exists and is not an export; choose another folder, or empty it.") from None
    names = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir()}
    others = sorted(names - listed - {SUMS})
    if others or not is_export:
        name = others[0] if others else README
        raise OSError(f"{folder} contains {name}, which no export wrote; choose another folder.")


def replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files to a new folder, then rename it: except for an instant, readers see the old export or the new."""
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
