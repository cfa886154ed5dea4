"""Metrics on their own port: read by Prometheus' own parser, complete over all workers, whatever becomes of these."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from app.main import ROUTERS
from app.seeding.loading.load import load
from app.seeding.validation.digest import seed_digest
from app.settings import SOFTWARE
from app.urls import LIVE, READY
from app.web.metrics import NO_ROUTE
from tests.benchmarks import pack
from tests.support import cli
from tests.support.paths import ROOT, SEED
from tests.support.servers import Server, free_port, serve
from tests.support.waiting import PATIENCE, wait_until

EVENTS = 5000  # so many that the file of them all is longer than what is kept in memory
FOLDERS = "skirmishes-metrics-*"
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


class Scraper:
    """What Prometheus gets."""

    def __init__(self, port: int) -> None:
        self.port = port

    def text(self) -> str:
        """An answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, text
        connection.close()
        return text

    def samples(self) -> Samples:
        """Every sample by name and labels."""
        families = text_string_to_metric_families(self.text())
        return {(one.name, frozenset(one.labels.items())): one.value for family in families for one in family.samples}

    def value(self, name: str, **labels: str) -> float:
        """One sample; 0 if there is none."""
        return self.samples().get((f"skirmishes_{name}", frozenset(labels.items())), 0.0)

    def labels(self, name: str, label: str) -> set[str]:
        """The values of a label."""
        return {dict(labels)[label] for (found, labels) in self.samples() if found == f"skirmishes_{name}"}


@contextmanager
def scraped(database: Path, **settings: Any) -> Iterator[tuple[Server, Scraper]]:
    """A server with metrics, which makes its temporary files in the folder of the database."""
    port = free_port()
    prefix = ["env", f"TMPDIR={database.parent}"]
    with serve(database, prefix, metrics_port=port, **settings) as server:
        yield server, Scraper(port)


@pytest.fixture
def file(tmp_path: Path, database: Path) -> Path:
    """A copy of the loaded database, in a folder of its own."""
    return Path(shutil.copyfile(database, tmp_path / "x.db"))


