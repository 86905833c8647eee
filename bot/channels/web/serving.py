"""Listening and serving with uvicorn; signals stay with whoever started us."""

from __future__ import annotations

import asyncio
import contextlib
import socket as sockets
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette

GRACE = 5  # seconds for answers that are under way


def listening(host: str, port: int) -> sockets.socket:
    """A socket that listens; port 0 takes a free one.

    Raises:
        OSError: the port is taken, or the address is not of this machine.
    """
    family = sockets.AF_INET6 if ":" in host else sockets.AF_INET
    return sockets.create_server((host, port), family=family)


async def serve(app: Starlette, host: str, port: int, *, listener: sockets.socket | None = None) -> None:
    """Serve until cancelled; what is under way is finished, open event streams end at once.

    Args:
        app: made by `web_app`.
        host: the address to listen on.
        port: the port to listen on.
        listener: a socket that listens already (see `listening`); then host and port only tell what it is.

    Raises:
        OSError: the port is taken, or the address is not of this machine.
    """
    own = listener or listening(host, port)
    server = _Server(_config(app), app)
    running = asyncio.create_task(server.serve(sockets=[own]))
    try:
        await asyncio.shield(running)
    except asyncio.CancelledError:
        server.should_exit = True
        await running
        raise
    finally:
        own.close()


def _config(app: Starlette) -> uvicorn.Config:
    # No access log: addresses are none of ours to keep.
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )


class _Server(uvicorn.Server):
    """A server that leaves signals alone and does not wait for event streams."""

    def __init__(self, config: uvicorn.Config, app: Starlette) -> None:
        super().__init__(config)
        self._streams = app.state.streams

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def shutdown(self, sockets: list[sockets.socket] | None = None) -> None:
        self._streams.close()
        await super().shutdown(sockets)
