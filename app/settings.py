"""Every setting: typed, described and read once from the environment."""

from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
SOFTWARE = "1.1.0"
DATABASES = "write sqlite:/// and the path of a file, or postgresql+psycopg://USER@HOST/DATABASE"


class Settings(BaseSettings):
    """The settings of the service. Each is an environment variable with the prefix SKIRMISHES_."""

    model_config = SettingsConfigDict(env_prefix="SKIRMISHES_", extra="ignore")

    database_url: str = Field(
        default="sqlite:///skirmishes.db", description="The database: an SQLite file or a PostgreSQL URL."
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    workers: int = Field(default=1, ge=1, le=64, description="Server processes.")
    public_url: str = Field(
        default="", description="URL at which clients reach the service. Default: http://HOST:PORT."
    )
    seed: Path = Field(default=ROOT / "seed", description="Folder with the seed to load.")
    cache_bytes: int = Field(
        default=32 * 2**20, ge=0, description="Memory for cached responses, bytes; 0 turns the cache off."
    )
    query_seconds: float = Field(default=5.0, gt=0, le=600, description="Time limit of a query, seconds.")
    concurrent_queries: int = Field(default=8, ge=1, le=200, description="Slow queries answered at the same time.")
    client_seconds: float = Field(
        default=10.0,
        gt=0,
        le=600,
        description="Time limit for a client to send a request or to make progress reading a response, seconds.",
    )
    drain_seconds: float = Field(
        default=0.0,
        ge=0,
        le=600,
        description="How long to keep answering after SIGTERM while reporting not ready, seconds.",
    )
    contact: str = Field(default="", description="E-mail or URL of the operator, shown in the docs. Default: none.")

    @property
    def base_url(self) -> str:
        """The URL before every path in a response; never taken from a request."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def database(self) -> Path | URL:
        """The SQLite file or the URL of the PostgreSQL database."""
        scheme, _, path = self.database_url.partition(":///")
        if scheme == "sqlite" and path:
            return Path(path)
        try:
            url = make_url(self.database_url)
        except ArgumentError:  # not shown: it may hold a password
            raise ValueError(f"SKIRMISHES_DATABASE_URL is not a URL; {DATABASES}") from None
        if url.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:  # hosting platforms give the first two
            return url.set(drivername="postgresql+psycopg")
        shown = url.set(query={}).render_as_string(hide_password=True)
        raise ValueError(f"SKIRMISHES_DATABASE_URL is {shown!r}; {DATABASES}")


@cache
def settings() -> Settings:
    """The settings of this process. Raises a ValueError that names every variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        raise ValueError("; ".join(explain(item) for item in error.errors())) from error


def explain(error: ErrorDetails) -> str:
    """What is wrong with a setting, naming its variable."""
    requirements = {
        "int_parsing": "it must be a whole number",
        "float_parsing": "it must be a number",
        "greater_than_equal": "it must be at least {ge}",
        "greater_than": "it must be greater than {gt}",
        "less_than_equal": "it must be at most {le}",
    }
    requirement = requirements.get(error["type"], error["msg"]).format(**error.get("ctx", {}))
    return f"SKIRMISHES_{str(error['loc'][0]).upper()} is {error['input']!r}; {requirement}"
