"""Carries one delivery to its person through the Bot API."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest

from bot.channels.telegram.reading import CHANNEL
from bot.channels.telegram.writing import Piece, pieces
from bot.errors import TooLate
from bot.services.ports import Delivery, Document, Post
from bot.texts import say

LOG = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class NoFile(Exception):
    """A file could not be made or taken; the person was told. Its text is the class of what went wrong."""


class Courier:
    """Knows for each unfinished delivery which of its messages went out, so that a second try sends only the rest."""

    def __init__(self, bot: Bot, post: Post) -> None:
        self._bot = bot
        self._post = post
        self._out: dict[int, list[str]] = {}

    async def carry(self, delivery: Delivery, silent: bool) -> str:
        """Send, edit or remove.

        Args:
            delivery: what to carry.
            silent: whether the last message makes no sound either.

        Returns:
            The ids of the messages that now hold it, with spaces between them.

        Raises:
            TelegramError: Telegram did not take it, or could not be reached.
            NoFile: the file of an export could not be made or was refused.
            TooLate: the person of an export is gone.
        """
        if delivery.kind == "echo":  # own words stand in the chat already
            return ""
        if delivery.kind == "remove":
            return await self._remove(delivery)
        document = await self._document(delivery) if delivery.reply.export else None
        found = pieces(delivery.reply, document)
        if delivery.message and len(found) == 1 and not document and await self._edit(delivery, found[0]):
            return delivery.message
        return await self._send_all(delivery, found, silent)

    def forget(self, seq: int) -> None:
        """A delivery is finished, one way or the other."""
        self._out.pop(seq, None)

    async def _send_all(self, delivery: Delivery, found: list[Piece], silent: bool) -> str:
        out = self._out.setdefault(delivery.seq, [])
        while len(out) < len(found):
            piece, last = found[len(out)], len(out) == len(found) - 1
            out.append(await self._send(delivery.address, piece, silent or not last))
        return " ".join(out)

    async def _send(self, chat: str, piece: Piece, silent: bool) -> str:
        try:
            return await self._call(chat, piece, silent)
        except BadRequest as error:
            if piece.entities and "entit" in error.message.lower():
                LOG.warning("entities refused, sent as plain text")
                return await self._send(chat, replace(piece, entities=()), silent)
            if not piece.document:
                raise
            await self._call(chat, Piece(say("telegram.no_file")), silent)
            raise NoFile(type(error).__name__) from None

    async def _call(self, chat: str, piece: Piece, silent: bool) -> str:
        if piece.document:
            image = piece.document.media_type.startswith("image/")
            send = self._bot.send_photo if image else self._bot.send_document
            message = await send(
                chat,
                piece.document.content,
                filename=piece.document.name,
                caption=piece.text or None,
                caption_entities=piece.entities,
                reply_markup=piece.markup,
                disable_notification=silent,
            )
        else:
            message = await self._bot.send_message(
                chat,
                piece.text,
                entities=piece.entities,
                reply_markup=piece.markup,
                disable_notification=silent,
                link_preview_options=_NO_PREVIEW,
            )
        return str(message.message_id)

    async def _edit(self, delivery: Delivery, piece: Piece) -> bool:
        """Whether the message now says this; when it is gone or too old, a new one has to."""
        markup = piece.markup if isinstance(piece.markup, InlineKeyboardMarkup) else None
        try:
            await self._bot.edit_message_text(
                piece.text,
                delivery.address,
                _ids(delivery.message)[-1],
                entities=piece.entities,
                reply_markup=markup,
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            if "entit" in error.message.lower() and piece.entities:
                return await self._edit(delivery, replace(piece, entities=()))
            return "not modified" in error.message.lower()
        return True

    async def _remove(self, delivery: Delivery) -> str:
        for message in _ids(delivery.message):
            try:
                await self._bot.delete_message(delivery.address, message)
            except BadRequest as error:
                if "not found" not in error.message.lower() or "chat not found" in error.message.lower():
                    raise
        return delivery.message

    async def _document(self, delivery: Delivery) -> Document:
        try:
            return await asyncio.to_thread(self._post.export, delivery.person, delivery.reply.export)
        except TooLate:
            raise
        except Exception as error:
            await self._call(delivery.address, Piece(say("telegram.no_file")), False)
            raise NoFile(type(error).__name__) from None


def _ids(message: str) -> list[int]:
    """Message ids out of what was kept as a delivery's message or as an incoming's reference."""
    return [int(part.removeprefix(f"{CHANNEL}:")) for part in message.split()]
