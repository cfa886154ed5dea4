"""Reads a newer text of the article from a file or a URL: plain text, or MediaWiki's JSON answer with an extract."""

import json
import re
import time
import urllib.request
from http.client import HTTPException, HTTPResponse
from io import BufferedReader
from pathlib import Path
from urllib.parse import quote, urlsplit

from app.seeding.reading import not_utf8
from app.settings import SOFTWARE, settings

MAX_BYTES = 8 * 2**20
MAX_SECONDS = 30  # for the whole download
CHUNK_BYTES = 2**16
PLAIN_TEXT_QUERY = "/w/api.php?action=query&prop=extracts&explaintext=1&format=json&titles="
TAG = re.compile(r"\s*<[!?a-z]", re.IGNORECASE)
# No handler for ftp: and file:, so that no redirect can lead there.
HANDLERS = (
    urllib.request.ProxyHandler,
    urllib.request.UnknownHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPRedirectHandler,
    urllib.request.HTTPErrorProcessor,
)


def read_newer_text(file_or_url: str) -> str:
    """The text in a file or at an http or https URL. Raises ValueError, with what to do, if there is none."""
    body, charset = fetch(file_or_url) if "://" in file_or_url else (read_file(file_or_url), "utf-8")
    try:
        content = body.decode(charset).removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"{file_or_url} {not_utf8(error)}") from None
    except LookupError:
        raise ValueError(f"{file_or_url} is in {charset!r}, an unknown encoding; save it as UTF-8") from None
    text = text_of(content, file_or_url)
    if not text.strip():
        raise ValueError(f"{file_or_url} has no text; give the text of the article")
    return text


def text_of(content: str, origin: str) -> str:
    """The plain text in what was read: all of it, or the extract in an answer of MediaWiki."""
    if TAG.match(content):
        raise html_error(origin)
    return extract(content, origin) if content.lstrip().startswith("{") else content


def html_error(origin: str) -> ValueError:
    """The error for a text with tags."""
    return ValueError(f"{origin} is HTML; give plain text, as from {plain_text_url(origin)}")


def plain_text_url(origin: str) -> str:
    """Where MediaWiki gives the plain text of a page."""
    parts = urlsplit(origin)
    site = f"{parts.scheme}://{parts.netloc}" if parts.netloc else "https://WIKI"
    _, _, title = parts.path.partition("/wiki/")
    return f"{site}{PLAIN_TEXT_QUERY}{title or 'TITLE'}"


def extract(content: str, origin: str) -> str:
    """The title and, on the lines after it, the plain text of the one page in a MediaWiki answer."""
    try:
        pages = json.loads(content)["query"]["pages"]
        (page,) = pages.values() if isinstance(pages, dict) else pages
        title, body = page["title"], page["extract"]
    except (ValueError, KeyError, TypeError):
        cure = f"ask for it with {plain_text_url(origin)}"
        raise ValueError(f"{origin} is not a JSON answer with the extract of one page; {cure}") from None
    if "</" in body:
        raise ValueError(f"{origin} has an extract in HTML; add explaintext=1 to the URL")
    return f"{title}\n{body}"


def read_file(name: str) -> bytes:
    """The bytes of a file."""
    try:
        with Path(name).open("rb") as stream:
            return limited(stream, name)
    except OSError as error:
        raise ValueError(f"{name}: {error.strerror}; give a text file in UTF-8, or an http or https URL") from None


def fetch(url: str) -> tuple[bytes, str]:
    """The bytes at a URL and their encoding."""
    if not url.casefold().startswith(("https://", "http://")):
        raise ValueError(f"{url} cannot be fetched; give an http or https URL, or a text file")
    opener = urllib.request.OpenerDirector()
    for handler in HANDLERS:
        opener.add_handler(handler())
    ascii_url = quote(url, safe="%/:?#[]@!$&'()*+,;=~")
    try:
        request = urllib.request.Request(ascii_url, headers={"User-Agent": user_agent()})  # noqa: S310 (http only)
        with opener.open(request, timeout=MAX_SECONDS) as response:
            if response.headers.get_content_type() == "text/html":
                raise html_error(url)
            return limited(response, url), response.headers.get_content_charset("utf-8")
    except (OSError, HTTPException) as error:
        cure = "check the URL, or save the text in a file and give that"
        raise ValueError(f"{url} cannot be fetched ({error}); {cure}") from None


def user_agent() -> str:
    """The name of the software and, as Wikimedia asks, how to reach its operator."""
    contact = settings().contact
    return f"skirmishes/{SOFTWARE}" + (f" ({contact})" if contact else "")


def limited(stream: BufferedReader | HTTPResponse, name: str) -> bytes:
    """All bytes of a stream. Raises ValueError if they are too many, or take too long."""
    deadline = time.monotonic() + MAX_SECONDS
    body = bytearray()
    while chunk := stream.read1(CHUNK_BYTES):
        body += chunk
        if len(body) > MAX_BYTES:
            raise ValueError(f"{name} has more than {MAX_BYTES:,} bytes; give the text of one article")
        if time.monotonic() > deadline:
            raise ValueError(f"{name} took longer than {MAX_SECONDS} seconds; save the text in a file and give that")
    return bytes(body)
