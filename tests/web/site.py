"""The web channel served for real: uvicorn in a thread of its own, which a test can stop and start again."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import httpx

from bot.channels.web import listening, serve, web_app
from tests.web.fake_post import FakePost


class Site:
    """A running web channel on a free port.

    Args:
        post: what is behind it.
        options: more for `web_app`.
    """

    def __init__(self, post: FakePost, **options: Any) -> None:
        self.post = post
        self._options = options
        self.port = 0
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen; the second time on the same port."""
        listener = listening("127.0.0.1", self.port)
        self.port = listener.getsockname()[1]
        app = web_app(self.post, address="local", host="127.0.0.1", port=self.port, **self._options)
        started = threading.Event()

        async def run() -> None:
            self._loop = asyncio.get_running_loop()
            self._task = asyncio.create_task(serve(app, "127.0.0.1", self.port, listener=listener))
            started.set()
            await asyncio.wait([self._task])

        self._thread = threading.Thread(target=lambda: asyncio.run(run()))
        self._thread.start()
        started.wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop as the composition root would: by cancelling."""
        if self._thread:
            self._loop.call_soon_threadsafe(self._task.cancel)
            self._thread.join(60)
            assert not self._thread.is_alive(), "the server hangs"
            self._thread = None

    def client(self, **headers: str) -> httpx.Client:
        """A client that presents itself as the page does."""
        return httpx.Client(base_url=self.url, headers={"Origin": self.url, **headers}, timeout=60)


@dataclass
class Event:
    """A server-sent event, or a comment (name "comment")."""

    name: str = "message"
    id: str | None = None
    data: Any = None


@dataclass
class Stream:
    """Reads events off a response as they come."""

    lines: Iterator[str]
    seen: list[Event] = field(default_factory=list)

    def __next__(self) -> Event:
        event = Event()
        for line in self.lines:
            if not line:
                break
            name, _, value = line.partition(": ")
            if name == "data":
                event.data = json.loads(value)
            elif name in ("event", "id"):
                setattr(event, "name" if name == "event" else "id", value)
            else:
                event.name = "comment"
        self.seen.append(event)
        return event

    def until(self, name: str) -> list[Event]:
        """Everything up to the first event of that name."""
        while (event := next(self)).name != name:
            assert len(self.seen) < 5000
        return self.seen[: self.seen.index(event)]
