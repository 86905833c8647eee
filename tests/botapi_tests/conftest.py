"""A running server, a real client and a person, fresh for each test."""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from telegram import Bot
from telegram.request import HTTPXRequest

# So that these tests also run on their own, without a package above them.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.botapi import BotApiServer, TestPerson


@pytest.fixture
def server() -> Iterator[BotApiServer]:
    """Give a server that listens."""
    with BotApiServer() as running:
        yield running


@pytest.fixture
def sanne(server: BotApiServer) -> TestPerson:
    """Give a person with a private chat."""
    return server.person(11, first_name="Sanne")


@pytest_asyncio.fixture
async def bot(server: BotApiServer) -> AsyncIterator[Bot]:
    """Give a real client of the server."""
    # Reading the certificates that plain HTTP never needs would cost more than most of these tests.
    plain, polling = (HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2))
    client = Bot(server.token, server.base_url, server.base_file_url, request=plain, get_updates_request=polling)
    async with client:
        yield client
