"""The commands and prompts of assignments."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.dialogue.turn import Button
from bot.services import assigned, assigning, choosing, doing, group_progress, set_assignments
from bot.services.prompting import ask_again
from bot.services.talk import Prompt, Talk

BESIDE = doing.TOLD  # looked at in between, without leaving anything


def due_first(talk: Talk, going: list[Button]) -> list[Button]:
    """The buttons of the menu that go on with something, with what is to be done next before the others."""
    due = assigned.next_button(talk)
    return [due, *(button for button in going if button.key != due.key)] if due else going


COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {
    "opdrachten": assigned.overview,
    "opdracht": assigning.command,
    "opdracht-groep": assigning.for_group,
    "opdracht-toon": assigned.show,
    "opdracht-begin": assigned.begin,
    "opdracht-later": assigned.later,
    "opdracht-telt": assigned.count,
    doing.NEW: assigned.new,
    doing.SOON: assigned.soon,
    doing.CHANGED: assigned.changed,
    doing.GONE: assigned.gone,
    "opdracht-beheer": set_assignments.manage,
    "opdracht-dag": set_assignments.ask_due,
    "opdracht-zin": set_assignments.ask_text,
    "opdracht-intrek": set_assignments.ask_withdraw,
    "voortgang": group_progress.command,
    "voortgang-van": group_progress.one,
}
# Who goes elsewhere is not setting anything any more.
LEFT = (
    "assign_group", "assign_what", "assign_pick", "assign_due", "assign_place", "assign_text", "assign_sure",
    "again_due", "again_text", "assign_withdraw",
)  # fmt: skip
PROMPTS: Mapping[str, Prompt] = {
    "assign_group": Prompt(assigning.group_question, assigning.group_chosen, ask_again),
    "assign_what": Prompt(choosing.what_question, assigning.what_chosen, choosing.typed(assigning.chosen)),
    "assign_pick": Prompt(
        choosing.pick_question, choosing.picked(assigning.chosen), choosing.typed(assigning.chosen)
    ),
    "assign_due": Prompt(assigning.due_question, assigning.step_chosen, assigning.due_text),
    "assign_place": Prompt(assigning.place_question, assigning.step_chosen, ask_again),
    "assign_text": Prompt(assigning.text_question, assigning.step_chosen, assigning.text_typed),
    "assign_sure": Prompt(assigning.sure_question, assigning.sure_chosen, ask_again),
    "again_due": Prompt(set_assignments.due_question, set_assignments.due_chosen, set_assignments.due_text),
    "again_text": Prompt(set_assignments.text_question, set_assignments.text_chosen, set_assignments.text_typed),
    "assign_withdraw": Prompt(set_assignments.withdraw_question, set_assignments.withdraw_chosen, ask_again),
}  # fmt: skip
