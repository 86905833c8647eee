"""What services ask of the place where lessons in class are kept. Implemented by `bot.storage.classes`.

Nothing here asks whether it is allowed: services do that first, through `may()`; phones and screens by their token.
"""

from __future__ import annotations

from typing import Protocol

from bot.dialogue.turn import Reply
from bot.people.classes import Lesson, Voice


class Classes(Protocol):
    """Lessons and their voices, within one transaction."""

    def open(self, lesson: Lesson) -> Lesson:
        """Keep a new lesson; it comes back with an id and doors of its own."""

    def get(self, lesson: str) -> Lesson | None:
        """The lesson of that id; nobody else changes it before this transaction ends."""

    def by_door(self, door: str) -> Lesson | None:
        """The lesson that a code or path leads to; it stays as it is until this transaction ends."""

    def by_screen(self, screen: str) -> Lesson | None:
        """The lesson whose screen page has this token."""

    def of_group(self, group: str) -> list[Lesson]:
        """The lessons of a group, the latest first."""

    def keep(self, lesson: Lesson) -> None:
        """Replace a lesson; without doors nothing leads to it any more."""

    def drop(self, lesson: str) -> None:
        """Delete a lesson with all that is in it."""

    def voice(self, lesson: Lesson, token: str) -> Voice | None:
        """What stands under a token in the present round."""

    def put(self, lesson: Lesson, token: str, voice: Voice) -> None:
        """Keep or replace what stands under a token in the present round."""

    def count(self, lesson: Lesson) -> int:
        """How many voices there are in the present round."""

    def voices(self, lesson: Lesson, round: int = 0) -> list[Voice]:
        """All voices of a round, or of the present one, in no order that tells anything."""

    def settle(self, lesson: Lesson) -> None:
        """The positions of the present round are counted: forget them, and the tokens of who is done writing."""

    def let_go(self, lesson: Lesson) -> None:
        """Forget the tokens of every round; who was not done with a sentence has none."""

    def clear(self, lesson: Lesson) -> None:
        """Delete all voices."""

    def call(self, lesson: Lesson, command: str, but: str) -> int:
        """Have `command` done now for each member of the group that can be reached, but one; return how many."""

    def unsay(self, person: str, channel: str, ref: str) -> None:
        """Have a message that somebody wrote taken out of their conversation, as far as the channel allows."""

    def tell(self, lesson: Lesson, reply: Reply) -> None:
        """Put a reply out to the trainer of a lesson by chat."""
