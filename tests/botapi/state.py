"""All that the server remembers, behind one lock: chats, messages, files, pressed buttons, calls."""

import itertools
import threading
import time
from dataclasses import dataclass, field

from .decoding import Params
from .errors import BLOCKED, KICKED, NOT_STARTED, bad_request
from .messages import BotMessage, Call, Callback, CallbackAnswer, Payload, StoredFile, User
from .rules import Markup
from .updates import UpdateQueue


@dataclass
class Chat:
    """A private chat with one person, or a group."""

    id: int
    kind: str
    title: str
    user: User | None = None
    started: bool = True
    bot_is_out: bool = False
    said: dict[int, Payload] = field(default_factory=dict)
    heard: dict[int, BotMessage] = field(default_factory=dict)
    # Each text as it came to the screen, new or by an edit, with the message that carries it.
    feed: list[tuple[BotMessage, str]] = field(default_factory=list)
    answers: list[CallbackAnswer] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    keyboard: list[list[str]] = field(default_factory=list)
    keyboard_from: int = 0
    keyboard_once: bool = False
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def payload(self) -> Payload:
        """Give the Bot API's Chat object."""
        if self.user is None:
            return {"id": self.id, "type": self.kind, "title": self.title}
        names = {"username": self.user.username} if self.user.username else {}
        return {"id": self.id, "type": "private", "first_name": self.user.first_name, **names}

    def next_id(self) -> int:
        """Give the next message id of this chat."""
        return next(self._ids)


class State:
    """The memory of the server. Every method may be called from any thread."""

    def __init__(self, token: str, username: str, privacy: bool) -> None:
        self.token = token
        self.privacy = privacy
        self.bot: Payload = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": username,
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": not privacy,
            "supports_inline_queries": False,
        }
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.updates = UpdateQueue(self.lock)
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.callbacks: dict[str, Callback] = {}
        self.calls: list[Call] = []
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.logged_out = False
        self._numbers = itertools.count(1)

    def number(self) -> int:
        """Give a number that this server gave to nothing else."""
        return next(self._numbers)

    def chat(self, chat_id: int, kind: str, title: str, user: User | None = None, started: bool = True) -> Chat:
        """Give a chat, made when it is new."""
        with self.lock:
            return self.chats.setdefault(chat_id, Chat(chat_id, kind, title, user, started))

    def reachable(self, params: Params) -> Chat:
        """Give the chat that a call is about, or refuse as Telegram does."""
        if params.get("chat_id") in (None, ""):
            raise bad_request("chat_id is empty")
        chat = self.chats.get(params.integer("chat_id"))
        if chat is None:
            raise bad_request("chat not found")
        if chat.bot_is_out:
            raise BLOCKED if chat.kind == "private" else KICKED
        if not chat.started:
            raise NOT_STARTED
        return chat

    def payload(self, message: BotMessage) -> Payload:
        """Give the Bot API's Message object of a message of the bot."""
        chat = self.chats[message.chat_id]
        head = {"message_id": message.message_id, "from": self.bot, "chat": chat.payload(), "date": message.date}
        edited = {"edit_date": message.edit_date} if message.edit_date else {}
        return {**head, **edited, **self._reply(chat, message.reply_to), **message.media(), **message.content()}

    def _reply(self, chat: Chat, message_id: int | None) -> Payload:
        if message_id is None:
            return {}
        original = chat.said.get(message_id)
        if original is None and message_id in chat.heard:
            head = chat.heard[message_id]
            original = {"message_id": message_id, "from": self.bot, "chat": chat.payload(), "date": head.date}
            original |= {**head.media(), **head.content()}
        without_chain = {name: value for name, value in (original or {}).items() if name != "reply_to_message"}
        return {"reply_to_message": without_chain} if original else {}

    def post(self, chat: Chat, message: BotMessage, markup: Markup) -> Payload:
        """Put a new message of the bot in its chat."""
        message.message_id, message.date = chat.next_id(), int(time.time())
        message.inline, message.keyboard = markup.inline, markup.keyboard
        chat.heard[message.message_id] = message
        if markup.keyboard is not None:
            chat.keyboard, chat.keyboard_from = markup.keyboard, message.message_id
            chat.keyboard_once = markup.one_time
        chat.log.append(_line(message))
        self.show(chat, message)
        return self.payload(message)

    def show(self, chat: Chat, message: BotMessage) -> None:
        """Bring a text to the screen of everybody in the chat."""
        chat.feed.append((message, message.text))
        self.changed.notify_all()

    def reply_payload(self, chat: Chat, message_id: int | None) -> Payload:
        """Give the reply part of a message that a person sends."""
        return self._reply(chat, message_id)

    def keep_file(self, name: str, content: bytes, mime_type: str, folder: str) -> StoredFile:
        """Keep a file under a new id."""
        number = self.number()
        stored = StoredFile(f"FILE{number:06d}", name, content, mime_type, f"{folder}/file_{number}")
        self.files[stored.file_id] = stored
        return stored


def _line(message: BotMessage) -> str:
    what = message.text if message.kind == "text" else f"<{message.kind} {message.file and message.file.name}>"
    caption = f" {message.text}" if message.kind != "text" and message.text else ""
    silent = " (silent)" if message.silent else ""
    return f"bot{silent} #{message.message_id}: {what}{caption}{buttons_line(message)}"


def buttons_line(message: BotMessage) -> str:
    """Show the buttons of a message as a person sees them."""
    rows = ["".join(f" [{button.label}]" for button in row) for row in message.inline]
    inline = "".join(f"\n    {row}" for row in rows)
    if message.keyboard is None:
        return inline
    keys = " | ".join(label for row in message.keyboard for label in row)
    return f"{inline}\n     keyboard: {keys or 'taken away'}"
