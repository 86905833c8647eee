"""The pages of a lesson in class: `/s/...` on phones, without an account, and `/scherm/...` before the class.

A phone is known by a cookie with a random token for one round. A short code leads to the long path at once, so that
guesses at codes can be limited without holding up a class that is in already.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.channels.web.class_html import page, paragraph, text
from bot.channels.web.class_phone import code_page, let_go, phone
from bot.channels.web.class_screen import closed, screen
from bot.people.classes import LONGEST, one_line
from bot.services.classroom_port import ClassRoom, PhoneView
from bot.texts import say

COOKIE = "plek"
_CODE = 6  # digits of a code at most; all that is longer is a path
_LONGEST_DOOR = 40
_BODY = 8 * 1024  # bytes of a post
_GUESSES, _SPAN = 30, 600.0  # wrong codes from one address, and in how many seconds
_PLACES = 1000  # addresses remembered


def class_routes(room: ClassRoom, clock: Callable[[], float] = time.monotonic) -> list[Route]:
    """The routes of a classroom; `clock` counts seconds."""
    pages = _Pages(room, _Guesses(clock))
    return [
        Route("/s", pages.code),
        Route("/s/{door}", pages.enter),
        Route("/s/{door}", pages.post, methods=["POST"]),
        Route("/s/{door}/stand", pages.phone_state),
        Route("/scherm/{screen}", pages.screen),
        Route("/scherm/{screen}/stand", pages.screen_state),
    ]


class _Guesses:
    """Wrong codes by address."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._wrong: dict[str, list[float]] = {}

    def too_many(self, address: str) -> bool:
        since = self._clock() - _SPAN
        self._wrong[address] = [at for at in self._wrong.pop(address, ()) if at > since]
        if len(self._wrong) > _PLACES:
            self._wrong.pop(next(iter(self._wrong)))
        return len(self._wrong[address]) >= _GUESSES

    def wrong(self, address: str) -> None:
        self._wrong.setdefault(address, []).append(self._clock())


class _Pages:
    def __init__(self, room: ClassRoom, guesses: _Guesses) -> None:
        self._room, self._guesses = room, guesses
        self._secure = room.address.startswith("https:")

    async def code(self, request: Request) -> Response:
        typed = "".join(sign for sign in request.query_params.get("code", "") if sign.isalnum())[:_LONGEST_DOOR]
        return RedirectResponse(f"/s/{typed}", 303) if typed else HTMLResponse(code_page())

    async def enter(self, request: Request) -> Response:
        door, (mark, token) = request.path_params["door"], _place(request)
        if _short(door):
            return await self._by_code(request, door)
        view = await self._look(door, token)
        if view is None:
            return _nothing()
        made = HTMLResponse(phone(view, again=bool(request.query_params.get("anders"))))
        if view.page in ("choose", "answer") and mark != view.mark:
            value = f"{view.mark}.{secrets.token_urlsafe(16)}"
            made.set_cookie(COOKIE, value, path="/s", secure=self._secure, httponly=True, samesite="lax")
        return made

    async def _by_code(self, request: Request, code: str) -> Response:
        address = request.client.host if request.client else ""
        if self._guesses.too_many(address):
            return HTMLResponse(code_page(say("klas.too_many")), 429)
        view = await self._look(code, "")
        if view is None:
            self._guesses.wrong(address)
            return _nothing()
        return RedirectResponse(f"/s/{view.path}", 303)

    async def post(self, request: Request) -> Response:
        door, (mark, token) = request.path_params["door"], _place(request)
        view = None if _short(door) else await self._look(door, token)
        if view is None:
            return _nothing()
        deed, written = await _form(request)
        if deed == "other":
            return HTMLResponse(let_go(view) if view.page == "other" else phone(view))
        if not token:
            return _plain("no_cookie", 403)
        if mark != view.mark:
            return RedirectResponse(f"/s/{door}", 303)  # of an earlier round: look at this one
        return await self._done(door, token, view, deed, written)

    async def _done(self, door: str, token: str, view: PhoneView, deed: str, written: str) -> Response:
        if deed == "say" and len(one_line(written)) > LONGEST:
            note = say("klas.too_long", most=LONGEST)
            return HTMLResponse(phone(view, note=note, written=written[: 2 * LONGEST]), 400)
        act = self._act(deed, door, token, written)
        if act is None:
            return _plain("wrong_page", 400)
        done = await asyncio.to_thread(act)
        return RedirectResponse(f"/s/{door}", 303) if done else _nothing()

    def _act(self, deed: str, door: str, token: str, written: str) -> Callable[[], PhoneView | None] | None:
        kind, _, position = deed.partition(":")
        acts: dict[str, Callable[[], PhoneView | None]] = {
            "choose": lambda: self._room.choose(door, token, position),
            "say": lambda: self._room.say(door, token, written),
            "skip": lambda: self._room.allow(door, token, False),
            "yes": lambda: self._room.allow(door, token, True),
            "no": lambda: self._room.allow(door, token, False),
        }
        return acts.get(kind)

    async def phone_state(self, request: Request) -> Response:
        door = request.path_params["door"]
        view = None if _short(door) else await self._look(door, "")
        return JSONResponse({"version": view.version if view else 0}, 200 if view else 404)

    async def screen(self, request: Request) -> Response:
        view = await asyncio.to_thread(self._room.screen, request.path_params["screen"][:_LONGEST_DOOR])
        if view is None:
            return HTMLResponse(closed(), 404)
        return HTMLResponse(screen(view, self._room.address))

    async def screen_state(self, request: Request) -> Response:
        view = await asyncio.to_thread(self._room.screen, request.path_params["screen"][:_LONGEST_DOOR])
        found: dict[str, Any] = {"version": view.lesson.version, "count": view.count} if view else {"version": 0}
        return JSONResponse(found, 200 if view else 404)

    async def _look(self, door: str, token: str) -> PhoneView | None:
        return await asyncio.to_thread(self._room.join, door[:_LONGEST_DOOR], token)


def _short(door: str) -> bool:
    return len(door) <= _CODE


def _place(request: Request) -> tuple[str, str]:
    mark, _, token = request.cookies.get(COOKIE, "")[:100].partition(".")
    return mark, token


async def _form(request: Request) -> tuple[str, str]:
    """What was pressed and what was written; nothing of a body that is longer than a page of ours ever sends."""
    body = b""
    async for chunk in request.stream():
        body += chunk if len(body) <= _BODY else b""
    if len(body) > _BODY:
        return "say", "x" * (LONGEST + 1)
    found = parse_qs(body.decode("utf-8", "replace"), max_num_fields=10)
    return found.get("deed", [""])[-1], found.get("text", [""])[-1]


def _nothing() -> Response:
    """Where nothing is open: the same whether it never was or is closed."""
    return HTMLResponse(code_page(say("klas.nothing_here")), 404)


def _plain(name: str, status: int) -> Response:
    return HTMLResponse(page("phone", f"<main>{paragraph(text(name), 'said')}</main>"), status)
