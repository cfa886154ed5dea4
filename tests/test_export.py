"""The static export: a real process writes it, a plain web server serves it, every link in it leads to its record."""

import json
import re
import shutil
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app import urls
from app.exporting.folder import SUMS
from app.exporting.paths import is_static, own_routes
from app.web.headers import COMMON, STRICT
from tests.support import cli
from tests.support.patterns import pattern
from tests.support.sample_seed import with_people
from tests.support.servers import PUBLIC_URL, end, free_port
from tests.support.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.filterwarnings("ignore:foldline is deprecated")  # until icalendar 8, which needs another
MANY = 501  # records of a list; one more than a page may have
OWN_FILES = {"README.md", "SHA256SUMS", "_headers", "_redirects"}
COMPARED = [
    *(name.casefold() for name in COMMON if name != "Vary"),
    *(name.decode() for name, _ in STRICT),
    "cross-origin-embedder-policy",
    "x-robots-tag",
]
LEFT_OUT = {
    "/search", "/resolve", "/health/live", "/health/ready", "/view/search", "/embed", "/oembed",
    "/oembed/providers.json", "/.well-known/security.txt",
}  # fmt: skip


def exported(target: Path, database: Path) -> cli.Ended:
    """Write an export."""
    return cli.call("export", str(target), database_url=cli.database_url(database), public_url=PUBLIC_URL)


@pytest.fixture(scope="module")
def bundle(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export, written by the real program."""
    folder = tmp_path_factory.mktemp("export") / "bundle"
    ended = cli.run("export", str(folder), database_url=cli.database_url(database), public_url=PUBLIC_URL)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.count("\n") == 2
    return folder


@pytest.fixture(scope="module")
def files(bundle: Path) -> Iterator[httpx2.Client]:
    """A client of a plain web server that serves it."""
    port = free_port()
    argv = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(bundle)]
    with (
        subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process,
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client,
    ):
        try:
            wait_until(lambda: listens(port))
            yield client
        finally:
            end(process)


def listens(port: int) -> bool:
    """Whether somebody listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


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


def test_every_link_of_every_document_leads_to_the_record_it_names(bundle: Path, files: httpx2.Client) -> None:
    links, url = set(), re.escape(PUBLIC_URL)
    for name, document in documents(bundle).items():
        if name != "openapi.json":
            links |= {text.removeprefix(PUBLIC_URL) for text in texts(document) if re.match(rf"({url})?/\w", text)}
    links |= {link.removeprefix(PUBLIC_URL) for link in re.findall(rf"{url}/[\w./-]+\w", plain(bundle))}
    assert len(links) > 250
    for link in sorted(links):
        answer = files.get(link)
        assert answer.status_code == 200, link
        if link.endswith(".json") and not link.startswith(("/feeds", "/openapi", "/datapackage", "/problems")):
            assert answer.json()["citation"]["url"] == PUBLIC_URL + link
            id = link.removesuffix("/matrix.json").rpartition("/")[2].removesuffix(".json")
            assert link.count("/") < 2 or link.endswith("/matrix.json") or answer.json()["data"]["id"] == id


def plain(folder: Path) -> str:
    """Whatever is no JSON, together; calendars unfolded."""
    kinds = ("*.md", "*.atom", "*.ics", "*.txt", "*.jsonl", "*.geojson", "*.bib", "*.ris", "*.csv")
    read = [file.read_bytes().decode() for kind in kinds for file in folder.rglob(kind)]
    return "\n".join(read).replace("\r\n ", "")


def test_each_json_is_what_the_service_answers_but_for_the_names_of_links(bundle: Path, public: httpx2.Client) -> None:
    files, named = documents(bundle), moved(bundle)

    def renamed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: renamed(part) for key, part in value.items()}
        if isinstance(value, list):
            return [renamed(part) for part in value]
        if not isinstance(value, str):
            return value
        before, _, link = value.removesuffix("?limit=500").rpartition(PUBLIC_URL)  # a citation ends with its address
        path, mark, fragment = link.partition("#")
        if path not in named:
            return value
        return before + (PUBLIC_URL if PUBLIC_URL in value else "") + named[path] + mark + fragment

    compared = 0
    for path, name in named.items():
        if name.endswith(".json") and path != "/":
            is_list = path.count("/") == 1 and "next" in files[name[1:]]
            answer = public.get(path, params={"limit": 500} if is_list else {})
            assert files[name[1:]] == renamed(answer.json()), path
            compared += 1
    assert compared > 200


def test_a_client_of_the_copy_works_on_the_service(bundle: Path, public: httpx2.Client) -> None:
    """Its JSON files have the names of addresses there, and each holds what that answers."""
    names = [file.relative_to(bundle).as_posix() for file in bundle.rglob("*.json")]
    refused = {name for name in names if public.get(f"/{name}").status_code != httpx2.codes.OK}
    assert refused == set()


