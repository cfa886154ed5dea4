"""Batches: what is written, read or remembered at a time changes nothing about what is made."""

from pathlib import Path

import pytest

from app.seeding.loading import documents as rendering
from app.seeding.loading import rows
from app.seeding.loading.load import load
from app.seeding.rendering import lookup
from tests.support.paths import SEED
from tests.test_loading import documents


def test_the_documents_are_the_same_however_little_is_kept_at_hand(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "MAX_PASSAGES", -1)
    monkeypatch.setattr(lookup, "MAX_EVENTS", -1)
    monkeypatch.setattr(rendering, "SLICE", 3)
    monkeypatch.setattr(rows, "BATCH", 2)
    load(SEED, tmp_path / "again.db")
    assert documents(tmp_path / "again.db") == documents(database)
