"""Trouble on demand: limits, errors, lost answers and slow ones."""

import threading
from dataclasses import dataclass

from .decoding import Params
from .errors import ApiError


@dataclass
class Fault:
    """What goes wrong with the next calls of a method ("*" is any), for one chat or for all."""

    method: str
    times: int
    error: ApiError | None = None
    drop_before: bool = False
    drop_after: bool = False
    delay: float = 0.0
    chat_id: int | None = None

    def fits(self, method: str, params: Params) -> bool:
        """Tell whether a call is one of those that go wrong."""
        named = self.method == "*" or self.method.lower() == method.lower()
        return named and self.times > 0 and self.chat_id in (None, params.get("chat_id"))


class Faults:
    """The troubles that are still to come, oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Plan a trouble."""
        with self._lock:
            self._faults.append(fault)

    def take(self, method: str, params: Params) -> Fault | None:
        """Give the trouble for this call, if any, and count it."""
        with self._lock:
            fault = next((fault for fault in self._faults if fault.fits(method, params)), None)
            if fault is not None:
                fault.times -= 1
                self._faults = [fault for fault in self._faults if fault.times > 0]
            return fault

    def clear(self) -> None:
        """Let everything go well from now on."""
        with self._lock:
            self._faults.clear()
