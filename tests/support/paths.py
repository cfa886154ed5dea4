"""Where the project's files are."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "seed"
ARTICLE = ROOT.parent / "shared" / "article" / "article.txt"  # the article's text, which is no part of the project
needs_article = pytest.mark.skipif(not ARTICLE.exists(), reason="the article's text is not at hand")
