"""A web channel for many, in a thread: a site with a door."""

from __future__ import annotations

from typing import Any

import httpx

from bot.channels.web import Door, Place, by_session
from bot.channels.web.limits import Limit
from tests.web.fake_doors import FakeDoors
from tests.web.fake_post import FakePost
from tests.web.site import Site

HOST = "nabij.voorbeeld.nl"
ORIGIN = f"https://{HOST}"


class Many(Site):
    """A site at https://nabij.voorbeeld.nl, as the proxy before it would call it.

    Args:
        begin: limit of beginning.
        enter: limit of trying a key.
        proxied: whether the proxy's word on where a request is from is believed.
        address: another address of the page.
    """

    def __init__(
        self,
        begin: Limit | None = None,
        enter: Limit | None = None,
        proxied: bool = False,
        address: str = ORIGIN,
        **options: Any,
    ) -> None:
        self.doors = FakeDoors()
        self.door = Door(self.doors, Place(address, "Hogeschool Proef <b>", "proef@example.org", proxied), begin, enter)
        super().__init__(FakePost(), door=self.door, who=by_session(self.doors, self.door.cookie), **options)

    def visitor(self, cookie: str = "", **headers: str) -> httpx.Client:
        """A browser that comes through the proxy, with a cookie or none."""
        own = {"Host": HOST, "Origin": ORIGIN, **headers}
        if cookie:
            own["Cookie"] = f"{self.door.cookie.name}={cookie}"
        return httpx.Client(base_url=self.url, headers=own, timeout=60)
