"""The ports: what services and channels ask of the machinery around them.

`Store` is implemented by `bot.storage`, `Post` and `Exporter` by `bot.app`; tests pass in their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from bot.dialogue.run import Run
from bot.dialogue.turn import Answer, Incoming, Kept, Reply
from bot.services.access import Access, Doors
from bot.services.agenda import Agenda
from bot.services.assignments_port import Assignments
from bot.services.classes_port import Classes
from bot.services.groups_port import Groups
from bot.services.house_facts import Command as Command
from bot.services.house_facts import House as House
from bot.services.letters import Arrival as Arrival
from bot.services.letters import Delivery as Delivery
from bot.services.letters import Document as Document
from bot.services.rows import AnswerRow, AsideRow, EntryRow, OwnRow, RemarkRow, RunRow, Told
from bot.services.shares_port import Shares

Handler = Callable[["Work", Incoming], None]


class Work(Protocol):
    """One person's unit of work: everything read and written in one turn, committed together on exit."""

    @property
    def person(self) -> str:
        """The person's id."""

    @property
    def channel(self) -> str:
        """The channel that the turn came in through."""

    @property
    def address(self) -> str:
        """Where the person is reached in that channel."""

    @property
    def since(self) -> datetime:
        """When the person first came."""

    def settings(self) -> dict[str, Any]:
        """The person's settings (consent and the like); a copy."""

    def keep_settings(self, settings: Mapping[str, Any]) -> None:
        """Replace the settings."""

    def focus(self) -> str:
        """The stored focus, "" when there is none yet."""

    def keep_focus(self, focus: str) -> None:
        """Replace the focus."""

    def run(self, run: str) -> Run | None:
        """The run of that id, if it is this person's."""

    def keep_run(self, run: str, value: Run) -> None:
        """Insert or replace a run."""

    def drop_run(self, run: str) -> None:
        """Delete a run with its answers and entries."""

    def destroy(self, run: str, register: bool = False) -> None:
        """Destroy what was written in a run: every version, the messages as far as a channel allows, and the bubbles
        that repeat words of this person. With `register` the run and what was told about its entry stay.
        """

    def unsay(self, ref: str) -> None:
        """Take a message that came in out of the conversation, in a channel whose conversation is kept here."""

    def told(self, slot: str) -> Told:
        """Whether the latest reply in a slot went out, and when."""

    def runs(self) -> list[RunRow]:
        """All runs of the person, oldest first."""

    def answers(self, run: str, steps: frozenset[str]) -> dict[str, Answer]:
        """What stands at those steps of a run."""

    def all_answers(self, run: str) -> list[AnswerRow]:
        """Everything answered in a run, in the order in which it was first answered."""

    def keep(self, run: str, effect: Kept, at: datetime) -> None:
        """Carry out an effect of the engine that keeps something (`KeepDraft` is the caller's)."""

    def edit(self, ref: str, text: str, at: datetime) -> bool:
        """Change the message with that channel reference (its answer gets a new revision); False when it is unknown."""

    def purge(self, run: str, step: str, text: str, at: datetime) -> datetime | None:
        """Let the answer to a step say this only: every version of it is destroyed, and the messages that it was
        written in are taken out of the conversation as far as the channel allows.

        Returns:
            The moment of the oldest of these messages, None where there is none.
        """

    def take_back(self, ref: str) -> None:
        """Have a message of the person's own, as "channel:its name there", taken out of the conversation as far as the
        channel allows; what was kept of it stays."""

    def set_aside(self) -> list[AsideRow]:
        """The messages that could not be handled and were kept, oldest first."""

    def drop_set_aside(self, name: str) -> None:
        """Delete a message that could not be handled."""

    def entries(self) -> list[EntryRow]:
        """The journal, newest first."""

    def entries_of(self, run: str) -> list[EntryRow]:
        """The entries of one run: the run as a whole and its steps, as far as they were kept; newest first."""

    def tell_entry(self, entry: str, about: Mapping[str, Any]) -> None:
        """Replace what is told about an entry."""

    def schedule(self, due: datetime, command: str) -> None:
        """Have `command` done for this person later, as if it came in then: at `due`, or when a reminder may come."""

    def own_dialogues(self) -> list[OwnRow]:
        """The casus that this person may play beside those of Nabij, by name, then by version.

        Of each the version that is played now and, of their own, the one that waits to be kept.
        """

    def own_versions(self, name: str = "") -> list[OwnRow]:
        """Every version of a casus that this person wrote, or of all of theirs: by name, then by version."""

    def keep_own_dialogue(self, row: OwnRow) -> None:
        """Insert or replace a version of a casus of this person's own; its `owner` is not looked at."""

    def drop_own_dialogue(self, name: str, version: int | None = None) -> None:
        """Delete a version of a casus of this person's own, or all of them."""

    @property
    def agenda(self) -> Agenda:
        """The person's reminders."""

    @property
    def groups(self) -> Groups:
        """The groups of this Nabij, as far as services let this person at them."""

    @property
    def assignments(self) -> Assignments:
        """What is set for groups, as far as services let this person at it."""

    @property
    def shares(self) -> Shares:
        """Shared work, as far as services let this person at it."""

    @property
    def access(self) -> Access:
        """The secrets by which the person is known again."""

    @property
    def classes(self) -> Classes:
        """The lessons in class, likewise."""

    def remark(self, kind: str, entry: str, text: str) -> None:
        """Keep something for the editors of the lexicon, without whose it is; the same again is counted."""

    def remarks(self) -> list[RemarkRow]:
        """Everything that was kept for the editors."""

    def reply(self, *replies: Reply) -> None:
        """Put replies out, in order, to the channel that the turn came in through. A file that goes into a chat whose
        owner keeps it (Telegram) is taken out of there again after an hour."""

    def take_away(self, now: datetime) -> None:
        """Take the files out of the chat that stood there for an hour."""

    def forget(self, farewell: Reply) -> None:
        """Delete the person and every row of theirs; the farewell goes out and is then gone too."""


