"""A real WordPress, made of Debian's packages, with its database; both end with the test."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx2

from tests.support.servers import end, free_port
from tests.support.waiting import wait_until

PROGRAM = Path("/usr/share/wordpress")  # where the package has it
FILES = Path(__file__).with_name("wordpress_site")


class WordPress:
    """A running site."""

    def __init__(self, folder: Path, url: str, environment: dict[str, str]) -> None:
        self.folder, self.url, self.environment = folder, url, environment

    def run(self, script: str, *arguments: str) -> str:
        """Run one of the scripts beside this module in the site, and return what it prints."""
        command = ["php", str(self.folder / script), *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def add_post(self, addresses: Sequence[str]) -> str:
        """The address of a new post, in which these addresses were pasted."""
        return self.run("post.php", *addresses)


@contextmanager
def wordpress() -> Iterator[WordPress]:
    """A site with its database, on a free port of localhost."""
    with tempfile.TemporaryDirectory() as name, database(Path(name)) as socket:
        folder, url = Path(name) / "site", f"http://localhost:{free_port()}"
        shutil.copytree(PROGRAM, folder, ignore=shutil.ignore_patterns("wp-config.php"))
        shutil.copytree(FILES, folder, dirs_exist_ok=True)
        (folder / "wp-content" / "mu-plugins").mkdir()
        (folder / "plugin.php").rename(folder / "wp-content" / "mu-plugins" / "plugin.php")
        environment = {**os.environ, "SITE_SOCKET": str(socket), "SITE_URL": url, "PHP_CLI_SERVER_WORKERS": "4"}
        site = WordPress(folder, url, environment)
        site.run("install.php")
        command = ["php", "-S", url.removeprefix("http://"), "-t", str(folder)]
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                wait_until(lambda: answers(url))
                yield site
            finally:
                end(process)


@contextmanager
def database(folder: Path) -> Iterator[Path]:
    """A database server with an empty database, and its socket; it has no other way in."""
    data, socket = folder / "data", folder / "socket"
    user = [f"--user={os.environ.get('USER', 'root')}"]
    command = ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal"]
    made = subprocess.run([*command, *user], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    (data / "wordpress").mkdir(exist_ok=True)  # which is all that an empty database is
    command = ["mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={socket}", "--skip-networking", *user]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_until(lambda: process.poll() is not None or socket.exists())
            assert process.poll() is None
            yield socket
        finally:
            end(process)


def answers(url: str) -> bool:
    """Whether a site answers."""
    try:
        return httpx2.get(url).status_code < 500
    except httpx2.TransportError:
        return False
