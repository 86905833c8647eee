"""What Telegram accepts in texts, entities, keyboards and commands, refused in Telegram's own words."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from .errors import ApiError, bad_request
from .parse_mode import Entities, parse, utf16_length

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100
BUTTON_LIMIT = 100
CALLBACK_DATA_BYTES = 64
ENTITY_TYPES = frozenset(
    {
        *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"),
        *("bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"),
        *("code", "pre", "text_link", "text_mention", "custom_emoji"),
    }
)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Button(NamedTuple):
    """An inline button: what it says, and what it sends or opens."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass
class Markup:
    """A reply markup that was read: inline buttons, a reply keyboard, or its removal."""

    inline: list[list[Button]] = field(default_factory=list)
    keyboard: list[list[str]] | None = None
    one_time: bool = False

    def inline_payload(self) -> dict[str, Any] | None:
        """Give the inline keyboard as it comes back on a message; other keyboards do not come back."""
        if not self.inline:
            return None
        return {"inline_keyboard": [[_button_payload(button) for button in row] for row in self.inline]}


def _button_payload(button: Button) -> dict[str, str]:
    fields = {"text": button.label, "callback_data": button.data, "url": button.url}
    return {name: value for name, value in fields.items() if value is not None}


# --- texts and entities


def read_text(text: str, entities: Any, mode: str) -> tuple[str, Entities]:
    """Read a text and its formatting, before any chat is looked at (Telegram's order of complaints)."""
    if mode:
        return parse(text, mode)
    return text, [_read_entity(entity) for entity in entities or []]


def _read_entity(entity: Any) -> dict[str, Any]:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    if entity.get("type") not in ENTITY_TYPES:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    for name in ("offset", "length"):
        if not isinstance(entity.get(name), int):
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    return dict(entity)


def fix_text(text: str, entities: Entities, too_long: str = "message is too long") -> tuple[str, Entities]:
    """Check and trim the text of a message as Telegram stores it."""
    check_entities(text, entities)
    trimmed, kept = _trim(text, entities)
    if not trimmed:
        raise bad_request("text must be non-empty")
    if len(trimmed) > TEXT_LIMIT:
        raise bad_request(too_long)
    return trimmed, kept


def fix_caption(text: str, entities: Entities) -> tuple[str, Entities]:
    """Check and trim the caption of a file, which may be empty."""
    check_entities(text, entities)
    trimmed, kept = _trim(text, entities)
    if len(trimmed) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return trimmed, kept


def check_entities(text: str, entities: Entities) -> None:
    """Refuse entities outside the text or through the middle of a character; offsets count UTF-16 units."""
    if not entities:
        return
    length = utf16_length(text)
    positions = _byte_positions(text)
    for entity in entities:
        _check_entity(entity, length, positions)


def _byte_positions(text: str) -> dict[int, int]:
    units, size, positions = 0, 0, {}
    for character in text:
        positions[units] = size
        units += 2 if character > "\uffff" else 1
        size += len(character.encode("utf-8", "surrogatepass"))
    positions[units] = size
    return positions


def _check_entity(entity: dict[str, Any], length: int, positions: dict[int, int]) -> None:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    if start < 0:
        raise bad_request(f"receive an entity with incorrect offset {start}")
    if entity["length"] < 0:
        raise bad_request(f"receive an entity with incorrect length {entity['length']}")
    if start > length or (start == length and end > start):
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > length:
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}",
        )
    if start not in positions:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {positions[start - 1]}")
    if end not in positions:
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol "
            f"at byte offset {positions[end - 1]}",
        )
    if entity["type"] == "text_link":
        check_link("entity", str(entity.get("url", "")))


def _trim(text: str, entities: Entities) -> tuple[str, Entities]:
    trimmed = text.strip()
    shift = utf16_length(text) - utf16_length(text.lstrip())
    length = utf16_length(trimmed)
    kept = []
    for entity in entities[:ENTITY_LIMIT]:
        start = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] + entity["length"] - shift, length)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return trimmed, kept


