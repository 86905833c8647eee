"""From a file that the page posts to an Arrival: the bytes as they are, the name and the id in the address."""

from __future__ import annotations

from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.channels.web.arriving import CHANNEL, ID, read_body
from bot.dialogue.turn import Incoming, Signal
from bot.services.ports import Arrival
from bot.services.uploads import MOST_BYTES, bare_name, takes
from bot.texts import say

_TYPE = "application/octet-stream"


async def read_upload(request: Request, address: str, at: datetime) -> Arrival:
    """Read a posted file: `?id=...&name=...`, its bytes as the body.

    Raises:
        HTTPException: 400, 413 or 415, with a sentence.
    """
    update, name = request.query_params.get("id", ""), bare_name(request.query_params.get("name", ""))
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _TYPE:
        raise HTTPException(415, say("own_casus.refused_kind"))
    if not ID.fullmatch(update) or not name:
        raise HTTPException(400, say("web.malformed"))
    if not takes(name):
        raise HTTPException(415, say("own_casus.refused_kind"))
    data = await read_body(request, MOST_BYTES, say("own_casus.refused_large"), drain=4)
    incoming = Incoming(Signal.FILE, at, name, f"{CHANNEL}:{update}", data)
    return Arrival(CHANNEL, f"{address}:{update}", address, incoming, say("web.sent_file", name=name))
