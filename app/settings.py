"""Every setting: typed, described and read once from the environment."""

import os
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from app import addresses

ROOT = Path(__file__).resolve().parent.parent
SOFTWARE = "1.1.0"
PREFIX = "SKIRMISHES_"
NUMBERS = {  # how a number is written, by its type; Python would take 8_000, +8000 and nan too
    int: (re.compile("[0-9]+"), "a whole number"),
    float: (re.compile(r"-?[0-9]*\.?[0-9]+(e-?[0-9]+)?"), "a number"),
}
CLOSE = 0.5  # how alike a misspelt name and that of a setting must be, from 0 to 1, without the prefix
MAX_SOCKET = 107  # bytes in the path of a Unix socket, by Linux
MODE = re.compile("[0-7]{3}")
DATABASES = "write sqlite:/// and the path of a file, or postgresql://USER@HOST/DATABASE"


def parse_database(text: str) -> Path | URL:
    """The SQLite file or the URL of the PostgreSQL database. Raises ValueError for anything else."""
    scheme, _, path = text.partition(":///")
    if scheme == "sqlite" and path and path != ":memory:" and "?" not in path:
        return Path(path)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # not shown: it may hold a password
        raise ValueError(f"is not a URL; {DATABASES}") from None
    if "@" in (url.host or ""):
        raise ValueError("has one @ too many; write the one in the user's name or password as %40")
    if url.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:  # hosting platforms give the first two
        return url.set(drivername="postgresql+psycopg")
    raise ValueError(f"is {url.set(query={}).render_as_string(hide_password=True)!r}; {DATABASES}")


def checked_database(text: str) -> str:
    """The setting of the database, if it names one that the service can use. Raises ValueError if not."""
    parse_database(text)
    return text


def checked_socket(path: Path | None) -> Path | None:
    """The path of a socket, if the system can have one there. Raises ValueError if not."""
    if path is not None and len(os.fsencode(path)) > MAX_SOCKET:
        raise ValueError(f"has {len(os.fsencode(path))} bytes; the path of a socket may have {MAX_SOCKET}")
    return path


def checked_mode(text: str) -> str:
    """File permissions in octal digits. Raises ValueError for anything else."""
    if MODE.fullmatch(text) is None:
        raise ValueError(f"is {text!r}; it must be file permissions in octal digits, such as 660")
    return text


def if_given(check: Callable[[str], str]) -> AfterValidator:
    """A check of a setting whose default is empty, for none."""
    return AfterValidator(lambda text: text and check(text))