def check_link(owner: str, url: str) -> None:
    """Refuse an address that Telegram would not open."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in {"http", "https", "tg"}:
        raise bad_request(f"{owner} URL '{url}' is invalid: Unsupported URL protocol")
    if parts.scheme == "tg":
        return
    if not parts.hostname:
        raise bad_request(f"{owner} URL '{url}' is invalid: URL host is empty")
    if "." not in parts.hostname:
        raise bad_request(f"{owner} URL '{url}' is invalid: Wrong HTTP URL")


# --- keyboards


def read_markup(value: Any, inline_only: bool = False) -> Markup:
    """Read a reply markup; an edited message can carry only an inline one."""
    if value is None or value == "":
        return Markup()
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        return Markup(inline=_rows(value["inline_keyboard"], _inline_button))
    if inline_only and value:
        raise bad_request("inline keyboard expected")
    if "keyboard" in value:
        rows = _rows(value["keyboard"], _keyboard_button)
        return Markup(keyboard=rows, one_time=bool(value.get("one_time_keyboard")))
    return Markup(keyboard=[] if value.get("remove_keyboard") else None)


def _rows(value: Any, read: Any) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request("can't parse keyboard: expected an Array of Arrays of buttons")
    rows = [[button for cell in row if (button := read(cell))] for row in value]
    return [row for row in rows if row]


def _label(value: Any, kind: str) -> str:
    if not isinstance(value, dict):
        raise bad_request(f"can't parse {kind}: expected an Object")
    if "text" not in value:
        raise bad_request(f"can't parse {kind}: Can't find field \"text\"")
    if not isinstance(value["text"], str):
        raise bad_request(f'can\'t parse {kind}: Field "text" must be of type String')
    return value["text"]


def _inline_button(value: Any) -> Button | None:
    label = _label(value, "inline keyboard button")
    if not label:
        return None  # Telegram leaves out a button without a label and says nothing.
    actions = set(value) - {"text", "style", "icon_custom_emoji_id"}
    if not any(value[action] for action in actions):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if value.get("url"):
        check_link("inline keyboard button", value["url"])
    return Button(label, value.get("callback_data"), value.get("url"))


def _keyboard_button(value: Any) -> str:
    return value if isinstance(value, str) else _label(value, "keyboard button")


def check_markup(markup: Markup) -> None:
    """Refuse what only Telegram's own servers refuse, after the chat was found."""
    buttons = [button for row in markup.inline for button in row]
    if any(button.data and len(button.data.encode()) > CALLBACK_DATA_BYTES for button in buttons):
        raise bad_request("BUTTON_DATA_INVALID")
    if len(buttons) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")


# --- the bot's own profile


def read_commands(value: Any) -> list[dict[str, str]]:
    """Read a list of commands."""
    if not isinstance(value, list):
        raise bad_request("can't parse commands: expected an Array")
    if len(value) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_read_command(item) for item in value]


def _read_command(item: Any) -> dict[str, str]:
    if not isinstance(item, dict) or not {"command", "description"} <= set(item):
        raise bad_request("can't parse BotCommand: expected command and description")
    command, description = str(item["command"]).removeprefix("/"), str(item["description"]).strip()
    problem = _command_problem(command, description)
    if problem:
        raise problem
    return {"command": command, "description": description}


def _command_problem(command: str, description: str) -> ApiError | None:
    if not command:
        return bad_request("command must be non-empty")
    if len(command) > 32:
        return bad_request("command length must not exceed 32")
    if not _COMMAND.fullmatch(command):
        return bad_request("BOT_COMMAND_INVALID")
    if not description:
        return bad_request("command description must be non-empty")
    if len(description) > 256:
        return bad_request("command description length must not exceed 256")
    return None


def check_webhook(url: str, secret_token: str) -> None:
    """Refuse a webhook that Telegram would refuse; plain HTTP only for this machine, where the tests run."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret_token and not _SECRET_TOKEN.fullmatch(secret_token):
        raise bad_request("secret token contains unallowed characters")
