"""A hostile run over each database: every answer comes in time, none is an error of ours, a refusal is a problem."""

import logging
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from app.database import Target
from app.errors import MEDIA_TYPE, Problem
from tests.support.hostile import first_page, hostile_requests, send_all
from tests.support.servers import Reply, Server, serve
from tests.test_resilience import descriptors, resident

PATIENCE = 3.0  # seconds in which every answer must come
AT_LEAST = 50_000  # requests
GROWTH = 64 * 2**20  # bytes of memory that a run may leave behind, most of them in caches of statements
log = logging.getLogger(__name__)
OPENED = 16  # descriptors that it may leave open: a pool of connections, and the process that draws
pytestmark = pytest.mark.long


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def server(request: pytest.FixtureRequest, database: Path, tmp_path: Path) -> Iterator[Server]:
    """A server over each database that caches no answer."""
    is_file = request.param == "SQLite"
    target: Target = shutil.copyfile(database, tmp_path / "a.db") if is_file else request.getfixturevalue("seeded")
    with serve(target, cache_bytes=0) as running:
        yield running


def is_page(sent: bytes, reply: Reply) -> bool:
    """Whether people are told on a page of their own that a record is missing or was removed."""
    return reply.headers["content-type"].startswith("text/html") and sent.startswith((b"GET /view/", b"GET /embed/"))


def cursor(server: Server, address: str) -> str:
    """The cursor of a list's second page."""
    with server.client() as client:
        following: str = client.get(first_page(address)).json()["next"]
    return parse_qs(urlsplit(following).query)["cursor"][0]


def test_nothing_that_is_sent_gets_an_error_of_ours_or_no_answer(server: Server) -> None:
    counts: Counter[int] = Counter()
    before = None
    for sent, reply in send_all(server.port, hostile_requests(lambda address: cursor(server, address)), PATIENCE):
        counts[reply.status] += 1
        assert reply.status < 500 or reply.status == 501, (sent[:300], reply.body[:300])
        if reply.status >= 400 and not is_page(sent, reply):
            assert reply.headers["content-type"] == MEDIA_TYPE, sent[:300]
            assert Problem.model_validate_json(reply.body).status == reply.status
        if counts.total() == AT_LEAST // 10:  # after what is loaded once
            before = resident(server), descriptors(server)
    assert counts.total() >= AT_LEAST
    assert before is not None
    after = resident(server), descriptors(server)
    log.info("%s requests, answered %s; memory and descriptors %s, then %s", counts.total(), counts, before, after)
    assert after[0] - before[0] < GROWTH
    assert after[1] - before[1] < OPENED
    assert "Traceback" not in server.messages()
