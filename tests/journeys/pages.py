"""The web page of a real process, in real Chromium."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.journeys.processes import Serving, free_port, wait_for_page
from tests.web.browser import Talk, agreed, launched


@asynccontextmanager
async def page_of(folder: Path) -> AsyncIterator[Talk]:
    """Nabij on a web page of its own; somebody new has agreed, on a phone."""
    port = free_port()
    with Serving.web(folder, port):
        wait_for_page(port)
        async with launched() as browser:
            yield await agreed(browser, port)
