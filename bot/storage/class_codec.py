"""Lessons and voices as bytes; what has a column of its own is left out."""

from __future__ import annotations

from datetime import datetime

from bot.people.classes import Asked, Doors, Lesson, Stage, Voice
from bot.storage.codec import moment, pack, stamp, unpack


def pack_lesson(lesson: Lesson) -> bytes:
    """A lesson without its ids, stage and moments."""
    asked, doors = lesson.asked, lesson.doors
    return pack(
        {
            "asked": [asked.text, asked.question, asked.title, asked.source, list(asked.views), asked.place],
            "doors": [doors.code, doors.path, doors.screen],
            "totals": lesson.totals,
            "sentences": lesson.sentences,
            "at": lesson.at,
            "version": lesson.version,
            "until": stamp(lesson.until) if lesson.until else None,
            "chat": lesson.chat,
            "teller": lesson.teller,
            "called": lesson.called,
            "count": lesson.count,
        }
    )


def unpack_lesson(data: bytes, ident: str, group: str, state: str, opened: datetime, ends: datetime) -> Lesson:
    """The lesson again."""
    told = unpack(data)
    text, question, title, source, views, place = told["asked"]
    said = tuple((str(words), bool(added)) for words, added in views)
    return Lesson(
        id=ident,
        group=group,
        asked=Asked(text, question, title, source, said, place),
        stage=Stage(state),
        opened=opened,
        ends=ends,
        doors=Doors(*told["doors"]),
        totals=tuple((first, second, third) for first, second, third in told["totals"]),
        sentences=tuple(told["sentences"]),
        at=told["at"],
        version=told["version"],
        until=moment(told["until"]) if told["until"] else None,
        chat=told["chat"],
        teller=(told["teller"][0], told["teller"][1]),
        called=told["called"],
        count=told["count"],
    )


def pack_voice(voice: Voice) -> bytes:
    """A voice, of the same length whatever the position."""
    return pack([voice.position[:1], voice.sentence, voice.shown, voice.held, voice.ready])


_POSITIONS = {"a": "agree", "p": "partly", "d": "disagree", "": ""}


def unpack_voice(data: bytes) -> Voice:
    """The voice again."""
    position, sentence, shown, held, ready = unpack(data)
    return Voice(_POSITIONS[position], sentence, shown, held, ready)
