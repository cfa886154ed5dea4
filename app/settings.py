"""Every setting: typed, described, read once from the environment."""

from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
SOFTWARE = "1.0.0"
DATABASES = "write sqlite:/// and the file's path, or postgresql+psycopg://USER@HOST/DATABASE"


class Settings(BaseSettings):
    """Settings of the service. Each is an environment variable with the prefix SKIRMISHES_."""

    model_config = SettingsConfigDict(env_prefix="SKIRMISHES_", extra="ignore")

    database_url: str = Field(
        default="sqlite:///skirmishes.db", description="The database: an SQLite file, or a PostgreSQL URL."
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    workers: int = Field(default=1, ge=1, le=64, description="Server processes.")
    public_url: str = Field(default="", description="How clients reach the service; http://HOST:PORT unless set.")
    seed: Path = Field(default=ROOT / "seed", description="Folder with the seed to load.")
    cache_bytes: int = Field(default=32 * 2**20, ge=0, description="Memory for ready answers, bytes; 0 keeps none.")
    query_seconds: float = Field(default=5.0, gt=0, le=600, description="Longest a query may take, seconds.")
    concurrent_queries: int = Field(default=8, ge=1, le=200, description="Slow questions answered at the same time.")
    client_seconds: float = Field(
        default=10.0, gt=0, le=600, description="Longest a client may take over its request or its answer, seconds."
    )
    drain_seconds: float = Field(
        default=0.0, ge=0, le=600, description="How long to go on answering after SIGTERM, not ready any more, seconds."
    )
    contact: str = Field(
        default="", description="E-mail or address of the operator, shown in the docs; none unless set."
    )

    @property
    def base_url(self) -> str:
        """What stands before every absolute address of an answer; never taken from a request."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def database(self) -> Path | URL:
        """The SQLite file, or where the PostgreSQL database is."""
        scheme, _, path = self.database_url.partition(":///")
        if scheme == "sqlite" and path:
            return Path(path)
        try:
            url = make_url(self.database_url)
        except ArgumentError:  # not shown: it may hold a password
            raise ValueError(f"SKIRMISHES_DATABASE_URL is no URL; {DATABASES}") from None
        if url.drivername == "postgresql+psycopg":
            return url
        shown = url.set(query={}).render_as_string(hide_password=True)
        raise ValueError(f"SKIRMISHES_DATABASE_URL is {shown!r}; {DATABASES}")


@cache
def settings() -> Settings:
    """The settings of this process. Raises a ValueError that names every variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [
            f"SKIRMISHES_{item['loc'][0]}".upper() + f" is {item['input']!r}: {item['msg']}" for item in error.errors()
        ]
        raise ValueError("; ".join(faults)) from error
