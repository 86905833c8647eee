"""The door of a web channel for many: beginning, coming in with a key, a new key, leaving, and invitations.

A key is never in an address that the server sees: it stands behind the # of a link, and the page posts it. Nothing
happens on a GET, so that a link of somebody else's can bring nobody in anywhere.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.channels.web.arriving import read_json
from bot.channels.web.limits import Limit, Rate, source
from bot.channels.web.page import Page
from bot.channels.web.who import Cookie, is_secret
from bot.services.access import Doors, Opened
from bot.texts import say

KEY_PATH = "/sleutel"
_LIMIT = 2048  # bytes of a post
_CODE = re.compile(r"[A-Za-z0-9_-]{1,62}")  # with its prefix what Telegram lets a deep link hold
INVITATION = "g"  # /g/CODE is what t.me/...?start=g_CODE is in Telegram
# Per address and for all: a lecture hall behind one address may begin at once; so many keys nobody has.
BEGIN = (Rate(300, 2.0), Rate(3000, 0.5))
ENTER = (Rate(60, 5.0), Rate(600, 0.5))


@dataclass(frozen=True)
class Place:
    """What the door says of this place.

    Args:
        address: of the page, as people type it: "https://nabij.voorbeeld.nl".
        operator: who runs it.
        contact: where they are reached.
        proxied: whether a proxy of ours stands before the server.
    """

    address: str
    operator: str = ""
    contact: str = ""
    proxied: bool = False

    @property
    def secure(self) -> bool:
        """Whether the page is served over https."""
        return self.address.startswith("https://")


class Door:
    """The routes of the door.

    Args:
        doors: what knows and makes sessions and keys.
        place: what is told of this place.
        begin: of beginning.
        enter: of trying a key.
    """

    def __init__(self, doors: Doors, place: Place, begin: Limit | None = None, enter: Limit | None = None) -> None:
        self._doors, self._place, self.cookie = doors, place, Cookie(place.secure)
        self._begin, self._enter = begin or Limit(*BEGIN), enter or Limit(*ENTER)
        self._page = Page("door.html", "door", operator=place.operator, contact=place.contact)

    @property
    def address(self) -> str:
        """The address of the page, as people type it."""
        return self._place.address

    @property
    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(KEY_PATH, self.page),
            Route(f"/{INVITATION}/{{code}}", self.invitation),
            Route("/api/session", self.session),
            Route("/api/begin", self.begin, methods=["POST"]),
            Route("/api/enter", self.enter, methods=["POST"]),
            Route("/api/key", self.key, methods=["POST"]),
            Route("/api/leave", self.leave, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """The page at the door, the same whatever was asked for but for whether somebody is known here."""
        known = await self.visited(request)
        return HTMLResponse(self._page.filled(known=known))

    async def invitation(self, request: Request) -> Response:
        """The page at the door, for whoever opens an invitation; whether it exists is told in the conversation."""
        if not _CODE.fullmatch(request.path_params["code"]):
            raise HTTPException(404)
        return await self.page(request)

    async def visited(self, request: Request) -> bool:
        """Whether a request is of somebody we know; their session lasts longer then."""
        session = self.cookie.read(request)
        return bool(session) and await asyncio.to_thread(self._doors.visit, session)

    async def session(self, request: Request) -> Response:
        """Whether the session still holds."""
        if not await self.visited(request):
            raise HTTPException(403, say("web.unknown"))
        return Response(status_code=204)

    async def begin(self, request: Request) -> Response:
        """Make a person, unless the browser has one already."""
        await read_json(request, _LIMIT)
        if await self.visited(request):
            return JSONResponse({})
        self._held(self._begin, request)
        return self._let_in(await asyncio.to_thread(self._doors.begin))

    async def enter(self, request: Request) -> Response:
        """Come in with a key."""
        data = await read_json(request, _LIMIT)
        self._held(self._enter, request)
        key = data.get("key") if isinstance(data, Mapping) else None
        if not isinstance(key, str) or not is_secret(key):
            raise HTTPException(403, say("door.wrong_key"))
        opened = await asyncio.to_thread(self._doors.enter, key, self.cookie.read(request))
        if opened is None:
            raise HTTPException(403, say("door.wrong_key"))
        return self._let_in(opened)

    async def key(self, request: Request) -> Response:
        """A new key; the old one and every other device are out."""
        await read_json(request, _LIMIT)
        session = self.cookie.read(request)
        opened = await asyncio.to_thread(self._doors.renew, session) if session else None
        if opened is None:
            raise HTTPException(403, say("web.unknown"))
        return self._let_in(opened)

    async def leave(self, request: Request) -> Response:
        """End the session of this device."""
        await read_json(request, _LIMIT)
        session = self.cookie.read(request)
        if session:
            await asyncio.to_thread(self._doors.leave, session)
        response = JSONResponse({})
        self.cookie.forget(response)
        return response

    def _let_in(self, opened: Opened) -> Response:
        told: dict[str, Any] = {}
        if opened.link:
            told["link"] = f"{self._place.address}{KEY_PATH}#{opened.link}"
        response = JSONResponse(told)
        self.cookie.write(response, opened.session)
        return response

    def _held(self, limit: Limit, request: Request) -> None:
        wait = limit.take(source(request, self._place.proxied))
        if wait:
            raise HTTPException(429, say("door.too_often"), {"Retry-After": str(int(wait) + 1)})
