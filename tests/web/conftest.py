"""A post, and the web channel served for real in front of it."""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

# So that these tests also run on their own, without a package above them.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.web.browser import launched
from tests.web.fake_post import FakePost
from tests.web.script import abiba_post
from tests.web.site import Site


@pytest.fixture
def post() -> FakePost:
    """Give a post with a silent bot."""
    return FakePost()


@pytest.fixture
def site(post: FakePost) -> Iterator[Site]:
    """Give the web channel in front of that post."""
    running = Site(post)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def abiba() -> Iterator[Site]:
    """Give the web channel in front of the scripted bot."""
    running = Site(abiba_post())
    running.start()
    yield running
    running.stop()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Give one Chromium for all tests of a module."""
    async with launched() as running:
        yield running
