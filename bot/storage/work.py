"""The unit of work of one person: what services read and write in a turn."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from bot.dialogue.run import Run
from bot.dialogue.turn import Answer, CloseAnswer, KeepChoice, KeepEntry, KeepPart, Kept, RenameAnswer, Reply, Rewrite
from bot.services.rows import AnswerRow, AsideRow, EntryRow, RunRow, Told
from bot.storage import destroying, inbox, outbox, passing, people
from bot.storage.answers import Answers
from bot.storage.batch import Batch
from bot.storage.codec import moment, pack, stamp, to_bytes, to_text, unpack
from bot.storage.tables import entry, run
from bot.storage.work_ports import WorkPorts

_RUN = select(run.c.ct).where(run.c.id == bindparam("run"), run.c.person_id == bindparam("person"))
_RUNS = (
    select(run.c.id, run.c.dialogue, run.c.state, run.c.started_at, run.c.at)
    .where(run.c.person_id == bindparam("person"))
    .order_by(run.c.started_at, run.c.id)
)
_TELL = (
    update(entry)
    .where(entry.c.id == bindparam("of"), entry.c.person_id == bindparam("person"))
    .values(ct=bindparam("ct"))
)
_DROP = delete(run).where(run.c.id == bindparam("run"), run.c.person_id == bindparam("person"))
_ENTRIES = (
    select(entry.c.id, entry.c.run_id, run.c.dialogue, entry.c.step, entry.c.at, entry.c.ct)
    .join(run, run.c.id == entry.c.run_id)
    .where(entry.c.person_id == bindparam("person"))
    .order_by(entry.c.at.desc(), entry.c.id)
)
_ENTRIES_OF = _ENTRIES.where(entry.c.run_id == bindparam("run"))


class PersonWork(WorkPorts):
    """Implements `ports.Work`. Within a turn it reads what it wrote; all of it is committed with the transaction.

    Args:
        batch: where writes go.
        row: the person's row (`people.COLUMNS`).
        current: the person's rows of `answers.CURRENT`, so that they need not be read one by one.
        plays_own: whether there is anything in `own_dialogues`, so that it is not looked for in vain.
    """

    def __init__(self, batch: Batch, row: Any, current: Iterable[Any] = (), plays_own: bool = True) -> None:
        self._batch = batch
        self._id: str = row.person_id
        self._created: int = row.created_at
        self._cipher = batch.vault.owner(row.person_id, row.wrapped, row.key_id)
        self._sealed = {"settings": row.settings, "focus": row.focus}
        self._plain: dict[str, bytes] = {}
        self._runs: dict[str, Run | None] = {}
        self._answers = Answers(batch, self._id, self._cipher)
        self._plays_own = plays_own
        self._channel, self._wrote_in = "", row.wrote_in
        self.gone = False
        self._sealed_runs: dict[str, bytes] = {}
        for item in current:
            self._sealed_runs[item.run_id] = item.ct
            self._answers.expect(item)

    def begin(self, channel: str) -> None:
        """A turn begins that came in through a channel."""
        self._channel = channel
        if channel != self._wrote_in:
            people.wrote_in(self._batch, self._id, channel)
            self._wrote_in = channel

    @property
    def person(self) -> str:
        """As in `ports.Work`."""
        return self._id

    @property
    def channel(self) -> str:
        """As in `ports.Work`."""
        return self._channel

    @property
    def address(self) -> str:
        """As in `ports.Work`."""
        return people.address(self._batch, self._id, self._channel)

    @property
    def since(self) -> datetime:
        """As in `ports.Work`."""
        return moment(self._created)

    def settings(self) -> dict[str, Any]:
        """As in `ports.Work`."""
        return dict(unpack(self._field("settings") or b"{}"))

    def keep_settings(self, settings: Mapping[str, Any]) -> None:
        """As in `ports.Work`."""
        self._keep_field("settings", pack(dict(settings)))

    def focus(self) -> str:
        """As in `ports.Work`."""
        return to_text(self._field("focus"))

    def keep_focus(self, focus: str) -> None:
        """As in `ports.Work`."""
        self._keep_field("focus", to_bytes(focus))

    def run(self, run: str) -> Run | None:
        """As in `ports.Work`."""
        if run not in self._runs:
            ct = self._sealed_runs.get(run) or self._read(_RUN, run=run, person=self._id).scalar()
            self._runs[run] = Run.from_text(self._cipher.open(ct, self._id, "run", run).decode()) if ct else None
        return self._runs[run]

    def keep_run(self, run: str, value: Run) -> None:
        """As in `ports.Work`."""
        if self.gone or self._runs.get(run) == value:
            return
        self._runs[run] = value
        at = stamp(value.at) if value.at else self._batch.now
        ct = self._cipher.seal(value.to_text().encode(), self._id, "run", run)
        row = {"id": run, "person_id": self._id, "dialogue": value.dialogue, "hash": value.hash, "state": value.state}
        self._batch.put_run({**row, "started_at": at, "at": at, "ct": ct})

    def drop_run(self, run: str) -> None:
        """As in `ports.Work`."""
        self._batch.flush()
        self._batch.write(_DROP, run=run, person=self._id)
        self._runs[run] = None
        self._answers.forget_run(run)

    def destroy(self, run: str, register: bool = False) -> None:
        """As in `ports.Work`."""
        destroying.destroy(self._batch, self._id, self._cipher, run, register)
        self._answers.forget_run(run)
        if not register:
            self._runs[run] = None

    def unsay(self, ref: str) -> None:
        """As in `ports.Work`."""
        destroying.unsay(self._batch, self._id, self._ref(ref))

    def told(self, slot: str) -> Told:
        """As in `ports.Work`."""
        self._batch.flush()
        return outbox.told(self._batch.connection, self._id, slot)

    def runs(self) -> list[RunRow]:
        """As in `ports.Work`."""
        self._batch.flush()
        rows = self._read(_RUNS, person=self._id)
        return [RunRow(row.id, row.dialogue, row.state, moment(row.started_at), moment(row.at)) for row in rows]

    def answers(self, run: str, steps: frozenset[str]) -> dict[str, Answer]:
        """As in `ports.Work`."""
        return self._answers.texts(run, steps) if steps else {}

    def all_answers(self, run: str) -> list[AnswerRow]:
        """As in `ports.Work`."""
        return self._answers.all(run)

    def keep(self, run: str, effect: Kept, at: datetime) -> None:
        """As in `ports.Work`."""
        if self.gone:
            return
        match effect:
            case KeepPart():
                self._answers.part(run, effect, self._ref(effect.ref), stamp(at))
            case CloseAnswer():
                self._answers.close(run, effect)
            case KeepChoice():
                self._answers.choice(run, effect, stamp(at))
            case Rewrite():
                self._answers.rewrite(run, effect, stamp(at))
            case RenameAnswer():
                self._answers.rename(run, effect)
            case KeepEntry():
                ident = secrets.token_hex(16)
                row = {"id": ident, "person_id": self._id, "run_id": run, "step": effect.step, "at": stamp(at)}
                self._batch.put_entry(row)

    def edit(self, ref: str, text: str, at: datetime) -> bool:
        """As in `ports.Work`."""
        return bool(ref) and self._answers.edit(self._ref(ref), text, stamp(at))

    def purge(self, run: str, step: str, text: str, at: datetime) -> datetime | None:
        """As in `ports.Work`."""
        refs = self._answers.purge(run, step, text, stamp(at))
        for ref in refs:
            channel, _, message = ref.partition(":")
            outbox.put_removal(self._batch, self._id, channel, message)
        return moment(min(refs.values())) if refs else None

    def take_back(self, ref: str) -> None:
        """As in `ports.Work`."""
        channel, _, message = ref.partition(":")
        if message and not self.gone:
            outbox.put_removal(self._batch, self._id, channel, message)

    def set_aside(self) -> list[AsideRow]:
        """As in `ports.Work`."""
        return inbox.those_set_aside(self._batch.connection, self._batch.vault, self._id)

    def drop_set_aside(self, name: str) -> None:
        """As in `ports.Work`."""
        inbox.drop_set_aside(self._batch, self._id, name)

    def entries(self) -> list[EntryRow]:
        """As in `ports.Work`; the text of an entry that is a whole run is that of all its answers."""
        return self._entries(_ENTRIES)

    def entries_of(self, run: str) -> list[EntryRow]:
        """As in `ports.Work`."""
        return self._entries(_ENTRIES_OF, run=run)

    def _entries(self, statement: Any, **values: object) -> list[EntryRow]:
        self._batch.flush()
        rows = self._read(statement, person=self._id, **values).all()
        texts = self._answers.written({row.run_id for row in rows})
        return [
            EntryRow(
                row.id, row.run_id, row.dialogue, row.step, moment(row.at), _text(texts.get(row.run_id, {}), row.step),
                dict(unpack(self._cipher.open(row.ct, self._id, "entry", row.id))) if row.ct else {},
            )
            for row in rows
        ]  # fmt: skip

    def tell_entry(self, entry: str, about: Mapping[str, Any]) -> None:
        """As in `ports.Work`."""
        self._batch.flush()
        sealed = self._cipher.seal(pack(dict(about)), self._id, "entry", entry)
        self._batch.write(_TELL, of=entry, person=self._id, ct=sealed)

    def schedule(self, due: datetime, command: str) -> None:
        """As in `ports.Work`."""
        if not self.gone:
            self.agenda.put(due, command)

    def reply(self, *replies: Reply) -> None:
        """As in `ports.Work`."""
        if not self.gone:
            for reply in replies:
                ident = outbox.put(self._batch, self._id, self._channel, reply)
                if reply.export.startswith(passing.PERSONAL):
                    passing.plan(self._batch, self._id, self._channel, ident)

    def take_away(self, now: datetime) -> None:
        """As in `ports.Work`."""
        if not self.gone:
            passing.take_away(self._batch, self._id, now)

    def forget(self, farewell: Reply) -> None:
        """As in `ports.Work`."""
        if self.gone:
            return
        self._batch.flush()
        outbox.put_farewell(self._batch, self._id, self._channel, farewell)
        people.delete_person(self._batch, self._id)
        self._leave()

    def _leave(self) -> None:
        self.gone = True

    def _ref(self, ref: str) -> str:
        """Another channel may give the same name to another message."""
        return f"{self._channel}:{ref}" if ref else ""

    def _field(self, name: str) -> bytes:
        if name not in self._plain:
            sealed = self._sealed[name]
            self._plain[name] = self._cipher.open(sealed, self._id, f"person.{name}", self._id) if sealed else b""
        return self._plain[name]

    def _keep_field(self, name: str, value: bytes) -> None:
        if self.gone or self._field(name) == value:
            return
        self._plain[name] = value
        self._sealed[name] = self._cipher.seal(value, self._id, f"person.{name}", self._id)
        self._batch.put_person(self._id, self._sealed["settings"], self._sealed["focus"])

    def _read(self, statement: Any, **values: object) -> Any:
        return self._batch.connection.execute(statement, values)


def _text(answers: Mapping[str, str], step: str) -> str:
    return answers.get(step, "") if step else "\n\n".join(text for text in answers.values() if text)
