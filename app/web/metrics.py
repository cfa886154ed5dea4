"""Metrics for Prometheus, counted in each server process. Another port serves them: see app/operations/scraping.py."""

from app.web.dispatch import RouteTable
from app.web.observing import MISS, Exchange, Recorder

NO_ROUTE = "none"  # for an address that leads nowhere, so that nobody can add series by asking for them
QUERY_BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)  # seconds


class Metrics(Recorder):
    """What is counted. With the variable PROMETHEUS_MULTIPROC_DIR it is kept in that folder, for all processes."""

    def __init__(self, routes: RouteTable) -> None:
        from prometheus_client import (  # noqa: PLC0415, an extra; it reads that variable when it is imported
            CollectorRegistry,
            Counter,
            Gauge,
            Histogram,
            disable_created_metrics,
        )

        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.routes = routes
        registry = self.registry = CollectorRegistry()
        self.requests = Counter("skirmishes_requests", "Requests answered.", ["route", "status"], registry=registry)
        self.cache = Counter(
            "skirmishes_cache_lookups", "Requests by whether the response was cached.", ["result"], registry=registry
        )
        self.queries = Histogram(
            "skirmishes_query_seconds",
            "Time to make a response that the cache lacked, waiting included; of a stream, its first page.",
            buckets=QUERY_BUCKETS,
            registry=registry,
        )
        self.streams = Gauge(
            "skirmishes_streams", "Long responses being sent.", registry=registry, multiprocess_mode="livesum"
        )

    def stream_began(self) -> None:
        """Count a long response that is being sent."""
        self.streams.inc()

    def stream_ended(self) -> None:
        """Count it no longer."""
        self.streams.dec()

    def record(self, exchange: Exchange) -> None:
        """Count a request. One whose client had gone before anything was sent counts as status 499, as with nginx."""
        route = self.routes.find(exchange.scope["path"])
        self.requests.labels(route[0].path if route else NO_ROUTE, exchange.status or 499).inc()
        if (result := exchange.cache) is not None:
            self.cache.labels(result).inc()
        if exchange.cache == MISS and exchange.seconds:  # no probes and no errors, which are quick and read nothing
            self.queries.observe(exchange.seconds)
