"""Own preview: an own casus tried as a student meets it. Of a preview nothing is kept, in the journal nor anywhere."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.turn import Button, Effect, KeepDraft, KeepEntry, Planned, Reply, ScheduleReturn
from bot.services.own_shelf import is_preview, name_of
from bot.services.talk import Talk, command_button
from bot.services.uploads import COMMAND
from bot.texts import say


def passes_over(dialogue: str, effect: Effect) -> bool:
    """Whether an effect would outlive a preview, so that it is not carried out."""
    return is_preview(dialogue) and isinstance(effect, KeepEntry | KeepDraft | Planned | ScheduleReturn)


def forget(talk: Talk, name: str = "") -> None:
    """Delete what is left of previews: paused ones, of one casus or of all."""
    for row in talk.work.runs():
        if is_preview(row.dialogue) and name in ("", name_of(row.dialogue)):
            talk.focus = talk.focus.without("run", row.id)
            talk.work.drop_run(row.id)


def after(talk: Talk, dialogue: str) -> None:
    """What one can do when a preview is over; that something was kept, as an end says otherwise, is not true here."""
    name, over = name_of(dialogue), say("own_casus.tried")
    talk.replies = [replace(item, text=over) if item.text in _ends() else item for item in talk.replies]
    if not any(item.text == over for item in talk.replies):
        talk.reply(Reply(over, keyboard=()))
    rows = [row for row in talk.work.own_dialogues() if row.id == name and row.owner == talk.work.person]
    if any(not row.version for row in rows):
        talk.say("own_casus.keep_it", *choices(name))
    else:
        again = command_button(say("own_casus.try_again"), f"{COMMAND} proef {name}")
        talk.say("menu.what_now", (again, command_button(say("own_casus.mine"), COMMAND)))


def _ends() -> tuple[str, ...]:
    return say("ask.stopped"), say("ask.kept"), say("ask.finished")


def choices(name: str) -> tuple[tuple[Button, ...], ...]:
    """What one can do with a casus that was read and is not kept yet."""
    ways = (("own_casus.try", "proef"), ("own_casus.keep", "bewaar"), ("own_casus.away", "weg"))
    return (tuple(command_button(say(label), f"{COMMAND} {way} {name}") for label, way in ways),)
