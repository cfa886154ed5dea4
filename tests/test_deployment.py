"""The systemd unit and the compose file in docs/: their syntax, settings, commands, roles and time to stop."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import URL

from app.__main__ import command_parser
from app.operations.serving import SHUTDOWN_SECONDS
from app.seeding.loading.load import load
from app.settings import Settings
from tests.support import cli
from tests.support.paths import ROOT, SEED
from tests.support.postgres import PostgresServer
from tests.support.servers import serve
from tests.support.waiting import PATIENCE

UNIT, COMPOSE = ROOT / "docs" / "skirmishes.service", ROOT / "docs" / "compose.yaml"
GUIDE = ROOT / "docs" / "operating.md"
PLACE = "/srv/skirmishes"  # where the unit expects the checkout
MARGIN = 5  # seconds that systemd or Docker wait longer than the service needs to stop
# Keys of the Compose specification that are used; another is a mistake, or is to be looked up there and added.
KEYS = {
    "": {"name", "services", "configs", "volumes"},
    "service": {
        "image", "command", "restart", "environment", "configs", "volumes", "healthcheck", "depends_on", "read_only",
        "cap_drop", "security_opt", "ports", "stop_grace_period", "tmpfs",
    },
    "healthcheck": {"test", "interval", "timeout", "start_period", "retries"},
}  # fmt: skip


def unit() -> dict[str, list[str]]:
    """The unit: the values of each key, in order."""
    lines = [line for line in UNIT.read_text(encoding="utf-8").splitlines() if "=" in line and line[0] != "#"]
    values: dict[str, list[str]] = {}
    for line in lines:
        key, _, value = line.partition("=")
        values.setdefault(key, []).append(value)
    return values


def compose() -> dict[str, Any]:
    """The compose file."""
    document: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return document


def in_unit() -> dict[str, str]:
    """The variables that the unit sets."""
    return dict(assignment.split("=", 1) for assignment in unit()["Environment"])


def in_container(name: str) -> dict[str, str]:
    """The variables of a service of the compose file, with values for those that Compose fills in."""
    values = compose()["services"][name]["environment"]
    return {key: re.sub(r"\$\{\w+:\?\}", "https://filled.example", value) for key, value in values.items()}


SETTINGS = {"unit": in_unit(), "load": in_container("load"), "api": in_container("api")}


@pytest.mark.parametrize("name", SETTINGS)
def test_every_variable_of_ours_is_a_setting_and_all_go_together(name: str) -> None:
    ours = {key.removeprefix("SKIRMISHES_").lower(): value for key, value in SETTINGS[name].items() if "SKIR" in key}
    assert ours.keys() <= Settings.model_fields.keys()
    ended = cli.call("verify", **ours)
    assert (ended.returncode, ended.stderr) == (0, "")


def commands() -> dict[str, list[str]]:
    """The command lines of both files."""
    services = compose()["services"]
    started = {name: services[name]["command"] for name in ("load", "api")}
    return {"unit": unit()["ExecStart"][0].split(), **started}


@pytest.mark.parametrize("name", commands())
def test_every_command_exists(name: str) -> None:
    program, option, module, *words = commands()[name]
    assert (Path(program).name, option, module) == ("python", "-m", "app")
    assert callable(command_parser().parse_args(words).command)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    text = UNIT.read_text(encoding="utf-8")
    there = text.replace(f"{PLACE}/.venv/bin/python", sys.executable).replace(PLACE, str(ROOT))
    (tmp_path / UNIT.name).write_text(there, encoding="utf-8")
    ended = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / UNIT.name)],  # noqa: S607
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    own = [line for line in ended.stderr.splitlines() if UNIT.name in line]
    assert (ended.returncode, own) == (0, []), ended.stderr


def test_both_wait_for_as_long_as_the_service_needs_to_stop() -> None:
    waits = {
        "unit": int(unit()["TimeoutStopSec"][0]),
        "api": int(compose()["services"]["api"]["stop_grace_period"].removesuffix("s")),
    }
    for name, seconds in waits.items():
        draining = float(SETTINGS[name]["SKIRMISHES_DRAIN_SECONDS"])
        assert seconds >= draining + SHUTDOWN_SECONDS + MARGIN, name
        assert f"give\n  it {seconds} seconds before it is killed (`docker stop -t {seconds}`" in GUIDE.read_text(), (
            name
        )


def test_the_unit_writes_to_folders_of_its_own_only() -> None:
    values, settings = unit(), in_unit()
    assert values["ProtectSystem"] == ["strict"]
    assert {values[key][0] for key in ("DynamicUser", "NoNewPrivileges", "ProtectHome", "PrivateTmp")} == {"yes"}
    assert settings["SKIRMISHES_DATABASE_URL"].startswith(f"sqlite:////var/lib/{values['StateDirectory'][0]}/")
    assert settings["SKIRMISHES_SOCKET"].startswith(f"/run/{values['RuntimeDirectory'][0]}/")


def test_the_compose_file_has_known_keys_and_closed_containers() -> None:
    document = compose()
    assert document.keys() <= KEYS[""]
    for name, service in document["services"].items():
        assert service.keys() <= KEYS["service"], name
        assert service.get("healthcheck", {}).keys() <= KEYS["healthcheck"], name
        assert set(service.get("depends_on", ())) <= document["services"].keys()
        assert {mount["source"] for mount in service.get("configs", ())} <= document["configs"].keys()
        assert {mount.partition(":")[0] for mount in service.get("volumes", ())} <= document["volumes"].keys()
        assert all(isinstance(value, str) for value in service["environment"].values()), "numbers are quoted"
        if name != "database":
            assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert all(port.startswith("127.0.0.1:") for port in document["services"]["api"]["ports"])


def test_the_roles_are_made_as_the_compose_file_makes_them(postgresql: PostgresServer, url: URL) -> None:
    statements = compose()["configs"]["reader"]["content"].replace("${READER_PASSWORD:?}", "x")
    postgresql.run(url.database or "", *filter(str.strip, statements.split(";")))
    load(SEED, url)
    reader = url.set(username="reader")
    ended = cli.call("check", database_url=cli.database_url(reader))
    assert ended.returncode == 0, ended.stdout
    load(SEED, url)
    program, option, code = compose()["services"]["api"]["healthcheck"]["test"][1:]
    assert (program, option) == ("python", "-c")
    with serve(reader) as server:
        assert server.get("/events").status == 200
        code = code.replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
        assert subprocess.run([sys.executable, "-c", code], check=False, timeout=PATIENCE).returncode == 0
    failed = subprocess.run([sys.executable, "-c", code], check=False, timeout=PATIENCE, capture_output=True)
    assert failed.returncode == 1


@pytest.mark.parametrize("file", [UNIT, COMPOSE], ids=lambda file: file.name)
def test_the_guide_names_the_file(file: Path) -> None:
    assert f"({file.name})" in (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
