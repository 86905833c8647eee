"""Talk: one turn of one person as services see it, from the incoming to the replies that go out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.dialogue.model import Choose
from bot.dialogue.turn import Button, Incoming, Reply, Signal
from bot.services.focus import Focus, Frame
from bot.services.library import Library
from bot.services.ports import Work
from bot.texts import say


def command_button(label: str, command: str, typed: bool = True) -> Button:
    """A button that does what a command does ("casus abiba")."""
    return Button(label, f"c:{command}", typed)


@dataclass(frozen=True)
class Prompt:
    """One kind of prompt.

    Args:
        question: what it asks, given the frame: name of the sentence, literal values, options as (id, label).
        chosen: carries out a choice; the frame is off the focus by then.
        text: takes a text that is no choice; returns False to leave it to the frame below (the prompt is then gone).
    """

    question: Callable[[Talk, Frame], Choose]
    chosen: Callable[[Talk, Frame, str], None]
    text: Callable[[Talk, Frame, str], bool]


class Talk:
    """Holds what one turn works with; made anew for each turn."""

    def __init__(self, work: Work, library: Library, prompts: Mapping[str, Prompt], incoming: Incoming) -> None:
        self.work, self.library, self.prompts, self.incoming = work, library, prompts, incoming
        self.pending: list[Incoming] = []  # to be handled in this same turn, after what is being handled now
        self._stored = work.focus()
        self.focus = Focus.from_json(self._stored)
        self.replies: list[Reply] = []
        self.allowed = 0  # how many more than usual may be handled in this turn: what waited for the consent
        self.gone = False  # the person was deleted in this turn: nothing more is kept or said

    def reply(self, reply: Reply) -> None:
        """Add a bubble."""
        self.replies.append(reply)

    def say(
        self, name: str, *rows: tuple[Button, ...], values: Mapping[str, str] | None = None, **slots: object
    ) -> None:
        """Add a bubble with a fixed sentence; `values` are words of a person, `slots` authored text and figures."""
        self.replies.append(Reply(say(name, **slots), values=values or {}, buttons=tuple(row for row in rows if row)))

    def under(self, *rows: tuple[Button, ...]) -> None:
        """Put rows of buttons under the last bubble."""
        self.replies[-1] = self.replies[-1].under(*rows)

    def go(self, command: str) -> None:
        """Do in this same turn what a command does ("casus abiba")."""
        self.pending.append(replace(self.incoming, signal=Signal.COMMAND, text=command))

    @property
    def message(self) -> str:
        """The message of this turn, as `Work.take_back` names it; "" for a button."""
        return f"{self.work.channel}:{self.incoming.ref}" if self.incoming.ref else ""

    def push(self, frame: Frame) -> None:
        """Put a frame on top of the focus."""
        self.focus = self.focus.push(frame)

    def pop(self) -> None:
        """Take the top frame off the focus."""
        self.focus = self.focus.pop()

    def close(self) -> None:
        """Keep the focus and put the replies out; the buttons of this turn may be typed, of equal labels the later."""
        if self.gone:
            return
        buttons = [button for reply in reversed(self.replies) for row in reply.buttons for button in row]
        if buttons:
            self.focus = self.focus.offering(tuple(buttons))
        elif self.replies:
            self.focus = replace(self.focus, offers=())
        focus = self.focus.to_json()
        if focus != self._stored:
            self.work.keep_focus(focus)
        self.work.reply(*self.replies)
