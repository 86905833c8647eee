"""Who a request is: the one seam between one local person now and many later."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request

Who = Callable[[Request], str]
"""The address of the person who sends a request, or "" for nobody we know."""


def only(address: str) -> Who:
    """Everybody who reaches this server is the person at that address (a page on one's own machine)."""
    return lambda request: address
