"""Ends waiting for a PostgreSQL server that does not answer, such as one that is frozen or cut off from the network.

The server's own `statement_timeout` is of no use then. So a thread watches every connection in use, and shuts down the
socket of one that is used for too long: whoever waits for it gets an error at once, and discards the connection.
"""

import os
import socket
import time
from contextlib import suppress
from threading import Lock, Thread
from typing import Any

INTERVAL = 0.1  # seconds between two looks at the deadlines


class Watchdog:
    """The deadlines of connections in use. Its thread starts with the first of them."""

    def __init__(self) -> None:
        self.deadlines: dict[Any, float] = {}  # by connection of the driver
        self.lock = Lock()  # so that no connection is closed, and its descriptor used anew, while it is shut down
        self.thread: Thread | None = None

    def watch(self, connection: Any, seconds: float) -> None:
        """Shut the connection down unless `forget` is called within so many seconds."""
        with self.lock:
            self.deadlines[connection] = time.monotonic() + seconds
            if self.thread is None:
                self.thread = Thread(target=self.run, daemon=True, name="watchdog")
                self.thread.start()

    def forget(self, connection: Any) -> None:
        """Watch the connection no longer."""
        with self.lock:
            self.deadlines.pop(connection, None)

    def run(self) -> None:
        """Look at the deadlines for as long as the process runs."""
        while True:
            time.sleep(INTERVAL)
            now = time.monotonic()
            with self.lock:
                for connection in [late for late, deadline in self.deadlines.items() if deadline < now]:
                    del self.deadlines[connection]
                    shut_down(connection)


def shut_down(connection: Any) -> None:
    """End both directions of a connection's socket, which stays open: its owner closes it."""
    from psycopg import Error  # noqa: PLC0415, only PostgreSQL needs it

    with suppress(Error, OSError), socket.socket(fileno=os.dup(connection.fileno())) as copy:
        copy.shutdown(socket.SHUT_RDWR)


watchdog = Watchdog()  # one for all databases of the process
