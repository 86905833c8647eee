"""A trainer with a group and students in chats of their own, and small exercises to set."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.dialogue.learning_line import LearningLine, LinePart
from bot.dialogue.model import Ask, Care, Dialogue, Scene
from bot.dialogue.turn import Incoming, Signal
from bot.people.assignments import Assignment, Kind
from bot.people.rights import Role
from bot.services.ports import Arrival, House
from bot.storage.content import Content
from tests.journeys.talking import Chat, chatting, installed

HOUSE = House(
    "Hogeschool Voorbeeld", "nabij@voorbeeld.example", False, bot_name="NabijBot", address="https://nabij.example"
)
CODE = re.compile(r"\b\w{4}-\w{4}-\w{4}\b")


def exercise(name: str, care: Care | None = None) -> Dialogue:
    """A casus of one question."""
    scene = Scene("een", "Een", (Ask(id="v1", scene="een", text=f"Wat zie je bij {name}?", item="1"),))
    return Dialogue(
        id=name.lower(), kind="casus", title=name, scenes=(scene,), minutes=25, care=care, hash=name,
        summary="Een korte casus.",
    )  # fmt: skip


def content() -> Content:
    """What is installed, with four small exercises: two that are equal, a heavy one, one without an equal named."""
    made = (
        exercise("Kwartel"),
        exercise("Lijster"),
        exercise("Reiger", Care("Dit gaat over water.", other="lijster")),
        exercise("Zwaluw", Care("Dit gaat over lucht.")),
    )
    parts = (LinePart("kwartel", "", "thuis"), LinePart("", "presentie", "vrij"), LinePart("reiger", "", "les"))
    line = LearningLine("vogels", "Vogels kijken", "Een reeks.", "Kijken leren.", "beide", parts)
    found = installed()
    return replace(
        found, dialogues={**found.dialogues, **{item.id: item for item in made}}, lines={**found.lines, line.id: line}
    )


@contextmanager
def classroom(folder: Path) -> Iterator[Chat]:
    """Marieke, a trainer with group 2A."""
    with chatting(folder, content(), house=HOUSE) as chat:
        code = chat.store.invite_trainer(chat.clock() + timedelta(days=14))
        chat.say(f"/start g_{code}", "Marieke", "/trainer", "Nieuwe groep", "2A")
        yield chat


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def student(trainer: Chat, name: str, group: str = "2A") -> Chat:
    """Somebody who joined a group under a name."""
    chat = trainer.other(name.lower())
    chat.say(f"/groep {way_in(trainer, group)}", name)
    return chat


def way_in(trainer: Chat, group: str = "2A") -> str:
    """The code of a group of this trainer."""
    return CODE.findall(whole(trainer.say(f"/binnenlaten {group_ids(trainer)[group]}")))[0]


def colleague(trainer: Chat, name: str) -> Chat:
    """Another trainer of group 2A."""
    chat = trainer.other(name.lower())
    code = CODE.findall(whole(trainer.say(f"/groep-docent {group_ids(trainer)['2A']}")))[0]
    chat.say(f"/groep {code}", name)
    return chat


def invited(trainer: Chat, name: str, group: str) -> Chat:
    """A trainer with a group of their own."""
    chat = trainer.other(name.lower())
    code = chat.store.invite_trainer(chat.clock() + timedelta(days=14))
    chat.say(f"/start g_{code}", name, "/trainer", "Nieuwe groep", group)
    return chat


def crowd(trainer: Chat, count: int) -> None:
    """So many students at once, without chats."""
    for number in range(count):
        group, address = group_ids(trainer)["2A"], f"menigte{number}"
        incoming = Incoming(Signal.OTHER, trainer.clock(), "photo")
        trainer.store.receive([Arrival("telegram", address, address, incoming)])
        trainer.store.work(lambda work, _, g=group, n=number: work.groups.join(g, Role.STUDENT_HERE, f"Naam {n:02}"))


def set_many(trainer: Chat, *names: str) -> None:
    """So many things set at once, without being told of, each due a day later than the one before."""
    group, today = group_ids(trainer)["2A"], trainer.clock().date()
    trainer.store.receive([Arrival("terminal", "veel", "ik", Incoming(Signal.OTHER, trainer.clock(), "photo"))])
    made = [
        Assignment("", group, trainer.clock(), Kind.DIALOGUE, name, today + timedelta(days=number))
        for number, name in enumerate(names)
    ]
    trainer.store.work(lambda work, _: [work.assignments.make(item) for item in made])


def group_ids(chat: Chat) -> dict[str, str]:
    """The groups of a Nabij in which the names of groups are told by their trainers' screens."""
    found = {}
    for (ident,) in rows(chat, "select id from learning_group where id != 'house' order by created_at, id"):
        found["2A" if not found else f"groep{len(found) + 1}"] = ident
    return found


def assignment(chat: Chat) -> str:
    """The id of what was set last."""
    return rows(chat, "select id from assignment order by at desc, id")[0][0]


def rows(chat: Chat, sql: str) -> list[tuple]:
    """What stands in the database."""
    with sqlite3.connect(chat.folder / "data" / "nabij.sqlite3") as database:
        return list(database.execute(sql))


def do(chat: Chat) -> list[str]:
    """Answer the one question of a small exercise and finish it; what is said at its end."""
    said = chat.say("iets", "Klaar")
    return chat.say("Verder") if any("[Verder]" in line for line in said) else said


def at(chat: Chat, moment: str) -> None:
    """Put the clock at a moment in UTC."""
    chat.clock.now = datetime.fromisoformat(f"{moment}+00:00")
