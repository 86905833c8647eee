"""The classroom as its pages see it: a phone that takes part under a token, and the screen before the class.

Implements `classroom_port.ClassRoom`. Whoever comes with a code that leads nowhere learns no more than that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import datetime

from bot.people import classes
from bot.people.classes import Lesson, Stage, Step, Voice
from bot.privacy import care
from bot.services import class_acts
from bot.services.classes_port import Classes
from bot.services.classroom_port import PhoneView, ScreenView

Opening = Callable[[], AbstractContextManager[Classes]]


class Room:
    """Implements `classroom_port.ClassRoom`.

    Args:
        writing: opens the lessons in a transaction of its own.
        reading: opens them to be looked at.
        known: names that tell of nobody: persons of cases, authors.
        clock: the present moment.
        address: where phones find the pages.
    """

    def __init__(
        self, writing: Opening, reading: Opening, known: Collection[str], clock: Callable[[], datetime],
        address: str = "",
    ) -> None:  # fmt: skip
        self.address = address
        self._writing, self._reading, self._known, self._clock = writing, reading, known, clock

    def join(self, door: str, token: str) -> PhoneView | None:
        """As in `classroom_port.ClassRoom`."""
        with self._reading() as book:
            lesson = self._open(book.by_door(door))
            return _phone(book, lesson, token, self._clock()) if lesson else None

    def choose(self, door: str, token: str, position: str) -> PhoneView | None:
        """As in `classroom_port.ClassRoom`."""
        return self._do(door, token, lambda book, lesson: class_acts.choose(book, lesson, token, position))

    def say(self, door: str, token: str, sentence: str) -> PhoneView | None:
        """As in `classroom_port.ClassRoom`."""
        return self._do(door, token, lambda book, lesson: class_acts.write(book, lesson, token, sentence, self._known))

    def allow(self, door: str, token: str, shown: bool) -> PhoneView | None:
        """As in `classroom_port.ClassRoom`."""
        return self._do(door, token, lambda book, lesson: class_acts.decide(book, lesson, token, shown))

    def screen(self, screen: str) -> ScreenView | None:
        """As in `classroom_port.ClassRoom`."""
        with self._reading() as book:
            lesson = self._open(book.by_screen(screen))
            return _screen(book, lesson) if lesson else None

    def _do(self, door: str, token: str, act: Callable[[Classes, Lesson], object]) -> PhoneView | None:
        with self._writing() as book:
            lesson = self._open(book.by_door(door))
            if lesson is None or not token:
                return None
            act(book, lesson)
            return _phone(book, lesson, token, self._clock())

    def _open(self, lesson: Lesson | None) -> Lesson | None:
        return lesson if class_acts.alive(lesson, self._clock()) else None


def _phone(book: Classes, lesson: Lesson, token: str, now: datetime) -> PhoneView:
    voice = class_acts.own(book, lesson, token)
    page = _page(lesson, voice, now)
    sentence = voice.sentence if voice and page in ("why", "allow", "held") else ""
    mark = f"{lesson.id[:8]}{lesson.round}"
    danger = care.care(sentence)
    return PhoneView(page, lesson.asked, sentence, danger, lesson.doors.path, mark, lesson.version)


def _page(lesson: Lesson, voice: Voice | None, now: datetime) -> str:
    if lesson.stage is Stage.OTHER and lesson.until and now < lesson.until:
        return "other"
    if voice is None:
        return _without_voice(lesson)
    if lesson.stage is Stage.AGAIN:
        return "noted"
    return {Step.WHY: "why", Step.ALLOW: "allow", Step.HELD: "held", Step.DONE: "thanks"}[voice.step]


def _without_voice(lesson: Lesson) -> str:
    if lesson.stage not in classes.CHOOSING:
        return "ahead"
    return "answer" if lesson.asked.question else "choose"


def _screen(book: Classes, lesson: Lesson) -> ScreenView:
    choosing = lesson.stage in classes.CHOOSING
    count = book.count(lesson) if choosing else 0
    here = classes.screenful(lesson.sentences, lesson.at) if lesson.stage is Stage.SENTENCES else ((), ())
    shown = lesson.totals if lesson.stage in (Stage.SHOWN, Stage.BOTH) else ()
    return ScreenView(lesson, count, shown, here)
