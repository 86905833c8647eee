"""The commands and prompts of groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.services import groups, joining, making_groups, members, way_in
from bot.services.prompting import ask_again, leave_to_below
from bot.services.talk import Prompt, Talk

COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {
    "groep": groups.command,
    "groep-weg": groups.ask_leave,
    "groep-dicht": groups.told_closed,
    "groep-meer": making_groups.more,
    "groep-beheer": making_groups.manage,
    "groep-naam": making_groups.ask_name,
    "groep-eind": making_groups.ask_end,
    "groep-sluit": making_groups.ask_close,
    "groep-leden": members.members,
    "groep-lid": members.ask_remove,
    "groep-docent": way_in.colleague,
    "groep-qr": way_in.send_qr,
    "groep-code": way_in.renew,
    "groep-codeweg": way_in.shut,
    "groepsnaam": joining.ask_name,
    "binnenlaten": way_in.let_in,
    "trainer": making_groups.trainer,
}
# Who goes elsewhere with a command is not naming anything any more; what they type from then on is something else.
LEFT = ("my_name", "group_code", "group_name", "trainer_name", "group_end", "close_group", "remove_member")
PROMPTS: Mapping[str, Prompt] = {
    "join": Prompt(joining.question, joining.chosen, joining.text),
    "my_name": Prompt(joining.name_question, joining.name_chosen, joining.name_text),
    "group_code": Prompt(groups.code_question, groups.code_chosen, groups.code_text),
    "leave_group": Prompt(groups.leave_question, groups.leave_chosen, leave_to_below),
    "group_name": Prompt(making_groups.name_question, making_groups.never_mind, making_groups.name_text),
    "trainer_name": Prompt(
        making_groups.trainer_name_question, making_groups.never_mind, making_groups.trainer_name_text
    ),
    "group_end": Prompt(making_groups.end_question, making_groups.never_mind, making_groups.end_text),
    "close_group": Prompt(making_groups.close_question, making_groups.close_chosen, ask_again),
    "remove_member": Prompt(members.remove_question, members.remove_chosen, ask_again),
}
