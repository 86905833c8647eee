"""Lists: the menu, the exercises of a kind, the commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.dialogue.model import SIGNPOST, Dialogue
from bot.dialogue.turn import Button
from bot.services.library import WHICH_FITS
from bot.services.ports import Command
from bot.services.talk import Talk, command_button
from bot.texts import catalogue, say

PAGE = 6
PER_ROW = 1
SHORT = 10  # minutes: a case for in between takes less
THEMES = 8  # themes to choose a case by
KIND_COMMAND = {
    "casus": "casus", "leervragen": "leervragen", "reflectie": "reflecteer", "intervisie": "reflecteer",
    SIGNPOST: "reflecteer", "trage-vraag": "tragevraag",
}  # fmt: skip
# What else a list of a kind leads to: the name of the button's sentence and the command.
BESIDE = {
    "casus": ("lines", "leerlijn"), "leervragen": ("lines", "leerlijn"), "trage-vraag": ("pick_slow", "tragevraag een"),
}  # fmt: skip


def commands() -> list[Command]:
    """Every command with what it does."""
    return [
        Command(name.removeprefix("commands."), text)
        for name, text in catalogue().items()
        if name.startswith("commands.")
    ]


def emergency(talk: Talk) -> None:
    """The numbers for when it cannot wait, those of the organisation too."""
    own = "\n".join(say("menu.emergency_own", line=line) for line in talk.library.house.help_lines)
    talk.say("menu.emergency_whole", text="\n".join(filter(None, (say("menu.emergency"), own))))


def reflecting(talk: Talk) -> None:
    """The ways to look back: three taps to the one that fits, all by name, those with colleagues, slow questions."""
    ways = [("menu.by_name", "reflecteer meer 1"), ("menu.together", "reflecteer intervisie")]
    ways.append(("menu.slow", "tragevraag"))
    if WHICH_FITS in talk.library.dialogues:
        ways.insert(0, ("menu.which_fits", f"reflecteer {WHICH_FITS}"))
    talk.say("menu.reflecting", *((command_button(say(name), command),) for name, command in ways))


def cases(talk: Talk, rest: str) -> bool:
    """`kort`, `thema`, `thema ID`, `boek`, `boek ID`, each with a page: the cases that fit; False for anything else."""
    way, name, page = (*rest.split(), "", "", "")[:3]
    if way == "kort":
        _list(talk, "casus", [item for item in talk.library.of_kind("casus") if item.minutes < SHORT], "kort", name)
    elif way in ("thema", "boek") and not name:
        _ways(talk, way)
    elif way == "thema" and talk.library.entry(name):
        _list(talk, "casus", [item for item in talk.library.using(name) if item.kind == "casus"], f"thema {name}", page)
    elif way == "boek" and name in talk.library.works:
        found = [item for item in talk.library.of_kind("casus") if item.work == name]
        _list(talk, "casus", found, f"boek {name}", page)
    else:
        return False
    return True


def _ways(talk: Talk, way: str) -> None:
    """The themes that most cases have, or the books."""
    every = talk.library.of_kind("casus")
    if way == "boek":
        used = {item.work for item in every}
        named = [(work.title, name) for name, work in talk.library.works.items() if name in used]
    else:
        counted = Counter(theme for item in every for theme in item.themes)
        named = sorted((talk.library.title(name), name) for name, _ in counted.most_common(THEMES))
    talk.say(f"menu.cases_by_{way}", *((command_button(title, f"casus {way} {name}"),) for title, name in named))


def dialogues(talk: Talk, kind: str, page: int = 0, leave_out: str = "") -> None:
    """The dialogues of a kind, each as a button, a page at a time."""
    found = [item for item in talk.library.of_kind(kind) if item.id != leave_out]
    _list(talk, kind, found, "intervisie" if kind == "intervisie" else "meer", str(page + 1))


def _list(talk: Talk, kind: str, found: Sequence[Dialogue], more: str, number: str) -> None:
    page = max(int(number) - 1, 0) if number.isdecimal() and len(number) < 4 else 0
    if not found:
        talk.say("menu.none_of_kind", (command_button(say("menu.menu"), "menu"),))
        return
    command = KIND_COMMAND[kind]
    chosen = found[page * PAGE : (page + 1) * PAGE]
    lines = [say("menu.dialogue_line", title=item.title, summary=item.summary, minutes=item.minutes) for item in chosen]
    talk.say(f"menu.list_{kind.replace('-', '_')}", lines="\n\n".join(lines))
    rows: list[tuple[Button, ...]] = [(command_button(item.title, f"{command} {item.id}"),) for item in chosen]
    if len(found) > (page + 1) * PAGE:
        rows.append((command_button(say("menu.more"), f"{command} {more} {page + 2}"),))
    if kind == "casus" and more == "meer":
        ways = ("kort", "thema", "boek")
        rows.append(tuple(command_button(say(f"menu.cases_{way}"), f"casus {way}") for way in ways))
    if kind in BESIDE:
        label, beside = BESIDE[kind]
        rows.append((command_button(say(f"menu.{label}"), beside),))
    talk.under(*rows)
