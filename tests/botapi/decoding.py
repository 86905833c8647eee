"""Turns a request in any of the forms that Telegram accepts into one set of parameters."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request

from .errors import bad_request

# Clients send nested values as JSON inside a string. Which fields are nested has to be known by name:
# a message text that happens to look like JSON is still a text.
JSON_FIELDS = frozenset(
    {
        "allowed_updates",
        "caption_entities",
        "commands",
        "entities",
        "link_preview_options",
        "menu_button",
        "message_ids",
        "reply_markup",
        "reply_parameters",
        "scope",
    }
)
INTEGER_FIELDS = frozenset(
    {"cache_time", "chat_id", "limit", "max_connections", "message_id", "message_thread_id", "offset", "timeout"}
)
FLAG_FIELDS = frozenset(
    {
        "disable_content_type_detection",
        "disable_notification",
        "drop_pending_updates",
        "protect_content",
        "show_alert",
    }
)


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    content: bytes
    mime_type: str


@dataclass
class Params:
    """The decoded parameters of one call."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        """Give a nested value, or None."""
        return self.values.get(name)

    def text(self, name: str) -> str:
        """Give a text, empty when it is absent."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Give a number, or the default when it is absent or no number (as Telegram does)."""
        value = self.values.get(name)
        if isinstance(value, float):
            return int(value)
        return value if isinstance(value, int) else default

    def flag(self, name: str) -> bool:
        """Give a yes or no, no when it is absent."""
        return bool(self.values.get(name))

    def upload(self, name: str) -> Upload | None:
        """Give the file for a field, also when it is named by an attach:// address."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return self.uploads.get(name)


async def decode(request: Request) -> Params:
    """Read the query, and a form, multipart or JSON body over it."""
    params = Params(dict(request.query_params))
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        await _read_multipart(request, params)
    else:
        params.values.update(_read_body(kind, await request.body()))
    params.values = {name: _decode_value(name, value) for name, value in params.values.items()}
    return params


async def _read_multipart(request: Request, params: Params) -> None:
    async with request.form(max_part_size=50 * 1024 * 1024) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                content = await value.read()
                mime_type = value.content_type or "application/octet-stream"
                params.uploads[name] = Upload(value.filename or name, content, mime_type)
            else:
                params.values[name] = value


def _read_body(kind: str, body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    if kind.startswith("application/json"):
        try:
            values = json.loads(body)
        except ValueError:
            raise bad_request("can't parse request: JSON expected") from None
        return values if isinstance(values, dict) else {}
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _decode_value(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name in INTEGER_FIELDS:
        return _integer(value)
    if name in FLAG_FIELDS:
        return value.strip().lower() in {"true", "1", "yes", "y", "t"}
    if name in JSON_FIELDS and value:
        return _nested(name, value)
    return value


def _integer(value: str) -> int | str:
    try:
        return int(value)
    except ValueError:
        return value


def _nested(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
