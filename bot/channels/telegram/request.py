"""HTTP towards the Bot API that keeps the token and the messages out of every log and exception.

The address of each call holds the token, and both httpx and telegram write addresses or bodies to their loggers.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from telegram import Update
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import HTTPXRequest, RequestData

# Statuses that telegram.Bot has an error of its own for; it takes every other one for trouble on the way.
_KNOWN = frozenset({400, 401, 403, 404, 409, 429})


def hush() -> None:
    """Keep httpx and telegram from logging addresses and bodies."""
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


class Request(HTTPXRequest):
    """Calls whose errors carry no address, and say when Telegram will never take a request (413 and the like)."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        """As in the base class.

        Raises:
            BadRequest: an HTTP status that will be the same next time.
            TimedOut, NetworkError: trouble on the way, with only its class as text.
        """
        try:
            status, body = await super().do_request(url, method, request_data, *args, **timeouts)
        except TimedOut:
            raise TimedOut from None
        except Exception as error:
            raise NetworkError(type(error.__cause__ or error).__name__) from None
        if 400 <= status < 500 and status not in _KNOWN:
            raise BadRequest(f"HTTP {status}")
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; unlike the base class, log nothing of it."""
        try:
            data = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(data, dict) or not {"result", "description"} & data.keys():
            raise TelegramError("Invalid server response")
        return data


class PollRequest(Request):
    """Calls for updates; one that cannot be read comes through as its bare number, so that it blocks no other."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer and put a bare update in the place of each unreadable one."""
        data = Request.parse_json_payload(payload)
        if data.get("result"):
            data["result"] = [item for item in map(_readable, data["result"]) if item]
            if not data["result"]:
                raise TelegramError("Unreadable updates")
        return data


def _readable(item: Any) -> dict[str, Any] | None:
    if not isinstance(item, dict) or not isinstance(item.get("update_id"), int):
        return None
    try:
        Update.de_json(item, None)
    except Exception:
        return {"update_id": item["update_id"]}
    return item
