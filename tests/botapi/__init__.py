"""A Telegram Bot API server for tests, and the people who talk to the bot through it.

    with BotApiServer() as server:
        sanne = server.person(11, first_name="Sanne")
        ...  # start a bot, here or in another process, with server.token and server.base_url
        sanne.say("/start")
        sanne.expect("Welkom")
        sanne.press("Verder")
        assert sanne.next().silent

See `BotApiServer` for trouble on demand and `TestPerson` for what a person can do.
"""

from .errors import ApiError
from .messages import BotMessage, Call, CallbackAnswer, StoredFile, User
from .person import TestPerson
from .rules import Button
from .server import TOKEN, BotApiServer

__all__ = [
    "TOKEN",
    "ApiError",
    "BotApiServer",
    "BotMessage",
    "Button",
    "Call",
    "CallbackAnswer",
    "StoredFile",
    "TestPerson",
    "User",
]
