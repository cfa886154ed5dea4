"""What the clients share: how one is had, and what it must have read."""

import os
from importlib.util import find_spec
from typing import Any

import httpx2
import pytest

from app.resources import Resource
from tests.support.questions import path, records

NATIVE = "مرگ بر سرمچار"  # a strike's operation, in its own script
STRIKE = "pakistani-strikes-in-iran"  # the strike that has it
UNDATED = "iranian-strikes-in-iraq-and-syria"  # an event without a stated day, at two places
BOMBINGS = "kerman-bombings"  # an event of 3 January 2024, at one place


def client(name: str) -> Any:
    """A client. Where it is not installed, its tests are skipped; with CLIENTS set, as `.ci/run` does, they fail."""
    if os.environ.get("CLIENTS") and not find_spec(name):
        raise ModuleNotFoundError(f"{name} is not installed, and CLIENTS is set")
    return pytest.importorskip(name, reason=f"{name} is not installed (pip install -r requirements-clients.txt)")


def address(http: httpx2.Client, target: str) -> str:
    """Where a client that is no part of the tests finds it."""
    return str(http.base_url).rstrip("/") + target


def total(http: httpx2.Client, resource: Resource) -> int:
    """How many records its list says there are."""
    found = http.get(path(resource)).raise_for_status().json()["total"]
    assert found > 0
    return int(found)


def rows(http: httpx2.Client, resource: Resource) -> list[dict[str, list[Any]]]:
    """What each cell of its table stands for: the values in the records of the API, each once."""
    full = records(http, path(resource), {"detail": "full"})
    return [{column.name: column.values(one) for column in resource.columns} for one in full]
