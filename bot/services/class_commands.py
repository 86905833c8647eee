"""The commands and prompts of lessons in class."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.services import class_leading, class_opening, class_taking_part
from bot.services.prompting import ask_again, leave_to_below
from bot.services.talk import Prompt, Talk

COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {
    "stelling": class_opening.command,
    "klasvraag": class_opening.command,
    "klas": class_leading.command,
    "klas-bewaard": class_leading.kept,
    "klas-mee": class_taking_part.called,
}
LEFT = ("class_about", "class_group")  # who goes elsewhere is not opening anything any more
PROMPTS: Mapping[str, Prompt] = {
    "class_about": Prompt(class_opening.about_question, class_opening.about_chosen, class_opening.about_text),
    "class_found": Prompt(class_opening.found_question, class_opening.found_chosen, leave_to_below),
    "class_group": Prompt(class_opening.group_question, class_opening.group_chosen, ask_again),
    "class_wipe": Prompt(class_leading.wipe_question, class_leading.wipe_chosen, leave_to_below),
    "class_choose": Prompt(class_taking_part.choose_question, class_taking_part.choose_chosen, leave_to_below),
    "class_why": Prompt(class_taking_part.why_question, class_taking_part.why_chosen, class_taking_part.why_text),
    "class_allow": Prompt(class_taking_part.allow_question, class_taking_part.allow_chosen, leave_to_below),
    "class_held": Prompt(class_taking_part.held_question, class_taking_part.why_chosen, class_taking_part.held_text),
    "class_other": Prompt(
        class_taking_part.other_question, class_taking_part.other_chosen, class_taking_part.other_text
    ),
}
