"""openapi-python-client: a client made from the served OpenAPI alone, which asks the service in its own process."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app.resources import RESOURCES
from tests.clients.reading import BOMBINGS, NATIVE, STRIKE, UNDATED, client, total

client("openapi_python_client")
client("httpx")  # what it makes asks with it
# What a user of the generated client would write. It prints what it was answered, to be compared.
USE = f"""
import json, sys
from skirmishes import Client
from skirmishes.api.events import get_event, list_events
from skirmishes.api.strikes import get_strike
from skirmishes.models import EventType

with Client(base_url=sys.argv[1], raise_on_unexpected_status=True) as client:
    page = list_events.sync(client=client, limit=500)
    few = list_events.sync(client=client, type_=[EventType.STRIKE], background=False)
    undated = get_event.sync("{UNDATED}", client=client).data
    strike = get_strike.sync("{STRIKE}", client=client).data
print(json.dumps({{
    "total": page.total,
    "ids": [event.id for event in page.data],
    "starts": {{event.id: event.date.start for event in page.data}},
    "strikes": [event.id for event in few.data],
    "latitude": page.data[0].place.latitude,
    "nulls": [undated.date.start, undated.place, undated.subtype],
    "whole": undated.to_dict(),
    "native": strike.operation.native,
}}))
"""


# Nobody reads the client, so nothing lays it out. The generator must be told how to read feeds, which it does not know.
SETTINGS = """
post_hooks: []
content_type_overrides:
  application/atom+xml: text/plain
  application/feed+json: application/json
"""


@pytest.fixture(scope="module")
def generated(http: httpx2.Client, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the client in it. Whatever the generator cannot make is a warning, and fails it."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "openapi.json").write_bytes(http.get("/openapi.json").raise_for_status().content)
    (folder / "settings.yml").write_text(SETTINGS, encoding="utf-8")
    program = str(Path(sys.executable).with_name("openapi-python-client"))
    options = ["--path", "openapi.json", "--config", "settings.yml", "--meta", "none", "--output-path", "skirmishes"]
    command = [program, "generate", "--fail-on-warning", *options]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder


@pytest.fixture(scope="module")
def answered(http: httpx2.Client, generated: Path) -> Any:
    """What the client was answered."""
    (generated / "use.py").write_text(USE, encoding="utf-8")
    command = [sys.executable, "use.py", str(http.base_url)]
    ended = subprocess.run(command, cwd=generated, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_it_reads_every_event_and_filters_them(http: httpx2.Client, answered: dict[str, Any]) -> None:
    (events,) = (resource for resource in RESOURCES if resource.name == "events")
    listed = http.get("/events?limit=500").json()["data"]
    assert len(answered["ids"]) == answered["total"] == total(http, events)
    assert answered["starts"] == {event["id"]: event["date"]["start"] for event in listed}
    selected = http.get("/events?type=strike&background=false").json()["data"]
    assert answered["strikes"] == [event["id"] for event in selected]


def test_values_arrive_as_they_are(http: httpx2.Client, answered: dict[str, Any]) -> None:
    assert (answered["native"], answered["nulls"]) == (NATIVE, [None, None, None])
    assert (answered["starts"][BOMBINGS], answered["latitude"]) == ("2024-01-03", 30.28321)
    assert answered["whole"] == http.get(f"/events/{UNDATED}").json()["data"]
