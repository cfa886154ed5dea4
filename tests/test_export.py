"""The static export: a real process writes it, a plain web server serves it, every link in it leads to its record."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app.exporting.folder import SUMS
from app.exporting.paths import is_static
from app.main import routes
from tests.conftest import PATIENCE, free_port, serving
from tests.support import program

Bundle = tuple[Path, str]
LEFT_OUT = {"/search", "/resolve", "/health/live", "/health/ready"}


def exported(target: Path, database: Path, public: str) -> subprocess.CompletedProcess[str]:
    """The real program writes an export."""
    return program.run("export", str(target), database_url=program.url(database), public_url=public)


@pytest.fixture(scope="module")
def bundle(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bundle]:
    """An export, and where a plain web server serves it."""
    folder, port = tmp_path_factory.mktemp("export") / "bundle", free_port()
    url = f"http://127.0.0.1:{port}"
    ended = exported(folder, database, url)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.count("\n") == 2
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield folder, url
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture(scope="module")
def files(bundle: Bundle) -> Iterator[httpx2.Client]:
    """A client of that server."""
    with httpx2.Client(base_url=bundle[1], timeout=PATIENCE, transport=httpx2.HTTPTransport(retries=8)) as client:
        yield client


@pytest.fixture(scope="module")
def live(bundle: Bundle, database: Path) -> Iterator[httpx2.Client]:
    """A client of the service, which believes to stand where the export stands."""
    with serving(database, SKIRMISHES_PUBLIC_URL=bundle[1]) as url, httpx2.Client(base_url=url) as client:
        yield client


def documents(folder: Path) -> dict[str, Any]:
    """Every JSON document of an export, by its name."""
    return {
        file.relative_to(folder).as_posix(): json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(folder.rglob("*.json"))
    }


def texts(value: Any) -> Iterator[str]:
    """Every text in a document."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(part)


def moved(folder: Path) -> dict[str, str]:
    """The file of each address of the service, as `_redirects` says."""
    lines = (folder / "_redirects").read_text(encoding="utf-8").splitlines()
    return {path: name for path, name, _ in map(str.split, lines)}


def test_every_link_of_every_document_leads_to_the_record_it_names(bundle: Bundle, files: httpx2.Client) -> None:
    folder, url = bundle
    links = set()
    for name, document in documents(folder).items():
        if name != "openapi.json":
            links |= {text.removeprefix(url) for text in texts(document) if re.match(rf"({re.escape(url)})?/\w", text)}
    links |= {link.removeprefix(url) for link in re.findall(rf"{url}/[\w./-]+\w", plain(folder))}
    assert len(links) > 250
    for link in sorted(links):
        answer = files.get(link)
        assert answer.status_code == 200, link
        if link.endswith(".json") and not link.startswith(("/feeds", "/openapi", "/datapackage", "/problems")):
            assert answer.json()["citation"]["url"] == url + link
            id = link.removesuffix("/matrix.json").rpartition("/")[2].removesuffix(".json")
            assert link.count("/") < 2 or link.endswith("/matrix.json") or answer.json()["data"]["id"] == id


def plain(folder: Path) -> str:
    """Whatever is no JSON, together; calendars unfolded."""
    kinds = ("*.md", "*.atom", "*.ics", "*.txt", "*.jsonl", "*.geojson", "*.bib", "*.ris", "*.csv")
    read = [file.read_bytes().decode() for kind in kinds for file in folder.rglob(kind)]
    return "\n".join(read).replace("\r\n ", "")


def test_each_json_is_what_the_service_answers_but_for_the_names_of_links(bundle: Bundle, live: httpx2.Client) -> None:
    folder, url = bundle
    files, named = documents(folder), moved(folder)

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(part) for key, part in value.items()}
        if isinstance(value, list):
            return [renamed(part) for part in value]
        if not isinstance(value, str):
            return value
        before, _, link = value.removesuffix("?limit=500").rpartition(url)  # a citation ends with its address
        return before + (url if url in value else "") + named[link] if link in named else value

    compared = 0
    for path, name in named.items():
        if name.endswith(".json") and path != "/":
            answer = live.get(path, params={"limit": 500} if path.count("/") == 1 and "next" in files[name[1:]] else {})
            assert files[name[1:]] == renamed(answer.json()), path
            compared += 1
    assert compared > 200


