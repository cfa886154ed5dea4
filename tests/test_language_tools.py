"""The tools for language models: every answer is sentences, in which no number of victims lacks whoever gives it."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import jsonschema_rs
import pytest
from sqlalchemy import URL

from app import urls
from app.formats.markdown import escape
from app.language_tools.arguments import LEFT_OUT
from app.language_tools.tools import TOOLS
from app.resources import RESOURCES
from app.seeding.loading.load import load
from app.vocabulary import RecordKind
from tests.support import cli, seeds
from tests.support.language_tools import Answer, Claimants, Tools, gives_victims, language_tools
from tests.support.paths import ROOT, SEED
from tests.support.waiting import PATIENCE, wait_until

ADDRESS = "https://example.org/record"  # a public address with a path, which must stand before every link
PAGES = f"{ADDRESS}{urls.VIEW}/"
Record = dict[str, dict[str, dict[str, Any]]]
PARAMETERS = [
    (tool.name, name, schema["examples"][0])
    for tool in TOOLS.values()
    for name, schema in tool.input_schema["properties"].items()
    if name != "cursor"  # one that was never issued
]
WRONG = [
    ("get_event", {"id": "kerman-bombing"}, "/events/kerman-bombing"),
    ("get_claim", {"id": "x"}, "/claims/x"),
    ("who_says_what", {"id": "kerman-bombing"}, "/events/kerman-bombing/matrix"),
    ("list_events", {"type": ["stike"]}, "/events?type=stike"),
    ("list_events", {"type": "stike", "limit": 0}, "/events?type=stike&limit=0"),
    ("list_events", {"party": []}, "/events?party="),
    ("search", {"q": []}, "/search?q="),
    ("list_claims", {"claimant": ["irann"]}, "/claims?claimant=irann"),
    ("list_events", {"country": ["Pakistan"]}, "/events?country=Pakistan"),
    ("list_events", {"since": "last week"}, "/events?since=last%20week"),
    ("list_events", {"background": "maybe"}, "/events?background=maybe"),
    ("list_events", {"since": ["2024-01-01", "2024-01-02"]}, "/events?since=2024-01-01&since=2024-01-02"),
    ("list_events", {"cursor": "eyJ"}, "/events?cursor=eyJ"),
    ("list_events", {"sort": "size"}, "/events?sort=size"),
    ("search", {}, "/search"),
    ("search", {"q": "a\u0000b"}, "/search?q=a%00b"),
    ("resolve", {"q": ""}, "/resolve?q="),
]

CLIENT = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}}
INITIALIZE = {"method": "initialize", "params": CLIENT}


@pytest.fixture(scope="module")
def tools(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tools]:
    """A session with the program over the real seed."""
    with language_tools(database, tmp_path_factory.mktemp("tools"), public_url=ADDRESS) as session:
        yield session


@pytest.fixture(scope="module")
def bare_figures(record: Record) -> Any:
    """What finds the sentences of a text that give a number of victims and do not say who gives it."""
    titles = {event["title"] for event in record["events"].values()} | {"in Iran", "in Pakistan"}
    return Claimants(record["claims"].values(), titles).without_claimant


def test_there_is_a_tool_for_each_list_and_record_and_all_only_read(tools: Tools) -> None:
    declared = {tool.name: tool for tool in tools.list()}
    lists = {f"list_{resource.name}" for resource in RESOURCES}
    assert declared.keys() == {"search", "resolve", "who_says_what"} | lists | {f"get_{kind}" for kind in RecordKind}
    for tool in declared.values():
        assert tool.description
        assert tool.annotations is not None
        assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False)


def test_arguments_are_those_of_the_api_without_what_shapes_json(tools: Tools) -> None:
    for tool in tools.list():
        schema = tool.input_schema
        jsonschema_rs.meta.validate(schema)
        judge = jsonschema_rs.validator_for(schema)
        assert schema["properties"].keys() == TOOLS[tool.name].query.model_fields.keys() - LEFT_OUT
        assert all(judge.is_valid(example) for example in schema["examples"])
        assert "$ref" not in json.dumps(schema)
        for name, value in schema["properties"].items():
            assert value["description"]
            assert jsonschema_rs.validator_for(value).is_valid(value["examples"][0]), f"{tool.name}.{name}"


@pytest.mark.parametrize("name", TOOLS)
def test_the_example_of_a_tool_is_answered_with_links_and_credit(tools: Tools, name: str) -> None:
    answer = tools.call(name, TOOLS[name].example)
    assert not answer.is_error, answer.text
    assert any(link.startswith(PAGES) for link in answer.links)
    assert all(link.startswith((PAGES, "https://simple.wikipedia.org/")) for link in answer.links)
    assert re.search(r"\n\nCredit: .*, v[\d.]+, .*CC BY-SA 4.0\.\Z", answer.text)


@pytest.mark.parametrize(("name", "parameter", "example"), PARAMETERS)
def test_the_example_of_each_argument_is_accepted(tools: Tools, name: str, parameter: str, example: Any) -> None:
    answer = tools.call(name, {**(TOOLS[name].example if name == "search" else {}), parameter: example})
    assert not answer.is_error, answer.text


def test_a_list_is_read_to_its_end_by_cursors(tools: Tools, record: Record) -> None:
    arguments: dict[str, Any] = {"limit": 7, "sort": "-date"}
    answers = [tools.call("list_claims", arguments)]
    while cursor := answers[-1].cursor:
        answers.append(tools.call("list_claims", arguments | {"cursor": cursor}))
    pages = [link for answer in answers for link in answer.links if link.startswith(f"{PAGES}claims/")]
    assert len(pages) == len(set(pages))
    assert {link.removeprefix(f"{PAGES}claims/") for link in pages} == record["claims"].keys()


def test_an_answer_says_how_many_records_match_and_how_many_follow(tools: Tools, record: Record) -> None:
    total = len(record["strikes"])
    first = tools.call("list_strikes", {"limit": total - 1})
    assert tools.call("list_strikes", {}).text.startswith(f"{total} records match.")
    assert first.text.startswith(f"{total} records match; the first {total - 1} follow.")
    rest = tools.call("list_strikes", {"limit": total - 1, "cursor": first.cursor})
    assert rest.text.startswith(f"{total} records match; 1 of them follows.")
    assert tools.call("list_strikes", {"attacker": ["pakistan"]}).text.startswith("1 record matches. ")
    assert tools.call("list_strikes", {"q": "zzz"}).text.startswith("No records match.\n\nNote: ")


@pytest.mark.parametrize("name", TOOLS)
def test_what_describes_arguments_speaks_of_arguments_and_not_of_addresses_or_json(name: str) -> None:
    arguments = TOOLS[name].input_schema["properties"]
    words = {*arguments, "true", "false", *(word for one in arguments.values() for word in allowed(one))}
    for schema in arguments.values():
        quoted = re.findall(r"`([^`]+)`", schema["description"])
        assert {word for word in quoted if re.fullmatch(r"\w+", word)} <= words
        assert not re.search(r"=|\brepeat|\bURL|notices", schema["description"].replace("repeat each other", ""))


def allowed(schema: dict[str, Any]) -> list[str]:
    """The words that an argument takes, if they are a closed list."""
    return [*schema.get("enum", ()), *schema.get("items", {}).get("enum", ())]


def test_arguments_may_be_null_single_or_in_another_type(tools: Tools) -> None:
    exact = tools.call("list_events", {"type": ["strike"], "limit": 2, "background": False})
    loose = tools.call("list_events", {"type": "strike", "limit": 2.0, "background": "false", "party": None})
    assert exact == loose
    assert not exact.is_error
    assert tools.call("get_event", {"id": "Kerman-Bombings"}).links[0] == f"{PAGES}events/kerman-bombings"


@pytest.mark.parametrize(("name", "arguments", "address"), WRONG)
def test_an_error_has_the_messages_of_the_api(
    tools: Tools, http: httpx2.Client, name: str, arguments: dict[str, Any], address: str
) -> None:
    problem = http.get(address).json()
    messages = [fault["message"] for fault in problem["errors"]] or [problem["detail"]]
    assert tools.call(name, arguments) == Answer("\n".join(messages), is_error=True)


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("list_event", {}, 'There is no tool "list_event". Did you mean list_events'),
        ("list_events", {"fields": "id"}, "Leave out fields: tools answer in sentences."),
        ("search", {"q": "ambassador", "detail": "full"}, "Leave out detail: tools answer in sentences."),
        (
            "list_events",
            {"partys": ["iran"]},
            'Unknown argument "partys". Did you mean party,',
        ),
        ("list_events", {"page": 2}, 'Unknown argument "page". Did you mean cursor?'),
        ("list_events", {"party": [None]}, "party must be a text, a number"),
        ("list_events", {"type": {"is": "strike"}}, "type must be a text, a number"),
    ],
)
def test_what_only_a_tool_can_be_asked_is_an_error_too(
    tools: Tools, name: str, arguments: dict[str, Any], message: str
) -> None:
    answer = tools.call(name, arguments)
    assert answer.is_error
    assert answer.text.startswith(message)


@pytest.mark.parametrize("name", TOOLS)
def test_no_error_names_an_argument_that_the_tool_refuses(tools: Tools, name: str) -> None:
    wrong = ["naïve", "colour", "format", "select", "details", *LEFT_OUT]
    answer = tools.call(name, {**TOOLS[name].example, **dict.fromkeys(wrong, 1)})
    lines = answer.text.splitlines()
    assert (answer.is_error, len(lines)) == (True, len(wrong)), "each is an error of its own"
    accepted = TOOLS[name].input_schema["properties"].keys()
    for line in lines:
        offered = re.search(r"(?:Did you mean|The arguments are:) (.+)[.?]$", line)
        assert set(re.split(", | or ", offered[1])) <= accepted if offered else line.startswith("Leave out ")


def test_every_fault_of_a_call_is_named_at_once(tools: Tools) -> None:
    answer = tools.call("list_events", {"partys": [], "party": [], "limit": 0, "type": [{}], "fields": "id"})
    faults = ('Unknown argument "partys"', "party must not", '"0" is not a', "type must be a", "Leave out fields")
    assert len(answer.text.splitlines()) == len(faults)
    assert all(fault in answer.text for fault in faults)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_no_answer_about_a_record_gives_a_figure_without_its_claimant(
    tools: Tools, record: Record, bare_figures: Any, resource: Any
) -> None:
    answers = [tools.call(f"list_{resource.name}", {"limit": 500})]
    answers += [tools.call(f"get_{resource.kind}", {"id": id}) for id in record[resource.name]]
    assert not any(answer.is_error for answer in answers)
    assert [sentence for answer in answers for sentence in bare_figures(answer.text)] == []


def test_no_comparison_and_no_search_gives_a_figure_without_its_claimant(
    tools: Tools, record: Record, bare_figures: Any
) -> None:
    answers = [tools.call("who_says_what", {"id": id}) for id in record["events"]]
    answers += [tools.call("search", {"q": word, "limit": 500}) for word in ("killed", "wounded", "children", "nine")]
    answers += [tools.call("resolve", {"q": name}) for name in ("Iran", "Marg Bar Sarmachar")]
    assert not any(answer.is_error for answer in answers)
    assert sum(gives_victims(answer.text) for answer in answers) >= 4
    assert [sentence for answer in answers for sentence in bare_figures(answer.text)] == []


def test_a_bare_figure_would_be_seen(record: Record, bare_figures: Any) -> None:
    figures = [claim for claim in record["claims"].values() if claim["low"] is not None]
    for claim in figures:
        assert bare_figures(f"- [{claim['statement']}](x)") == [f"- [{claim['statement']}]"]
        assert bare_figures(claim["text"]) == []
    gaps = ["whether those killed are among the nine", "whether Iran made one statement"]
    assert bare_figures(f"Iran struck. Not stated: {'; '.join(gaps)}.") == [f"Not stated: {gaps[0]}"]
    title = "Who the nine killed in Iran were"
    assert bare_figures(f"Iran struck. [{title}](x).") == [f"[{title}]."]


def test_a_comparison_has_every_claim_about_the_event(tools: Tools, record: Record) -> None:
    for id, event in record["events"].items():
        answer = tools.call("who_says_what", {"id": id})
        pages = {link for link in answer.links if link.startswith(f"{PAGES}claims/")}
        assert pages == {f"{PAGES}claims/{claim['id']}" for claim in event["claims"]}


def test_a_comparison_has_every_discrepancy_of_the_claims_under_their_question(tools: Tools, record: Record) -> None:
    for id, event in record["events"].items():
        differing = {claim["id"]: {item["id"] for item in claim["discrepancies"]} for claim in event["claims"]}
        for section in tools.call("who_says_what", {"id": id}).text.split("\n## ")[1:]:
            answer = Answer(section, is_error=False)
            asked = [differing[claim] for claim in answer.ids("claims")]
            assert set(answer.ids("discrepancies")) == set.union(*asked)
            assert ("leave questions open:\n- " in section) == any(asked)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_a_record_has_its_discrepancies_and_those_of_its_claims(tools: Tools, record: Record, resource: Any) -> None:
    for id, document in record[resource.name].items():
        of = [document, *document.get("claims", ())]
        expected = {item["id"] for one in of for item in one.get("discrepancies", ())}
        assert expected <= set(tools.call(f"get_{resource.kind}", {"id": id}).ids("discrepancies"))


def test_a_record_about_an_event_and_its_strike_has_their_text_once(tools: Tools, record: Record) -> None:
    for id, discrepancy in record["discrepancies"].items():
        answer = tools.call("get_discrepancy", {"id": id})
        concerned = {item["href"] for item in discrepancy["records"] if item["kind"] != "dataset"}
        assert {f"{ADDRESS}{urls.VIEW}{href}" for href in concerned} <= set(answer.links)
        for event in answer.ids("events"):
            assert answer.text.count(escape(record["events"][event]["summary"])) == 1


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_a_record_is_found_by_the_link_that_answers_have(tools: Tools, resource: Any) -> None:
    found = tools.call(f"get_{resource.kind}", {"id": resource.example})
    assert not found.is_error
    for link in (found.links[0], f" {found.links[0]}/ ", f"{resource.name}/{resource.example.upper()}"):
        assert tools.call(f"get_{resource.kind}", {"id": link}) == found


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_an_id_of_another_kind_is_answered_with_the_tool_to_use(tools: Tools, record: Record, resource: Any) -> None:
    kinds = [other.kind for other in RESOURCES if resource.example in record[other.name]]
    asked = [f"get_{other.kind}" for other in RESOURCES if other.kind not in kinds]
    asked += ["who_says_what"] if RecordKind.EVENT not in kinds else []
    for name in asked:
        answer = tools.call(name, {"id": resource.example})
        assert answer.is_error
        assert set(re.findall(r"get_\w+", answer.text)) == {f"get_{kind}" for kind in kinds}
        assert "Did you mean" not in answer.text


def test_both_databases_answer_alike(tools: Tools, seeded: URL, tmp_path: Path) -> None:
    with language_tools(seeded, tmp_path, public_url=ADDRESS) as others:
        for tool in TOOLS.values():
            assert others.call(tool.name, tool.example) == tools.call(tool.name, tool.example)


@pytest.mark.parametrize("of", ["a_file", "url"])
def test_a_dataset_loaded_during_a_session_is_answered_from(
    request: pytest.FixtureRequest, tmp_path: Path, of: str
) -> None:
    target = tmp_path / "served.db" if of == "a_file" else request.getfixturevalue(of)
    load(SEED, target)
    with language_tools(target, tmp_path) as session:
        assert "Another title" not in session.call("list_events", {}).text
        changed = seeds.copied(tmp_path)
        seeds.event("title: The Kerman bombings", "title: Another title").apply(changed)
        load(changed, target)
        wait_until(lambda: "Another title" in session.call("list_events", {}).text)


def test_standard_output_is_the_protocol_even_while_the_seed_is_loaded(tmp_path: Path) -> None:
    with started(tmp_path, f"sqlite:///{tmp_path / 'new.db'}") as program:
        instructions = ask(program, INITIALIZE)["result"]["instructions"]
        assert "never add them up" in instructions
        assert "`null`" not in instructions, "no tool answers in JSON"
        assert ask(program, {"method": "ping"})["result"] == {}
        rest, _ = program.communicate(timeout=PATIENCE)
    assert (rest, program.returncode) == ("", 0)
    assert re.fullmatch(r"Loaded version .*\n", (tmp_path / "log").read_text(encoding="utf-8"))


def test_without_standard_input_it_ends_at_once(database: Path) -> None:
    ended = run(database, "/bin/sh", "-c", 'exec "$@" <&-', "sh", *cli.argv("mcp"))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_an_interrupt_ends_it_while_it_waits_for_input(database: Path, tmp_path: Path) -> None:
    with started(tmp_path, cli.database_url(database)) as program:
        assert ask(program, INITIALIZE)["result"]["serverInfo"]["name"] == "skirmishes"
        program.send_signal(signal.SIGINT)
        assert program.wait(PATIENCE) == -signal.SIGINT
    assert (tmp_path / "log").read_text(encoding="utf-8") == ""


@contextmanager
def started(folder: Path, database_url: str) -> Iterator["subprocess.Popen[str]"]:
    """The program by itself, without the SDK on the other side; what it logs goes to a file."""
    environment = cli.environment(database_url=database_url)
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            cli.argv("mcp"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=ROOT,
            env=environment,
            text=True,
        ) as program,
    ):
        yield program


def ask(program: "subprocess.Popen[str]", request: dict[str, Any]) -> Any:
    """Send a request in a line, and read the line that answers it."""
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(f"{json.dumps({'jsonrpc': '2.0', 'id': 1, **request})}\n")
    program.stdin.flush()
    return json.loads(program.stdout.readline())


def test_without_the_extra_one_line_says_how_to_install_it(database: Path) -> None:
    program = "import sys; sys.modules['mcp'] = None; from app.__main__ import main; main(['mcp'])"
    ended = run(database, sys.executable, "-c", program)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert re.fullmatch(r".*pip install 'mcp>=2\.3\.0'\n", ended.stderr)


def run(database: Path, *argv: str) -> "subprocess.CompletedProcess[str]":
    """Run a command over a database, and wait for its end."""
    environment = cli.environment(database_url=cli.database_url(database))
    return subprocess.run(
        argv, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
