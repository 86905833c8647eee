"""The things that pass through the server: users, messages of the bot, files, pressed buttons, calls."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from .parse_mode import Entities
from .rules import Button, Markup

Payload = dict[str, Any]


@dataclass
class User:
    """A person as Telegram knows them."""

    id: int
    first_name: str
    language_code: str | None = "nl"
    username: str | None = None

    def payload(self) -> Payload:
        """Give the Bot API's User object."""
        names = {"username": self.username, "language_code": self.language_code}
        given = {name: value for name, value in names.items() if value}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, **given}


@dataclass(frozen=True)
class StoredFile:
    """A file that the server keeps."""

    file_id: str
    name: str
    content: bytes
    mime_type: str
    path: str

    def payload(self) -> Payload:
        """Give what every kind of file object has in common."""
        return {"file_id": self.file_id, "file_unique_id": f"u{self.file_id}", "file_size": len(self.content)}


@dataclass
class BotMessage:
    """A message that the bot sent, as it is now: edits and deletion change this object.

    `inline` holds rows of buttons; `keyboard` rows of labels, [] when the message takes the reply keyboard away and
    None when it leaves it alone; `edits` the earlier texts, oldest first; `file` what was sent with it.
    """

    chat_id: int
    text: str
    entities: Entities = field(default_factory=list)
    inline: list[list[Button]] = field(default_factory=list)
    keyboard: list[list[str]] | None = None
    silent: bool = False
    kind: str = "text"
    file: StoredFile | None = None
    reply_to: int | None = None
    message_id: int = 0
    date: int = 0
    edit_date: int | None = None
    edits: list[str] = field(default_factory=list)
    deleted: bool = False

    @property
    def document(self) -> StoredFile | None:
        """Give the document of this message, or None."""
        return self.file if self.kind == "document" else None

    @property
    def labels(self) -> list[str]:
        """Give the labels of the inline buttons, reading order."""
        return [button.label for row in self.inline for button in row]

    @property
    def data(self) -> dict[str, str | None]:
        """Give what each inline button sends, by label."""
        return {button.label: button.data for row in self.inline for button in row}

    def button(self, label_or_data: str) -> Button | None:
        """Find an inline button by its label, or else by its data."""
        buttons = [button for row in self.inline for button in row]
        by_label = (button for button in buttons if button.label == label_or_data)
        by_data = (button for button in buttons if button.data == label_or_data)
        return next(itertools.chain(by_label, by_data), None)

    def content(self) -> Payload:
        """Give the part of the Message object that an edit can change."""
        text = "text" if self.kind == "text" else "caption"
        fields: Payload = {text: self.text} if self.text else {}
        if self.entities:
            fields["entities" if text == "text" else "caption_entities"] = self.entities
        markup = Markup(inline=self.inline).inline_payload()
        return {**fields, "reply_markup": markup} if markup else fields

    def media(self) -> Payload:
        """Give the file part of the Message object."""
        if self.file is None:
            return {}
        if self.kind == "photo":
            return {"photo": [{**self.file.payload(), "width": 320, "height": 240}]}
        return {"document": {**self.file.payload(), "file_name": self.file.name, "mime_type": self.file.mime_type}}


@dataclass
class Callback:
    """A press of an inline button that the bot may still answer."""

    id: str
    chat_id: int
    data: str
    too_old: bool = False


@dataclass(frozen=True)
class CallbackAnswer:
    """What the bot answered to a press."""

    query_id: str
    text: str
    alert: bool


@dataclass
class Call:
    """One call of the bot: `status` is the HTTP status of the answer, None while it runs or when it was dropped."""

    method: str
    params: Payload
    at: float
    status: int | None = None
    result: Any = None
    took_effect: bool = False
