"""The house: small files and functions, imports that run one way, current schemas, pinned vendored as said."""

import ast
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema_rs
import pytest

from app.seeding.json_schemas import schemas
from app.seeding.strict_yaml import load
from tests.support.paths import ROOT, SEED

APP = sorted((ROOT / "app").rglob("*.py"))
WRITTEN = [*APP, *sorted((ROOT / "tests").rglob("*.py"))]
SCHEMAS = dict(schemas())
SWAGGER = ROOT / "app" / "pages" / "static" / "swagger"
MACHINE = re.compile(  # a registry's address, or a path of one machine
    r"--(extra-)?index[-]url|--find[-]links|https?://[^ \"]*/(simple|packages|-)/|(^|[^.\w])/(root|home|work)/"
)
PIN = re.compile(r"([\w.-]+)==\S+(?: ; [^:@]+?)?(?: +--hash=sha256:[0-9a-f]{64})+ *")

every_file = pytest.mark.parametrize("file", WRITTEN, ids=lambda file: str(file.relative_to(ROOT)))


@every_file
def test_a_file_says_what_it_holds(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), "it has no docstring"


def test_imports_run_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("table", SCHEMAS)
def test_a_published_schema_is_current_and_its_seed_file_is_valid(table: str) -> None:
    published = json.loads((SEED / "schema" / f"{table}.schema.json").read_text(encoding="utf-8"))
    document, _ = load((SEED / f"{table}.yaml").read_text(encoding="utf-8"))
    assert published == SCHEMAS[table], "write it again with: python -m app schema"
    jsonschema_rs.meta.validate(published)
    assert [error.message for error in jsonschema_rs.validator_for(published).iter_errors(document)] == []


def test_a_published_schema_refuses_what_the_loader_refuses() -> None:
    valid = jsonschema_rs.validator_for(SCHEMAS["people"])
    person = {"id": "a", "name": "A", "evidence": ["lead-1"]}
    assert valid.is_valid([person])
    wrongs: list[dict[str, object]] = [{"age": 84}, {"id": "A"}, {"name": ""}, {"evidence": []}, {"office": 1}]
    assert [wrong for wrong in wrongs if valid.is_valid([person | wrong])] == []


def test_there_is_a_schema_for_each_seed_file_and_no_other() -> None:
    assert {file.stem for file in SEED.glob("*.yaml")} == SCHEMAS.keys()
    assert {file.name for file in (SEED / "schema").iterdir()} == {f"{table}.schema.json" for table in SCHEMAS}


def test_the_dockerfile_has_no_fault_that_hadolint_knows() -> None:
    command = [str(Path(sys.executable).with_name("hadolint")), "Dockerfile"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr


def test_vendored_files_are_those_of_the_table_and_no_others() -> None:
    table = (SWAGGER / "VENDORED.md").read_text(encoding="utf-8")
    said = dict(re.findall(r"^\| `(.+)` \| `([0-9a-f]{64})` \|$", table, re.MULTILINE))
    vendored = [file for file in SWAGGER.iterdir() if file.name != "VENDORED.md"]
    assert {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in vendored} == said


@pytest.mark.parametrize(
    ("name", "extras"),
    [
        ("requirements.txt", []),
        ("requirements-container.txt", ["postgres", "metrics"]),
        ("requirements-dev.txt", ["dev", "postgres", "metrics", "mcp"]),
        ("requirements-clients.txt", ["clients"]),
    ],
)
def test_every_dependency_is_pinned_with_hashes_and_no_address(name: str, extras: list[str]) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "")
    pins = [PIN.fullmatch(line) for line in text.splitlines()]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in extras for one in project["optional-dependencies"][extra])]
    assert {re.split(r"[^\w.-]", one)[0].lower() for one in wanted} <= {pin[1] for pin in pins if pin}
    assert None not in pins
    assert not re.search(r"://| @ |[/\\]", text)


@pytest.mark.skipif(not shutil.which("git") or not (ROOT / ".git").exists(), reason="this is no git checkout")
def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    files = [ROOT / name for name in names if name and "swagger" not in name and not name.endswith(".svg")]
    read = {file: file.read_bytes().decode(errors="replace") for file in files if file.is_file()}
    assert len(read) > 100
    assert {str(file): found.group() for file, text in read.items() if (found := MACHINE.search(text))} == {}
