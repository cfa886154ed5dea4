"""The port for Prometheus: what all processes have counted, and what the service says of itself at that moment.

It is served by a thread: of the only process, or of the one that starts the others and serves no requests.
"""

import importlib.util
import json
import os
import socket
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import addresses, urls
from app.database.sqlite import is_running
from app.settings import SOFTWARE, Settings

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Metric
    from prometheus_client.registry import Collector

    from app.web.dispatch import Dispatcher
    from app.web.observing import Observer

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the variable by which prometheus_client knows where the processes count
PACKAGE = "prometheus-client>=0.26.0"
PROBE_SECONDS = 2.0  # for the service to say whether it is ready


def check_installed() -> None:
    """Raise ValueError if metrics are wanted and cannot be made."""
    if importlib.util.find_spec("prometheus_client") is None:
        raise ValueError(f"SKIRMISHES_METRICS_PORT needs {PACKAGE}. Install it with: pip install '{PACKAGE}'")


@contextmanager
def shared_folder() -> Iterator[Path]:
    """A folder in which several processes count, for as long as they run. Raises ValueError if it cannot be made."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="skirmishes-metrics-", ignore_cleanup_errors=True)
    except OSError as error:
        raise ValueError(
            "SKIRMISHES_METRICS_PORT with several workers needs a writable folder for temporary files; name one in "
            f"TMPDIR ({error.strerror})"
        ) from error
    with folder:
        os.environ[FOLDER] = folder.name
        yield Path(folder.name)


def own_registry(app: "Dispatcher | Observer") -> "CollectorRegistry":
    """What this process has counted."""
    from app.web.metrics import Metrics  # noqa: PLC0415, slow to import, and the parent of workers has no use for it
    from app.web.observing import Observer  # noqa: PLC0415

    recorders = app.recorders if isinstance(app, Observer) else []
    (registry,) = (recorder.registry for recorder in recorders if isinstance(recorder, Metrics))
    return registry


def shared_collector(folder: Path) -> "Collector":
    """What the processes have counted in a folder."""
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415, an extra

    class Shared(MultiProcessCollector):
        """Without the present state of processes that have ended, such as a worker that was killed."""

        def collect(self) -> Any:
            forget_ended(folder)
            return self.merge(files_with_values(folder), accumulate=True)  # type: ignore[no-untyped-call]

    return Shared(None, str(folder))  # type: ignore[no-untyped-call]


def forget_ended(folder: Path) -> None:
    """Remove what processes that have ended said of their present; what they counted stays."""
    for file in folder.glob("gauge_live*_*.db"):
        process = file.stem.rpartition("_")[2]
        if process.isdecimal() and not is_running(int(process)):
            file.unlink(missing_ok=True)


def files_with_values(folder: Path) -> list[str]:
    """The files to read. One that a process has only just opened is empty, which the library would not accept."""
    files = []
    for file in folder.glob("*.db"):
        with suppress(FileNotFoundError):  # forgotten just now, for another scrape
            if file.stat().st_size:
                files.append(str(file))
    return files


@contextmanager
def serve_metrics(config: Settings) -> Iterator["CollectorRegistry"]:
    """Serve a registry, which has what the service says of itself, on the port that is set. Raises OSError."""
    from prometheus_client import CollectorRegistry, start_http_server  # noqa: PLC0415, an extra

    registry = CollectorRegistry()
    registry.register(ServiceState(config))
    server, thread = start_http_server(config.metrics_port or 0, config.metrics_host, registry)
    try:
        yield registry
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class ServiceState:
    """Whether the service is ready, and which data it serves: what /health/ready says when Prometheus asks."""

    def __init__(self, config: Settings) -> None:
        self.config = config

    def describe(self) -> Iterable["Metric"]:
        """The metrics without values, so that nobody is asked before the service has started."""
        return self.metrics(None)

    def collect(self) -> Iterable["Metric"]:
        """The metrics now."""
        return self.metrics(readiness(self.config))

    def metrics(self, answer: dict[str, Any] | None) -> Iterator["Metric"]:
        """The metrics from an answer of /health/ready; None if there was none, or another than 200."""
        from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily  # noqa: PLC0415, an extra

        ready = float(answer is not None)
        yield GaugeMetricFamily("skirmishes_ready", "Whether the service answers that it is ready.", ready)
        yield InfoMetricFamily("skirmishes_software", "The software.", {"version": SOFTWARE})
        if answer is not None:
            yield InfoMetricFamily("skirmishes_dataset", "The data being served.", answer["dataset"])
            age = "Seconds since the database was last seen to hold the data being served."
            yield GaugeMetricFamily("skirmishes_dataset_age_seconds", age, answer["age"])


def readiness(config: Settings) -> dict[str, Any] | None:
    """What /health/ready answers, or None if it is not a 200 or does not come in time."""
    connection = Probe(config)
    try:
        connection.request("GET", urls.READY)
        answer = connection.getresponse()
        body = answer.read()
        return json.loads(body) if answer.status == 200 else None  # noqa: PLR2004
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        connection.close()


class Probe(HTTPConnection):
    """A connection to the service, by its host and port or by its Unix socket."""

    def __init__(self, config: Settings) -> None:
        super().__init__(addresses.reachable(config.host), config.port, timeout=PROBE_SECONDS)
        self.path = config.socket

    def connect(self) -> None:
        """Connect to wherever the service listens."""
        if self.path is None:
            super().connect()
        else:
            self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.sock.settimeout(PROBE_SECONDS)
            self.sock.connect(os.fspath(self.path))
