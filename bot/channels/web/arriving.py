"""From what the page posts to an Arrival; everything that is wrong with it has one sentence."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.dialogue.turn import Incoming, Signal
from bot.services.ports import Arrival
from bot.texts import say

CHANNEL = "web"
LIMIT = 64 * 1024  # bytes of a post
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COMMAND = re.compile(r"/[A-Za-z]")
_KEY_BYTES = 64
_LABEL_LENGTH = 200


async def read_arrival(request: Request, address: str, at: datetime) -> Arrival:
    """Read the body of a post.

    Raises:
        HTTPException: 415, 413 or 400, with a sentence.
    """
    return arrival_of(await read_json(request, LIMIT), address, at)


async def read_json(request: Request, limit: int) -> Any:
    """The JSON of a post; of another type it is refused, because a form of another site could send that.

    Raises:
        HTTPException: 415, 413 or 400, with a sentence.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, say("web.wrong_type"))
    return _parsed(await read_body(request, limit, say("web.too_long")))


def arrival_of(data: Any, address: str, at: datetime) -> Arrival:
    """The arrival that posted data stands for.

    Args:
        data: `{"id", "text"}` or `{"id", "key"}`; with a `label` for a key or a command: what the transcript shows.
        address: of the person who posts.
        at: when it came in.

    Raises:
        HTTPException: 400, with a sentence.
    """
    if not isinstance(data, dict) or ("text" in data) == ("key" in data):
        raise _malformed()
    update = _string(data, "id")
    if not ID.fullmatch(update):
        raise _malformed()
    signal, text, echo = _pressed(data) if "key" in data else _typed(data)
    incoming = Incoming(signal, at, text, ref=f"{CHANNEL}:{update}")
    # The address is part of it, so that nobody can use up the id of somebody else's message.
    return Arrival(CHANNEL, f"{address}:{update}", address, incoming, echo)


def _pressed(data: dict[str, Any]) -> tuple[Signal, str, str]:
    key = _string(data, "key")
    if not 1 <= len(key.encode()) <= _KEY_BYTES:
        raise _malformed()
    return Signal.PRESS, key, _label(data, "")


def _typed(data: dict[str, Any]) -> tuple[Signal, str, str]:
    text = _string(data, "text")
    if not text.strip():
        raise HTTPException(400, say("web.empty"))
    if _COMMAND.match(text):
        return Signal.COMMAND, text[1:].strip(), _label(data, text)
    return Signal.TEXT, text, text


def _label(data: dict[str, Any], default: str) -> str:
    label = _string(data, "label") if "label" in data else default
    if "label" in data and len(label) > _LABEL_LENGTH:
        raise _malformed()
    return label


def _string(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise _malformed()
    # JSON can spell half a surrogate pair, which no encoding can store.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


async def read_body(request: Request, limit: int, refusal: str, drain: int = 16) -> bytes:
    """The bytes of a post.

    Args:
        limit: how many there may be.
        refusal: what to say when there are more.
        drain: times the limit to read on, so that a sender hears the refusal instead of a broken connection.

    Raises:
        HTTPException: 413, with that sentence; at once when a far greater size is announced.
    """
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdecimal() and int(announced[:15]) > drain * limit:
        raise HTTPException(413, refusal)
    parts, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            parts.append(chunk)
        if size > drain * limit:
            break
    if size > limit:
        raise HTTPException(413, refusal)
    return b"".join(parts)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise _malformed() from None


def _malformed() -> HTTPException:
    return HTTPException(400, say("web.malformed"))
