"""Shared work, comments on it and what was said to groups.

What somebody shared, and all that was said about it, is sealed with the writer's own key, whoever wrote the comment:
so it goes when the writer goes. A trainer's turn opens that key through the vault. Group and row are bound in, so that
work that is moved to another group in the database does not open.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, insert, or_, select, update

from bot.people.groups import Group
from bot.people.shares import Comment, GroupNote, Share, Version
from bot.storage.batch import Batch
from bot.storage.cipher import Cipher
from bot.storage.codec import moment, pack, stamp, unpack
from bot.storage.groups import PersonGroups
from bot.storage.statements import Write
from bot.storage.tables import person
from bot.storage.tables_together import comment, group, group_note, membership, share

_EPOCH = date(1970, 1, 1)
_DAY = timedelta(days=1)


def _replacing(start: Any) -> Any:
    base = start(share)
    fields = {name: base.excluded[name] for name in ("until_day", "ended_at", "ct")}
    same = share.c.person_id == base.excluded.person_id
    return base.on_conflict_do_update(index_elements=["id"], set_=fields, where=same)


_KEEP = Write(_replacing)
_COMMENT = Write(lambda start: insert(comment))
_NOTE = Write(lambda start: insert(group_note))
_WITH_KEY = select(share, person.c.wrapped, person.c.key_id).join(person, person.c.id == share.c.person_id)


def _newest_first(where: ColumnElement[bool]) -> Select[Any]:
    return _WITH_KEY.where(where).order_by(share.c.at.desc(), share.c.id)


_mine = share.c.person_id == bindparam("person")
_OWN = _newest_first(_mine)
_GET = _newest_first(and_(_mine, share.c.id == bindparam("of")))
_still = and_(share.c.ended_at.is_(None), or_(share.c.until_day.is_(None), share.c.until_day >= bindparam("day")))
_is_in = and_(membership.c.group_id == share.c.group_id, membership.c.person_id == share.c.person_id)
_READABLE = _newest_first(and_(_still, share.c.id == bindparam("of"))).join(membership, _is_in)
_OF_GROUP = _newest_first(and_(_still, share.c.group_id == bindparam("of"))).join(membership, _is_in)
_END = (
    update(share)
    .where(_mine, share.c.id == bindparam("of"), share.c.ended_at.is_(None))
    .values(ended_at=bindparam("moment"))
)
_DROP = delete(share).where(_mine, share.c.id == bindparam("of"))
_COMMENTS = (
    select(comment, person.c.wrapped, person.c.key_id)
    .join(person, person.c.id == comment.c.person_id)
    .where(comment.c.share_id == bindparam("of"))
    .order_by(comment.c.at, comment.c.id)
)
_KEY = select(person.c.id, person.c.wrapped, person.c.key_id).where(person.c.id == bindparam("of"))
_NOTES = select(group_note, group.c.wrapped, group.c.key_id).join(group, group.c.id == group_note.c.group_id)
_NOTE_GET = _NOTES.where(group_note.c.id == bindparam("of"))
_NOTES_OF = _NOTES.where(group_note.c.group_id == bindparam("of")).order_by(group_note.c.at.desc(), group_note.c.id)


class PersonShares:
    """Implements `services.shares_port.Shares`.

    Args:
        batch: where writes go.
        person: in whose unit of work.
        groups: where groups are kept.
    """

    def __init__(self, batch: Batch, person: str, groups: PersonGroups) -> None:
        self._batch, self._person, self._groups = batch, person, groups

    def own(self) -> list[Share]:
        """As in `services.shares_port.Shares`."""
        return [self._share(row) for row in self._read(_OWN, person=self._person)]

    def get(self, share: str) -> Share | None:
        """As in `services.shares_port.Shares`."""
        row = self._read(_GET, of=share, person=self._person).first()
        return self._share(row) if row else None

    def readable(self, share: str, day: date) -> Share | None:
        """As in `services.shares_port.Shares`."""
        return next(iter(self._open(self._read(_READABLE, of=share, day=_day(day)), day)), None)

    def of_group(self, group: str, day: date) -> list[Share]:
        """As in `services.shares_port.Shares`."""
        return self._open(self._read(_OF_GROUP, of=group, day=_day(day)), day)

    def keep(self, share: Share) -> None:
        """As in `services.shares_port.Shares`."""
        self._batch.flush()  # the run that it comes from
        told = {
            "dialogue": share.dialogue, "title": share.title, "versions": [item.to_data() for item in share.versions],
        }  # fmt: skip
        row = {
            "id": share.id, "person_id": self._person, "group_id": share.group, "run_id": share.run or None,
            "at": stamp(share.at), "until_day": _day(share.until) if share.until else None,
            "ended_at": stamp(share.ended) if share.ended else None,
            "ct": self._key(self._person).seal(pack(told), self._person, "share", f"{share.group}/{share.id}"),
        }  # fmt: skip
        self._batch.put(_KEEP, row)

    def end(self, share: str, at: datetime) -> None:
        """As in `services.shares_port.Shares`."""
        self._batch.write(_END, of=share, person=self._person, moment=stamp(at))

    def drop(self, share: str) -> None:
        """As in `services.shares_port.Shares`."""
        self._batch.write(_DROP, of=share, person=self._person)

    def comments(self, share: Share) -> list[Comment]:
        """As in `services.shares_port.Shares`."""
        found = []
        for row in self._read(_COMMENTS, of=share.id):
            cipher = self._batch.vault.owner(row.person_id, row.wrapped, row.key_id)
            told = unpack(cipher.open(row.ct, row.person_id, "comment", f"{row.share_id}/{row.id}"))
            at, author = moment(row.at), row.author_id or ""
            found.append(Comment(row.id, author, at, told["step"], told["version"], told["text"]))
        return found

    def comment(self, share: Share, step: str, version: int, text: str) -> None:
        """As in `services.shares_port.Shares`."""
        ident = secrets.token_hex(8)
        told = pack({"step": step, "version": version, "text": text})
        sealed = self._key(share.writer).seal(told, share.writer, "comment", f"{share.id}/{ident}")
        row = {"id": ident, "person_id": share.writer, "share_id": share.id, "author_id": self._person}
        self._batch.put(_COMMENT, {**row, "at": self._batch.now, "ct": sealed})

    def add_note(self, group: str, by: str, title: str, text: str) -> str:
        """As in `services.shares_port.Shares`."""
        ident = secrets.token_hex(8)
        told = pack({"by": by, "title": title, "text": text})
        sealed = self._groups.key(group).seal(told, group, "group_note", ident)
        row = {"id": ident, "group_id": group, "author_id": self._person, "at": self._batch.now, "ct": sealed}
        self._batch.put(_NOTE, row)
        return ident

    def note(self, note: str) -> GroupNote | None:
        """As in `services.shares_port.Shares`."""
        row = self._read(_NOTE_GET, of=note).first()
        return self._note(row) if row else None

    def notes(self, group: str) -> list[GroupNote]:
        """As in `services.shares_port.Shares`."""
        return [self._note(row) for row in self._read(_NOTES_OF, of=group)]

    def _open(self, rows: Iterable[Any], day: date) -> list[Share]:
        """Those whose group is open, for those whose last day is that of the course."""
        known: dict[str, Group | None] = {}
        found = []
        for row in rows:
            if row.group_id not in known:
                known[row.group_id] = self._groups.get(row.group_id)
            group, shared = known[row.group_id], self._share(row)
            if group and shared.open_on(day, group):
                found.append(shared)
        return found

    def _share(self, row: Any) -> Share:
        cipher = self._batch.vault.owner(row.person_id, row.wrapped, row.key_id)
        told = unpack(cipher.open(row.ct, row.person_id, "share", f"{row.group_id}/{row.id}"))
        until = _EPOCH + row.until_day * _DAY if row.until_day is not None else None
        ended = moment(row.ended_at) if row.ended_at is not None else None
        versions = tuple(Version.from_data(item) for item in told["versions"])
        return Share(
            row.id, row.person_id, row.group_id, row.run_id or "", moment(row.at), told["dialogue"], told["title"],
            versions, until, ended,
        )  # fmt: skip

    def _note(self, row: Any) -> GroupNote:
        cipher = self._batch.vault.owner(row.group_id, row.wrapped, row.key_id)
        told = unpack(cipher.open(row.ct, row.group_id, "group_note", row.id))
        return GroupNote(
            row.id, row.group_id, row.author_id or "", told["by"], moment(row.at), told["title"], told["text"]
        )

    def _key(self, owner: str) -> Cipher:
        row = self._read(_KEY, of=owner).one()
        return self._batch.vault.owner(row.id, row.wrapped, row.key_id)

    def _read(self, statement: Any, **values: object) -> Any:
        return self._batch.connection.execute(statement, values)


def _day(day: date) -> int:
    """Days since 1970."""
    return (day - _EPOCH) // _DAY