class Store(Protocol):
    """The store. Synchronous; every method may be called from any thread."""

    @property
    def doors(self) -> Doors:
        """The ways into the web channel."""

    def receive(self, arrivals: Sequence[Arrival]) -> int:
        """Commit what came in; return how much of it was new. A person who is new gets a data key."""

    def work(self, handle: Handler, most: int = 16) -> int:
        """Claim people with waiting rows and handle up to `most` rows in one transaction, in order per person.

        When a turn raises, all is rolled back and redone one row a transaction; a row that fails alone is set aside,
        still encrypted and still the person's, and `on_failure` of the store is told.

        Returns:
            How many rows were handled; 0 when nothing waits.
        """

    def look(self, person: str) -> AbstractContextManager[Work]:
        """A unit of work for reading only."""

    def outgoing(self, channel: str, most: int = 100) -> list[Delivery]:
        """What has not been sent yet through a channel, in order."""

    def farewells(self, channel: str) -> list[Delivery]:
        """What has not been sent yet through a channel and is nobody's any more, in order."""

    def sent(self, seq: int, message: str = "") -> None:
        """A delivery went out; its payload is dropped, except in a channel that keeps a transcript."""

    def failed(self, seq: int, reason: str) -> None:
        """A delivery can never go out (the bot was blocked); its payload is dropped, `reason` is an error class."""

    def transcript(self, channel: str, address: str, after: int = 0, most: int = 500) -> list[Delivery]:
        """Own words and replies of one person in a channel that keeps a transcript, after a sequence number."""

    def remind(self, now: datetime) -> int:
        """Let what was scheduled and is due by now come in, each exactly once; return how much that was."""

    def prune(self, now: datetime) -> None:
        """Remove what was kept only for a while: handled updates after 48 hours, old transcripts."""


class Exporter(Protocol):
    """Makes files for a person."""

    def make(self, person: str, what: str) -> Document:
        """The file that a reply's `export` names.

        Raises:
            TooLate: the person is gone.
        """


class Post(Protocol):
    """What a channel sees of everything behind it. May be called from any thread."""

    def receive(self, arrivals: Sequence[Arrival]) -> int:
        """As `Store.receive`; wakes the worker."""

    def outgoing(self, channel: str, most: int = 100) -> list[Delivery]:
        """As `Store.outgoing`."""

    def farewells(self, channel: str) -> list[Delivery]:
        """As `Store.farewells`."""

    def sent(self, seq: int, message: str = "") -> None:
        """As `Store.sent`."""

    def failed(self, seq: int, reason: str) -> None:
        """As `Store.failed`."""

    def transcript(self, channel: str, address: str, after: int = 0, most: int = 500) -> list[Delivery]:
        """As `Store.transcript`."""

    def export(self, person: str, what: str) -> Document:
        """As `Exporter.make`."""

    def listen(self, bell: Callable[[], None]) -> Callable[[], None]:
        """Call `bell` (from any thread) after each commit that may have put something out; returns how to stop it."""
