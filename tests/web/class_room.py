"""A lesson served for real: a trainer in a chat, and its pages on a free port."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bot.channels.web import class_routes
from bot.services.ports import House
from tests.journeys.talking import Chat, chatting
from tests.services.class_kit import room, trained, whole
from tests.web.fake_post import FakePost
from tests.web.site import Site

HOUSE = House("Hogeschool Voorbeeld", "nabij@voorbeeld.example", False, address="https://nabij.voorbeeld.nl")


class Lesson:
    """A trainer, and the pages that their lessons have."""

    def __init__(self, trainer: Chat, site: Site, ticks: list[float]) -> None:
        self.trainer, self.site, self.ticks = trainer, site, ticks
        self.screen = self.path = self.code = ""

    def open(self, words: str = "stelling schuldeiser") -> Lesson:
        """Open a statement and read the ways in off its screen."""
        self.screen = re.findall(r"(/scherm/\w+)", whole(self.trainer.say(words, "Op het scherm")))[0]
        with self.site.client() as client:
            shown = client.get(self.screen).text
            self.code = re.findall(r'class="code">(\d+)<', shown)[0]
            self.path = client.get(f"/s/{self.code}").headers["location"]
        return self

    def phone(self) -> httpx.Client:
        """A phone with a browser of its own, which opened the page."""
        client = self.site.client()
        assert client.get(self.path).status_code == 200
        return client

    def press(self, client: httpx.Client, deed: str, text: str = "") -> httpx.Response:
        """Press a button of the page."""
        return client.post(self.path, data={"deed": deed, "text": text}, follow_redirects=True)


@contextmanager
def lesson_served(folder: Path) -> Iterator[Lesson]:
    """A trainer with one group, and the pages."""
    ticks = [0.0]
    with chatting(folder, house=HOUSE) as chat:
        trained(chat)
        there = room(chat)
        site = Site(FakePost(), more_routes=class_routes(there, lambda: ticks[0]))
        site.start()
        there.address = site.url
        try:
            yield Lesson(chat, site, ticks)
        finally:
            site.stop()
