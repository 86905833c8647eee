"""Doors in memory: who has which session and key."""

from __future__ import annotations

from bot.people.codes import new_link
from bot.services.access import Opened


class FakeDoors:
    """People as addresses, and the secrets by which they are known."""

    def __init__(self) -> None:
        self.sessions: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.begun = 0

    def begin(self) -> Opened:
        self.begun += 1
        opened = Opened(new_link(), new_link())
        self.sessions[opened.session] = self.links[opened.link] = f"adres-{self.begun}"
        return opened

    def enter(self, link: str, leaving: str = "") -> Opened | None:
        if link not in self.links:
            return None
        self.sessions.pop(leaving, None)
        opened = Opened(new_link())
        self.sessions[opened.session] = self.links[link]
        return opened

    def address(self, session: str) -> str:
        return self.sessions.get(session, "")

    def visit(self, session: str) -> bool:
        return session in self.sessions

    def renew(self, session: str) -> Opened | None:
        address = self.sessions.get(session)
        if not address:
            return None
        self.links = {link: of for link, of in self.links.items() if of != address}
        self.sessions = {name: of for name, of in self.sessions.items() if of != address or name == session}
        opened = Opened(session, new_link())
        self.links[opened.link] = address
        return opened

    def leave(self, session: str) -> None:
        self.sessions.pop(session, None)
