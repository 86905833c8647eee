"""The store: every way in and out of the database, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError

from bot.dialogue.turn import Reply
from bot.errors import TooLate
from bot.people.groups import HOUSE, Invites
from bot.services.ports import Arrival, Delivery, Handler, Work
from bot.services.rows import RemarkRow
from bot.storage import (
    TRANSCRIPT,
    access,
    classes,
    destroying,
    groups,
    inbox,
    outbox,
    own_dialogues,
    people,
    remarks,
    reminders,
)
from bot.storage.answers import CURRENT
from bot.storage.batch import Batch
from bot.storage.codec import stamp
from bot.storage.deletions import Deletions
from bot.storage.engine import Folder, Writer
from bot.storage.vault import Vault
from bot.storage.work import PersonWork
from bot.texts import say

LEDGER = timedelta(hours=48)  # how long ids of handled messages are kept
_TRIES = 3  # to receive from somebody who is being deleted by another process


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def _tell_nobody(_person: str, _seq: int, _error: str) -> None:
    """What a store without `on_failure` tells."""


class Store:
    """Implements `ports.Store`. Made by `bot.storage.open_store`.

    Args:
        writing: engine whose transactions may write.
        reading: engine for reading beside them.
        vault: the keys.
        deletions: told of everyone who is deleted.
        folder: the locked data folder, None on PostgreSQL.
        on_failure: told of each message that was set aside.
        clock: the present moment.
        transcript: how long what was said is shown in a channel that keeps a transcript.
    """

    def __init__(
        self,
        writing: Engine,
        reading: Engine,
        vault: Vault,
        deletions: Deletions,
        folder: Folder | None = None,
        on_failure: Callable[[str, int, str], None] | None = None,
        clock: Callable[[], datetime] = utc_now,
        transcript: timedelta = TRANSCRIPT,
    ) -> None:
        self._engines, self._reading, self._vault = (writing, reading), reading, vault
        self._deletions, self._folder, self._clock, self._transcript = deletions, folder, clock, transcript
        self._on_failure = on_failure or _tell_nobody
        self._writer = Writer(writing)
        # SQLite has one writer at a time in any case; on PostgreSQL turns and arrivals do not wait for each other.
        self._worker = self._writer if folder else Writer(writing)
        self._claim = inbox.Claim()
        self.doors = access.WebDoors(self._writer, reading, vault, clock)

    def receive(self, arrivals: Sequence[Arrival]) -> int:
        """As in `ports.Store`."""
        if not arrivals:
            return 0
        for left in reversed(range(_TRIES)):
            try:
                with self._writer.transaction() as connection:
                    return inbox.keep(self._batch(connection), arrivals)
            except IntegrityError:  # the person was deleted between finding and keeping; then they are new
                if not left:
                    raise
        return 0

    def work(self, handle: Handler, most: int = 16) -> int:
        """As in `ports.Store`."""
        rows: Sequence[Any] = ()
        try:
            with self._worker.transaction() as connection:
                rows = self._claim.take(connection, most)
                batch = self._handled(connection, rows, handle)
        except Exception:
            if not rows:
                raise
            return sum(self._alone(row.seq, handle) for row in rows)
        self._after(batch)
        return len(rows)

    @contextmanager
    def look(self, person: str) -> Iterator[Work]:
        """As in `ports.Store`.

        Raises:
            TooLate: the person is gone.
        """
        with self._reading.connect() as connection, connection.begin():
            row = connection.execute(people.FIND, {"person": person}).first()
            if row is None:
                raise TooLate(say("storage.gone"))
            yield PersonWork(Batch(connection, self._vault, self._clock(), reading=True), row)

    def outgoing(self, channel: str, most: int = 100) -> list[Delivery]:
        """As in `ports.Store`."""
        with self._reading.connect() as connection:
            found, unreadable = outbox.waiting(connection, self._vault, channel, most)
        for seq in unreadable:
            self.failed(seq, "StoreError")
        return found

    def farewells(self, channel: str) -> list[Delivery]:
        """As in `ports.Store`."""
        with self._reading.connect() as connection:
            return outbox.farewells(connection, self._vault, channel)

    def sent(self, seq: int, message: str = "") -> None:
        """As in `ports.Store`."""
        with self._writer.transaction() as connection:
            outbox.sent(connection, seq, message, stamp(self._clock()))

    def failed(self, seq: int, reason: str) -> None:
        """As in `ports.Store`."""
        with self._writer.transaction() as connection:
            outbox.failed(connection, seq, reason, stamp(self._clock()))

    def transcript(self, channel: str, address: str, after: int = 0, most: int = 500) -> list[Delivery]:
        """As in `ports.Store`."""
        with self._reading.connect() as connection:
            return outbox.transcript(connection, self._vault, channel, address, after, most)

    def remind(self, now: datetime) -> int:
        """As in `ports.Store`."""
        with self._worker.transaction() as connection:
            return reminders.ring(connection, self._batch(connection), now)

    def prune(self, now: datetime) -> None:
        """Delete what is kept only for a while: ledger, rows that went out, old transcripts; then tidy the disk."""
        with self._writer.transaction() as connection:
            inbox.prune(connection, stamp(now - LEDGER), stamp(now - self._transcript))
            remarks.prune(connection, now)
            access.prune(connection, now)
            people.prune(self._batch(connection), stamp(now - self._transcript))
            classes.sweep(self._batch(connection), now)
        self._writer.tidy()

    def remarks(self) -> list[RemarkRow]:
        """What readers told the editors of the lexicon."""
        with self._reading.connect() as connection:
            return remarks.every(connection, self._vault)

    @contextmanager
    def lessons(self) -> Iterator[classes.Book]:
        """The lessons in class, to change something in a transaction of its own."""
        with self._writer.transaction() as connection:
            batch = self._batch(connection)
            yield classes.Book(batch)
            batch.flush()

    @contextmanager
    def look_at_lessons(self) -> Iterator[classes.Book]:
        """The lessons in class, to look at."""
        with self._reading.connect() as connection, connection.begin():
            yield classes.Book(Batch(connection, self._vault, self._clock(), reading=True))

    def invite_trainer(self, expires: datetime) -> str:
        """A code by which one person becomes a trainer in this Nabij."""
        with self._writer.transaction() as connection:
            found = groups.PersonGroups(self._batch(connection), "")
            house = found.get(HOUSE) or found.make(HOUSE, HOUSE)
            return found.invite(house.id, Invites.HOUSE, expires).code

    def rewrap(self) -> int:
        """Wrap every data key by the current master key, so that older ones may go; return how many it were."""
        with self._writer.transaction() as connection:
            return people.rewrap(connection, self._vault)

    def forget_again(self) -> int:
        """Delete who and what stands in the deletion list and came back with a backup; return how many people."""
        with self._writer.transaction() as connection:
            batch = self._batch(connection)
            listed = self._deletions.read()
            again = [name for name in listed if connection.execute(people.FIND, {"person": name}).first()]
            for name in again:
                people.delete_person(batch, name)
            batch.flush()
            connection.execute(destroying.AGAIN, {"runs": list(listed)})
        self._writer.tidy()
        return len(again)

    def close(self) -> None:
        """Close every connection and give the lock back."""
        self._writer.close()
        self._worker.close()
        for engine in self._engines:
            engine.dispose()
        if self._folder:
            self._folder.release()

    def _batch(self, connection: Connection) -> Batch:
        return Batch(connection, self._vault, self._clock())

    def _handled(self, connection: Connection, rows: Sequence[Any], handle: Handler) -> Batch:
        batch = self._batch(connection)
        works = _works(batch, {row.person_id: row for row in rows})
        for row in rows:
            work = works[row.person_id]
            if not work.gone:
                work.begin(row.channel)
                handle(work, inbox.opened(self._vault, row))
                batch.done(row.seq)
        batch.flush()
        if batch.deleted:
            self._deletions.add(batch.deleted, self._clock())
        return batch

    def _after(self, batch: Batch) -> None:
        if batch.deleted or batch.untidy:
            self._worker.tidy()

    def _alone(self, seq: int, handle: Handler) -> int:
        """Handle one row in a transaction of its own, or set it aside; 0 when another process has it."""
        row: Any = None
        try:
            with self._worker.transaction() as connection:
                row = inbox.one(connection, seq)
                batch = self._handled(connection, [row] if row else [], handle)
        except (OperationalError, InterfaceError):
            raise  # the database is unwell, not the message: it stays waiting
        except Exception as error:
            if row is None:
                raise
            self._set_aside(row, type(error).__name__)
            return 1
        self._after(batch)
        return int(row is not None)

    def _set_aside(self, row: Any, error: str) -> None:
        with self._worker.transaction() as connection:
            batch = self._batch(connection)
            inbox.set_aside(connection, row.seq, error)
            outbox.put(batch, row.person_id, row.channel, Reply(say("storage.failed")))
            batch.flush()
        self._on_failure(row.person_id, row.seq, error)


def _works(batch: Batch, rows: Mapping[str, Any]) -> dict[str, PersonWork]:
    """A unit of work for each person, with what most turns need read ahead for all of them at once."""
    current: dict[str, list[Any]] = {}
    if rows:
        for row in batch.connection.execute(CURRENT, {"people": list(rows)}):
            current.setdefault(row.person_id, []).append(row)
    own = own_dialogues.whose(batch.connection, list(rows))
    return {person: PersonWork(batch, row, current.get(person, ()), person in own) for person, row in rows.items()}
