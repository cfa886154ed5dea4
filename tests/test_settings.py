"""Settings: a wrong one stops every command with one line that names it and the cure; addresses are printed well."""

import argparse
import errno
import os
import re
import socket
from pathlib import Path
from typing import get_args

import pytest
from pydantic.fields import FieldInfo

from app.__main__ import command_parser
from app.operations.serving import greeting
from app.settings import Settings
from app.web.listening import listening_sockets
from tests.support import cli
from tests.support.paths import ROOT, SEED
from tests.support.servers import free_port, serve

MIB = 2**20
FIELDS = list(Settings.model_fields)
NEEDED = {"drift": ["text"], "diff": ["old", "new"], "export": ["folder"]}  # the arguments that commands require


def commands() -> list[list[str]]:
    """The words of each command but `check`, which tells of faults in its own way; none for the one without a name."""
    (parsers,) = (action for action in command_parser()._actions if isinstance(action, argparse._SubParsersAction))
    return [[], *([name, *NEEDED.get(name, [])] for name in parsers.choices if name != "check")]


def refusal(*words: str, **settings: object) -> str:
    """The line with which a command is refused."""
    ended = cli.call(*words, **settings)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1), ended
    return ended.stderr.strip()


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("value", "fault"),
    {
        "": "is empty; give it a value, or unset it to get the default",
        "1\r": "ends in a carriage return; save the file that sets it with Unix line ends",
        " 1": "begins or ends with whitespace; remove it",
        "1\t": "begins or ends with whitespace; remove it",
    }.items(),
)
def test_no_setting_may_be_empty_or_have_space_around_it(field: str, value: str, fault: str) -> None:
    assert refusal("verify", **{field: value}) == f"SKIRMISHES_{field.upper()} {fault}"


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_a_misspelt_setting_stops_every_command_and_the_nearest_is_named(words: list[str]) -> None:
    said = refusal(*words, worker=4)
    assert said == "SKIRMISHES_WORKER is not a setting; did you mean SKIRMISHES_WORKERS?"


@pytest.mark.parametrize("field", FIELDS)
def test_each_setting_is_named_when_its_last_letter_is_missing(field: str) -> None:
    said = refusal("verify", **{field[:-1]: 1})
    assert said.endswith(f" is not a setting; did you mean SKIRMISHES_{field.upper()}?")


def test_a_name_like_no_other_gets_the_list_of_all() -> None:
    said = refusal("verify", xyzzy=1)
    assert said.startswith("SKIRMISHES_XYZZY is not a setting; unset it, or choose from DATABASE_URL, ")
    assert [field for field in FIELDS if field.upper() not in said] == []


def test_all_faults_are_said_at_once() -> None:
    assert [fault.split()[0] for fault in refusal("verify", worker=4, port="", host="a b").split("; SKIR")] == [
        "SKIRMISHES_WORKER", "MISHES_PORT", "MISHES_HOST",
    ]  # fmt: skip


def test_the_program_is_stopped_without_a_traceback_whatever_its_workers() -> None:
    ended = cli.run("serve", workers=2, public_url="news.example")
    said = "SKIRMISHES_PUBLIC_URL is 'news.example'; it must begin with http:// or https://\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", said)


def default(field: FieldInfo) -> str:
    """The default of a setting, as an operator would write it."""
    value = field.default
    if value in (None, ""):
        return "none"
    if isinstance(value, Path):
        return f"`{value.relative_to(ROOT)}`"
    if isinstance(value, int) and value % MIB == 0:
        return f"{value // MIB} MiB"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def table() -> str:
    """The settings as a table in Markdown."""
    rows = [
        f"| `SKIRMISHES_{name.upper()}` | {default(field)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| variable | default | what |", "|---|---|---|", *rows]) + "\n"


def test_the_guide_has_the_table_of_all_settings(update: bool) -> None:
    guide = ROOT / "docs" / "operating.md"
    text = guide.read_text(encoding="utf-8")
    (in_guide,) = re.findall(r"^\| variable \| default .*\n(?:\|.*\n)+", text, re.MULTILINE)
    if update:
        guide.write_text(text.replace(in_guide, table()), encoding="utf-8")
    else:
        assert in_guide == table()


