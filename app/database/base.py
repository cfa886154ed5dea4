"""What the service and the loader need from a database, whichever it is."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import ClassVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, NoResultFound, SQLAlchemyError

QUERY_SECONDS = 5.0  # how long a query may take unless the settings say otherwise
Identity = tuple[int | str, ...]


class DatasetReplaced(Exception):
    """Another dataset has replaced the one that was opened."""


class Database(ABC):
    """A database that holds one dataset. `str()` names it for messages, without any password."""

    is_local: ClassVar[bool]  # whether a small query costs less than handing it to a thread
    name: str  # the file or database name, for answers to clients

    @abstractmethod
    def identity(self) -> Identity:
        """A value that changes whenever another dataset is loaded."""

    @abstractmethod
    def read_only(self) -> Engine:
        """An engine whose connections cannot write."""

    def checking(self, engine: Engine) -> Engine:
        """Where the store's checks connect, instead of at the engine for queries if they would wait for those."""
        return engine

    @abstractmethod
    def connect(self, engine: Engine, identity: Identity) -> Connection:
        """A connection that sees the dataset with this identity until it is closed. Raises DatasetReplaced."""

    def close(self, connection: Connection) -> None:
        """Give a connection back. It is no error if the server has gone meanwhile: what was asked for is read."""
        connection.close()

    @abstractmethod
    def dispose(self) -> None:
        """Close the connections that are not in use."""

    @abstractmethod
    def modified_in_place(self, identity: Identity) -> bool:
        """Whether the data with this identity was overwritten, so that what was read from it may be wrong."""

    @abstractmethod
    def set_deadline(self, connection: Connection, seconds: float) -> None:
        """Limit the time that the queries of one response may take together."""

    @abstractmethod
    def holds_nothing(self, error: DBAPIError) -> bool:
        """Whether a query failed because no dataset of this software was ever loaded, and not for want of access."""

    @abstractmethod
    def timed_out(self, error: SQLAlchemyError) -> bool:
        """Whether a query failed because its time limit was reached."""

    @abstractmethod
    def writable(self) -> Engine:
        """An engine whose connections can write, for migrations."""

    @abstractmethod
    def replace_dataset(self, prepare: Callable[[Engine], None]) -> AbstractContextManager[Connection]:
        """A connection that fills empty tables, made by `prepare`, in one transaction.

        Readers see the new data when the block ends and not before; after an error nothing has changed.
        """


def reason(error: Exception) -> str:
    """Why a database could not be read or written, on one line and without the SQL."""
    if isinstance(error, DBAPIError):
        diagnosis = getattr(error.orig, "diag", None)  # PostgreSQL's, whose text would quote the statement
        return " ".join(str(getattr(diagnosis, "message_primary", None) or error.orig).split())
    if isinstance(error, OSError):
        return str(error.strerror or error)
    if isinstance(error, NoResultFound):
        return "it holds no dataset"
    return " ".join(str(error).split())
