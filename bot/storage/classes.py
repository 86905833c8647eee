"""Lessons in class and the voices in them, sealed with the key of the group; tokens only as keyed hashes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, insert, select, update

from bot.dialogue.turn import Incoming, Reply, Signal
from bot.people.classes import NO_DOORS, Lesson, Step, Voice
from bot.people.groups import new_code
from bot.services import class_acts
from bot.storage import outbox
from bot.storage.batch import Batch
from bot.storage.cipher import Cipher
from bot.storage.class_codec import pack_lesson, pack_voice, unpack_lesson, unpack_voice
from bot.storage.codec import moment, pack_incoming, stamp
from bot.storage.groups import PersonGroups
from bot.storage.inbox import KEEP
from bot.storage.statements import Write
from bot.storage.tables import identity, outgoing, person
from bot.storage.tables_together import class_session as session
from bot.storage.tables_together import class_voice as voice
from bot.storage.tables_together import group, membership

_DIGITS = 4  # of a code; more when so many lessons are open that a free one is not found
_TRIES = 20
_LESSONS = select(session, group.c.wrapped, group.c.key_id).join(group, group.c.id == session.c.group_id)
_BY = {
    name: _LESSONS.where(session.c[name] == bindparam("of")).with_for_update(of=session, read=name != "id")
    for name in ("id", "code", "path", "screen")
}
_LOOKING = {name: _LESSONS.where(session.c[name] == bindparam("of")) for name in _BY}
_OF_GROUP = _LESSONS.where(session.c.group_id == bindparam("of")).order_by(session.c.opened_at.desc(), session.c.id)
_TAKEN = select(session.c.id).where(session.c.code == bindparam("of"))
_MAKE = Write(lambda start: insert(session))
_KEEP = (
    update(session)
    .where(session.c.id == bindparam("of"))
    .values({name: bindparam(name) for name in ("code", "path", "screen", "state", "ends_at", "ct")})
)
_DROP = delete(session).where(session.c.id == bindparam("of"))
_here = voice.c.session_id == bindparam("session")
_now = _here & (voice.c.round == bindparam("round"))
_VOICE = select(voice).where(_now, voice.c.place == bindparam("place"))
_VOICES = select(voice).where(_now).order_by(voice.c.id)  # ids are random, so this order tells nothing
_COUNT = select(func.count()).select_from(voice).where(_now)
_RESEAL = update(voice).where(voice.c.id == bindparam("of")).values(place=bindparam("at"), ct=bindparam("ct"))
_UNSAY = delete(voice).where(voice.c.id == bindparam("of"))
_LET_GO = update(voice).where(_here).values(place=None)
_CLEAR = delete(voice).where(_here)


def _putting(start: Any) -> Any:
    base = start(voice)
    return base.on_conflict_do_nothing(index_elements=["session_id", "round", "place"])


_PUT = Write(_putting)
# Where each member is reached: the channel in which something was last said to them.
_LAST = (
    select(func.max(outgoing.c.seq))
    .where(outgoing.c.person_id == identity.c.person_id, outgoing.c.channel == identity.c.channel)
    .correlate(identity)
    .scalar_subquery()
)
_REACHED = (
    select(identity.c.person_id, identity.c.channel)
    .join(membership, membership.c.person_id == identity.c.person_id)
    .where(membership.c.group_id == bindparam("of"), identity.c.blocked_at.is_(None))
    .order_by(identity.c.person_id, _LAST.asc().nulls_first())
)
_THERE = select(person.c.id).where(person.c.id == bindparam("of"))


class Book:
    """Implements `services.classes_port.Classes`.

    Args:
        batch: where writes go; one for reading locks nothing.
    """

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def open(self, lesson: Lesson) -> Lesson:
        """As in `services.classes_port.Classes`."""
        doors = replace(lesson.doors, code=self._free_code(), path=new_code(), screen=new_code())
        made = replace(lesson, id=secrets.token_hex(8), doors=doors)
        wrapped, key_id = self._batch.connection.execute(
            select(group.c.wrapped, group.c.key_id).where(group.c.id == lesson.group)
        ).one()
        cipher = self._batch.vault.owner(lesson.group, wrapped, key_id)
        row = {"id": made.id, "group_id": made.group, "opened_at": stamp(made.opened), **self._row(made, cipher)}
        self._batch.put(_MAKE, row)
        return made

    def get(self, lesson: str) -> Lesson | None:
        """As in `services.classes_port.Classes`."""
        return self._one("id", lesson)

    def by_door(self, door: str) -> Lesson | None:
        """As in `services.classes_port.Classes`."""
        name = "code" if len(door) <= _DIGITS + 2 else "path"
        return self._one(name, self._hash(name, door))

    def by_screen(self, screen: str) -> Lesson | None:
        """As in `services.classes_port.Classes`."""
        return self._one("screen", self._hash("screen", screen))

    def of_group(self, group: str) -> list[Lesson]:
        """As in `services.classes_port.Classes`."""
        return [self._lesson(row) for row in self._read(_OF_GROUP, of=group)]

    def keep(self, lesson: Lesson) -> None:
        """As in `services.classes_port.Classes`."""
        self._batch.write(_KEEP, of=lesson.id, **self._row(lesson, self._cipher(lesson)))

    def drop(self, lesson: str) -> None:
        """As in `services.classes_port.Classes`."""
        self._batch.write(_CLEAR, session=lesson)
        self._batch.write(_DROP, of=lesson)

    def voice(self, lesson: Lesson, token: str) -> Voice | None:
        """As in `services.classes_port.Classes`."""
        row = self._stands(lesson, token)
        return self._voice(lesson, row) if row else None

    def put(self, lesson: Lesson, token: str, voice: Voice) -> None:
        """As in `services.classes_port.Classes`."""
        place, ident = self._place(lesson, token), secrets.token_hex(16)
        row = {"id": ident, "session_id": lesson.id, "round": lesson.round, "place": place}
        if not _PUT.run(self._batch.connection, [{**row, "ct": self._sealed(lesson, ident, voice)}]):
            stands = self._stands(lesson, token).id
            self._batch.write(_RESEAL, of=stands, at=place, ct=self._sealed(lesson, stands, voice))

    def count(self, lesson: Lesson) -> int:
        """As in `services.classes_port.Classes`."""
        return int(self._read(_COUNT, session=lesson.id, round=lesson.round).scalar_one())

    def voices(self, lesson: Lesson, round: int = 0) -> list[Voice]:
        """As in `services.classes_port.Classes`."""
        return [self._voice(lesson, row) for row in self._rows(lesson, round or lesson.round)]

    def settle(self, lesson: Lesson) -> None:
        """As in `services.classes_port.Classes`."""
        for row in self._rows(lesson, lesson.round):
            found = replace(self._voice(lesson, row), position="")
            if found.step is Step.DONE and not found.sentence:
                self._batch.write(_UNSAY, of=row.id)
            else:
                at = None if found.step is Step.DONE else row.place
                self._batch.write(_RESEAL, of=row.id, at=at, ct=self._sealed(lesson, row.id, found))

    def let_go(self, lesson: Lesson) -> None:
        """As in `services.classes_port.Classes`."""
        self._batch.write(_LET_GO, session=lesson.id)

    def clear(self, lesson: Lesson) -> None:
        """As in `services.classes_port.Classes`."""
        self._batch.write(_CLEAR, session=lesson.id)

    def call(self, lesson: Lesson, command: str, but: str) -> int:
        """As in `services.classes_port.Classes`."""
        reached = {row.person_id: row.channel for row in self._read(_REACHED, of=lesson.group)}
        reached.pop(but, None)
        for who, channel in reached.items():
            self._come_in(who, channel, command)
        return len(reached)

    def unsay(self, person: str, channel: str, ref: str) -> None:
        """As in `services.classes_port.Classes`."""
        if ref:
            outbox.put_removal(self._batch, person, channel, ref)

    def tell(self, lesson: Lesson, reply: Reply) -> None:
        """As in `services.classes_port.Classes`."""
        who, channel = lesson.teller
        if who and self._read(_THERE, of=who).first():
            outbox.put(self._batch, who, channel, reply)

    def _come_in(self, who: str, channel: str, command: str) -> None:
        name, now = f"class:{secrets.token_hex(16)}", self._batch.now
        said = pack_incoming(Incoming(Signal.COMMAND, moment(now), command))
        sealed = self._batch.vault.service.seal(said, who, "incoming", f"{channel}:{name}")
        row = {"channel": channel, "update_id": name, "person_id": who, "ct": sealed, "at": now}
        KEEP.run(self._batch.connection, [row])

    def _free_code(self) -> str:
        for number in range(_TRIES):
            digits = _DIGITS if number < _TRIES - 1 else _DIGITS + 2
            code = str(secrets.randbelow(9 * 10 ** (digits - 1)) + 10 ** (digits - 1))
            if self._read(_TAKEN, of=self._hash("code", code)).first() is None:
                break
        return code

    def _one(self, name: str, value: str) -> Lesson | None:
        statements: Mapping[str, Select[Any]] = _LOOKING if self._batch.reading else _BY
        row = self._read(statements[name], of=value).first()
        return self._lesson(row) if row else None

    def _lesson(self, row: Any) -> Lesson:
        cipher = self._batch.vault.owner(row.group_id, row.wrapped, row.key_id)
        told = cipher.open(row.ct, row.group_id, "class_session", row.id)
        return unpack_lesson(told, row.id, row.group_id, row.state, moment(row.opened_at), moment(row.ends_at))

    def _row(self, lesson: Lesson, cipher: Cipher) -> dict[str, object]:
        open_to = vars(lesson.doors) if lesson.doors != NO_DOORS else {}
        hashes = {name: self._hash(name, open_to[name]) if open_to else None for name in ("code", "path", "screen")}
        sealed = cipher.seal(pack_lesson(lesson), lesson.group, "class_session", lesson.id)
        return {**hashes, "state": lesson.stage.value, "ends_at": stamp(lesson.ends), "ct": sealed}

    def _stands(self, lesson: Lesson, token: str) -> Any:
        values = {"session": lesson.id, "round": lesson.round, "place": self._place(lesson, token)}
        return self._read(_VOICE, **values).first()

    def _rows(self, lesson: Lesson, round: int) -> Any:
        return self._read(_VOICES, session=lesson.id, round=round).all()

    def _voice(self, lesson: Lesson, row: Any) -> Voice:
        return unpack_voice(self._cipher(lesson).open(row.ct, lesson.group, "class_voice", row.id))

    def _sealed(self, lesson: Lesson, row: str, voice: Voice) -> bytes:
        return self._cipher(lesson).seal(pack_voice(voice), lesson.group, "class_voice", row)

    def _cipher(self, lesson: Lesson) -> Cipher:
        row = self._read(select(group.c.wrapped, group.c.key_id).where(group.c.id == lesson.group)).one()
        return self._batch.vault.owner(lesson.group, row.wrapped, row.key_id)

    def _place(self, lesson: Lesson, token: str) -> str:
        return self._hash(f"{lesson.id}.{lesson.round}", token)

    def _hash(self, purpose: str, token: str) -> str:
        return self._batch.vault.lookup(f"class.{purpose}", token)

    def _read(self, statement: Any, **values: object) -> Any:
        return self._batch.connection.execute(statement, values)


def sweep(batch: Batch, now: datetime) -> None:
    """Close the lessons that nobody closed in time, and delete those whose time is over."""
    book, found = Book(batch), PersonGroups(batch, "")
    for ident in batch.connection.execute(select(session.c.id)).scalars().all():
        lesson = book.get(ident)
        if lesson:
            class_acts.sweep(book, lesson, found.get(lesson.group), now)
