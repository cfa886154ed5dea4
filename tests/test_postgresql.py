"""PostgreSQL: the same tables by the same migrations, text in the order of its bytes, connections that only read."""

import io

import pytest
from alembic import command
from sqlalchemy import URL, Engine, inspect, text
from sqlalchemy.exc import InternalError
from sqlmodel import SQLModel

from app.database import at, writable
from app.seeding.loading.migrate import config, migrate
from tests.support.postgres import reading


@pytest.fixture
def engine(url: URL) -> Engine:
    """A database at the newest revision, and empty."""
    engine = writable(url)
    migrate(engine)
    return engine


def schema(engine: Engine) -> list[tuple[str, ...]]:
    """Every column and index, but for Alembic's own."""
    columns = (
        "SELECT table_name, column_name, data_type, is_nullable, coalesce(collation_name, '') "
        "FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version' "
        "UNION ALL SELECT tablename, indexdef, '', '', '' FROM pg_indexes "
        "WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1, 2"
    )
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(columns))]


def test_models_and_migrations_agree(engine: Engine) -> None:
    configuration = config(engine)
    configuration.stdout = said = io.StringIO()
    command.check(configuration)  # raises when a migration is missing
    assert "No new upgrade operations" in said.getvalue()
    assert set(inspect(engine).get_table_names()) == {*SQLModel.metadata.tables, "alembic_version"}


def test_down_to_nothing_and_up_again_is_the_same_schema(engine: Engine) -> None:
    before = schema(engine)
    command.downgrade(config(engine), "base")
    assert schema(engine) == []
    command.upgrade(config(engine), "head")
    assert schema(engine) == before != []


def test_all_text_sorts_by_its_bytes_whatever_the_language_of_the_server(engine: Engine) -> None:
    texts = [row for row in schema(engine) if row[2] in {"character varying", "text"}]
    assert len(texts) > 100
    assert [row for row in texts if row[4] != "C"] == []


def test_nothing_can_be_written_while_serving(seeded: URL) -> None:
    with reading(seeded) as connection, pytest.raises(InternalError, match="read-only transaction"):
        connection.execute(text("DELETE FROM people"))


def test_a_session_keeps_the_options_of_its_url(url: URL) -> None:
    chosen = url.update_query_dict({"options": "-c work_mem=1234kB"})
    with reading(chosen) as connection:
        assert connection.execute(text("SHOW work_mem")).scalar_one() == "1234kB"
        assert connection.execute(text("SHOW transaction_read_only")).scalar_one() == "on"


def test_a_missing_driver_is_named_with_its_cure(url: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"psycopg\. Install it with: pip install 'psycopg\[binary\]'"):
        at(url)
