"""What the pages for a class ask of what lies behind them. Implemented by `services.classroom.Room`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.people.classes import Asked, Lesson, Totals


@dataclass(frozen=True)
class PhoneView:
    """What a phone shows.

    Args:
        page: which page: `choose`, `answer`, `why`, `allow`, `held`, `thanks`, `noted`, `other` or `ahead`.
        asked: what is put to the class.
        sentence: the phone's own, where it is asked about.
        danger: whether the sentence speaks of danger, so that the numbers belong beside it.
        path: of the page, which nobody can guess.
        mark: names the round, so that a token is never used for two.
        version: rises when there may be something new.
    """

    page: str
    asked: Asked
    sentence: str
    danger: bool
    path: str
    mark: str
    version: int


@dataclass(frozen=True)
class ScreenView:
    """What the screen shows.

    Args:
        lesson: where the lesson is; totals and sentences in it are those that the trainer shows.
        count: how many took part in this round.
        sentences: those that stand on the screen now, in two columns.
    """

    lesson: Lesson
    count: int
    totals: tuple[Totals, ...]
    sentences: tuple[tuple[str, ...], tuple[str, ...]]


class ClassRoom(Protocol):
    """Lessons in class as their pages see them; None where a code leads nowhere. May be called from any thread.

    Attributes:
        address: where phones find the pages, without a slash at the end.
    """

    address: str

    def join(self, door: str, token: str) -> PhoneView | None:
        """What a phone shows; `door` is a code or path, `token` the phone's own for this round, "" for none yet."""

    def choose(self, door: str, token: str, position: str) -> PhoneView | None:
        """Take a position."""

    def say(self, door: str, token: str, sentence: str) -> PhoneView | None:
        """Give a sentence."""

    def allow(self, door: str, token: str, shown: bool) -> PhoneView | None:
        """Say whether the sentence may be shown; one that may not is forgotten."""

    def screen(self, screen: str) -> ScreenView | None:
        """What the page for the screen shows."""
