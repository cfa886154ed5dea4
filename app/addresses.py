"""Addresses that settings hold: checked, and brought into the form in which responses print them.

The message of each ValueError continues the name of a variable: "is empty; …".
"""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urlsplit

SCHEMES = ("http", "https")
NOT_IN_URLS = re.compile(r"[\s\\\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # the last are bytes that are not UTF-8
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Characters of a path that need no encoding in any format: quotes, parentheses and stars mean something in some.
PLAIN_IN_PATHS = "/%:@-._~+,;="
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")  # an underscore is in no domain, but in names of containers
EMAIL = re.compile(r"[^\s@/:<>,;\"\\\x00-\x1f\x7f-\x9f\ud800-\udfff]+@[^\s@/:<>,;\"\\\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
MAX_HOST = 253  # characters, by DNS


def public_url(text: str) -> str:
    """The public URL as it stands before every path: host in ASCII, path percent-encoded, no slash at the end.

    Raises ValueError for anything but an http or https URL of a host, with a port and a path if need be.
    """
    parts = split_url(text)
    if "?" in text or "#" in text:
        raise ValueError(f"is {text!r}; remove the query or fragment: paths are added to it")
    path = parts.path.rstrip("/")
    segments = path.split("/")[1:]
    if any(segment in {"", ".", ".."} for segment in segments):
        raise ValueError(f"is {text!r}; its path must have no empty segment and no dot segment")
    if STRAY_PERCENT.search(path):
        raise ValueError(f"is {text!r}; write % in its path as %25")
    return f"{parts.scheme}://{network_location(parts, text)}{quote(path, safe=PLAIN_IN_PATHS)}"


def split_url(text: str) -> SplitResult:
    """The parts of an http or https URL with a host. Raises ValueError for another, without showing a password."""
    if (found := NOT_IN_URLS.search(text)) is not None:
        raise ValueError(f"holds {found[0]!r}; a URL has no spaces, backslashes or control characters")
    try:
        parts = urlsplit(text)
    except ValueError:  # not shown: it may hold a password
        raise ValueError("is not a URL; its host is not valid") from None
    if "@" in parts.netloc:
        raise ValueError("holds a user name or password; remove it, since everybody can read the URL")
    if parts.scheme not in SCHEMES or not text[len(parts.scheme) :].startswith("://"):
        raise ValueError(f"is {text!r}; it must begin with http:// or https://")
    if not parts.hostname:
        raise ValueError(f"is {text!r}; it has no host")
    return parts


def network_location(parts: SplitResult, text: str) -> str:
    """The host of a URL, in ASCII, and its port if it names one."""
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise ValueError(f"is {text!r}; its port must be a number from 1 to 65535")
    try:
        name = host(parts.hostname or "")
    except ValueError:
        raise ValueError(f"is {text!r}; its host is not valid") from None
    is_ipv6 = ":" in name
    if is_ipv6 != parts.netloc.startswith("[") or "%" in name:  # a zone means something on one machine only
        raise ValueError(f"is {text!r}; its host is not valid")
    return f"{in_url(name)}:{port}" if port else in_url(name)


def host(text: str) -> str:
    """A host name in ASCII, or an IP address. Raises ValueError for anything else."""
    try:
        ip_address(text)
    except ValueError:
        pass
    else:
        return text
    name = text.lower() if text.isascii() else to_ascii(text)
    labels = name.removesuffix(".").split(".")
    # A name whose last label is a number is read as an IPv4 address, which it would have been above.
    if len(name) > MAX_HOST or not all(map(LABEL.fullmatch, labels)) or labels[-1].isdecimal():
        raise ValueError(f"is {text!r}; it must be a host name or an IP address, without scheme, port or brackets")
    return name


def to_ascii(name: str) -> str:
    """A host name with letters beyond ASCII in punycode, as browsers write it (UTS 46). Empty if it is not valid.

    Python's own codec follows the older standard, IDNA 2003, which leads to other hosts than browsers do (ß as ss).
    """
    import idna  # noqa: PLC0415, its tables are large, and hardly any host needs them

    try:
        return idna.encode(name, uts46=True).decode()
    except idna.IDNAError:
        return ""


def in_url(host: str) -> str:
    """A host as it stands in a URL: an IPv6 address in brackets, with the mark of its zone encoded."""
    return f"[{host.replace('%', '%25')}]" if ":" in host else host


def http_url(host: str, port: int) -> str:
    """The URL of a service that listens on a host and port."""
    return f"http://{in_url(host)}:{port}"


def reachable(host: str) -> str:
    """A host at which a client on this machine reaches a service that listens on this one."""
    try:
        address: IPv4Address | IPv6Address = ip_address(host)
    except ValueError:
        return host
    return "127.0.0.1" if address.is_unspecified else host


def contact(text: str) -> str:
    """An e-mail address, or the URL of a page. Raises ValueError for anything else."""
    if EMAIL.fullmatch(text) is None:
        try:
            parts = split_url(text)
            network_location(parts, text)
        except ValueError:
            raise ValueError(f"is {text!r}; it must be an e-mail address or an http or https URL") from None
    return text
