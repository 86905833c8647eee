"""Assigned: what is set for somebody, as they see it: the list, one of them, and what comes of its own accord."""

from __future__ import annotations

from bot.dialogue.turn import Button
from bot.people.assignments import Assignment, Kind, Place, State, in_order
from bot.people.rights import Role
from bot.services import assignment_words as told_as
from bot.services import doing, groups
from bot.services.play import go_on_label
from bot.services.talk import Talk, command_button
from bot.texts import say

FEW = 8  # on a page


def overview(talk: Talk, rest: str = "") -> None:
    """`opdrachten [PAGE]`: all that is set, due first; for who only guides groups, how far those are."""
    reached = talk.work.assignments.mine()
    items = in_order(doing.mine(talk), reached)
    if not items and groups.mine(talk, Role.TRAINER_HERE) and not groups.mine(talk, Role.STUDENT_HERE):
        talk.go("voortgang")
        return
    if not items:
        talk.say("assignments.none", (command_button(say("menu.menu"), "menu"),))
        return
    first = FEW * (max(int(rest), 1) - 1) if rest.isdecimal() and len(rest) < 4 else 0
    shown = list(enumerate(items, 1))[first : first + FEW] or list(enumerate(items, 1))[:FEW]
    lines = [_line(talk, number, item, reached) for number, item in shown]
    numbers = [command_button(str(number), f"opdracht-toon {item.id}") for number, item in shown]
    rows = [tuple(numbers[at : at + 5]) for at in range(0, len(numbers), 5)]
    further = (button("more", f"opdrachten {first // FEW + 2}"),) if items[first + FEW :] else ()
    talk.say("assignments.yours", *rows, further, lines="\n".join(lines))


def _line(talk: Talk, number: int, item: Assignment, reached: dict[str, State]) -> str:
    state = say(f"assignments.state_{reached.get(item.id, State.OPEN).value}")
    when = told_as.when(item, talk.incoming.at)
    return say("assignments.line", number=number, what=told_as.what(talk, item), when=when, state=state)


def show(talk: Talk, ident: str) -> None:
    """`opdracht-toon ID`: one of them."""
    item = _mine(talk, ident)
    if item:
        state = doing.state(talk, item)
        talk.say(
            "assignments.shown", _buttons(talk, item), (button("all", "opdrachten"),), values=_words(talk, item),
            what=told_as.headed(told_as.what(talk, item)), when=told_as.when(item, talk.incoming.at),
            effort=told_as.effort(talk, item), state=say(f"assignments.state_{state.value}"), text=_said(item),
        )  # fmt: skip


def new(talk: Talk, ident: str) -> None:
    """`opdracht-nieuw ID`: a member hears what is set. The sentence of the trainer waits until it is opened."""
    item = _mine(talk, ident)
    if item:
        buttons = (*_buttons(talk, item), button("later", f"opdracht-later {ident}"))
        talk.say("assignments.whole", buttons, values=_words(talk, item), text=told_as.told(talk, item))


def soon(talk: Talk, ident: str) -> None:
    """`opdracht-straks ID`: the reminder before the day."""
    item = _mine(talk, ident)
    if item:
        buttons = (*_buttons(talk, item), button("later", f"opdracht-later {ident}"))
        talk.say(
            "assignments.soon", buttons, what=told_as.what(talk, item), day=told_as.day(item.due, talk.incoming.at)
        )


def changed(talk: Talk, ident: str) -> None:
    """`opdracht-anders ID`: another day holds."""
    item = _mine(talk, ident)
    if item:
        name = "assignments.day_changed" if item.due else "assignments.day_gone"
        day = told_as.day(item.due, talk.incoming.at)
        talk.say(name, (button("all", "opdrachten"),), what=told_as.what(talk, item), day=day)


