"""Limits: buckets that drip, and where a request comes from."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from bot.channels.web.limits import Limit, Rate, source


def request(client: str, *forwarded: str) -> Request:
    """A request from an address, through proxies."""
    headers = [(b"x-forwarded-for", text.encode()) for text in forwarded]
    return Request({"type": "http", "client": (client, 1), "headers": headers})


@pytest.mark.parametrize(
    ("client", "forwarded", "proxied", "found"),
    [
        ("10.0.0.1", (), False, "10.0.0.1"),
        ("10.0.0.1", ("1.2.3.4",), False, "10.0.0.1"),
        ("10.0.0.1", ("1.2.3.4",), True, "1.2.3.4"),
        ("10.0.0.1", ("6.6.6.6, 1.2.3.4",), True, "1.2.3.4"),
        ("10.0.0.1", ("6.6.6.6", "1.2.3.4"), True, "1.2.3.4"),
        ("10.0.0.1", (), True, "10.0.0.1"),
        ("10.0.0.1", ("onzin",), True, "?"),
        ("2001:db8:1:2:3:4:5:6", (), False, "2001:db8:1:2::/64"),
        ("::ffff:1.2.3.4", (), False, "1.2.3.4"),
    ],
)
def test_where_a_request_comes_from(client: str, forwarded: tuple[str, ...], proxied: bool, found: str) -> None:
    """The last address that our own proxy saw, of IPv6 the network; without a proxy who is on the line."""
    assert source(request(client, *forwarded), proxied) == found


def test_what_is_held_uses_up_nothing() -> None:
    """Trying on while one is held does not make the wait longer, for oneself or for others."""
    now = [0.0]
    limit = Limit(Rate(1, 10.0), Rate(3, 1.0), lambda: now[0])
    assert limit.take("a") == 0
    for _ in range(50):
        assert limit.take("a") == pytest.approx(10.0)
    assert limit.take("b") == 0
    now[0] = 10.0
    assert limit.take("a") == 0


def test_addresses_are_not_remembered_for_ever() -> None:
    """However many addresses try, what is kept stays within bounds."""
    limit = Limit(Rate(5, 1.0), Rate(10**9, 1.0), lambda: 0.0)
    for number in range(10_500):
        limit.take(str(number))
    assert limit.remembered <= 10_000
