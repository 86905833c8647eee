"""The tables of what people do together: groups, assignments, shared work. They stand in `tables.metadata`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint

from bot.storage.tables import Moment, Sealed, metadata


def _person(index: bool = False) -> Column[str]:
    return Column("person_id", String, ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=index or None)


group = Table(
    "learning_group",  # "group" is a word of SQL itself
    metadata,
    Column("id", String, primary_key=True),
    Column("wrapped", Sealed, nullable=False),
    Column("key_id", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("ct", Sealed, nullable=False),  # name, end, closed
)


def _group(**more: Any) -> Column[str]:
    return Column("group_id", String, ForeignKey("learning_group.id", ondelete="CASCADE"), **more)


membership = Table(
    "membership",
    metadata,
    _group(primary_key=True),
    Column("person_id", String, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("role", String, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("ct", Sealed, nullable=False),  # the chosen name, under the group's key
)

invite = Table(
    "invite",
    metadata,
    Column("id", String, primary_key=True),  # keyed hash of the code
    _group(nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("expires_at", Moment),
    Column("ct", Sealed, nullable=False),  # the code, to be shown again, under the group's key
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", String, primary_key=True),
    _group(nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("ct", Sealed, nullable=False),  # what is set, until when, by whom, under the group's key
)

doing = Table(  # how far a member is with it; no row for who has not begun
    "doing",
    metadata,
    Column("assignment_id", String, ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("state", String, nullable=False),
)


def _author() -> Column[str]:
    """Who said something that belongs to others; none once they are gone."""
    return Column("author_id", String, ForeignKey("person.id", ondelete="SET NULL"), index=True)


share = Table(  # answers that the trainers of a group may read
    "share",
    metadata,
    Column("id", String, primary_key=True),
    _person(index=True),  # the writer
    _group(nullable=False, index=True),
    Column("run_id", String, ForeignKey("run.id", ondelete="SET NULL"), index=True),
    Column("at", Moment, nullable=False),
    Column("until_day", Integer),  # the last one on which it is read, in days since 1970; none: the end of the course
    Column("ended_at", Moment),
    Column("ct", Sealed, nullable=False),  # title, dialogue and every version, under the writer's key
)

comment = Table(  # what was said about shared work; it is the writer's
    "comment",
    metadata,
    Column("id", String, primary_key=True),
    _person(index=True),  # the writer of the work
    Column("share_id", String, ForeignKey("share.id", ondelete="CASCADE"), nullable=False, index=True),
    _author(),
    Column("at", Moment, nullable=False),
    Column("ct", Sealed, nullable=False),  # step, version and text, under the writer's key
)

group_note = Table(  # what a trainer said to a whole group
    "group_note",
    metadata,
    Column("id", String, primary_key=True),
    _group(nullable=False, index=True),
    _author(),
    Column("at", Moment, nullable=False),
    Column("ct", Sealed, nullable=False),  # the trainer's name, what it is about and the text, under the group's key
)

class_session = Table(
    "class_session",
    metadata,
    Column("id", String, primary_key=True),
    _group(nullable=False, index=True),
    *(Column(name, String, unique=True) for name in ("code", "path", "screen")),  # keyed hashes; none once closed
    Column("state", String, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("ct", Sealed, nullable=False),  # all of the lesson, under the group's key
)

class_voice = Table(  # nothing says whose it is, and no order in the file when it came
    "class_voice",
    metadata,
    Column("id", String, primary_key=True),
    Column("session_id", String, ForeignKey("class_session.id", ondelete="CASCADE"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("place", String),  # keyed hash of the phone's token for this round; none once the round is over
    Column("ct", Sealed, nullable=False),  # position and sentence, under the group's key
    UniqueConstraint("session_id", "round", "place"),
    sqlite_with_rowid=False,
)
