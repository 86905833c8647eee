"""Classes: a statement or an open question before a group, and what those who take part make of it. Pure data.

Nobody who takes part is known: a voice stands under a token that the phone made for one round, and no longer than the
round lasts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

ENOUGH = 8  # design.md section 7: from so many participants on sentences may be shown
LASTS = timedelta(hours=3)  # a lesson that nobody closes
KEPT = timedelta(days=180)  # what a closed one leaves, when the group has no last day
OTHER_SIDE = timedelta(minutes=3)
LONGEST = 180  # characters of a sentence: what still reads on a screen
TEXT_LENGTH = 240  # and of a statement of one's own
MOST = 600  # voices in a round; a larger class than any, and an end to who makes up phones
A_SCREEN = 6  # sentences at once, to be read from the last row
# The room that sentences have on the screen, in hundredths of its width, as class.css sets them.
_COLUMN, _LINE, _AROUND, _LETTERS = 37.0, 2.6, 4.4, 38
_SPACE = re.compile(r"\s+")


class Stage(StrEnum):
    """Where a lesson is, in the order of the talk."""

    CHOOSING = "choosing"
    SHOWN = "shown"  # the spread of opinions
    SENTENCES = "sentences"
    OTHER = "other"  # the other side: written, shown to nobody, kept nowhere
    AGAIN = "again"  # choosing once more after the talk
    BOTH = "both"  # two spreads side by side
    SOURCE = "source"
    CLOSED = "closed"


class Position(StrEnum):
    """What one thinks of a statement."""

    AGREE = "agree"
    PARTLY = "partly"
    DISAGREE = "disagree"


class Step(StrEnum):
    """How far somebody is with their own sentence."""

    WHY = "why"
    ALLOW = "allow"  # may it be shown?
    HELD = "held"  # something in it may tell who it is about: to be changed, or taken away
    DONE = "done"


OPEN = frozenset(Stage) - {Stage.CLOSED}
CHOOSING = frozenset({Stage.CHOOSING, Stage.AGAIN})
WRITING = frozenset({Stage.CHOOSING, Stage.SHOWN, Stage.SENTENCES})  # sentences may still be finished
Totals = tuple[int, int, int]  # of AGREE, PARTLY, DISAGREE


@dataclass(frozen=True)
class Doors:
    """The ways in. Gone when the lesson is closed.

    Args:
        code: digits to be typed.
        path: in the QR code, longer than anybody can guess.
        screen: of the page for the screen, likewise.
    """

    code: str = ""
    path: str = ""
    screen: str = ""


NO_DOORS = Doors()


@dataclass(frozen=True)
class Asked:
    """What is put to the class.

    Args:
        text: the statement or the question.
        question: whether it is a question, to be answered in one sentence, instead of a statement.
        title: of the dialogue that it comes from, "" for one of the trainer's own.
        source: who says what the views say.
        views: what the source offers beside it, with whether Nabij added it.
        place: dialogue and step, "" for one's own.
    """

    text: str
    question: bool = False
    title: str = ""
    source: str = ""
    views: tuple[tuple[str, bool], ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Lesson:
    """A statement or a question as a class has it before it.

    Args:
        id: the row's.
        group: whose it is.
        asked: what is put to the class.
        stage: where it is.
        opened: when it was opened.
        ends: when it closes by itself; once closed, when it goes.
        doors: the ways in.
        totals: the spreads that were shown, one for each round.
        sentences: what may be shown, as it was last put on the screen.
        at: the first of the sentences that stand on the screen.
        version: rises with every change, so that pages know when to look.
        until: when the other side ends.
        chat: whether members take part in their own chats, for want of a page.
        teller: person and channel of the trainer whose message counts along in a lesson by chat.
        called: how many members were asked in their chats.
        count: how many took part, once closed.
    """

    id: str
    group: str
    asked: Asked
    stage: Stage
    opened: datetime
    ends: datetime
    doors: Doors = NO_DOORS
    totals: tuple[Totals, ...] = ()
    sentences: tuple[str, ...] = ()
    at: int = 0
    version: int = 1
    until: datetime | None = None
    chat: bool = False
    teller: tuple[str, str] = ("", "")
    called: int = 0
    count: int = 0

    @property
    def round(self) -> int:
        """The round whose voices count: 2 from the second choice on."""
        return 2 if self.stage in (Stage.AGAIN, Stage.BOTH) or len(self.totals) > 1 else 1


@dataclass(frozen=True)
class Voice:
    """What one unknown participant gave.

    Args:
        position: what they think, "" where it was counted already or for a question.
        sentence: why, or their answer.
        shown: whether the sentence may be shown, None while that is not said.
        held: something in the sentence may tell who it is about.
        ready: they wrote no sentence, or took it back.
    """

    position: str = ""
    sentence: str = ""
    shown: bool | None = None
    held: bool = False
    ready: bool = False

    @property
    def step(self) -> Step:
        """What they are asked next."""
        if self.ready:
            return Step.DONE
        if not self.sentence:
            return Step.WHY
        if self.shown is None:
            return Step.ALLOW
        return Step.HELD if self.held else Step.DONE


def totals(voices: Iterable[Voice]) -> Totals:
    """How many are where."""
    positions = [voice.position for voice in voices]
    agree, partly, disagree = (positions.count(position) for position in Position)
    return agree, partly, disagree


def showable(voices: Iterable[Voice]) -> tuple[str, ...]:
    """The sentences that have their writer's yes and nothing in them that tells who."""
    return tuple(voice.sentence for voice in voices if voice.shown and not voice.held)


def held(voices: Iterable[Voice]) -> int:
    """How many sentences with a yes are held back."""
    return sum(voice.step is Step.HELD for voice in voices)


def screenful(sentences: Sequence[str], at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences from `at` on that stand on the screen together, in two columns; one at least, while there are."""
    columns: tuple[list[str], list[str]] = ([], [])
    heights = [0.0, 0.0]
    for sentence in sentences[at : at + A_SCREEN]:
        shorter = heights.index(min(heights))
        height = -(-len(sentence) // _LETTERS) * _LINE + _AROUND
        if heights[shorter] + height > _COLUMN:
            break
        heights[shorter] += height
        columns[shorter].append(sentence)
    return tuple(columns[0]), tuple(columns[1])


def on_screen(lesson: Lesson) -> int:
    """How many sentences stand on the screen."""
    return sum(map(len, screenful(lesson.sentences, lesson.at)))


def one_line(text: str) -> str:
    """A text as one line."""
    return _SPACE.sub(" ", text).strip()
