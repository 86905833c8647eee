"""Lists: the menu, the exercises of a kind, the commands."""

from __future__ import annotations

from bot.dialogue.model import SIGNPOST
from bot.services.library import WHICH_FITS
from bot.services.ports import Command
from bot.services.talk import Talk, command_button
from bot.texts import catalogue, say

PAGE = 6
PER_ROW = 1
KIND_COMMAND = {
    "casus": "casus", "leervragen": "leervragen", "reflectie": "reflecteer", "intervisie": "reflecteer",
    SIGNPOST: "reflecteer", "trage-vraag": "tragevraag",
}  # fmt: skip
# What else a list of a kind leads to: the name of the button's sentence and the command.
BESIDE = {
    "casus": ("lines", "leerlijn"), "leervragen": ("lines", "leerlijn"), "trage-vraag": ("pick_slow", "tragevraag een"),
}  # fmt: skip


def commands() -> list[Command]:
    """Every command with what it does, in the order in which they are listed."""
    return [
        Command(name.removeprefix("commands."), text)
        for name, text in catalogue().items()
        if name.startswith("commands.")
    ]


def help_text(talk: Talk) -> None:
    """What can be done here."""
    lines = "\n".join(f"/{item.name} · {item.description}" for item in commands())
    talk.say("menu.help", lines=lines)


def reflecting(talk: Talk) -> None:
    """The ways to look back: three taps to the one that fits, all by name, those with colleagues, slow questions."""
    ways = [("menu.by_name", "reflecteer meer 1"), ("menu.together", "reflecteer intervisie")]
    ways.append(("menu.slow", "tragevraag"))
    if WHICH_FITS in talk.library.dialogues:
        ways.insert(0, ("menu.which_fits", f"reflecteer {WHICH_FITS}"))
    talk.say("menu.reflecting", *((command_button(say(name), command),) for name, command in ways))


def dialogues(talk: Talk, kind: str, page: int = 0, leave_out: str = "") -> None:
    """The dialogues of a kind, each as a button, a page at a time."""
    found = [item for item in talk.library.of_kind(kind) if item.id != leave_out]
    if not found:
        talk.say("menu.none_of_kind", (command_button(say("menu.menu"), "menu"),))
        return
    command, more = KIND_COMMAND[kind], "intervisie" if kind == "intervisie" else "meer"
    chosen = found[page * PAGE : (page + 1) * PAGE]
    lines = [say("menu.dialogue_line", title=item.title, summary=item.summary, minutes=item.minutes) for item in chosen]
    talk.say(f"menu.list_{kind.replace('-', '_')}", lines="\n\n".join(lines))
    rows = [(command_button(item.title, f"{command} {item.id}"),) for item in chosen]
    if len(found) > (page + 1) * PAGE:
        rows.append((command_button(say("menu.more"), f"{command} {more} {page + 2}"),))
    if kind in BESIDE:
        label, beside = BESIDE[kind]
        rows.append((command_button(say(f"menu.{label}"), beside),))
    talk.under(*rows)