NOT_PUBLIC = {
    "news.example": "must begin with http:// or https://",
    "localhost:8000": "must begin with http:// or https://",
    "//news.example": "must begin with http:// or https://",
    "http:news.example": "must begin with http:// or https://",
    "ftp://x": "must begin with http:// or https://",
    "http://": "has no host",
    "http:///archive": "has no host",
    "http://:8000": "has no host",
    "http://a b": "no spaces, backslashes or control characters",
    "http://x/a\tb": "no spaces, backslashes or control characters",
    "http://x/a\x7fb": "no spaces, backslashes or control characters",
    "http://x\\y": "no spaces, backslashes or control characters",
    "http://x/\udce9": "no spaces, backslashes or control characters",
    "https://x?y": "remove the query or fragment",
    "https://x/?": "remove the query or fragment",
    "https://x/#y": "remove the query or fragment",
    "https://desk@x": "remove it, since everybody can read the URL",
    "https://desk:secret@x": "remove it, since everybody can read the URL",
    "https://desk:secret@[x": "its host is not valid",
    "http://x:0": "its port must be a number from 1 to 65535",
    "http://x:65536": "its port must be a number from 1 to 65535",
    "http://x:y": "its port must be a number from 1 to 65535",
    "http://[::1": "its host is not valid",
    "http://[::g]": "its host is not valid",
    "http://[127.0.0.1]": "its host is not valid",
    "http://[fe80::1%25eth0]": "its host is not valid",
    "http://300.1.1.1": "its host is not valid",
    "http://a..b": "its host is not valid",
    "http://-a.example": "its host is not valid",
    "http://a,b": "its host is not valid",
    f"http://{'a' * 64}.example": "its host is not valid",
    f"http://{'a.' * 127}example": "its host is not valid",
    "http://٣.example": "its host is not valid",
    "http://x/a//b": "no empty segment and no dot segment",
    "http://x/a/../b": "no empty segment and no dot segment",
    "http://x/100%": "write % in its path as %25",
}


@pytest.mark.parametrize(("url", "fault"), NOT_PUBLIC.items())
def test_a_public_url_that_can_not_stand_before_a_path_is_refused(url: str, fault: str) -> None:
    said = refusal("verify", public_url=url)
    assert said.startswith("SKIRMISHES_PUBLIC_URL ")
    assert fault in said
    assert "secret" not in said


PUBLIC = {
    "https://news.example": "https://news.example",
    "https://news.example/": "https://news.example",
    "https://news.example/archive/": "https://news.example/archive",
    "HTTPS://News.Example:8443/Archive": "https://news.example:8443/Archive",
    "https://пример.рф/архив": "https://xn--e1afmkfd.xn--p1ai/%D0%B0%D1%80%D1%85%D0%B8%D0%B2",
    "https://straße.example": "https://xn--strae-oqa.example",
    "https://نامه‌ای.example": "https://xn--mgba3gch31f060k.example",
    "http://[2001:DB8::1]:80": "http://[2001:db8::1]:80",
    "http://192.0.2.1/a%20b": "http://192.0.2.1/a%20b",
    "http://api_1:8000": "http://api_1:8000",
    'http://x/a"(b)*': "http://x/a%22%28b%29%2A",
}


@pytest.mark.parametrize(("url", "base_url"), PUBLIC.items())
def test_a_public_url_is_brought_into_the_form_that_responses_print(url: str, base_url: str) -> None:
    assert Settings(public_url=url).base_url == base_url


@pytest.mark.parametrize("contact", ["desk", "mailto:desk@news.example", "javascript:x", "a@b\x7f", "http://a b", "@"])
def test_a_contact_that_is_neither_e_mail_nor_page_is_refused(contact: str) -> None:
    assert refusal("verify", contact=contact).endswith("; it must be an e-mail address or an http or https URL")


