"""What the service and the loader need from a database, whichever it is."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import ClassVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

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

    @abstractmethod
    def connect(self, engine: Engine, identity: Identity) -> Connection:
        """A connection that sees the dataset with this identity until it is closed. Raises DatasetReplaced."""

    @abstractmethod
    def modified_in_place(self, identity: Identity) -> bool:
        """Whether the data with this identity was overwritten, so that what was read from it may be wrong."""

    @abstractmethod
    def set_deadline(self, connection: Connection, seconds: float) -> None:
        """Limit the time that the queries of one response may take together."""

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
