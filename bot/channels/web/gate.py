"""The gate before every route: only our own page may call, nothing is cached, and no failure shows its insides.

A page of another site can make a browser send requests here, or point its own name at 127.0.0.1 (DNS rebinding).
So the Host must be one of ours, and a request that says where it comes from must come from that same host.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.texts import say

_log = logging.getLogger(__name__)
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_DEFAULT_PORTS = (80, 443)
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def hosts(port: int, more: Iterable[str] = ()) -> frozenset[str]:
    """The values of Host that are ours: the loopback names with the port, and `more` as they are configured."""
    own = {f"{name}:{port}" for name in _LOOPBACK}
    if port in _DEFAULT_PORTS:
        own |= set(_LOOPBACK)
    return frozenset(own | {name.lower() for name in more})


def refusal(path: str, status: int, sentence: str) -> Response:
    """A refusal in one sentence: JSON for the page's own calls, plain text for a reader."""
    if path.startswith("/api/"):
        return JSONResponse({"error": sentence}, status)
    return PlainTextResponse(sentence, status)


class Gate:
    """Middleware that checks Host and Origin, adds the headers and catches what fails.

    Args:
        app: what is behind the gate.
        allowed: see `hosts`.
        public: the address that people type ("https://nabij.voorbeeld.nl"), "" for a page of this machine only.
    """

    def __init__(self, app: ASGIApp, allowed: frozenset[str], public: str = "") -> None:
        self._app = app
        parts = urlsplit(public.lower())
        self._allowed: dict[str, tuple[str, ...]] = dict.fromkeys(allowed, ("http", "https"))
        if parts.netloc:
            self._allowed[parts.netloc] = (parts.scheme,)  # a page of that name that came over http is not ours

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        guarded = _Sender(send)
        if not _ours(scope, self._allowed):
            await refusal(scope["path"], 403, say("web.foreign"))(scope, receive, guarded)
            return
        try:
            await self._app(scope, receive, guarded)
        except Exception as error:
            # Only the class: the text of an error may hold words of a person.
            _log.error("web request failed: %s", type(error).__name__)
            if not guarded.started:
                await refusal(scope["path"], 500, say("web.failed"))(scope, receive, guarded)


class _Sender:
    """Sends on, with the headers that every answer gets."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            MutableHeaders(scope=message).update(_HEADERS)
        await self._send(message)


def _ours(scope: Scope, allowed: Mapping[str, tuple[str, ...]]) -> bool:
    headers = Headers(scope=scope)
    host = headers.get("host", "").lower()
    return host in allowed and _from_here(scope, headers, [f"{scheme}://{host}" for scheme in allowed[host]])


def _from_here(scope: Scope, headers: Headers, here: Sequence[str]) -> bool:
    origin = headers.get("origin")
    if origin is not None:
        return origin.lower() in here
    if scope["method"] not in ("GET", "HEAD"):
        return False
    # A link on another site may open the page, but nothing there may read or wake our calls.
    site = headers.get("sec-fetch-site", "none")
    return not scope["path"].startswith("/api/") or site in ("same-origin", "none")
