"""From a reply to what the Bot API takes: texts that fit with their entities, buttons, keyboard, file.

Offsets and limits are in UTF-16 units, as Telegram counts them; there is never a parse_mode, so nothing is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.channels.telegram.utf16 import sound, split, units
from bot.dialogue.turn import Button, Reply
from bot.render.markup import Span, reply_spans
from bot.services.ports import Document
from bot.texts import say

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


@dataclass(frozen=True)
class Piece:
    """One message to send: a text, or a document with the text as its caption."""

    text: str
    entities: tuple[MessageEntity, ...] = ()
    markup: Markup | None = None
    document: Document | None = None


def pieces(reply: Reply, document: Document | None = None) -> list[Piece]:
    """The messages that a reply becomes, in order.

    Buttons and keyboard go with the last one. Telegram takes one of the two per message: where a reply has both, the
    keyboard goes with the first message, made by parting the text at its last line break; a text of one line keeps its
    buttons and leaves the keyboard as it was.
    """
    found = _texts(reply, document)
    buttons, keyboard = inline(reply.buttons), _keyboard(reply.keyboard)
    if buttons and keyboard and len(found) > 1:
        found[0] = replace(found[0], markup=keyboard)
    found[-1] = replace(found[-1], markup=buttons or keyboard)
    return found


def _texts(reply: Reply, document: Document | None) -> list[Piece]:
    spans = [replace(span, text=sound(span.text)) for span in reply_spans(reply)]
    text = "".join(span.text for span in spans)
    if document and units(text) <= CAPTION_LIMIT:
        return [replace(_cut(spans, 0, len(text)), document=document)]
    borders = split(text, TEXT_LIMIT)
    if len(borders) == 1 and reply.buttons and reply.keyboard is not None and not document:
        borders = _parted(text)
    found = [_cut(spans, start, end) for start, end in borders if text[start:end].strip()]
    if document:
        found.append(Piece("", document=document))
    return found or [Piece(text)]


def inline(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    """Rows of buttons under a message, None for none."""
    made = [[InlineKeyboardButton(button.label, callback_data=button.key) for button in row] for row in rows if row]
    return InlineKeyboardMarkup(made) if made else None


def _keyboard(labels: Sequence[str] | None) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if labels is None:
        return None
    if not labels:
        return ReplyKeyboardRemove()
    placeholder = say("telegram.placeholder")
    return ReplyKeyboardMarkup(
        [list(labels)], resize_keyboard=True, is_persistent=True, input_field_placeholder=placeholder
    )


def _parted(text: str) -> list[tuple[int, int]]:
    at = text.rstrip().rfind("\n") + 1
    return [(0, at), (at, len(text))] if text[:at].strip() else [(0, len(text))]


def _cut(spans: Sequence[Span], start: int, end: int) -> Piece:
    text, entities, place, offset = "", [], 0, 0
    for span in spans:
        part = span.text[max(start - place, 0) : max(end - place, 0)]
        place += len(span.text)
        entities += [MessageEntity(style, offset, units(part)) for style in _styles(span) if part]
        text, offset = text + part, offset + units(part)
    return Piece(text, tuple(entities))


def _styles(span: Span) -> list[str]:
    wanted = ((span.bold, MessageEntity.BOLD), (span.italic, MessageEntity.ITALIC))
    return [style for chosen, style in wanted if chosen]
