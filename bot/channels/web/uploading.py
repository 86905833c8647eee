"""From a file that the page posts to an Arrival: the bytes as they are, the name and the id in the address."""

from __future__ import annotations

import re
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.channels.web.arriving import CHANNEL
from bot.dialogue.turn import Incoming, Signal
from bot.services.ports import Arrival
from bot.services.uploads import MOST_BYTES, bare_name, takes
from bot.texts import say

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TYPE = "application/octet-stream"
_DRAIN = 4 * MOST_BYTES  # read on this far, so that a sender hears the refusal instead of a broken connection


async def read_upload(request: Request, address: str, at: datetime) -> Arrival:
    """Read a posted file: `?id=...&name=...`, its bytes as the body.

    Raises:
        HTTPException: 400, 413 or 415, with a sentence.
    """
    update, name = request.query_params.get("id", ""), bare_name(request.query_params.get("name", ""))
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _TYPE:
        raise HTTPException(415, say("own_casus.refused_kind"))
    if not _ID.fullmatch(update) or not name:
        raise HTTPException(400, say("web.malformed"))
    if not takes(name):
        raise HTTPException(415, say("own_casus.refused_kind"))
    data = await _body(request)
    incoming = Incoming(Signal.FILE, at, name, f"{CHANNEL}:{update}", data)
    return Arrival(CHANNEL, f"{address}:{update}", address, incoming, say("web.sent_file", name=name))


async def _body(request: Request) -> bytes:
    """The bytes of the file; a size that is announced is looked at before any of them."""
    announced = request.headers.get("content-length", "")
    if announced.isascii() and announced.isdecimal() and int(announced[:15]) > _DRAIN:
        raise HTTPException(413, say("own_casus.refused_large"))
    parts, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= MOST_BYTES:
            parts.append(chunk)
        if size > _DRAIN:
            break
    if size > MOST_BYTES:
        raise HTTPException(413, say("own_casus.refused_large"))
    return b"".join(parts)
