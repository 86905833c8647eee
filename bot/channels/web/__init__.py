"""The web channel: a phone-wide chat page with its server (events down over SSE, messages up by POST)."""

from bot.channels.web.app import web_app
from bot.channels.web.class_pages import class_routes
from bot.channels.web.door import Door, Place
from bot.channels.web.serving import listening, serve
from bot.channels.web.who import by_session

__all__ = ["Door", "Place", "by_session", "class_routes", "listening", "serve", "web_app"]
