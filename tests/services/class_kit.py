"""What tests of lessons share: a trainer with a group, and phones that hold a token as a browser holds a cookie."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from bot.services.classroom import Room
from bot.services.classroom_port import PhoneView, ScreenView
from tests.journeys.talking import Chat


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def trained(chat: Chat, *groups: str) -> Chat:
    """The person becomes a trainer, with these groups."""
    code = chat.store.invite_trainer(chat.clock() + timedelta(days=14))
    chat.say(f"/start g_{code}", "Marieke")
    for name in groups or ("2A",):
        made(chat, name)
    return chat


def made(trainer: Chat, name: str = "2A") -> str:
    """A new group; its code."""
    said = whole(trainer.say("/trainer", "Nieuwe groep", name))
    return re.findall(r"\b\w{4}-\w{4}-\w{4}\b", said)[0]


def room(chat: Chat) -> Room:
    """The classroom as its pages have it."""
    return Room(chat.store.lessons, chat.store.look_at_lessons, frozenset(), chat.clock)


def opened(trainer: Chat, words: str = "stelling schuldeiser") -> str:
    """Open a statement; the token of its screen page."""
    said = whole(trainer.say(words, "Op het scherm"))
    return re.findall(r"/scherm/(\w+)", said)[0]


@dataclass
class Phone:
    """A phone in class. `door` is the code or path that it came by."""

    room: Room
    door: str
    secret: str = ""
    view: PhoneView | None = None
    tokens: dict[str, str] = field(default_factory=dict)

    @classmethod
    def joined(cls, trainer: Chat, screen: str = "") -> Phone:
        """A phone that came by the QR code of the one open lesson."""
        with trainer.store.lessons() as book:
            groups = [item.group for item in _groups(trainer)]
            lesson = next(item for group in groups for item in book.of_group(group) if item.doors.path)
        phone = cls(room(trainer), lesson.doors.path, lesson.doors.screen)
        phone.look()
        return phone

    @property
    def token(self) -> str:
        """That of the round, made when it is first needed."""
        return self.tokens.setdefault(self.view.mark, secrets.token_hex(8)) if self.view else ""

    def look(self) -> PhoneView | None:
        """See what there is."""
        self.view = self.room.join(self.door, "")
        if self.view:
            self.view = self.room.join(self.door, self.token)
        return self.view

    def choose(self, position: str) -> PhoneView | None:
        """Take a position in the round that there is."""
        self.look()
        self.view = self.room.choose(self.door, self.token, position)
        return self.view

    def say(self, sentence: str) -> PhoneView | None:
        """Give a sentence."""
        self.view = self.room.say(self.door, self.token, sentence)
        return self.view

    def allow(self, shown: bool) -> PhoneView | None:
        """Say whether it may be shown."""
        self.view = self.room.allow(self.door, self.token, shown)
        return self.view

    def screen(self) -> ScreenView | None:
        """What the screen shows."""
        return self.room.screen(self.secret)


def _groups(chat: Chat) -> list:
    with chat.store.look(_person(chat)) as work:
        return [item for item in work.groups.mine() if item.group != "house"]


def _person(chat: Chat) -> str:
    import sqlite3

    with sqlite3.connect(chat.folder / "data" / "nabij.sqlite3") as database:
        return database.execute("select person_id from membership where role = 'trainer_here' limit 1").fetchone()[0]