def test_lists_are_whole(bundle: Bundle, record: dict[str, dict[str, Any]]) -> None:
    for name, records in record.items():
        page = json.loads((bundle[0] / f"{name}.json").read_text(encoding="utf-8"))
        assert {one["id"] for one in page["data"]} == records.keys()
        assert (page["total"], page["returned"], page["next"]) == (len(records), len(records), None)
        assert len((bundle[0] / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()) == len(records)


def test_what_is_left_out_is_said(bundle: Bundle) -> None:
    assert {route.path for route in routes() if not is_static(route)} == LEFT_OUT
    said = (bundle[0] / "README.md").read_text(encoding="utf-8")
    assert [path for path in LEFT_OUT if path not in said] == []
    openapi = json.loads((bundle[0] / "openapi.json").read_text(encoding="utf-8"))
    assert not LEFT_OUT & openapi["paths"].keys()
    assert {"/events.json", "/events/{id}.json", "/events/{id}/matrix.json", "/index.json"} <= openapi["paths"].keys()


def test_the_documentation_page_finds_its_files(bundle: Bundle, files: httpx2.Client) -> None:
    page = files.get("/docs.html").text
    assert {files.get(f"/{name}").status_code for name in re.findall(r'(?:src|href)="([^"]+)"', page)} == {200}
    assert (bundle[0] / "static" / "swagger" / "LICENSE").is_file()


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum here")
def test_the_checksums_verify_and_name_every_file(bundle: Bundle) -> None:
    ended = subprocess.run(["sha256sum", "--quiet", "-c", SUMS], cwd=bundle[0], check=False)  # noqa: S607
    assert ended.returncode == 0
    names = [line[66:] for line in (bundle[0] / SUMS).read_text(encoding="utf-8").splitlines()]
    found = {file.relative_to(bundle[0]).as_posix() for file in bundle[0].rglob("*") if file.is_file()}
    assert names == sorted(found - {SUMS})


def test_an_earlier_export_is_replaced_by_the_same_bytes(bundle: Bundle, database: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    shutil.copytree(bundle[0], again)
    (again / "events.json").write_text("spoilt", encoding="utf-8")
    assert exported(again, database, bundle[1]).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["again"]
    found = [{file.relative_to(root): file.read_bytes() for file in root.rglob("*") if file.is_file()}
             for root in (again, bundle[0])]  # fmt: skip
    assert found[0] == found[1]


def test_a_folder_with_anything_else_is_refused_in_one_line(bundle: Bundle, database: Path, tmp_path: Path) -> None:
    full, mixed, file = tmp_path / "full", tmp_path / "mixed", tmp_path / "file"
    full.mkdir()
    shutil.copytree(bundle[0], mixed)
    for kept in (full / "kept.txt", mixed / "kept.txt", file):
        kept.write_text("kept", encoding="utf-8")
    for target in (full, mixed, file):
        ended = exported(target, database, bundle[1])
        assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1), ended.stderr
        assert str(target) in ended.stderr
    assert (full / "kept.txt").read_text(encoding="utf-8") == (mixed / "kept.txt").read_text(encoding="utf-8") == "kept"
    assert program.run("export").returncode == 2


def test_lists_longer_than_a_page_are_joined_and_a_path_stands_before_every_link(large: Path, tmp_path: Path) -> None:
    settings = {"database_url": program.url(large), "seed": large.parent / "seed"}
    ended = program.run("export", str(tmp_path / "out"), public_url="https://example.org/a", **settings)
    assert (ended.returncode, ended.stderr) == (0, "")
    page = json.loads((tmp_path / "out" / "events.json").read_text(encoding="utf-8"))
    assert len({one["id"] for one in page["data"]}) == page["total"] == page["returned"] == 800
    assert page["next"] is None
    assert page["citation"]["url"] == "https://example.org/a/events.json"
    named = [one["links"]["self"].removeprefix("/a/") for one in page["data"]]
    assert [name for name in named if not (tmp_path / "out" / name).is_file()] == []
