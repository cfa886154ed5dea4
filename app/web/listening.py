"""The sockets on which the service listens. They are opened once, before its address is printed."""

import errno
import socket

BACKLOG = 2048  # connections that may wait to be accepted
FAMILIES = (socket.AF_INET, socket.AF_INET6)


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
