"""Letters: what comes in and goes out through channels, and files that are made for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.dialogue.turn import Incoming, Reply


@dataclass(frozen=True)
class Arrival:
    """Something that came in through a channel.

    Args:
        channel: `telegram`, `web` or `terminal`.
        update: the channel's own id of it; the same id is kept and handled once.
        address: where the person is reached in that channel (a chat id, a local name).
        incoming: what it is.
        echo: words to show in the transcript of a channel that keeps one (web), or "".
    """

    channel: str
    update: str
    address: str
    incoming: Incoming
    echo: str = ""


@dataclass(frozen=True)
class Delivery:
    """Something that must go out, or stands in a transcript.

    Args:
        seq: its place; rises within a person.
        person: whose it is, "" for a farewell.
        channel: the channel it goes out through.
        address: where to.
        kind: a reply of the bot, the person's own words (transcripts only), or the removal of the message `message`.
        reply: what to say; for `echo` its text is "{words}" with the words as a value.
        sent: whether it went out before (transcripts).
        message: the channel's id of the message, once sent or to be removed.
    """

    seq: int
    person: str
    channel: str
    address: str
    kind: Literal["reply", "echo", "remove"]
    reply: Reply
    sent: bool = False
    message: str = ""


@dataclass(frozen=True)
class Document:
    """A file made for a person; never stored."""

    name: str
    media_type: str
    content: bytes
