"""Leading a lesson: showing, the other side, choosing again, the source, closing, and what is kept afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from bot.dialogue.model import Choose
from bot.dialogue.turn import Reply
from bot.language.fold import excerpt
from bot.people.classes import ENOUGH, OPEN, Lesson, Stage
from bot.people.rights import Action, Thing
from bot.services import class_acts, class_buttons, dates, roles
from bot.services.class_opening import call, refuse, teaches
from bot.services.focus import Frame
from bot.services.prompting import ask, choice
from bot.services.talk import Talk, command_button
from bot.texts import say

SHOWN = 10  # kept lessons that a list shows


def command(talk: Talk, rest: str) -> None:
    """`klas ID DEED`; who may not hears what is said where there is no such command."""
    ident, _, deed = rest.partition(" ")
    lesson = led(talk, ident)
    if lesson is None or (deed and deed not in _DEEDS):
        refuse(talk)
    elif not deed:
        _kept_one(talk, lesson) if lesson.stage is Stage.CLOSED else class_buttons.tell(talk, lesson)
    else:
        _DEEDS[deed](talk, lesson)


def led(talk: Talk, ident: str) -> Lesson | None:
    """A lesson that the person may lead; one that nobody closed in time is closed by now."""
    book = talk.work.classes
    lesson = book.get(ident)
    if lesson is None or not roles.allowed(talk, Action.OPEN_CLASS, Thing(lesson.group)):
        return None
    if lesson.stage is not Stage.CLOSED and not class_acts.alive(lesson, talk.incoming.at):
        lesson = class_acts.close(book, lesson, _until(talk, lesson))
    return lesson


def _until(talk: Talk, lesson: Lesson) -> datetime:
    return class_acts.kept_until(talk.work.groups.get(lesson.group), lesson.opened)


def _become(talk: Talk, lesson: Lesson, stage: Stage) -> None:
    book = talk.work.classes
    if stage is Stage.SENTENCES and class_acts.taking_part(book, lesson) < ENOUGH:
        talk.say("klas.too_few", class_buttons.row(book, lesson))
    elif not class_acts.may_become(lesson, stage):
        talk.say("klas.not_now", class_buttons.row(book, lesson))
    else:
        lesson = class_acts.advance(book, lesson, stage, talk.incoming.at)
        if stage in (Stage.AGAIN, Stage.OTHER):
            lesson = call(talk, lesson)
        class_buttons.tell(talk, lesson)


def _reveal(talk: Talk, lesson: Lesson) -> None:
    _become(talk, lesson, Stage.BOTH if lesson.stage is Stage.AGAIN else Stage.SHOWN)


def _close(talk: Talk, lesson: Lesson) -> None:
    """Close it; a second tap shows what is kept."""
    if lesson.stage in OPEN:
        lesson = class_acts.close(talk.work.classes, lesson, _until(talk, lesson))
        group = talk.work.groups.get(lesson.group)
        class_buttons.closed(talk, lesson, lesson.ends, bool(group and group.ends))
    else:
        _kept_one(talk, lesson)


def _stop(talk: Talk, lesson: Lesson) -> None:
    """Before anything was shown: away with it."""
    if lesson.stage is Stage.CHOOSING:
        talk.work.classes.drop(lesson.id)
        talk.say("klas.stopped")
    else:
        talk.say("klas.not_now", class_buttons.row(talk.work.classes, lesson))


def _pdf(talk: Talk, lesson: Lesson) -> None:
    if lesson.stage is Stage.CLOSED:
        talk.reply(Reply(say("klas.here_is_pdf"), export=f"klas:{lesson.id}"))
    else:
        talk.say("klas.not_now", class_buttons.row(talk.work.classes, lesson))


def _wipe(talk: Talk, lesson: Lesson) -> None:
    ask(talk, Frame("prompt", "class_wipe", args={"lesson": lesson.id}))


def wipe_question(talk: Talk, frame: Frame) -> Choose:
    """Really?"""
    return choice("klas.wipe_sure", ("no", say("klas.wipe_no")), ("yes", say("klas.wipe_yes")))


def wipe_chosen(talk: Talk, frame: Frame, option: str) -> None:
    """Wipe it, or not."""
    lesson = led(talk, frame.args["lesson"])
    if lesson is None:
        refuse(talk)
    elif option == "yes":
        talk.work.classes.drop(lesson.id)
        talk.say("klas.wiped")
    else:
        _kept_one(talk, lesson)


def kept(talk: Talk, rest: str) -> None:
    """`klas-bewaard`: what was kept of the lessons of one's groups."""
    mine = teaches(talk)
    if not mine:
        refuse(talk)
        return
    closed = [item for group in mine for item in talk.work.classes.of_group(group.id) if item.stage is Stage.CLOSED]
    found = sorted(closed, key=lambda item: item.opened, reverse=True)[:SHOWN]
    if not found:
        talk.say("klas.no_kept")
        return
    lines = [say("klas.kept_line", number=number, slot=f"{{text{number}}}") for number in range(1, len(found) + 1)]
    values = {f"text{number}": excerpt(item.asked.text, 80) for number, item in enumerate(found, 1)}
    numbers = [command_button(str(number), f"klas {item.id}") for number, item in enumerate(found, 1)]
    rows = [tuple(numbers[place : place + 5]) for place in range(0, len(numbers), 5)]
    talk.say("klas.kept_list", *rows, values=values, lines="\n".join(lines))


def _kept_one(talk: Talk, lesson: Lesson) -> None:
    if lesson.stage is not Stage.CLOSED:
        class_buttons.tell(talk, lesson)
        return
    name = "answers" if lesson.asked.question else "choices"
    taken = class_buttons.number(name, lesson.count).rstrip(".")
    talk.say(
        "klas.kept_one", class_buttons.row(talk.work.classes, lesson), values={"text": lesson.asked.text},
        day=dates.day_and_year(lesson.opened.date()), taken=taken,
    )  # fmt: skip


_DEEDS: Mapping[str, Callable[[Talk, Lesson], None]] = {
    "toon": _reveal,
    "zinnen": partial(_become, stage=Stage.SENTENCES),
    "kant": partial(_become, stage=Stage.OTHER),
    "opnieuw": partial(_become, stage=Stage.AGAIN),
    "bron": partial(_become, stage=Stage.SOURCE),
    "sluit": _close,
    "stop": _stop,
    "pdf": _pdf,
    "wis": _wipe,
}
