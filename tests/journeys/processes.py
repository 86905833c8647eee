"""Nabij as a real process: started, talked to, killed, started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.botapi import TestPerson

PATIENCE = 90.0  # seconds before a test gives up; many tests at once on a small machine are slow, and not wrong
LONGEST = 600.0  # seconds that a whole conversation over a pipe may take, so that a test never waits for ever


BOT_NAME = "nabij_bot"  # the username that tests.botapi gives its bot
# What is not handed on: settings of our own; compiling everything anew in each process; counting lines, which makes a
# process three times as slow while the same lines are counted in the tests that call them.
NOT_HANDED_ON = ("NABIJ_", "PYTHONDONTWRITEBYTECODE", "COVERAGE_PROCESS")
# Shared by all tests: parsing the content anew in every process took most of a run. Its key is the content itself.
CACHE = Path(__file__).resolve().parents[2] / ".pytest_cache" / "nabij"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """An environment in which keys and data stay in the test's own folder."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(NOT_HANDED_ON)}
    own = {"XDG_CONFIG_HOME": str(folder / "config"), "XDG_CACHE_HOME": str(CACHE)}
    return {**kept, **own, "PYTHONUNBUFFERED": "1", **more}


def command(*words: str) -> list[str]:
    """The command line of a nabij command."""
    return [sys.executable, "-m", "bot", *words]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Piped:
    """`nabij chat` over a pipe: a line in, lines out."""

    def __init__(self, folder: Path, *options: str, root: Path | None = None) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [*command("chat", "--data", str(folder / "data")), *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            cwd=folder, env={**environment(folder), "PYTHONPATH": str(root or Path.cwd())},
        )  # fmt: skip
        self.heard: list[str] = []
        self._watch = threading.Timer(LONGEST, self._process.kill)
        self._watch.daemon = True
        self._watch.start()

    def say(self, line: str) -> None:
        """Send one line."""
        pipe = self._pipe(self._process.stdin)
        pipe.write(line + "\n")
        pipe.flush()

    def next(self) -> str:
        """The next line that comes out."""
        line = self._pipe(self._process.stdout).readline()
        assert line, f"nabij chat ended: {self._pipe(self._process.stderr).read()}"
        self.heard.append(line.rstrip("\n"))
        return self.heard[-1]

    def until(self, text: str) -> list[str]:
        """The lines up to the one that holds `text`."""
        lines = [self.next()]
        while text not in lines[-1]:
            lines.append(self.next())
        return lines

    def end(self) -> list[str]:
        """End of input: the rest of what comes out; the exit status must be 0."""
        rest, faults = self._process.communicate(timeout=PATIENCE)
        self._watch.cancel()
        assert self._process.returncode == 0, faults
        return rest.splitlines()

    def export(self) -> dict:
        """Ask for /mijngegevens and read the file from where it was written."""
        self.say("/mijngegevens")
        path = self.until("nabij-gegevens.json")[-1]
        return json.loads(Path(path).read_text(encoding="utf-8"))

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


@dataclass
class Serving:
    """`nabij serve` with Telegram, or `nabij web`, as a process that can be killed and started again."""

    folder: Path
    words: list[str]
    token: str = ""
    root: Path = field(default_factory=Path.cwd)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @classmethod
    def telegram(cls, folder: Path, base_url: str, token: str) -> Serving:
        """Telegram by long polling against a Bot API server."""
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / "config.yaml"
        config.write_text(
            f"operator:\n  name: Hogeschool Proef\n  contact: proef@example.org\ndata: {folder / 'data'}\n"
            f"telegram:\n  base_url: {base_url}\n",
            encoding="utf-8",
        )
        return cls(folder, ["serve", "--config", str(config)], token)

    @classmethod
    def web(cls, folder: Path, port: int) -> Serving:
        """The web page for one local person."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder, ["web", "--data", str(folder / "data"), "--port", str(port)])

    @classmethod
    def many(cls, folder: Path, port: int, base_url: str = "", token: str = "") -> Serving:
        """The web page for many persons, and Telegram beside it where there is a Bot API server."""
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / "config.yaml"
        config.write_text(
            f"operator:\n  name: Hogeschool Proef\n  contact: proef@example.org\ndata: {folder / 'data'}\n"
            f"web:\n  port: {port}\n  address: http://127.0.0.1:{port}\n"
            + (f"telegram:\n  base_url: {base_url}\n  name: {BOT_NAME}\n" if base_url else ""),
            encoding="utf-8",
        )
        return cls(folder, ["serve", "--config", str(config)], token)

    @property
    def log(self) -> Path:
        """Everything that the process printed, over all its starts."""
        return self.folder / "log.txt"

    def start(self) -> None:
        """Start the process; its output is added to the log."""
        env = environment(self.folder, **self._more(), PYTHONPATH=str(self.root))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command(*self.words), stdout=log, stderr=log, env=env, cwd=self.folder)

    def command(self, *words: str) -> str:
        """Run a command beside it with the same configuration, to its end; what it printed."""
        env = environment(self.folder, **self._more(), PYTHONPATH=str(self.root))
        told = [*command(*words), "--config", str(self.folder / "config.yaml")]
        done = subprocess.run(told, env=env, cwd=self.folder, capture_output=True, text=True, timeout=3 * PATIENCE)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _more(self) -> dict[str, str]:
        return {"NABIJ_TELEGRAM_TOKEN": self.token} if self.token else {}

    def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """SIGTERM, and the exit status; nothing may take long."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def __enter__(self) -> Serving:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process and self.process.poll() is None:
            self.stop()


def agree(person: TestPerson) -> None:
    """First contact in Telegram, and consent."""
    person.say("/start")
    person.expect("Wat ik bewaar", timeout=PATIENCE)
    person.press("Akkoord")
    person.expect("Waar heb je zin in", timeout=PATIENCE)


def own_data(person: TestPerson, timeout: float = 30) -> dict:
    """Ask for /mijngegevens in Telegram, say yes to the warning, and read the file."""
    person.say("/mijngegevens")
    person.expect("Stuur ik het?", timeout=timeout)
    person.press("Stuur het")
    message = person.expect(lambda heard: heard.document is not None, timeout=timeout)
    return json.loads(message.file.content)


def wait_for_page(port: int) -> None:
    """Until the web page answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            assert time.monotonic() < deadline, "the web page did not come up"
            time.sleep(0.05)
