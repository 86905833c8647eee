"""What is done in a lesson: by who takes part, under a token, and by the trainer. The same by phone and by chat."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.people import classes
from bot.people.classes import NO_DOORS, Lesson, Position, Stage, Step, Voice
from bot.people.groups import Group
from bot.privacy import care, details
from bot.services.classes_port import Classes

_MIX = random.SystemRandom()
_AFTER_SHOWING = frozenset({Stage.SHOWN, Stage.SENTENCES, Stage.OTHER})
_MAY: Mapping[Stage, frozenset[Stage]] = {  # where each stage may be come to from
    Stage.SHOWN: frozenset({Stage.CHOOSING}),
    Stage.SENTENCES: _AFTER_SHOWING,
    Stage.OTHER: frozenset({Stage.SHOWN, Stage.SENTENCES}),
    Stage.AGAIN: _AFTER_SHOWING,
    Stage.BOTH: frozenset({Stage.AGAIN}),
    Stage.SOURCE: _AFTER_SHOWING | {Stage.BOTH},
}


def alive(lesson: Lesson | None, now: datetime) -> bool:
    """Whether a lesson is open still."""
    return lesson is not None and lesson.stage is not Stage.CLOSED and now < lesson.ends


def may_become(lesson: Lesson, stage: Stage) -> bool:
    """Whether a lesson can go on to a stage from where it is."""
    if lesson.asked.question:
        return stage is Stage.SENTENCES and lesson.stage in (Stage.CHOOSING, Stage.SENTENCES)
    if stage is Stage.SOURCE and not lesson.asked.views:
        return False
    return lesson.stage in _MAY.get(stage, frozenset())


def own(book: Classes, lesson: Lesson, token: str) -> Voice | None:
    """What stands under a token, where it still counts."""
    here = lesson.stage in classes.WRITING or lesson.stage is Stage.AGAIN
    return book.voice(lesson, token) if here and token else None


def choose(book: Classes, lesson: Lesson, token: str, position: str) -> bool:
    """Take a position, or another one while it is the time for it; a second tap changes no count.

    Returns:
        Whether it was taken.
    """
    if lesson.stage not in classes.CHOOSING or lesson.asked.question or position not in set(Position):
        return False
    stood = book.voice(lesson, token)
    if stood is None and book.count(lesson) >= classes.MOST:
        return False
    book.put(lesson, token, replace(stood or Voice(ready=lesson.stage is Stage.AGAIN), position=position))
    return True


def write(book: Classes, lesson: Lesson, token: str, text: str, known: Collection[str]) -> bool:
    """Give a sentence, or another in the place of one that is held; False where there is no place for it."""
    sentence, stood = classes.one_line(text), own(book, lesson, token)
    if not sentence or len(sentence) > classes.LONGEST:
        return False
    if stood is None:
        fresh = lesson.asked.question and lesson.stage is Stage.CHOOSING
        if not fresh or book.count(lesson) >= classes.MOST:
            return False
        stood = Voice()
    if stood.step is Step.DONE:
        return False
    held = bool(details.find(sentence, known)) or care.care(sentence)
    book.put(lesson, token, replace(stood, sentence=sentence, held=held))
    return True


def decide(book: Classes, lesson: Lesson, token: str, shown: bool) -> bool:
    """May the sentence be shown? One that may not is not kept either; nor is one that was never written."""
    stood = own(book, lesson, token)
    if stood is None or stood.step is Step.DONE or (shown and stood.step is not Step.ALLOW):
        return False
    book.put(lesson, token, replace(stood, shown=True) if shown else replace(stood, sentence="", ready=True))
    return True


def advance(book: Classes, lesson: Lesson, stage: Stage, now: datetime) -> Lesson:
    """Bring a lesson to a stage that it may come to, and keep it so."""
    lesson = _ARRIVING.get(stage, _arrived)(book, lesson, now)
    lesson = replace(lesson, stage=stage, version=lesson.version + 1)
    book.keep(lesson)
    return lesson


def _arrived(book: Classes, lesson: Lesson, now: datetime) -> Lesson:
    """Nobody changes their sentence any more."""
    book.let_go(lesson)
    return lesson


def _counted(book: Classes, lesson: Lesson, now: datetime) -> Lesson:
    counted = classes.totals(book.voices(lesson))
    book.settle(lesson)
    return replace(lesson, totals=(*lesson.totals, counted))


def _with_sentences(book: Classes, lesson: Lesson, now: datetime) -> Lesson:
    """The next few of the sentences; before the first of them they are gathered and mixed."""
    following = lesson.at + classes.on_screen(lesson)
    if lesson.stage is Stage.SENTENCES and following < len(lesson.sentences):
        return replace(lesson, at=following)
    return replace(lesson, at=0, sentences=_gathered(book, lesson))


def _on_the_other_side(book: Classes, lesson: Lesson, now: datetime) -> Lesson:
    book.let_go(lesson)
    return replace(lesson, until=now + classes.OTHER_SIDE)


_ARRIVING: Mapping[Stage, Callable[[Classes, Lesson, datetime], Lesson]] = {
    Stage.SHOWN: _counted,
    Stage.BOTH: _counted,
    Stage.SENTENCES: _with_sentences,
    Stage.OTHER: _on_the_other_side,
}


def _gathered(book: Classes, lesson: Lesson) -> tuple[str, ...]:
    """What may be shown, mixed; nothing while too few take part."""
    if taking_part(book, lesson) < classes.ENOUGH:
        return ()
    return tuple(_MIX.sample(found := classes.showable(book.voices(lesson, 1)), len(found)))


def taking_part(book: Classes, lesson: Lesson) -> int:
    """How many took part in the first round."""
    if lesson.stage is Stage.CLOSED:
        return lesson.count
    return sum(lesson.totals[0]) if lesson.totals else book.count(lesson)


def close(book: Classes, lesson: Lesson, ends: datetime) -> Lesson:
    """Close: totals and sentences are kept until `ends`, the voices, tokens and ways in are gone."""
    if lesson.stage in classes.CHOOSING and not lesson.asked.question and book.count(lesson):
        lesson = replace(_counted(book, lesson, ends), stage=Stage.BOTH if lesson.totals else Stage.SHOWN)
    count, sentences = taking_part(book, lesson), _gathered(book, lesson)
    book.clear(lesson)
    closed = replace(
        lesson, stage=Stage.CLOSED, sentences=sentences, count=count, at=0, ends=ends, doors=NO_DOORS,
        teller=("", ""), version=lesson.version + 1,
    )  # fmt: skip
    book.keep(closed)
    return closed


def kept_until(group: Group | None, opened: datetime) -> datetime:
    """Until when a closed lesson is kept: the last day of the course, or 180 days when none is told."""
    if group and group.ends and group.ends >= opened.date():
        return datetime.combine(group.ends, time(), UTC) + timedelta(days=1)
    return opened + classes.KEPT


def sweep(book: Classes, lesson: Lesson, group: Group | None, now: datetime) -> None:
    """Close a lesson that was forgotten, and delete one whose time is over or whose group is closed."""
    until = kept_until(group, lesson.opened)
    if group is None or group.closed or now >= until:
        book.drop(lesson.id)
    elif lesson.stage is not Stage.CLOSED and now >= lesson.ends:
        close(book, lesson, until)