def test_lists_are_whole(bundle: Path, record: dict[str, dict[str, Any]]) -> None:
    for name, records in record.items():
        page = json.loads((bundle / f"{name}.json").read_text(encoding="utf-8"))
        assert {one["id"] for one in page["data"]} == records.keys()
        assert (page["total"], page["returned"], page["next"]) == (len(records), len(records), None)
        assert len((bundle / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()) == len(records)


def test_what_is_left_out_is_said(bundle: Path) -> None:
    assert {route.path for route in own_routes() if not is_static(route)} == LEFT_OUT
    said = (bundle / "README.md").read_text(encoding="utf-8")
    assert [path for path in LEFT_OUT if path not in said] == []
    openapi = json.loads((bundle / "openapi.json").read_text(encoding="utf-8"))
    assert not LEFT_OUT & openapi["paths"].keys()
    assert {"/events.json", "/events/{id}.json", "/events/{id}/matrix.json", "/index.json"} <= openapi["paths"].keys()


def test_the_documentation_page_finds_its_files(bundle: Path, files: httpx2.Client) -> None:
    page = files.get("/docs.html").text
    assert {files.get(f"/{name}").status_code for name in re.findall(r'(?:src|href)="([^"]+)"', page)} == {200}
    assert (bundle / "static" / "swagger" / "LICENSE").is_file()


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum here")
def test_the_checksums_verify_and_name_every_file(bundle: Path) -> None:
    ended = subprocess.run(["sha256sum", "--quiet", "-c", SUMS], cwd=bundle, check=False)  # noqa: S607
    assert ended.returncode == 0
    names = [line[66:] for line in (bundle / SUMS).read_text(encoding="utf-8").splitlines()]
    found = {file.relative_to(bundle).as_posix() for file in bundle.rglob("*") if file.is_file()}
    assert names == sorted(found - {SUMS})


def test_an_earlier_export_is_replaced_by_the_same_bytes(bundle: Path, database: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    shutil.copytree(bundle, again)
    (again / "events.json").write_text("spoilt", encoding="utf-8")
    assert exported(again, database).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["again"]
    found = [{file.relative_to(root): file.read_bytes() for file in root.rglob("*") if file.is_file()}
             for root in (again, bundle)]  # fmt: skip
    assert found[0] == found[1]


def test_a_folder_with_anything_else_is_refused_in_one_line(bundle: Path, database: Path, tmp_path: Path) -> None:
    full, mixed, file = tmp_path / "full", tmp_path / "mixed", tmp_path / "file"
    full.mkdir()
    shutil.copytree(bundle, mixed)
    for kept in (full / "kept.txt", mixed / "kept.txt", file):
        kept.write_text("kept", encoding="utf-8")
    for target in (full, mixed, file):
        ended = exported(target, database)
        assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1), ended.stderr
        assert str(target) in ended.stderr
    assert (full / "kept.txt").read_text(encoding="utf-8") == (mixed / "kept.txt").read_text(encoding="utf-8") == "kept"
    assert cli.call("export").returncode == 2


def test_lists_longer_than_a_page_are_joined_and_a_path_stands_before_every_link(tmp_path: Path) -> None:
    seed, file = with_people(tmp_path, MANY), tmp_path / "many.db"
    ended = cli.call(
        "export",
        str(tmp_path / "out"),
        seed=seed,
        database_url=cli.database_url(file),
        public_url="https://example.org/a",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    page = json.loads((tmp_path / "out" / "people.json").read_text(encoding="utf-8"))
    assert len({one["id"] for one in page["data"]}) == page["total"] == page["returned"] == MANY
    assert page["next"] is None
    assert page["citation"]["url"] == "https://example.org/a/people.json"
    named = [one["links"]["self"].removeprefix("/a/") for one in page["data"]]
    assert [name for name in named if not (tmp_path / "out" / name).is_file()] == []


def rules(folder: Path) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """The patterns of `_headers`, and what each sets."""
    found: list[tuple[re.Pattern[str], dict[str, str]]] = []
    for line in (folder / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            found.append((re.compile(re.escape(line).replace(r"\*", ".*")), {}))
        else:
            name, _, value = line.strip().partition(": ")
            assert name.casefold() not in found[-1][1]
            found[-1][1][name.casefold()] = value
    return found


def test_a_host_that_reads_the_rules_sends_the_headers_of_the_service(bundle: Path, public: httpx2.Client) -> None:
    found, named, sampled = rules(bundle), moved(bundle), Counter[str]()
    assert len(found) <= 100, "Cloudflare Pages reads no more"
    own = {file.relative_to(bundle).as_posix() for file in bundle.rglob("*") if file.is_file()}
    unnamed = {f"/{name}": f"/{name}" for name in own - OWN_FILES if f"/{name}" not in named.values()}
    for path, file in {**named, **unnamed, urls.VIEW: "/index.html"}.items():
        sampled[pattern(path)] += 1
        if sampled[pattern(path)] > 2:
            continue
        expected = public.head(path).headers
        for address in {path, file} | ({"/"} if path == urls.VIEW else set()):
            matched = [headers for shape, headers in found if shape.fullmatch(address)]
            names = [name for headers in matched for name in headers]
            assert len(names) == len(set(names)), f"{address} gets a header twice"
            sent = {name: value for headers in matched for name, value in headers.items()}
            assert [name for name in COMPARED if sent.get(name) != expected.get(name)] == [], address


def test_any_page_may_send_any_header_to_a_copy(bundle: Path, public: httpx2.Client) -> None:
    answer = public.options("/events").headers
    sent = {
        name: value for shape, headers in rules(bundle) if shape.pattern == "/.*" for name, value in headers.items()
    }
    names = [name for name in answer if name.startswith("access-control-")]
    assert {"access-control-allow-headers", "access-control-expose-headers"} <= set(names)
    assert [name for name in names if sent.get(name) != answer[name]] == []
