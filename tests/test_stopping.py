"""Ctrl+C and SIGTERM: every command ends by that signal, with one line, and leaves nothing half done behind."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.benchmarks import pack
from tests.support import cli
from tests.support.paths import ROOT, SEED
from tests.support.seeds import copied
from tests.support.servers import free_port
from tests.support.waiting import PATIENCE, is_read, wait_until

LINES = {signal.SIGINT: "Interrupted.\n", signal.SIGTERM: "Terminated.\n"}
COMMANDS = ["", "seed", "verify", "check", "mcp", f"diff {SEED} {{seed}}", f"drift {SEED}/article.yaml", "export {out}"]
EVENTS = 5000  # with so many claims that several processes are worthwhile


@pytest.fixture
def waiting_seed(tmp_path: Path) -> Path:
    """A seed of which one file is a pipe, so that whoever reads it waits."""
    seed = copied(tmp_path)
    (seed / "events.yaml").unlink()
    os.mkfifo(seed / "events.yaml")
    return seed


@contextmanager
def started(*words: str, **settings: object) -> Iterator["subprocess.Popen[str]"]:
    """The program in a process group of its own, as a terminal starts it; it is killed at the end if it still runs."""
    argv, environment, pipe = cli.argv(*words), cli.environment(**settings), subprocess.PIPE
    with subprocess.Popen(
        argv, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True, process_group=0
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", LINES)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_ends_by_the_signal_in_one_line(
    command: str, number: signal.Signals, waiting_seed: Path, tmp_path: Path
) -> None:
    file = tmp_path / "data" / "x.db"
    file.parent.mkdir()
    words = command.format(seed=waiting_seed, out=tmp_path / "out").split()
    settings = {"seed": waiting_seed, "database_url": cli.database_url(file), "port": free_port()}
    with started(*words, **settings) as process:
        wait_until(lambda: process.poll() is not None or is_read(waiting_seed / "events.yaml"))
        process.send_signal(number)
        _, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, err) == (-number, LINES[number])
    assert list(file.parent.iterdir()) == []


@pytest.fixture(scope="module")
def large_seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seed that several processes render."""
    folder = tmp_path_factory.mktemp("pack")
    pack.write(folder, EVENTS)
    return folder


def children(process: "subprocess.Popen[str]") -> list[int]:
    """The processes that a process has started and that have not ended."""
    return [int(word) for word in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


@pytest.mark.skipif(len(os.sched_getaffinity(0)) == 1, reason="one process renders where there is one processor")
@pytest.mark.parametrize("number", [*LINES, signal.SIGKILL])
def test_processes_that_render_end_with_the_load_and_say_nothing(
    number: signal.Signals, large_seed: Path, tmp_path: Path
) -> None:
    with started("seed", seed=large_seed, database_url=cli.database_url(tmp_path / "x.db")) as process:
        wait_until(lambda: process.poll() is not None or len(children(process)) > 1)
        assert process.poll() is None
        os.killpg(process.pid, number)  # as a terminal does
        _, err = process.communicate(timeout=PATIENCE)  # to the end of standard error, which all of them have
        assert (process.returncode, err) == (-number, LINES.get(number, ""))
    left = [file.name for file in tmp_path.iterdir()]
    assert [name for name in left if number != signal.SIGKILL or ".building" not in name] == []
