"""Lines: leerlijnen in chat: the list, one with where a person is, and opening a part of it."""

from __future__ import annotations

from bot.dialogue.learning_line import LearningLine, LinePart
from bot.language.fold import fold
from bot.services import doing, entries, progress
from bot.services.talk import Talk, command_button
from bot.texts import catalogue, say

PAGE = 6
PER_ROW = 5  # numbers beside each other on a phone
LONG = 90  # minutes from which it is told in hours


def command(talk: Talk, rest: str) -> None:
    """What /leerlijn does: the list, one by its id or title, and the next or a numbered part of it."""
    name, _, number = rest.rpartition(" ")
    line = talk.library.lines.get(name)
    if line and number == "verder":
        go_on(talk, line)
    elif line and number.isdecimal() and 0 < int(number[:4]) <= len(line.parts):
        _open(talk, line, line.parts[int(number) - 1])
    elif not rest or (name == "meer" and number.isdecimal()):
        show_all(talk, max(int(number[:4] or 1) - 1, 0) if rest else 0)
    elif found := _find(talk, rest):
        show(talk, found)
    else:
        talk.say("menu.not_found_here", values={"query": rest[:60]})
        show_all(talk)


def show_all(talk: Talk, page: int = 0) -> None:
    """Every leerlijn with what it is about, each as a button, a page at a time."""
    every = sorted(talk.library.lines.values(), key=lambda line: line.title)
    if not every:
        talk.say("menu.no_lines", (command_button(say("menu.menu"), "menu"),))
        return
    chosen = every[page * PAGE : (page + 1) * PAGE] or every[:PAGE]
    rows = [(command_button(line.title, f"leerlijn {line.id}"),) for line in chosen]
    if len(every) > (page + 1) * PAGE:
        rows.append((command_button(say("menu.more"), f"leerlijn meer {page + 2}"),))
    talk.say("menu.list_lines", *rows, lines="\n\n".join(_told(talk, line) for line in chosen))


def _told(talk: Talk, line: LearningLine) -> str:
    """A leerlijn in a list."""
    count = len(line.parts)
    parts = say("menu.line_count_one" if count == 1 else "menu.line_count", count=count)
    return say("menu.line_line", title=line.title, summary=line.summary, parts=parts, time=time_needed(talk, line))


def show(talk: Talk, line: LearningLine) -> None:
    """One leerlijn: its aim, its parts with where one is, and the way on."""
    talk.say("menu.line_shown", title=line.title, aim=line.aim, time=time_needed(talk, line))
    reached = progress.states(talk, line)
    lines = [
        say("menu.line_part", n=number, title=progress.title(talk, part), kind=_kind(talk, part),
            place=say(f"menu.line_{part.place}"), state=say(f"menu.line_{state}"))
        for number, (part, state) in enumerate(zip(line.parts, reached, strict=True), 1)
    ]  # fmt: skip
    onward = progress.onward(talk, line, reached)
    numbers = [command_button(str(n), f"leerlijn {line.id} {n}") for n in range(1, len(line.parts) + 1)]
    rows = [tuple(numbers[at : at + PER_ROW]) for at in range(0, len(numbers), PER_ROW)]
    back = command_button(say("menu.lines"), "leerlijn")
    name = "menu.line_parts" if onward else "menu.line_parts_done"
    talk.say(name, (onward,) if onward else (), *rows, (back,), lines="\n".join(lines))


def go_on(talk: Talk, line: LearningLine) -> None:
    """Open the next part; with nothing left to do, show the whole."""
    part = progress.next_part(line, progress.states(talk, line))
    if part:
        _open(talk, line, part)
    else:
        show(talk, line)


def _open(talk: Talk, line: LearningLine, part: LinePart) -> None:
    progress.begin(talk, line, part)
    if part.for_class:
        talk.say("menu.line_class", text=part.for_class)
    if part.dialogue:
        busy = progress.busy_with(talk, line, part)
        talk.go(f"verder {busy}" if busy else f"begin {part.dialogue}")
        return
    doing.opened(talk)
    entries.show(talk, part.read)
    onward = progress.onward(talk, line, progress.states(talk, line)) or progress.whole(line)
    talk.under((onward,), *talk.replies[-1].buttons)


def _find(talk: Talk, name: str) -> LearningLine | None:
    """The leerlijn whose id or title was typed."""
    typed = fold(name)
    named = {name: line for line in talk.library.lines.values() for name in (fold(line.id), fold(line.title))}
    return named.get(typed) or named.get(typed.replace(" ", "-"))


def time_needed(talk: Talk, line: LearningLine) -> str:
    """How long it takes, in minutes, or in hours and half hours when it is long."""
    minutes = line.duration(talk.library.dialogues)
    if minutes < LONG:
        return say("menu.line_minutes", minutes=minutes)
    return say("menu.line_hours", hours=f"{round(minutes / 30) / 2:g}".replace(".", ","))


def _kind(talk: Talk, part: LinePart) -> str:
    dialogue = talk.library.dialogues.get(part.dialogue)
    if dialogue is None:
        return say("menu.line_read")
    name = f"menu.line_{dialogue.kind.replace('-', '_')}"
    return say(name) if name in catalogue() else dialogue.kind
