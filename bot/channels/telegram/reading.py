"""From a Telegram update to what arrives: private chats only, and words are kept exactly as they were typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Document, Message, Update

from bot.channels.telegram.utf16 import sound
from bot.dialogue.turn import Incoming, Signal
from bot.services.ports import Arrival
from bot.services.uploads import MOST_BYTES, TOO_LARGE, bare_name, takes

CHANNEL = "telegram"
_COMMAND = re.compile(r"/(\w{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL | re.ASCII)
# In this order: a moving picture is a document too, a venue has a location.
_THINGS = {
    "photo": "photo",
    "live_photo": "photo",
    "voice": "voice",
    "sticker": "sticker",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "document": "document",
    "location": "location",
    "contact": "contact",
}
# What Telegram itself puts into a chat; nobody said anything.
_SERVICE = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "chat_background_set",
    "write_access_allowed",
    "connected_website",
    "proximity_alert_triggered",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "video_chat_scheduled",
    "video_chat_started",
    "video_chat_ended",
)


@dataclass(frozen=True)
class Reading:
    """What an update holds.

    Args:
        arrivals: what goes into the inbox; one update may hold both words and a thing.
        press: the id of the press that Telegram wants an answer to, or "".
        group: the group in which the bot was called or put, or 0.
        left: the group that the bot is no longer in, or 0.
        files: for arrivals that are a file to be fetched first, Telegram's id of it by the arrival's update.
    """

    arrivals: tuple[Arrival, ...] = ()
    press: str = ""
    group: int = 0
    left: int = 0
    files: Mapping[str, str] = field(default_factory=dict)


def read(update: Update, username: str, now: datetime) -> Reading:
    """What an update holds; nothing, for updates that nobody here has to know of.

    Args:
        update: as Telegram sent it.
        username: the bot's own, or "" while it is not known.
        now: the time of receipt; a press has no time of its own.
    """
    if update.callback_query:
        return _press(update.update_id, update.callback_query, now)
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    message = update.message or update.edited_message
    if not message:
        return Reading()
    if message.chat.type != "private":
        return Reading(group=message.chat.id if _calls_bot(message, username) else 0)
    if not update.edited_message and (document := message.document) and takes(document.file_name or ""):
        return _file(update, message, document)
    return Reading(_edit(update, message) if update.edited_message else _message(update, message))


def _press(update: int, query: CallbackQuery, now: datetime) -> Reading:
    chat = query.message.chat if query.message else None
    if chat and chat.type != "private":
        return Reading(press=query.id)
    # A message that Telegram no longer has comes without chat; in private the chat and the person have one id.
    address = chat.id if chat else query.from_user.id
    return Reading((_arrival(str(update), address, Incoming(Signal.PRESS, now, query.data or "")),), query.id)


def _message(update: Update, message: Message) -> tuple[Arrival, ...]:
    words, thing = message.text or message.caption or "", _thing(message)
    found = []
    if words:
        found.append(_arrival(str(update.update_id), message.chat.id, _said(message, words)))
    if thing:
        incoming = Incoming(Signal.OTHER, _utc(message.date), thing, _ref(message))
        found.append(_arrival(_thing_id(update, message, bool(words)), message.chat.id, incoming))
    return tuple(found)


def _file(update: Update, message: Message, document: Document) -> Reading:
    """A file that may hold a casus, after the words that were sent with it; one that is too large stays where it is."""
    words, name = message.caption or "", bare_name(sound(document.file_name or ""))
    mine = f"{update.update_id}:thing" if words else str(update.update_id)
    large = (document.file_size or 0) > MOST_BYTES
    signal, text = (Signal.OTHER, TOO_LARGE) if large else (Signal.FILE, name)
    found = [_arrival(str(update.update_id), message.chat.id, _said(message, words))] if words else []
    arrival = _arrival(mine, message.chat.id, Incoming(signal, _utc(message.date), text, _ref(message)))
    return Reading((*found, arrival), files={} if large else {mine: document.file_id})


def _edit(update: Update, message: Message) -> tuple[Arrival, ...]:
    words = message.text or message.caption
    if not words:  # a location that moves, a poll that closes
        return ()
    at = _utc(message.edit_date or message.date)
    return (_arrival(str(update.update_id), message.chat.id, Incoming(Signal.EDIT, at, sound(words), _ref(message))),)


def _said(message: Message, words: str) -> Incoming:
    words, at, ref = sound(words), _utc(message.date), _ref(message)
    command = _COMMAND.fullmatch(words) if message.text else None
    if not command:
        return Incoming(Signal.TEXT, at, words, ref)
    name, rest = command[1].lower(), (command[2] or "").rstrip()
    return Incoming(Signal.COMMAND, at, f"{name} {rest}" if rest else name, ref)


def _thing(message: Message) -> str:
    for kind, name in _THINGS.items():
        if message[kind]:
            return name
    if message.text or any(message[kind] for kind in _SERVICE):
        return ""
    return "other"


def _thing_id(update: Update, message: Message, has_words: bool) -> str:
    # An album comes as one update per picture; under one id it is told once that pictures cannot be read.
    if message.media_group_id:
        return f"album:{message.chat.id}:{message.media_group_id}"
    return f"{update.update_id}:thing" if has_words else str(update.update_id)


def _membership(change: ChatMemberUpdated) -> Reading:
    if change.chat.type not in ("group", "supergroup"):
        return Reading()
    if change.new_chat_member.status in (ChatMember.LEFT, ChatMember.BANNED):
        return Reading(left=change.chat.id)
    added = change.old_chat_member.status in (ChatMember.LEFT, ChatMember.BANNED)
    return Reading(group=change.chat.id if added else 0)


def _calls_bot(message: Message, username: str) -> bool:
    if message.chat.type not in ("group", "supergroup"):
        return False
    words, name = (message.text or message.caption or "").casefold(), f"@{username.casefold()}"
    first = words.split(maxsplit=1)[0] if words.strip() else ""
    if first.startswith("/"):
        return "@" not in first or not username or first.endswith(name)
    answered = message.reply_to_message.from_user if message.reply_to_message else None
    return bool(username) and (name in words or bool(answered and answered.username == username))


def _arrival(update: str, address: int, incoming: Incoming) -> Arrival:
    return Arrival(CHANNEL, update, str(address), incoming)


def _ref(message: Message) -> str:
    return f"{CHANNEL}:{message.message_id}"


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