@pytest.mark.parametrize("contact", ["desk@news.example", "https://news.example/contact?desk=1"])
def test_a_contact_is_an_e_mail_address_or_a_page(contact: str) -> None:
    assert cli.call("verify", contact=contact).returncode == 0


@pytest.mark.parametrize("field", ["host", "metrics_host"])
@pytest.mark.parametrize("host", ["[::1]", "http://x", "127.0.0.1:8000", "127.1", "a..b", "a b", "-", "300.1.1.1"])
def test_a_host_that_is_none_is_refused(field: str, host: str) -> None:
    said = refusal("verify", **{field: host})
    assert said.startswith(f"SKIRMISHES_{field.upper()} is '{host}'; it must be a host name or an IP ")


def test_a_host_that_nobody_knows_is_one_line_that_names_the_setting() -> None:
    said = refusal("serve", host="nowhere.invalid")
    assert said.startswith("Cannot listen on nowhere.invalid port 8000: ")
    assert said.endswith(". Set SKIRMISHES_HOST or SKIRMISHES_PORT to another.")


LISTENED = {  # host: where it listens, where a client on the machine reaches it
    "127.0.0.1": ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    "::1": ("http://[::1]:8000", "http://[::1]:8000"),
    "0.0.0.0": ("http://0.0.0.0:8000", "http://127.0.0.1:8000"),  # noqa: S104, nothing listens
    "::": ("http://[::]:8000", "http://127.0.0.1:8000"),
    "0:0:0:0:0:0:0:0": ("http://[0:0:0:0:0:0:0:0]:8000", "http://127.0.0.1:8000"),
    "fe80::1%eth0": ("http://[fe80::1%25eth0]:8000", "http://[fe80::1%25eth0]:8000"),
    "localhost": ("http://localhost:8000", "http://localhost:8000"),
}


@pytest.mark.parametrize(("host", "urls"), LISTENED.items())
def test_a_client_gets_an_address_that_it_can_open(host: str, urls: tuple[str, str]) -> None:
    listening, *tries = greeting(Settings(host=host)).splitlines()
    assert listening == f"Listening on {urls[0]} (press Ctrl+C to stop). Try:"
    assert all(line.startswith(f"  {urls[1]}/") for line in tries)


def test_a_public_url_is_said_besides_what_is_listened_on() -> None:
    listening, reached, *tries = greeting(Settings(host="::1", public_url="https://news.example/a/")).splitlines()
    assert listening == "Listening on http://[::1]:8000 (press Ctrl+C to stop)."
    assert reached == "Clients reach it at https://news.example/a. Try:"
    assert all(line.startswith("  https://news.example/a/") for line in tries)


def test_every_address_of_a_name_is_listened_on_or_none() -> None:
    port = free_port()
    sockets = listening_sockets("localhost", port)
    assert "127.0.0.1" in {opened.getsockname()[0] for opened in sockets}
    with pytest.raises(OSError, match=os.strerror(errno.EADDRINUSE)):
        listening_sockets("localhost", port)
    for opened in sockets:
        opened.close()


