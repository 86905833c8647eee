"""Limits: how often somebody may try something, per address that they come from and for all together.

Kept in the memory of the process: what is guessed at here has 192 bits, so the limit guards the machine and not the
secret, and losing it at a restart costs nothing. (Short codes, which can be guessed, are typed in the conversation and
counted in the database.)
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

_MOST = 10_000  # addresses remembered
_ALL = ""


@dataclass(frozen=True)
class Rate:
    """So many at once, and one more after each so many seconds."""

    burst: int
    seconds: float


class Limit:
    """Buckets that drip: one per address, and one for all together.

    Args:
        each: for one address. A whole class may sit behind one.
        total: for all addresses.
        clock: seconds that only go up.
    """

    def __init__(self, each: Rate, total: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._each, self._total, self._clock = each, total, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and when that was
        self._lock = threading.Lock()

    @property
    def remembered(self) -> int:
        """How many addresses are remembered."""
        return len(self._buckets)

    def take(self, source: str) -> float:
        """Use one up.

        Returns:
            0, or after how many seconds there is one again.
        """
        with self._lock:
            now = self._clock()
            mine, all_of_us = self._left(source, self._each, now), self._left(_ALL, self._total, now)
            wait = max((1 - mine) * self._each.seconds, (1 - all_of_us) * self._total.seconds)
            if wait <= 0:
                self._keep(source, mine - 1, now)
                self._keep(_ALL, all_of_us - 1, now)
            return max(wait, 0.0)

    def _left(self, source: str, rate: Rate, now: float) -> float:
        left, at = self._buckets.get(source, (float(rate.burst), now))
        return min(left + (now - at) / rate.seconds, float(rate.burst))

    def _keep(self, source: str, left: float, now: float) -> None:
        self._buckets[source] = (left, now)
        self._buckets.move_to_end(source)
        if len(self._buckets) > _MOST:
            self._buckets.popitem(last=False)


def source(request: Request, proxied: bool) -> str:
    """Where a request comes from: an address, of IPv6 the network that one household has.

    Args:
        request: the request.
        proxied: whether a proxy of ours stands before us; then the last address of X-Forwarded-For is the one that it
            saw. Otherwise the header is what anybody wrote in it, and is not looked at.
    """
    told = request.headers.getlist("x-forwarded-for") if proxied else []
    text = told[-1].rpartition(",")[2].strip() if told else (request.client.host if request.client else "?")
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "?"
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
