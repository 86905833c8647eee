"""The HTTP side of the server: one uvicorn in a thread, and a way to hang up on a client."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

START_TIMEOUT = 10.0
STOP_TIMEOUT = 10.0
# Clients keep their connections for a long time; closing one just as it is used again would be an error of this
# server that no test asked for.
KEEP_ALIVE = 300


class HangUp(Response):
    """Closes the connection without a byte of answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close, and wait until uvicorn has noticed, so that it does not answer in our place."""
        scope["botapi.transport"].close()
        await wait_for_disconnect(receive)


async def wait_for_disconnect(receive: Receive) -> None:
    """Return when the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _listener(port: int) -> socket.socket:
    # asyncio turns off Nagle's delay only on sockets that are explicitly TCP; with it every answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    return listener


class HttpThread:
    """Runs an ASGI application on a loopback port in a thread of its own."""

    def __init__(self, routes: list[BaseRoute], background: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._starlette = Starlette(routes=routes, lifespan=self._lifespan)
        self._background = background
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.loop: asyncio.AbstractEventLoop | None = None

    @contextlib.asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        self.loop = asyncio.get_running_loop()
        task = asyncio.create_task(self._background())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            # uvicorn's send is a method of the object that holds the connection; ASGI itself has no way to hang up.
            scope["botapi.transport"] = send.__self__.transport  # type: ignore[attr-defined]
        await self._starlette(scope, receive, send)

    def start(self, port: int) -> int:
        """Listen on a port, any free one for 0, and give it."""
        listener = _listener(port)
        config = uvicorn.Config(
            self._app,
            loop="asyncio",
            http="h11",
            ws="none",
            interface="asgi3",
            lifespan="on",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        run = threading.Thread(target=self._server.run, args=([listener],), name="botapi", daemon=True)
        self._thread = run
        run.start()
        self._wait_until_started()
        return int(listener.getsockname()[1])

    def _wait_until_started(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while self._server is not None and not self._server.started:
            if time.monotonic() > deadline or not (self._thread and self._thread.is_alive()):
                raise RuntimeError("the Bot API server did not start")
            time.sleep(0.002)

    def soon(self, function: Callable[[], None]) -> None:
        """Run a function on the event loop; without effect when the server is not running."""
        if self.loop is not None:
            with contextlib.suppress(RuntimeError):
                self.loop.call_soon_threadsafe(function)

    def stop(self) -> None:
        """Stop listening and end the thread."""
        if self._server is not None:
            self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(STOP_TIMEOUT)
        self._server = self._thread = self.loop = None