def has_ipv6() -> bool:
    """Whether this machine has the IPv6 address of itself."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
@pytest.mark.parametrize("workers", [1, 2])
def test_over_ipv6_every_address_in_an_answer_has_brackets(database: Path, workers: int) -> None:
    with serve(database, host="::1", workers=workers) as server, server.client() as client:
        assert server.url.startswith("http://[::1]:")
        page = client.get("/events?limit=2")
        links = [page.json()["next"], page.json()["citation"]["url"], page.links["next"]["url"]]
        links.append(client.get("/openapi.json").json()["servers"][0]["url"])
        assert [link for link in links if not link.startswith(server.url)] == []
        assert client.get(page.json()["next"]).status_code == 200
        assert f"Listening on {server.url} " in server.messages()


@pytest.mark.parametrize("words", [[], ["seed"], ["verify"], ["drift", __file__], ["schema"], ["export", "folder"]])
def test_a_seed_that_is_no_folder_is_one_line_that_names_the_setting(words: list[str], tmp_path: Path) -> None:
    cure = "; give the folder of a seed, with article.yaml in it"
    missing, url = tmp_path / "missing", cli.database_url(tmp_path / "x.db")
    for folder, fault in ((missing, "does not exist"), (Path(__file__), "is not a folder")):
        ended = cli.call(*words, seed=folder, database_url=url)
        assert (ended.stdout, ended.stderr) == ("", f"SKIRMISHES_SEED names {folder}, which {fault}{cure}\n")
        assert ended.returncode != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [[], ["serve"], ["seed"], ["migrate"], ["export", "folder"]])
def test_a_database_that_can_be_no_file_is_one_line_that_names_the_setting(words: list[str], tmp_path: Path) -> None:
    said = refusal(*words, database_url=cli.database_url(tmp_path))
    assert said == f"SKIRMISHES_DATABASE_URL names {tmp_path}, which is a folder; add the name of a file"
    below = Path(__file__) / "folder" / "x.db"
    said = refusal(*words, database_url=cli.database_url(below))
    assert said == f"SKIRMISHES_DATABASE_URL names {below}, but {__file__} is not a folder"


NO_DATABASE = [
    *("sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:////tmp/a.db?mode=ro"),
    *("postgresql://desk:secret@h:port/a", "postgresql://desk:sec@ret:1@h/a", "postgresql://desk:secret@[::1/a"),
]


@pytest.mark.parametrize("url", NO_DATABASE)
def test_what_names_no_database_is_refused(url: str) -> None:
    said = refusal("verify", database_url=url)
    assert "; write sqlite:/// and the path of a file, or " in said
    assert "ret" not in said


def test_a_password_with_an_at_sign_is_not_taken_for_a_host() -> None:
    said = refusal("verify", database_url="postgresql://desk:sec@ret@127.0.0.1:1/a")
    assert said.endswith("write the one in the user's name or password as %40")
    assert "ret" not in said


def numeric(kind: type) -> list[str]:
    """The settings that are numbers of a type, or may be."""
    return [
        name for name, field in Settings.model_fields.items() if kind in (field.annotation, *get_args(field.annotation))
    ]


@pytest.mark.parametrize("field", numeric(int))
@pytest.mark.parametrize("number", ["8_0", "8477.0", "+8478", "٨٤", "0x50", "-1", "80x"])
def test_a_whole_number_is_digits(field: str, number: str) -> None:
    said = refusal("verify", **{field: number})
    assert said == f"SKIRMISHES_{field.upper()} is {number!r}; it must be a whole number"


@pytest.mark.parametrize("field", numeric(float))
@pytest.mark.parametrize("number", ["nan", "inf", "1_0", "+1", "٨", "0x1", "1.", "a"])
def test_a_number_is_digits_with_a_point_or_none(field: str, number: str) -> None:
    said = refusal("verify", **{field: number})
    assert said == f"SKIRMISHES_{field.upper()} is {number!r}; it must be a number"


@pytest.mark.parametrize("field", numeric(float))
def test_a_fraction_is_a_number(field: str) -> None:
    for number in ("0.5", ".5", "5e-1"):
        assert cli.call("verify", **{field: number}).returncode == 0
    assert "; it must be " in refusal("verify", **{field: "-1"})


def test_a_port_for_two_things_is_refused() -> None:
    said = refusal("verify", metrics_port=8000)
    assert said == "SKIRMISHES_METRICS_PORT is 8000, which is SKIRMISHES_PORT; set it to another port"
    assert cli.call("verify", metrics_port=8000, socket="/run/s", public_url="https://x").returncode == 0
    assert cli.call("verify", metrics_port=8000, port=8001).returncode == 0


@pytest.mark.parametrize("folders", [("missing", "."), (".", "missing")])
def test_a_seed_to_compare_that_is_no_folder_is_one_line(folders: tuple[str, str]) -> None:
    said = refusal("diff", *(str(SEED) if name == "." else name for name in folders))
    assert said == "missing does not exist; give the folder of a seed, with article.yaml in it"
