"""A trainer with a group, and students who did a short casus, in chats with the whole bot."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bot.dialogue.parse import parse
from bot.dialogue.turn import Incoming, Signal
from bot.services.ports import Arrival, House
from bot.storage.content_model import Content
from bot.storage.trees import read_tree
from tests.journeys.talking import Chat, chatting, installed

HOUSE = House(
    "Hogeschool Voorbeeld", "nabij@voorbeeld.example", False, bot_name="NabijBot", address="https://nabij.example"
)
CASE = """\
id: straat
kind: casus
title: De straat
scenes:
  - id: a
    steps:
      - {id: v1, ask: Wat zie je hier?}
      - {id: v2, ask: Wat doe je eerst?}
      - {id: v3, ask: Wie vraag je mee?}
      - {id: mee, ask: Wat neem je mee?, added: true, private: true}
"""
ANSWERS = ("een stoep vol fietsen", "eerst kijken", "de conciërge", "dit is alleen van mij")


def content() -> Content:
    """What is installed, with a short casus."""
    tree, _ = read_tree(CASE.encode(), "straat.yaml")
    assert tree is not None
    found = installed()
    return replace(found, dialogues={**found.dialogues, "straat": parse(tree)[0]})


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


@dataclass
class Classroom:
    """Marieke, her group 2A, and its code."""

    marieke: Chat
    code: str

    def member(self, name: str) -> Chat:
        """A student in the group, under that name."""
        student = self.marieke.other(name.lower())
        student.say(f"/groep {self.code}", name)
        return student

    def colleague(self, name: str) -> Chat:
        """A second trainer of the group."""
        code = code_in(self.marieke.say("/groep", "Meer", "Beheer", "Docent erbij"))
        trainer = self.marieke.other(name.lower())
        trainer.say(f"/groep {code}", name)
        return trainer

    def elsewhere(self, name: str) -> Chat:
        """A trainer with a group of their own."""
        code = self.marieke.store.invite_trainer(self.marieke.clock() + timedelta(days=14))
        trainer = self.marieke.other(name.lower())
        trainer.say(f"/start g_{code}", name)
        trainer.say("/trainer", "Nieuwe groep", "3B")
        return trainer

    def ids(self, table: str) -> list[str]:
        """The ids in a table."""
        with sqlite3.connect(self.marieke.folder / "data" / "nabij.sqlite3") as database:
            return [name for (name,) in database.execute(f"select id from {table} where id != 'house' order by at")]

    def people(self) -> list[str]:
        """The ids of everybody."""
        with sqlite3.connect(self.marieke.folder / "data" / "nabij.sqlite3") as database:
            return [name for (name,) in database.execute("select id from person")]

    @property
    def group(self) -> str:
        """The id of the group."""
        with sqlite3.connect(self.marieke.folder / "data" / "nabij.sqlite3") as database:
            [(found,)] = database.execute(
                "select id from learning_group where id != 'house' order by created_at limit 1"
            )
        return found


def code_in(lines: list[str]) -> str:
    """The code in what was said."""
    return re.findall(r"\b\w{4}-\w{4}-\w{4}\b", whole(lines))[0]


@contextmanager
def classroom(folder: Path) -> Iterator[Classroom]:
    """A trainer and a new group."""
    with chatting(folder, content(), house=HOUSE) as chat:
        code = chat.store.invite_trainer(chat.clock() + timedelta(days=14))
        chat.say(f"/start g_{code}", "Marieke")
        yield Classroom(chat, code_in(chat.say("/trainer", "Nieuwe groep", "2A")))


def finish(student: Chat, *answers: str) -> list[str]:
    """Do the casus to its end; what is said there."""
    student.say("/casus straat")
    said: list[str] = []
    for text in answers or ANSWERS:
        student.say(text)
        said = student.say("Klaar")
    return said


def share(student: Chat, *numbers: str, until: str = "Een week") -> list[str]:
    """Share those answers of what was just finished."""
    return student.say("/deel", "1", *(numbers or ("1",)), "Verder", until, "Deel")


def shared(student: Chat) -> list[dict]:
    """What the student's own file says of what they shared."""
    return student.data()["shares"]


def press(chat: Chat, name: str, key: str) -> None:
    """Press a button by its key, as one does on a message of long ago."""
    chat.clock.now += timedelta(minutes=1)
    incoming = Incoming(Signal.PRESS, chat.clock(), key)
    chat.office.receive([Arrival("terminal", f"druk-{chat.clock():%H%M%S}", name, incoming)])
    chat.office.work_all()
