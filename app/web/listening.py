"""The sockets on which the service listens. They are opened once, before its address is printed."""

import errno
import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

BACKLOG = 2048  # connections that may wait to be accepted
FAMILIES = (socket.AF_INET, socket.AF_INET6)
OCCUPIED = "a file that is not a socket is there"
PROBE_SECONDS = 1.0  # for a connection to the socket that is there already


def listening_sockets(host: str, port: int) -> list[socket.socket]:
    """A listening socket for each address of a host. Raises OSError if it has none, or one cannot be listened on.

    `::` is listened on for IPv4 too, with one worker process or many.
    """
    sockets: list[socket.socket] = []
    unavailable: OSError | None = None
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    try:
        for family, address in dict.fromkeys((family, address) for family, *_, address in found if family in FAMILIES):
            both = address[0] == "::" and socket.has_dualstack_ipv6()
            try:
                server = socket.create_server(address, family=family, backlog=BACKLOG, dualstack_ipv6=both)
            except OSError as error:
                if error.errno != errno.EADDRNOTAVAIL:
                    raise
                unavailable = error  # `localhost` may have an IPv6 address on a machine without IPv6
            else:
                sockets.append(server)
    except OSError:
        for opened in sockets:
            opened.close()
        raise
    if unavailable is not None and not sockets:
        raise unavailable
    return sockets


def unix_socket(path: Path, mode: int) -> socket.socket:
    """A listening Unix socket at a path, with these permissions. Replaces that of a process which has ended.

    Raises OSError if that of a running one is there, or a file that is not a socket.
    """
    remove_abandoned(path)
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    umask = os.umask(0o777 & ~mode)  # so that nobody else can connect before the permissions are set
    try:
        server.bind(os.fspath(path))
        server.listen(BACKLOG)
    except OSError:
        server.close()
        raise
    finally:
        os.umask(umask)
    return server


def remove_abandoned(path: Path) -> None:
    """Remove the socket of a process that has ended. Raises OSError if a running one listens, or it is no socket."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(status.st_mode):
        raise FileExistsError(errno.EEXIST, OCCUPIED)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(PROBE_SECONDS)
        try:
            probe.connect(os.fspath(path))
        except (ConnectionRefusedError, FileNotFoundError):  # nobody listens, or it has been removed just now
            path.unlink(missing_ok=True)
            return
        except (TimeoutError, BlockingIOError):  # its queue is full
            pass
    raise OSError(errno.EADDRINUSE, "another process listens on it")


def check_host(host: str) -> None:
    """Raise OSError if a host has no address of this machine. Nothing listens."""
    error: OSError = OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))
    found = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    for family, *_, address in found:
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.bind(address)
        except OSError as unavailable:
            error = unavailable
        else:
            return
    raise error


def check_path(path: Path) -> None:
    """Raise OSError if no Unix socket can be made at a path. One that is there already may be that of the service."""
    if path.exists() and not path.is_socket():
        raise FileExistsError(errno.EEXIST, OCCUPIED)
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def file_id(path: Path) -> tuple[int, int]:
    """What tells a file from another of the same name: device and inode."""
    status = path.lstat()
    return status.st_dev, status.st_ino


def remove_own(path: Path, id: tuple[int, int]) -> None:
    """Remove a socket, unless another process has put its own in its place."""
    with suppress(OSError):
        if file_id(path) == id:
            path.unlink()
