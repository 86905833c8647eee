"""Progress: how far a person is along a leerlijn, from their own runs and the words they opened, and the way on."""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogue.learning_line import LearningLine, LinePart
from bot.dialogue.turn import Button
from bot.language.fold import excerpt
from bot.services.rows import RunRow
from bot.services.talk import Talk, command_button
from bot.texts import say

FOLLOWED, _READ = "line", "read"  # in the settings: the leerlijn last gone on with, and the words opened along one
_STATES = {"finished": "done", "waiting": "waiting", "active": "busy", "paused": "busy"}
_FURTHEST = ("done", "waiting", "busy")


def states(talk: Talk, line: LearningLine) -> list[str]:
    """How far each part is: open, busy, waiting (it comes back by itself) or done."""
    rows, read = talk.work.runs(), talk.work.settings().get(_READ, ())
    return [
        _state(rows, _names(talk, line, part)) if part.dialogue else "done" if part.read in read else "open"
        for part in line.parts
    ]


def next_part(line: LearningLine, reached: list[str]) -> LinePart | None:
    """The first part that is not done and does not come back by itself."""
    return next((part for part, state in zip(line.parts, reached, strict=True) if state in ("open", "busy")), None)


def onward(talk: Talk, line: LearningLine, reached: list[str]) -> Button | None:
    """The button that opens the next part; None when nothing is left to do."""
    part = next_part(line, reached)
    if part is None:
        return None
    begun = any(state != "open" for state in reached)
    label = say("menu.go_on_with" if begun else "menu.line_begin", title=short(title(talk, part)))
    return command_button(label, f"leerlijn {line.id} verder")


def whole(line: LearningLine) -> Button:
    """The button that shows a leerlijn."""
    return command_button(short(line.title), f"leerlijn {line.id}")


def begin(talk: Talk, line: LearningLine, part: LinePart) -> None:
    """Note that the person follows this leerlijn, and which word they opened."""
    settings = talk.work.settings()
    settings[FOLLOWED] = line.id
    if part.read:
        settings[_READ] = sorted({*settings.get(_READ, ()), part.read})
    talk.work.keep_settings(settings)


def after(talk: Talk, dialogue: str) -> Button | None:
    """The way on in the leerlijn that a person follows, after a dialogue that is part of it; None when it is not."""
    line = _followed(talk)
    if line is None or not belongs(talk, line, dialogue):
        return None
    return onward(talk, line, states(talk, line)) or whole(line)


def belongs(talk: Talk, line: LearningLine, dialogue: str) -> bool:
    """Whether a dialogue is done along a leerlijn, the equal other of one of its parts included."""
    return any(dialogue in _names(talk, line, part) for part in line.parts)


def menu_button(talk: Talk) -> Button | None:
    """The leerlijn that a person follows, as a button for the menu, as long as there is something left to do."""
    line = _followed(talk)
    if line is None or next_part(line, states(talk, line)) is None:
        return None
    return command_button(say("menu.go_on_with", title=short(line.title)), f"leerlijn {line.id}")


def busy_with(talk: Talk, line: LearningLine, part: LinePart) -> str:
    """The run that is open for a part (of the other case, when that way out was taken), or ""."""
    names = _names(talk, line, part)
    rows = [row for row in talk.work.runs() if row.dialogue in names and _STATES.get(row.state) == "busy"]
    return rows[-1].id if rows else ""


def title(talk: Talk, part: LinePart) -> str:
    """What a part is called."""
    found = talk.library.dialogues.get(part.dialogue) or talk.library.entry(part.read)
    return found.title if found else part.id


def short(name: str) -> str:
    """A title as it fits on a button with a word before it."""
    return excerpt(name, 16)


def _followed(talk: Talk) -> LearningLine | None:
    return talk.library.lines.get(talk.work.settings().get(FOLLOWED, ""))


def _state(rows: Iterable[RunRow], names: frozenset[str]) -> str:
    """How far a person came with any of these dialogues."""
    reached = {_STATES[row.state] for row in rows if row.dialogue in names and row.state in _STATES}
    return next((state for state in _FURTHEST if state in reached), "open")


def _names(talk: Talk, line: LearningLine, part: LinePart) -> frozenset[str]:
    """The dialogue of a part, and the equal other one that its warning offers; nobody sees the difference."""
    dialogue = talk.library.dialogues.get(part.dialogue)
    other = dialogue.care.other if dialogue and dialogue.care else ""
    own = {item.dialogue for item in line.parts}
    return frozenset({part.dialogue, other} - {""} if other not in own else {part.dialogue})
