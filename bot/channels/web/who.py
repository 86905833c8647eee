"""Who a request is: one local person, or whoever has the session that its cookie names."""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from bot.services.access import Doors

Who = Callable[[Request], str]
"""The address of the person who sends a request, or "" for nobody we know."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{20,64}")
_LASTS = 400 * 24 * 3600  # seconds; the server ends a session earlier when it is not used


def only(address: str) -> Who:
    """Everybody who reaches this server is the person at that address (a page on one's own machine)."""
    return lambda request: address


def by_session(doors: Doors, cookie: Cookie) -> Who:
    """The person whose session the cookie names; looks in the database, so call it in a thread."""

    def who(request: Request) -> str:
        session = cookie.read(request)
        return doors.address(session) if session else ""

    return who


class Cookie:
    """The cookie that holds a session.

    Args:
        secure: whether the page is served over https. The name then has the prefix that keeps other hosts of the same
            domain, and plain http, from setting it.
    """

    def __init__(self, secure: bool) -> None:
        self.name, self._secure = "__Host-nabij" if secure else "nabij", secure

    def read(self, request: Request) -> str:
        """The session that a request names, "" when it names none."""
        value = request.cookies.get(self.name, "")
        return value if _SECRET.fullmatch(value) else ""

    def write(self, response: Response, session: str) -> None:
        """Have the browser keep a session. Lax, so that a link in a mail opens the page as the person it knows; a
        request from elsewhere that changes something is refused by its Origin (see `gate`)."""
        response.set_cookie(
            self.name, session, max_age=_LASTS, path="/", secure=self._secure, httponly=True, samesite="lax"
        )

    def forget(self, response: Response) -> None:
        """Have the browser forget it."""
        response.delete_cookie(self.name, path="/", secure=self._secure, httponly=True, samesite="lax")


def is_secret(text: str) -> bool:
    """Whether a text can be the secret of a link."""
    return bool(_SECRET.fullmatch(text))
