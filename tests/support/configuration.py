"""The configuration files in docs/ as the tests run them: only addresses and folders are others."""

import re
from collections.abc import Mapping

from tests.support.paths import ROOT


def documented(file: str, changes: Mapping[str, str]) -> str:
    """A file in docs/ with what depends on the machine replaced. Fails if a text to replace is not there."""
    return changed((ROOT / "docs" / file).read_text(encoding="utf-8"), changes)


def code_block(file: str, language: str, changes: Mapping[str, str]) -> str:
    """The one code block in this language of a guide in docs/, with what depends on the machine replaced."""
    text = (ROOT / "docs" / file).read_text(encoding="utf-8")
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return changed(block, changes)


def changed(text: str, changes: Mapping[str, str]) -> str:
    """A text with replacements, made one after another."""
    for old, new in changes.items():
        assert old in text, f"nothing to replace: {old}"
        text = text.replace(old, new)
    return text
