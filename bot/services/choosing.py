"""Choosing: what a trainer sets for a group, by words or from a list. It is told as "dialogue:ID" or "line:ID"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.dialogue.model import Choose
from bot.language.fold import fold
from bot.people.assignments import Kind
from bot.services.focus import Frame
from bot.services.own_shelf import KEPT
from bot.services.prompting import ask, choice
from bot.services.talk import Talk
from bot.texts import say

KINDS = ("casus", "leervragen")  # looking back is for the journal, of which a trainer sees nothing
LINES = "leerlijn"
FEW = 5  # on a page; their numbers stand beside each other
_SHORTEST = 4  # letters of a word that is looked for inside a title

Chosen = Callable[[Talk, Mapping[str, str], str], None]  # goes on with what was chosen, given the frame's args


def exact(talk: Talk, text: str) -> list[str]:
    """What has that id or title."""
    typed = fold(text)
    return [what for what, name, title in _every(talk) if typed in (fold(title), name, name.replace("-", " "))][:1]


def find(talk: Talk, text: str) -> list[str]:
    """What may be meant, the likeliest first; one when it is clear."""
    sure = exact(talk, text)
    if sure:
        return sure
    result = talk.library.finder.find(text, limit=12)
    near = [] if result.band == "none" else [what for match in result.matches if (what := _opened_by(match.id))]
    if result.band == "sure" and near and _opened_by(result.matches[0].id) == near[0]:
        return near[:1]
    typed = fold(text)
    titled = [what for what, _, title in _every(talk) if len(typed) >= _SHORTEST and typed in fold(title)]
    used = (item for name in talk.library.named_in(text) for item in talk.library.using(name) if item.kind in KINDS)
    about = [f"{Kind.DIALOGUE}:{item.id}" for item in used]
    return list(dict.fromkeys([*near, *titled, *about]))[:FEW]


def _every(talk: Talk) -> Iterator[tuple[str, str, str]]:
    """Everything that can be set: what, its id, its title."""
    for kind in (*KINDS, LINES):
        yield from _of(talk, kind)


def _of(talk: Talk, kind: str) -> list[tuple[str, str, str]]:
    if kind == LINES:
        lines = sorted(talk.library.lines.values(), key=lambda line: fold(line.title))
        return [(f"{Kind.LINE}:{line.id}", line.id, line.title) for line in lines]
    own_first = sorted(talk.library.of_kind(kind), key=lambda item: not item.id.startswith(KEPT))
    return [(f"{Kind.DIALOGUE}:{item.id}", item.id, item.title) for item in own_first]


def _opened_by(command: str) -> str:
    """What a command of the finder opens, when that can be set; else ""."""
    kind, _, name = command.partition(" ")
    return f"{Kind.LINE if kind == LINES else Kind.DIALOGUE}:{name}" if name and kind in (*KINDS, LINES) else ""


def what_question(talk: Talk, frame: Frame) -> Choose:
    """What is set?"""
    group = talk.work.groups.get(frame.args["group"])
    kinds = [(kind, say(f"assignments.kind_{kind}")) for kind in (*KINDS, LINES)]
    no = ("not", say("assignments.never_mind"))
    return choice("assignments.what_ask", *kinds, no, values={"group": group.name if group else ""})


def list_kind(talk: Talk, frame: Frame, kind: str) -> None:
    """All of a kind, a page at a time."""
    ask(talk, Frame("prompt", "assign_pick", args={**frame.args, "kind": kind, "page": "0"}))


def pick_question(talk: Talk, frame: Frame) -> Choose:
    """Which of these, by number."""
    shown, more = _page(talk, frame)
    titles = {what: title for what, _, title in _every(talk)}
    lines = [say("assignments.pick_line", number=n, title=titles.get(what, what)) for n, what in enumerate(shown, 1)]
    numbers = [(str(number), str(number)) for number in range(1, len(shown) + 1)]
    last = [("more", say("assignments.more"))] if more else []
    name = "assignments.pick_listed" if "kind" in frame.args else "assignments.pick_found"
    return choice(name, *numbers, *last, ("not", say("assignments.never_mind")), lines="\n".join(lines))


def _page(talk: Talk, frame: Frame) -> tuple[list[str], bool]:
    """What is shown now, and whether there is more."""
    if "kind" not in frame.args:
        return frame.args["found"].split(), False
    every, first = [what for what, _, _ in _of(talk, frame.args["kind"])], FEW * int(frame.args["page"])
    return every[first : first + FEW], len(every) > first + FEW


def picked(chosen: Chosen) -> Callable[[Talk, Frame, str], None]:
    """Go on with the one of that number, or with the next page."""

    def act(talk: Talk, frame: Frame, option: str) -> None:
        if option == "more":
            ask(talk, Frame("prompt", frame.name, args={**frame.args, "page": str(int(frame.args["page"]) + 1)}))
        elif option.isdecimal():
            chosen(talk, _without_list(frame), _page(talk, frame)[0][int(option) - 1])
        else:
            talk.say("assignments.nothing_set")

    return act


def typed(chosen: Chosen) -> Callable[[Talk, Frame, str], bool]:
    """Look for what was typed."""

    def take(talk: Talk, frame: Frame, text: str) -> bool:
        found = find(talk, text)
        talk.pop()
        if len(found) == 1:
            chosen(talk, _without_list(frame), found[0])
        elif found:
            ask(talk, Frame("prompt", "assign_pick", args={**_without_list(frame), "found": " ".join(found)}))
        else:
            talk.say("assignments.not_found")
            ask(talk, Frame("prompt", "assign_what", args=_without_list(frame)))
        return True

    return take


def _without_list(frame: Frame) -> dict[str, str]:
    return {key: value for key, value in frame.args.items() if key not in ("found", "kind", "page")}