def workers(server: Server) -> list[int]:
    """The processes that the server has started, but for Python's own helper."""
    own = server.process.pid
    children = [int(word) for word in Path(f"/proc/{own}/task/{own}/children").read_text().split()]
    return [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


@pytest.mark.parametrize("count", [1, 2])
def test_requests_are_counted_by_route_and_status_and_add_up_over_workers(count: int, file: Path) -> None:
    with scraped(file, workers=count) as (server, scraper):
        for number in range(20):  # each on a connection of its own, so that all workers get some
            server.get(f"/events?limit={number % 5 + 1}")
            server.get(f"/events/none-such-{number}")
            server.get(f"/nowhere/{number}")
            server.get(READY)
        wait_until(lambda: scraper.value("requests_total", route=NO_ROUTE, status="404") == 20)
        assert scraper.value("requests_total", route="/events", status="200") == 20
        assert scraper.value("requests_total", route="/events/{id}", status="404") == 20
        hits, misses = (scraper.value("cache_lookups_total", result=result) for result in ("hit", "miss"))
        assert hits + misses == 20
        assert 5 <= misses <= 5 * count
        assert scraper.value("query_seconds_count") == misses, "neither errors nor probes"
        routes = {route.path for router in ROUTERS for route in router.routes}  # type: ignore[attr-defined]
        assert scraper.labels("requests_total", "route") <= routes | {NO_ROUTE}
        assert list(file.parent.glob(FOLDERS)) == [] if count == 1 else len(list(file.parent.glob(FOLDERS))) == 1
        server.process.terminate()
        server.process.wait(PATIENCE)
        assert "Traceback" not in server.messages()
    assert list(file.parent.glob(FOLDERS)) == [], "what it made is removed"


def test_whether_it_is_ready_and_what_it_serves(file: Path) -> None:
    with scraped(file, workers=2) as (server, scraper):
        assert scraper.value("ready") == 1
        assert scraper.value("software_info", version=SOFTWARE) == 1
        assert scraper.value("dataset_info", version="1.1.0", digest=str(seed_digest(SEED))) == 1
        answer = json.loads(server.get(READY).body)
        assert (answer["version"], answer["dataset"]["digest"]) == (SOFTWARE, seed_digest(SEED))
        file.write_bytes(b"broken")
        wait_until(lambda: scraper.value("ready") == 0)
        assert scraper.value("requests_total", route=READY, status="503") >= 1
        assert scraper.labels("dataset_info", "version") == set()


def test_the_public_port_serves_no_metrics_and_that_of_metrics_nothing_else(file: Path) -> None:
    with scraped(file) as (server, scraper):
        assert server.get("/metrics").status == 404
        connection = HTTPConnection("127.0.0.1", scraper.port, timeout=PATIENCE)
        connection.request("GET", "/events")
        assert b"kerman" not in connection.getresponse().read()
        connection.close()


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented record whose events make a file that is streamed."""
    folder = tmp_path_factory.mktemp("long")
    pack.write(folder / "seed", EVENTS)
    load(folder / "seed", folder / "long.db")
    return folder / "long.db"


def test_a_worker_that_is_killed_takes_its_streams_along_and_nothing_else(long: Path) -> None:
    with scraped(long, workers=2, client_seconds=600, log_format="json") as (server, scraper):
        first = workers(server)
        assert server.get("/events.jsonl?detail=full").status == 200
        with server.request("/events.jsonl?detail=full") as connection:
            assert connection.sock.recv(1000).startswith(b"HTTP/1.1 200 OK")
            wait_until(lambda: scraper.value("streams") == 1)
            for worker in first:
                os.kill(worker, signal.SIGKILL)
            wait_until(lambda: scraper.value("streams") == 0)
            wait_until(lambda: not set(first) & set(workers(server)))
        wait_until(server.is_live)
        assert scraper.value("requests_total", route="/events.jsonl", status="200") == 1, "the first, which had ended"
        before = scraper.value("requests_total", route=LIVE, status="200")
        server.get(LIVE)
        assert scraper.value("requests_total", route=LIVE, status="200") == before + 1
        assert "Traceback" not in server.messages()


def test_a_stream_that_its_client_leaves_is_counted_out_and_logged_as_incomplete(long: Path) -> None:
    with scraped(long, client_seconds=600, log_format="json") as (server, scraper):
        with server.request("/events.jsonl?detail=full") as connection:
            assert connection.sock.recv(1000).startswith(b"HTTP/1.1 200 OK")
            wait_until(lambda: scraper.value("streams") == 1)
        wait_until(lambda: scraper.value("requests_total", route="/events.jsonl", status="200") == 1)
        assert scraper.value("streams") == 0
        lines = [json.loads(line) for line in server.messages().splitlines()]
        assert [line["complete"] for line in lines if "/events.jsonl" in line.get("address", "")] == [False]


def test_over_a_unix_socket_the_port_is_on_this_machine_only(file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = {"socket": f"{folder}/s", "public_url": "https://news.example"}
        with scraped(file, **settings) as (server, scraper):
            with server.client() as client:
                client.get("/events")
            assert scraper.value("requests_total", route="/events", status="200") == 1
            assert scraper.value("ready") == 1


def test_a_port_that_is_taken_is_one_line(file: Path) -> None:
    with scraped(file) as (_, scraper):
        settings = {"port": free_port(), "metrics_port": scraper.port, "database_url": cli.database_url(file)}
        ended = cli.run("serve", **settings)
    said = f"Cannot listen on 127.0.0.1 port {scraper.port}: Address already in use. Set SKIRMISHES_METRICS_HOST or "
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", f"{said}SKIRMISHES_METRICS_PORT to another.\n")


def test_the_port_is_on_this_machine_only_unless_a_host_is_set(file: Path) -> None:
    other = "127.0.0.2"  # which is no other machine, but another address
    with scraped(file, host=other) as (_, scraper):
        assert scraper.value("ready") == 1
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((other, scraper.port))
    with scraped(file, metrics_host=other) as (_, scraper):
        socket.create_connection((other, scraper.port)).close()
        with pytest.raises(ConnectionRefusedError):
            scraper.text()


WITHOUT = """
import importlib.abc, sys, runpy
class Hidden(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] == "prometheus_client":
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Hidden())
sys.argv = ["app", "serve"]
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "prometheus_client" else found(name, package)
runpy.run_module("app", run_name="__main__")
"""


def test_without_the_extra_it_does_not_start_and_says_what_to_install(file: Path) -> None:
    environment = cli.environment(database_url=cli.database_url(file), metrics_port=free_port(), port=free_port())
    argv = [sys.executable, "-c", WITHOUT]
    ended = subprocess.run(
        argv, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    (package,) = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["metrics"]
    said = f"SKIRMISHES_METRICS_PORT needs {package}. Install it with: pip install '{package}'\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", said)


def test_several_workers_need_a_folder_for_temporary_files(file: Path) -> None:
    environment = cli.environment(
        database_url=cli.database_url(file), metrics_port=free_port(), port=free_port(), workers=2
    )
    program = "import runpy, sys, tempfile; tempfile._candidate_tempdir_list = lambda: ['/proc/1/none']\n"
    program += "sys.argv = ['app', 'serve']; runpy.run_module('app', run_name='__main__')"
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1), ended
    assert "needs a writable folder for temporary files; name one in TMPDIR" in ended.stderr


def test_a_worker_that_has_only_just_begun_or_died_then_breaks_no_answer(file: Path) -> None:
    with scraped(file, workers=2) as (server, scraper):
        (folder,) = file.parent.glob(FOLDERS)
        for kind in ("counter", "histogram", "gauge_livesum"):  # empty, as they are before their first value
            (folder / f"{kind}_{server.process.pid}.db").touch()
        server.get("/events")
        wait_until(lambda: scraper.value("requests_total", route="/events", status="200") == 1)
