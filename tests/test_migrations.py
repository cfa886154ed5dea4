"""Migrations: models and head agree, down and up again is the same schema, and the CHECKs refuse what they should."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, inspect
from sqlmodel import SQLModel

from app.database import writable
from app.seeding.loading.migrate import config, migrate, newest_revision


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a new database goes."""
    return tmp_path / "new.db"


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    """A database at the newest revision, and empty."""
    engine = writable(file)
    migrate(engine)
    yield engine
    engine.dispose()


def schema(file: Path) -> list[str]:
    """Every table and index but for Alembic's own, its parts in order: a table rebuilt has them in any."""
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name").fetchall()
        parts = [sorted(line.strip(" \t,") for line in sql.replace('"', "").splitlines()) for (sql,) in found]
        return ["\n".join(lines) for lines in parts if "alembic_version" not in str(lines)]


def checks(engine: Engine, tables: set[str]) -> dict[str, dict[str | None, str]]:
    """The CHECKs of each table by name."""
    inspector = inspect(engine)
    return {
        table: {check["name"]: check["sqltext"] for check in inspector.get_check_constraints(table)}
        for table in sorted(tables)
    }


def test_models_and_migrations_agree(engine: Engine) -> None:
    configuration = config(engine)
    configuration.stdout = said = io.StringIO()
    command.check(configuration)  # raises when a migration is missing
    assert "No new upgrade operations" in said.getvalue()


def test_the_words_and_rules_of_the_models_are_those_of_the_migrations(engine: Engine, tmp_path: Path) -> None:
    modelled = writable(tmp_path / "modelled.db")
    SQLModel.metadata.create_all(modelled)
    tables = set(SQLModel.metadata.tables)
    assert checks(engine, tables) == checks(modelled, tables)  # which Alembic's own check passes over
    modelled.dispose()


def test_down_to_nothing_and_up_again_is_the_same_schema(engine: Engine, file: Path) -> None:
    before = schema(file)
    command.downgrade(config(engine), "base")
    assert schema(file) == []
    command.upgrade(config(engine), "head")
    assert schema(file) == before != []


def test_migrating_again_changes_nothing(engine: Engine, file: Path) -> None:
    before = file.read_bytes()
    migrate(engine)
    assert file.read_bytes() == before


def test_a_migrated_file_is_at_the_newest_revision(engine: Engine, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(newest_revision(),)]


REFUSED = {
    "an unknown word": ("ck_events_event_type", "UPDATE events SET type = 'party'"),
    "a word in capitals": ("ck_parties_party_kind", "UPDATE parties SET kind = 'STATE'"),
    "low above best": ("ck_claims_figures_in_order", "UPDATE claims SET low = 10 WHERE best = 9"),
    "best above high": ("ck_claims_figures_in_order", "UPDATE claims SET high = 8 WHERE best = 9"),
    "an empty passage": ("ck_passages_not_empty", 'UPDATE passages SET "end" = "start"'),
    "evidence for nothing": ("ck_evidence_exactly_one", "INSERT INTO evidence (passage_id) VALUES ('lead-1')"),
    "evidence for two records": (
        "ck_evidence_exactly_one",
        "INSERT INTO evidence (passage_id, party_id, place_id) VALUES ('lead-1', 'iran', 'iran')",
    ),
    "an id twice": ("UNIQUE", "UPDATE people SET id = 'arif-alvi'"),
    "a record without a title": ("NOT NULL", "UPDATE events SET title = NULL"),
    "a party that is not there": ("FOREIGN KEY", "UPDATE event_parties SET party_id = 'nobody'"),
    "a party others refer to": ("FOREIGN KEY", "DELETE FROM parties WHERE id = 'iran'"),
}


@pytest.mark.parametrize(("constraint", "statement"), REFUSED.values(), ids=REFUSED)
def test_the_database_itself_refuses(constraint: str, statement: str, database: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(database.read_bytes())
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match=constraint), connection:
            connection.execute(statement)


def test_the_database_takes_evidence_for_exactly_one_record(database: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(database.read_bytes())
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        added = connection.execute("INSERT INTO evidence (passage_id, party_id) VALUES ('lead-1', 'iran')")
        assert added.rowcount == 1


def test_rows_survive_a_step_down_and_up_again(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    file.write_bytes(database.read_bytes())
    before = links(file)
    engine = writable(file)
    command.downgrade(config(engine), "-1")
    command.upgrade(config(engine), "head")
    engine.dispose()
    assert links(file) == before


def links(file: Path) -> dict[str, list[str]]:
    """The ids of events, claims and their evidence, once every reference is found to be intact."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        columns = {"events": "id", "claims": "id || event_id", "evidence": "passage_id || claim_id"}
        return {
            table: sorted(str(value) for (value,) in connection.execute(f"SELECT {column} FROM {table}"))  # noqa: S608
            for table, column in columns.items()
        }
