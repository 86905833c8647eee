"""The commands and prompts of sharing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.services import group_notes, responding, share_copy, shared, sharing
from bot.services.prompting import ask_again, leave_to_below
from bot.services.share_draft import short_only
from bot.services.talk import Prompt, Talk

COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {
    "deel": sharing.begin,
    "gedeeld": shared.mine,
    "gedeeldwerk": shared.of_group,
    "deling": shared.show,
    "deling-stop": shared.stop,
    "deling-versie": shared.new_version,
    "deling-wis": shared.ask_drop,
    "deling-nieuw": shared.told,
    "reactie-nieuw": shared.told_comment,
    "reageer": responding.comment,
    "voor-iedereen": responding.for_all,
    "voor-iedereen-bij": responding.for_all_about,
    "groepsreactie": group_notes.show,
    "groepsreacties": group_notes.every,
    "groepsreactie-nieuw": group_notes.told,
}
BESIDE = frozenset({"deling-nieuw", "reactie-nieuw", "groepsreactie-nieuw"})  # what comes by itself disturbs nothing
LEFT = ("respond", "respond_where", "share_edit")  # who does something else is not writing to anybody any more
PROMPTS: Mapping[str, Prompt] = {
    "share_pick": Prompt(sharing.pick_question, sharing.pick_chosen, sharing.pick_text),
    "share_with": Prompt(sharing.with_question, sharing.with_chosen, leave_to_below),
    "share_until": Prompt(sharing.until_question, sharing.until_chosen, sharing.day_text),
    "share_day": Prompt(sharing.day_question, sharing.day_chosen, sharing.day_text),
    "share_details": Prompt(share_copy.details_question, share_copy.details_chosen, short_only),
    "share_which": Prompt(share_copy.which_question, share_copy.which_chosen, leave_to_below),
    "share_edit": Prompt(share_copy.edit_question, share_copy.edit_chosen, share_copy.edit_text),
    "share_preview": Prompt(share_copy.preview_question, share_copy.preview_chosen, short_only),
    "share_drop": Prompt(shared.drop_question, shared.drop_chosen, ask_again),
    "respond_where": Prompt(responding.where_question, responding.where_chosen, responding.where_text),
    "respond": Prompt(responding.question, responding.chosen, responding.text),
    "respond_details": Prompt(responding.details_question, responding.details_chosen, responding.more_text),
    "respond_preview": Prompt(responding.preview_question, responding.preview_chosen, responding.more_text),
}
