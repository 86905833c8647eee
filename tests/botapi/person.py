"""The test's side of a chat: a person who writes, presses and listens."""

import asyncio
import re
import time
from collections.abc import Callable, Sequence

from .messages import BotMessage, Callback, CallbackAnswer, Payload, StoredFile, User
from .rules import TEXT_LIMIT
from .state import Chat, State

Wanted = str | Callable[[BotMessage], object]
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(@\w+)?(?=\s|$)")


class TestPerson:
    """Somebody in a chat with the bot: a private one, or a group after `in_group`.

    What waits (`expect`, `next`, `quiet`) blocks the thread. A test that runs the bot on its own event loop uses
    `aexpect`, `anext` and `aquiet`.
    """

    __test__ = False  # for pytest: this is no class of tests

    def __init__(self, state: State, user: User, chat: Chat) -> None:
        self._state = state
        self._chat = chat
        self._seen = 0
        self._groups: dict[int, TestPerson] = {}
        self.user = user
        self.id = user.id

    @property
    def chat_id(self) -> int:
        """Give the chat that this person is in."""
        return self._chat.id

    def in_group(self, chat_id: int, title: str = "Groep") -> "TestPerson":
        """Give this person in a group; several people may be in one group."""
        if chat_id not in self._groups:
            kind = "supergroup" if str(chat_id).startswith("-100") else "group"
            self._groups[chat_id] = TestPerson(self._state, self.user, self._state.chat(chat_id, kind, title))
        return self._groups[chat_id]

    # --- writing

    def say(self, text: str, reply_to: int | None = None) -> int:
        """Send a text and give its message id (the last one: as in Telegram, a long text goes in parts)."""
        parts = _split(text)
        for part in parts[:-1]:
            self._say(part, None)
        return self._say(parts[-1], reply_to)

    def _say(self, text: str, reply_to: int | None) -> int:
        return self._send({"text": text, **_entities(text)}, text, reply_to)

    def _send(self, content: Payload, shown: str, reply_to: int | None = None) -> int:
        with self._state.lock:
            chat = self._chat
            chat.started = True
            message = {**self._head(chat.next_id()), **self._state.reply_payload(chat, reply_to), **content}
            chat.said[message["message_id"]] = message
            chat.log.append(f"{self.user.first_name}: {shown}")
            if self._bot_hears(message):
                self._state.updates.add("message", dict(message))
            return int(message["message_id"])

    def _head(self, message_id: int) -> Payload:
        sender, chat = self.user.payload(), self._chat.payload()
        return {"message_id": message_id, "from": sender, "chat": chat, "date": int(time.time())}

    def _bot_hears(self, message: Payload) -> bool:
        if self._chat.bot_is_out:
            return False
        if self._chat.kind == "private" or not self._state.privacy:
            return True
        is_reply = message.get("reply_to_message", {}).get("from", {}).get("id") == self._state.bot["id"]
        text = str(message.get("text") or message.get("caption") or "")
        return is_reply or text.startswith("/") or f"@{self._state.bot['username']}" in text

    def edit(self, message_id: int, text: str) -> int:
        """Change an own text and give its message id."""
        with self._state.lock:
            message = self._chat.said[message_id]
            message.pop("entities", None)
            message |= {"text": text, **_entities(text), "edit_date": int(time.time())}
            self._chat.log.append(f"{self.user.first_name} edits #{message_id}: {text}")
            if self._bot_hears(message):
                self._state.updates.add("edited_message", dict(message))
        return message_id

    # --- files

    def document(self, content: bytes, name: str, caption: str = "", mime_type: str = "text/plain") -> int:
        """Send a file and give its message id."""
        stored = self._keep(name, content, mime_type, "documents")
        document = {**stored.payload(), "file_name": name, "mime_type": mime_type}
        return self._send({"document": document, **_caption(caption)}, f"<document {name}> {caption}".rstrip())

    def photo(self, content: bytes = b"jpeg", caption: str = "") -> int:
        """Send a picture and give its message id."""
        stored = self._keep("photo.jpg", content, "image/jpeg", "photos")
        sizes = [{**stored.payload(), "width": 320, "height": 240}]
        return self._send({"photo": sizes, **_caption(caption)}, f"<photo> {caption}".rstrip())

    def voice(self, content: bytes = b"ogg", seconds: int = 3) -> int:
        """Send a voice message and give its message id."""
        stored = self._keep("voice.ogg", content, "audio/ogg", "voice")
        return self._send({"voice": {**stored.payload(), "duration": seconds, "mime_type": "audio/ogg"}}, "<voice>")

    def sticker(self, emoji: str = "👍") -> int:
        """Send a sticker and give its message id."""
        stored = self._keep("sticker.webp", b"webp", "image/webp", "stickers")
        kind = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._send({"sticker": {**stored.payload(), **kind, "emoji": emoji}}, f"<sticker {emoji}>")

    def _keep(self, name: str, content: bytes, mime_type: str, folder: str) -> StoredFile:
        with self._state.lock:
            return self._state.keep_file(name, content, mime_type, folder)

    # --- buttons

    def press(self, label_or_data: str, message: BotMessage | None = None, too_old: bool = False) -> str:
        """Press a button, by its label or its data: the newest one, or the one of a given message.

        An inline button sends a callback query, whose id is given; a key of the reply keyboard sends its text.
        `too_old` makes a query that the bot can no longer answer.
        """
        with self._state.lock:
            found = message or self._newest_with(label_or_data)
            on_keyboard = any(label_or_data in row for row in self._chat.keyboard)
            newer_keyboard = found is None or found.message_id < self._chat.keyboard_from
            if message is None and on_keyboard and newer_keyboard:
                return self._press_key(label_or_data)
            button = found.button(label_or_data) if found and not found.deleted else None
            assert found is not None, self._problem(f"there is no button {label_or_data!r}")
            assert button is not None, self._problem(f"message {found.message_id} has no button {label_or_data!r}")
            assert button.data, self._problem(f"button {label_or_data!r} sends nothing to the bot")
            return self._press_inline(found, button.label, button.data, too_old)

    def _newest_with(self, label_or_data: str) -> BotMessage | None:
        shown = (message for message in reversed(self._chat.heard.values()) if not message.deleted)
        return next((message for message in shown if message.button(label_or_data)), None)

    def _press_key(self, label: str) -> str:
        if self._chat.keyboard_once:
            self._chat.keyboard = []
        return str(self.say(label))

    def _press_inline(self, message: BotMessage, label: str, data: str, too_old: bool) -> str:
        query_id = f"{self._state.number():08d}"
        self._state.callbacks[query_id] = Callback(query_id, self.chat_id, data, too_old)
        self._chat.log.append(f"{self.user.first_name} presses [{label}] of #{message.message_id}")
        query = {
            "id": query_id,
            "from": self.user.payload(),
            "message": self._state.payload(message),
            "chat_instance": str(self.chat_id),
            "data": data,
        }
        self._state.updates.add("callback_query", query)
        return query_id

    # --- coming and going

    def blocks(self) -> None:
        """Block the bot; in a group: remove it."""
        self._bot_status("kicked", "blocks the bot", is_out=True)

    def unblocks(self) -> None:
        """Let the bot in again."""
        self._bot_status("member", "lets the bot in", is_out=False)

    def _bot_status(self, status: str, shown: str, is_out: bool) -> None:
        bot = self._state.bot
        states: dict[str, Payload] = {
            "kicked": {"status": "kicked", "user": bot, "until_date": 0},
            "member": {"status": "member", "user": bot},
        }
        with self._state.lock:
            self._chat.bot_is_out = is_out
            self._chat.log.append(f"{self.user.first_name} {shown}")
            change = {
                **{name: value for name, value in self._head(0).items() if name != "message_id"},
                "old_chat_member": states["member" if status == "kicked" else "kicked"],
                "new_chat_member": states[status],
            }
            self._state.updates.add("my_chat_member", change)

    # --- listening

    @property
    def heard(self) -> list[BotMessage]:
        """Give all messages of the bot in this chat, also deleted ones."""
        with self._state.lock:
            return list(self._chat.heard.values())

    @property
    def answers(self) -> list[CallbackAnswer]:
        """Give what the bot answered to presses."""
        with self._state.lock:
            return list(self._chat.answers)

    @property
    def keyboard(self) -> list[list[str]]:
        """Give the reply keyboard as it is now, row by row."""
        with self._state.lock:
            return self._chat.keyboard

    def expect(self, wanted: Wanted, timeout: float = 60.0) -> BotMessage:
        """Wait for the next unseen text, new or by an edit, that contains or satisfies what is wanted.

        Texts before it count as seen from then on.
        """
        what = wanted if callable(wanted) else repr(wanted)
        return self._wait(lambda: self._find(wanted), timeout, f"heard nothing with {what}")

    def next(self, n: int = 1, timeout: float = 60.0) -> BotMessage:
        """Wait for the n-th next unseen text, new or by an edit; it and those before it count as seen."""
        return self._wait(lambda: self._advance(n), timeout, f"heard fewer than {n} more")

    def quiet(self, seconds: float = 0.5) -> None:
        """Fail when the bot says anything unseen within this time."""
        with self._state.changed:
            self._state.changed.wait_for(lambda: len(self._chat.feed) > self._seen, seconds)
            unseen = [text for _, text in self._chat.feed[self._seen :]]
            assert not unseen, self._problem(f"expected quiet, but heard {unseen!r}")

    async def aexpect(self, wanted: Wanted, timeout: float = 60.0) -> BotMessage:
        """Do as `expect` without blocking the event loop."""
        return await asyncio.to_thread(self.expect, wanted, timeout)

    async def anext(self, n: int = 1, timeout: float = 60.0) -> BotMessage:
        """Do as `next` without blocking the event loop."""
        return await asyncio.to_thread(self.next, n, timeout)

    async def aquiet(self, seconds: float = 0.5) -> None:
        """Do as `quiet` without blocking the event loop."""
        await asyncio.to_thread(self.quiet, seconds)

    def _wait(self, look: Callable[[], BotMessage | None], timeout: float, problem: str) -> BotMessage:
        with self._state.changed:
            found = self._state.changed.wait_for(look, timeout)
            assert found is not None, self._problem(f"{problem} within {timeout} s")
            return found

    def _find(self, wanted: Wanted) -> BotMessage | None:
        for place in range(self._seen, len(self._chat.feed)):
            message, text = self._chat.feed[place]
            if wanted(message) if callable(wanted) else wanted in text:
                self._seen = place + 1
                return message
        return None

    def _advance(self, n: int) -> BotMessage | None:
        if len(self._chat.feed) < self._seen + n:
            return None
        self._seen += n
        return self._chat.feed[self._seen - 1][0]

    def conversation(self) -> str:
        """Give the chat so far as a dialogue."""
        with self._state.lock:
            return "\n".join(self._chat.log)

    def _problem(self, problem: str) -> str:
        return f"{problem}\n--- the conversation ---\n{self.conversation() or '(nothing was said)'}"


def _entities(text: str) -> Payload:
    found = _COMMAND.match(text)
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(found[0])}]} if found else {}


def _caption(caption: str) -> Payload:
    return {"caption": caption} if caption else {}


def _split(text: str) -> Sequence[str]:
    parts = []
    while len(text) > TEXT_LIMIT:
        cut = max(text.rfind("\n", TEXT_LIMIT // 2, TEXT_LIMIT), text.rfind(" ", TEXT_LIMIT // 2, TEXT_LIMIT))
        cut = cut if cut > 0 else TEXT_LIMIT
        parts.append(text[:cut])
        text = text[cut:].lstrip()
    return [*parts, text]