def gone(talk: Talk, ident: str) -> None:
    """`opdracht-weg ID`: it is no longer asked; what was written stays."""
    item = doing.find(talk, ident)
    if item and item.withdrawn:
        talk.say("assignments.gone", what=told_as.what(talk, item))
    else:
        talk.say("assignments.none_such")


def later(talk: Talk, ident: str) -> None:
    """`opdracht-later ID`: not now."""
    if _mine(talk, ident):
        comes = any(row.command == f"{doing.SOON} {ident}" for row in talk.work.agenda.all())
        talk.say("assignments.later_once_more" if comes else "assignments.later_fine")


def begin(talk: Talk, ident: str) -> None:
    """`opdracht-begin ID`: begin, or go on; first what the trainer says about it."""
    item = _mine(talk, ident)
    if item is None:
        return
    if item.text and doing.state(talk, item) is State.OPEN:
        talk.say("assignments.says", values=_words(talk, item))
    run = doing.open_run(talk, item) if item.kind is Kind.DIALOGUE else ""
    if item.kind is Kind.LINE and item.what in talk.library.lines:
        talk.go(f"leerlijn {item.what}")
    elif run or item.what in talk.library.dialogues:
        talk.go(f"verder {run}" if run else f"begin {item.what}")
    else:
        talk.say("assignments.not_there")


def count(talk: Talk, ident: str) -> None:
    """`opdracht-telt ID`: what was done before it was set may count."""
    item = _mine(talk, ident)
    if item and doing.did_before(talk, item):
        talk.work.assignments.mark(item.id, State.DONE)
        talk.say("assignments.counted")
    elif item:
        talk.say("assignments.not_counted", _buttons(talk, item))


def next_button(talk: Talk) -> Button | None:
    """What is to be done next, for the menu; None when nothing is."""
    reached = talk.work.assignments.mine()
    items = in_order(doing.mine(talk), reached)
    left = [item for item in items if reached.get(item.id) is not State.DONE and item.place is not Place.CLASS]
    if not left:
        return None
    item = left[0]
    run = doing.open_run(talk, item) if item.kind is Kind.DIALOGUE and item.id in reached else ""
    row = next((row for row in talk.work.runs() if row.id == run), None)
    dialogue = talk.library.dialogues.get(row.dialogue) if row else None
    if dialogue and row and row.state != "waiting":
        return command_button(go_on_label(dialogue), f"verder {run}")
    goes_on = item.kind is Kind.LINE and item.id in reached  # as the menu does for a leerlijn that is followed
    return command_button(
        told_as.label(talk, item), f"leerlijn {item.what}" if goes_on else f"opdracht-begin {item.id}"
    )


def title(talk: Talk, command: str) -> str:
    """What lies ready, in a list of several."""
    item = doing.find(talk, command.partition(" ")[2])
    what = told_as.what(talk, item) if item else say("reminders.something")
    when = told_as.when(item, talk.incoming.at) if item and not item.withdrawn else ""
    return say("assignments.ready_gone" if item and item.withdrawn else "assignments.ready", what=what, when=when)


def _mine(talk: Talk, ident: str) -> Assignment | None:
    """The assignment when it is set for this person; anybody else hears the same as when there is none."""
    item = doing.find(talk, ident)
    if item is None or item.withdrawn:
        talk.say("assignments.none_such")
        return None
    return item


def _buttons(talk: Talk, item: Assignment) -> tuple[Button, ...]:
    state = doing.state(talk, item)
    first = button(f"begin_{state.value}", f"opdracht-begin {item.id}")
    if state is not State.DONE and doing.did_before(talk, item):
        return first, button("did_it", f"opdracht-telt {item.id}")
    return (first,)


def _words(talk: Talk, item: Assignment) -> dict[str, str]:
    return {"trainer": told_as.trainer(talk, item), "sentence": item.text}


def _said(item: Assignment) -> str:
    return "\n" + say("assignments.says") if item.text else ""


def button(name: str, command: str) -> Button:
    """A button of these screens."""
    return command_button(say(f"assignments.{name}"), command)
