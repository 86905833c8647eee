"""The file that a delivery names: made when it is fetched, never kept."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.channels.web.arriving import CHANNEL
from bot.errors import TooLate
from bot.services.ports import Document, Post
from bot.texts import say

_DIGITS = 15  # more is no sequence number, and would not fit every database


async def download(post: Post, address: str, seq: str) -> Response:
    """The file of one of this person's deliveries, as an attachment.

    Raises:
        HTTPException: 404 or 410, with a sentence.
    """
    if not (seq.isascii() and seq.isdecimal() and len(seq) <= _DIGITS):
        raise HTTPException(404, say("web.no_file"))
    document = await asyncio.to_thread(_made, post, address, int(seq))
    name = f"attachment; filename*=UTF-8''{quote(document.name, safe='')}"
    return Response(document.content, media_type=document.media_type, headers={"Content-Disposition": name})


def _made(post: Post, address: str, seq: int) -> Document:
    found = [item for item in post.transcript(CHANNEL, address, max(seq - 1, 0), 1) if item.seq == seq]
    if not found or not found[0].reply.export:
        raise HTTPException(404, say("web.no_file"))
    try:
        return post.export(found[0].person, found[0].reply.export)
    except TooLate:
        raise HTTPException(410, say("web.no_file")) from None
