"""What goes in and out, as compact JSON bytes; moments as whole microseconds."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.dialogue.turn import Button, Incoming, Reply, Signal

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_encode = json.JSONEncoder(separators=(",", ":")).encode  # escapes all but ASCII, so any text can be encoded
_SIGNALS = {signal.value: signal for signal in Signal}


def stamp(at: datetime) -> int:
    """Microseconds since 1970 of a moment with a time zone."""
    return (at - _EPOCH) // _MICROSECOND


def moment(microseconds: int) -> datetime:
    """The moment, in UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)


def pack(value: Any) -> bytes:
    """Plain data (or a text) as JSON."""
    return _encode(value).encode("ascii")


def unpack(data: bytes) -> Any:
    """What `pack` packed."""
    return json.loads(data.decode("ascii"))  # a str, because json would look for the encoding of bytes each time


def pack_incoming(incoming: Incoming) -> bytes:
    """An incoming without its moment, which has a column of its own."""
    told = [incoming.signal.value, incoming.text, incoming.ref]
    return pack([*told, b64encode(incoming.data).decode("ascii")] if incoming.data else told)


def unpack_incoming(data: bytes, at: int) -> Incoming:
    """The incoming again."""
    signal, text, ref, *file = unpack(data)
    return Incoming(_SIGNALS[signal], moment(at), text, ref, b64decode(file[0]) if file else b"")


def pack_reply(reply: Reply) -> bytes:
    """A reply; its slot has a column of its own."""
    data: dict[str, Any] = {"text": reply.text}
    if reply.values:
        data["values"] = dict(reply.values)
    if reply.buttons:
        data["buttons"] = [[[item.label, item.key, item.typed] for item in row] for row in reply.buttons]
    if reply.keyboard is not None:
        data["keyboard"] = reply.keyboard
    if reply.export:
        data["export"] = reply.export
    if reply.alt:
        data["alt"] = reply.alt
    return pack(data)


def unpack_reply(data: bytes, slot: str = "") -> Reply:
    """The reply again."""
    found = unpack(data)
    keyboard = found.get("keyboard")
    return Reply(
        found["text"],
        values=found.get("values", {}),
        buttons=tuple(tuple(Button(*item) for item in row) for row in found.get("buttons", ())),
        keyboard=None if keyboard is None else tuple(keyboard),
        export=found.get("export", ""),
        slot=slot,
        alt=found.get("alt", ""),
    )


def to_bytes(text: str) -> bytes:
    """A text as bytes; half a surrogate pair, which some clients send, survives."""
    return text.encode("utf-8", "surrogatepass")


def to_text(data: bytes) -> str:
    """The text again."""
    return data.decode("utf-8", "surrogatepass")
