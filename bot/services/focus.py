"""Focus: the stored stack of what a person is in, and the buttons that were last offered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.dialogue.turn import Button
from bot.language.fold import fold


@dataclass(frozen=True)
class Frame:
    """One thing a person is in: a run, or a prompt of the house lying over it.

    Args:
        kind: which of the two.
        name: the run's id, or the kind of prompt.
        visit: rises each time a prompt is asked.
        args: what a prompt needs to go on (ids, words of the person).
    """

    kind: Literal["run", "prompt"]
    name: str
    visit: int = 0
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Focus:
    """The stack, the last frame on top, and (label, key) of the buttons last offered for typing."""

    frames: tuple[Frame, ...] = ()
    offers: tuple[tuple[str, str], ...] = ()

    @property
    def top(self) -> Frame | None:
        """The frame that text goes to."""
        return self.frames[-1] if self.frames else None

    @property
    def run(self) -> str:
        """The id of the topmost run, "" when there is none."""
        return next((frame.name for frame in reversed(self.frames) if frame.kind == "run"), "")

    def push(self, frame: Frame) -> Focus:
        """With a frame on top."""
        return replace(self, frames=(*self.frames, frame))

    def pop(self) -> Focus:
        """Without the top frame."""
        return replace(self, frames=self.frames[:-1])

    def without(self, kind: str, *names: str) -> Focus:
        """Without the frames of that kind (and of one of those names, when any is given)."""
        kept = tuple(frame for frame in self.frames if frame.kind != kind or (names and frame.name not in names))
        return replace(self, frames=kept)

    def offering(self, buttons: tuple[Button, ...]) -> Focus:
        """With these buttons as the ones that typing may press."""
        return replace(self, offers=tuple((button.label, button.key) for button in buttons if button.typed))

    def pressed_by(self, text: str) -> str:
        """The key of the offered button whose whole label was typed, or ""."""
        typed = fold(text)
        return next((key for label, key in self.offers if fold(label) == typed), "")

    def to_json(self) -> str:
        """The focus as one line of JSON."""
        frames = [[frame.kind, frame.name, frame.visit, dict(frame.args)] for frame in self.frames]
        return json.dumps([frames, self.offers], separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Focus:
        """The focus that `to_json` wrote; "" is an empty one."""
        if not text:
            return cls()
        frames, offers = json.loads(text)
        return cls(
            tuple(Frame(kind, name, visit, args) for kind, name, visit, args in frames),
            tuple((label, key) for label, key in offers),
        )