class Settings(BaseSettings):
    """The settings of the service. Each is an environment variable with the prefix SKIRMISHES_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    database_url: Annotated[str, AfterValidator(checked_database)] = Field(
        default="sqlite:///skirmishes.db", description="the database: an SQLite file, or PostgreSQL (see below)"
    )
    host: Annotated[str, AfterValidator(addresses.host)] = Field(
        default="127.0.0.1",
        description="address to listen on: a name, or an IP address without brackets. `0.0.0.0` is every IPv4 "
        "address, `::` every address",
    )
    port: int = Field(default=8000, ge=1, le=65535, description="port to listen on")
    workers: int = Field(default=1, ge=1, le=64, description="server processes")
    public_url: Annotated[str, if_given(addresses.public_url)] = Field(
        default="",
        description="how clients reach the service, with `http` or `https`; the start of every absolute URL in an "
        "answer. Its path, if it has one, stands before every link; a proxy must remove it from requests. Without "
        "it: `http://HOST:PORT`, with `127.0.0.1` if HOST is every address",
    )
    socket: Annotated[Path | None, AfterValidator(checked_socket)] = Field(
        default=None,
        description="path of a Unix socket to listen on, instead of host and port; needs `SKIRMISHES_PUBLIC_URL`",
    )
    socket_mode: Annotated[str, AfterValidator(checked_mode)] = Field(
        default="660", description="who may connect to the Unix socket, as file permissions"
    )
    seed: Path = Field(default=ROOT / "seed", description="folder of the seed to load")
    cache_bytes: int = Field(
        default=24 * 2**20, ge=0, description="memory for finished responses, in bytes; 0 turns the cache off"
    )
    contact: Annotated[str, if_given(addresses.contact)] = Field(
        default="", description="the operator's e-mail address or page, shown in the docs and in `security.txt`"
    )
    query_seconds: float = Field(default=5.0, gt=0, le=600, description="longest time a query may take")
    slow_seconds: float = Field(
        default=1.0, gt=0, le=600, description="a response that takes longer to make is logged as slow"
    )
    concurrent_queries: int = Field(default=8, ge=1, le=200, description="how many slow queries may run at once")
    client_seconds: float = Field(
        default=10.0, gt=0, le=600, description="longest time a client may take to send a request or accept a response"
    )
    drain_seconds: float = Field(
        default=0.0,
        ge=0,
        le=600,
        description="how long to keep answering after SIGTERM while already reporting not ready",
    )
    log_format: Literal["text", "json"] = Field(
        default="text",
        description="`json` writes the log to standard output, an object on each line, with a line for each request",
    )
    metrics_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="port for Prometheus, other than `SKIRMISHES_PORT`; needs the extra `metrics`",
    )
    metrics_host: Annotated[str, AfterValidator(addresses.host)] = Field(
        default="127.0.0.1",
        description="address on which that port listens, whatever `SKIRMISHES_HOST` is",
    )

    @field_validator("socket")
    @classmethod
    def socket_has_public_url(cls, socket: Path | None, others: ValidationInfo) -> Path | None:
        """Without host and port no URL can be made up."""
        if socket is not None and not others.data.get("public_url", "unknown"):
            raise ValueError(f"needs {PREFIX}PUBLIC_URL too: how clients reach the service through a proxy")
        return socket

    @field_validator("metrics_port")
    @classmethod
    def metrics_port_is_another(cls, port: int | None, others: ValidationInfo) -> int | None:
        """The port of the service is taken, unless it listens on a Unix socket instead."""
        if port is not None and port == others.data.get("port") and others.data.get("socket") is None:
            raise ValueError(f"is {port}, which is {PREFIX}PORT; set it to another port")
        return port

    @property
    def listening_at(self) -> str:
        """What is listened on: a URL, or the path of a Unix socket."""
        return str(self.socket or addresses.http_url(self.host, self.port))

    @property
    def base_url(self) -> str:
        """The URL before every path in a response, without a slash at its end; never taken from a request."""
        return self.public_url or addresses.http_url(addresses.reachable(self.host), self.port)

    @property
    def database(self) -> Path | URL:
        """The SQLite file or the URL of the PostgreSQL database."""
        return parse_database(self.database_url)


@cache
def settings() -> Settings:
    """The settings of this process. Raises a ValueError that names every variable that is wrong, on one line."""
    faults = dict(faulty_variables())
    try:
        values = Settings()
    except ValidationError as error:
        for item in error.errors():
            faults.setdefault(f"{PREFIX}{item['loc'][0]}".upper(), explain(item))
    if faults:
        raise ValueError("; ".join(f"{name} {fault}" for name, fault in faults.items()))
    return values


def faulty_variables() -> Iterator[tuple[str, str]]:
    """The name and fault of each variable with our prefix that is no setting, is empty or has space around it.

    Other programs read an empty variable as unset. Here it is a mistake: a variable of another that is unset, mostly.
    """
    fields = [field.upper() for field in Settings.model_fields]
    for variable, value in os.environ.items():
        if not variable.upper().startswith(PREFIX):
            continue
        name = variable.upper().removeprefix(PREFIX)
        if name not in fields:
            yield variable, f"is not a setting; {suggest(name, fields)}"
        elif not value:
            yield PREFIX + name, "is empty; give it a value, or unset it to get the default"
        elif value.endswith("\r"):
            yield PREFIX + name, "ends in a carriage return; save the file that sets it with Unix line ends"
        elif value != value.strip():
            yield PREFIX + name, "begins or ends with whitespace; remove it"
        elif (number := not_a_number(name.lower(), value)) is not None:
            yield PREFIX + name, f"is {value!r}; it must be {number}"


def not_a_number(name: str, value: str) -> str | None:
    """What a setting must be whose value is not written as such a number; None if all is well."""
    annotation = Settings.model_fields[name].annotation
    for kind, (pattern, description) in NUMBERS.items():
        if kind in (annotation, *get_args(annotation)) and not pattern.fullmatch(value):
            return description
    return None


def suggest(name: str, fields: list[str]) -> str:
    """What to write in place of a name that no setting has; all names are without the prefix."""
    close = get_close_matches(name, fields, n=1, cutoff=CLOSE)
    return f"did you mean {PREFIX}{close[0]}?" if close else f"unset it, or choose from {', '.join(fields)}"


def explain(error: ErrorDetails) -> str:
    """What is wrong with the value of a setting."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    requirements = {
        "greater_than_equal": "it must be at least {ge}",
        "greater_than": "it must be greater than {gt}",
        "less_than_equal": "it must be at most {le}",
        "literal_error": "it must be {expected}",
    }
    requirement = requirements.get(error["type"], error["msg"]).format(**error.get("ctx", {}))
    return f"is {error['input']!r}; {requirement}"
