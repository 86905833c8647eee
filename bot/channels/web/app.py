"""The web application: which address leads where."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.channels.web.arriving import read_arrival
from bot.channels.web.door import Door
from bot.channels.web.downloads import download
from bot.channels.web.feed import Feed, Streams
from bot.channels.web.gate import Gate, hosts, refusal
from bot.channels.web.page import assets, page
from bot.channels.web.uploading import read_upload
from bot.channels.web.who import Who, only
from bot.errors import NabijError
from bot.services.ports import Arrival, Post
from bot.texts import say

_log = logging.getLogger(__name__)
_DIGITS = 15


def web_app(
    post: Post,
    *,
    address: str = "local",
    host: str = "127.0.0.1",
    port: int = 8080,
    more_hosts: Iterable[str] = (),
    who: Who | None = None,
    door: Door | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    poll: float = 1.0,
    alive: float = 15.0,
    more_routes: Iterable[Route] = (),
) -> Starlette:
    """The application of the web channel.

    Args:
        post: everything behind the channel.
        address: the one person who uses it, when `who` is not given.
        host: the address it listens on.
        port: the port it listens on.
        more_hosts: values of the Host header that are ours too ("nabij.voorbeeld.nl", with a port where there is one).
        who: says who a request is; called in a thread.
        door: the way in of a channel for many; whoever is not known then sees the page at the door.
        now: the clock.
        poll: seconds after which an open page is looked after even when nothing rang.
        alive: seconds after which a comment keeps a quiet connection open.
        more_routes: of pages beside the conversation.
    """
    desk = _Desk(post, who or only(address), door, now, poll, alive)
    routes = [
        Route("/", desk.page),
        Route("/static/{name}", desk.asset),
        Route("/api/events", desk.events),
        Route("/api/messages", desk.message, methods=["POST"]),
        Route("/api/files/{seq}", desk.file),
        Route("/api/uploads", desk.upload, methods=["POST"]),
        *(door.routes if door else []),
        *more_routes,
    ]
    gate = Middleware(Gate, allowed=hosts(port, [*_own(host, port), *more_hosts]), public=door.address if door else "")
    app = Starlette(routes=routes, middleware=[gate], exception_handlers={HTTPException: _refused})
    app.state.streams = desk.streams
    return app


class _Desk:
    def __init__(
        self, post: Post, who: Who, door: Door | None, now: Callable[[], datetime], poll: float, alive: float
    ) -> None:
        self._post, self._who, self._door, self._now, self._poll, self._alive = post, who, door, now, poll, alive
        self._page, self._assets = page(), assets()
        self.streams = Streams()

    async def page(self, request: Request) -> Response:
        if self._door and not await self._door.visited(request):
            return await self._door.page(request)
        response = HTMLResponse(self._page)
        if self._door:
            self._door.cookie.write(response, self._door.cookie.read(request))
        return response

    async def asset(self, request: Request) -> Response:
        found = self._assets.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return Response(found.content, media_type=found.media_type)

    async def events(self, request: Request) -> Response:
        await self._known(request)
        feed = Feed(self._post, partial(self._who, request), _after(request), self.streams, self._poll, self._alive)
        return StreamingResponse(feed.events(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    async def message(self, request: Request) -> Response:
        return await self._keep(await read_arrival(request, await self._known(request), self._now()))

    async def upload(self, request: Request) -> Response:
        return await self._keep(await read_upload(request, await self._known(request), self._now()))

    async def _keep(self, arrival: Arrival) -> Response:
        try:
            await asyncio.to_thread(self._post.receive, [arrival])
        except NabijError as error:
            _log.error("web message not kept: %s", type(error).__name__)
            raise HTTPException(503, say("web.not_kept")) from None
        return JSONResponse({"id": arrival.update.rpartition(":")[2]}, 202)

    async def file(self, request: Request) -> Response:
        return await download(self._post, await self._known(request), request.path_params["seq"])

    async def _known(self, request: Request) -> str:
        address = await asyncio.to_thread(self._who, request)
        if not address:
            raise HTTPException(403, say("web.unknown"))
        return address


def _own(host: str, port: int) -> list[str]:
    if host in ("", "0.0.0.0", "::"):  # noqa: S104 - compared, not bound: every interface has no name of its own
        return []
    return [f"[{host}]:{port}" if ":" in host else f"{host}:{port}"]


def _after(request: Request) -> int:
    asked = request.headers.get("last-event-id") or request.query_params.get("after", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= _DIGITS else 0


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - the handler is registered for nothing else
    ours = error.detail != HTTPStatus(error.status_code).phrase  # the framework's own refusals say no more than that
    sentence = error.detail if ours else say("web.not_here")
    response = refusal(request.url.path, error.status_code, sentence)
    response.headers.update(error.headers or {})
    return response
