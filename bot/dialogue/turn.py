"""What goes into the engine and what comes out: incoming, replies and effects, all plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.dialogue.run import Run


class Signal(StrEnum):
    """What kind of thing came in."""

    TEXT = "text"  # words typed
    PRESS = "press"  # a button; text holds its key
    COMMAND = "command"  # text holds the name without the slash, then the rest
    EDIT = "edit"  # an earlier message was changed; ref names it
    FILE = "file"  # a file that may hold a casus: text is its name, data its bytes
    OTHER = "other"  # something that cannot be read: text names it (photo, voice, sticker ...)
    START = "start"  # a run begins
    RESUME = "resume"  # what was asked is to be asked again


@dataclass(frozen=True)
class Incoming:
    """One thing that a person sent, whatever the channel.

    Args:
        signal: what kind of thing it is.
        text: words, button key, command or the name of a file.
        at: when it came in (with time zone); the engine's only clock.
        ref: the channel's own name for the message, so that an edit finds what it changes.
        data: the bytes of a file.
    """

    signal: Signal
    at: datetime
    text: str = ""
    ref: str = ""
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Button:
    """A button under a message.

    Args:
        label: what it says (at most 24 characters read well on a phone).
        key: what comes back when it is pressed (at most 64 bytes).
        typed: whether typing the whole label counts as pressing. Never for lemmas: "vertrouwen" may be an answer.
    """

    label: str
    key: str
    typed: bool = True


@dataclass(frozen=True)
class Reply:
    """One bubble.

    Args:
        text: Markdown subset with slots in braces; authored text only.
        values: words of a person or figures for the slots, placed literally by the renderer.
        buttons: rows of buttons under the bubble.
        keyboard: labels of the fixed keyboard under the field; () takes it away, None leaves it as it is.
        export: what the deliverer must make and send along (`data`), or "".
        slot: replies with the same slot replace each other.
        alt: what a picture that goes along shows, in words; literal, and shown instead where no picture can be.
        once: whether it is shown once and then kept nowhere, also where a transcript is kept (a secret).
    """

    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    buttons: tuple[tuple[Button, ...], ...] = ()
    keyboard: tuple[str, ...] | None = None
    export: str = ""
    slot: str = ""
    alt: str = ""
    once: bool = False

    def under(self, *rows: tuple[Button, ...]) -> Reply:
        """The same reply with these rows of buttons."""
        return replace(self, buttons=tuple(row for row in rows if row))


@dataclass(frozen=True)
class Answer:
    """What was written at a step: parts joined by line breaks."""

    text: str
    open: bool = True
    revision: int = 1


@dataclass(frozen=True)
class KeepPart:
    """Keep a message as a part of the answer to `step`.

    Args:
        revise: a closed answer gets a new revision that starts with the old text; without it the text is added
            to the answer as it stands (what a learner adds after the mirror).
    """

    step: str
    question: str
    text: str
    ref: str = ""
    revise: bool = True


@dataclass(frozen=True)
class CloseAnswer:
    """The answer to `step` is done for now."""

    step: str


@dataclass(frozen=True)
class KeepChoice:
    """Keep the label of the chosen option as the answer to `step`."""

    step: str
    question: str
    label: str


@dataclass(frozen=True)
class Rewrite:
    """Begin an empty revision of the answer to `step`; the earlier ones are kept."""

    step: str


@dataclass(frozen=True)
class RenameAnswer:
    """The step `old` is called `new` in the file as it is now: its answer moves along."""

    old: str
    new: str


@dataclass(frozen=True)
class ScheduleReturn:
    """Come back to `step` of this run after so many days."""

    step: str
    days: int


@dataclass(frozen=True)
class Parked:
    """The first message after a long silence: the person is asked whether it belongs to the answer."""

    text: str
    ref: str = ""


@dataclass(frozen=True)
class KeepEntry:
    """Put the answer to `step` (or the whole run, for "") into the writer's journal."""

    step: str = ""


@dataclass(frozen=True)
class Planned:
    """The answer to `step` is a plan: ask when the learner wants to look back on it."""

    step: str


@dataclass(frozen=True)
class KeepDraft:
    """A text that answers no question: keep it as a draft note."""

    text: str
    ref: str = ""


@dataclass(frozen=True)
class AskWord:
    """The learner wants to look a word up and has not named it."""


@dataclass(frozen=True)
class Chosen:
    """An option of a prompt was chosen."""

    option: str


@dataclass(frozen=True)
class OtherDialogue:
    """The learner takes the way out before a heavy case; `dialogue` is the equal other one, or ""."""

    dialogue: str


@dataclass(frozen=True)
class StartDialogue:
    """The learner chose an option that begins another dialogue, in a form ("" for any); the present one is done."""

    dialogue: str
    form: str = ""


@dataclass(frozen=True)
class Leave:
    """The run leaves the focus: its state says whether it was paused, stopped or finished."""


@dataclass(frozen=True)
class Pass:
    """Nothing in this step takes the text: whoever called may do something sensible with it."""


Kept = KeepPart | CloseAnswer | KeepChoice | Rewrite | RenameAnswer | KeepEntry | KeepDraft
Effect = Kept | AskWord | Chosen | OtherDialogue | StartDialogue | ScheduleReturn | Planned | Parked | Leave | Pass


@dataclass(frozen=True)
class Turn:
    """What one incoming brings about: the run as it is now, and replies and effects in one ordered list."""

    run: Run
    outputs: tuple[Reply | Effect, ...] = ()

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Only the replies, in order."""
        return tuple(item for item in self.outputs if isinstance(item, Reply))
