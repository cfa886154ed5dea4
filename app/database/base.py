"""What the service and the loader ask of a database, whichever it is."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import ClassVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

PATIENCE = 5.0  # seconds a question may take, unless the settings say otherwise
Identity = tuple[int | str, ...]


class Exchanged(Exception):
    """Other data has taken the place of what was opened."""


class Database(ABC):
    """A place where the data is kept; its text is its name without any password."""

    near: ClassVar[bool]  # whether a look or a small question costs less than handing it to a thread would
    name: str  # in a word, for those who ask the service

    @abstractmethod
    def identity(self) -> Identity:
        """What tells the data that is there now from any before it."""

    @abstractmethod
    def read_only(self) -> Engine:
        """Connections that can not write, whatever is asked of them."""

    @abstractmethod
    def connect(self, engine: Engine, identity: Identity) -> Connection:
        """A connection that sees the data of this identity, and no other while it is open. Raises Exchanged."""

    @abstractmethod
    def spoilt(self, identity: Identity) -> bool:
        """Whether the data of this identity was written to in its place: what was read of it may be anything."""

    @abstractmethod
    def allow(self, connection: Connection, seconds: float) -> None:
        """Give what is asked of a connection from now on, for one answer, so much time."""

    @abstractmethod
    def overran(self, error: SQLAlchemyError) -> bool:
        """Whether reading failed because its time was up."""

    @abstractmethod
    def writable(self) -> Engine:
        """Connections that can write, for migrations."""

    @abstractmethod
    def rebuilding(self, prepare: Callable[[Engine], None]) -> AbstractContextManager[Connection]:
        """A connection to fill prepared, empty tables in one transaction.

        At its end, and no sooner, everybody reads what was written; after an error nothing has changed.
        """
