"""What can be wrong with the conversation beside a dialogue once it is played."""

from __future__ import annotations

from bot.dialogue.model import Dialogue
from bot.dialogue.passage import Passage
from bot.dialogue.script import Conversation, Script, play
from bot.fields import Findings
from bot.problems import Node, Problem


def check_script(dialogue: Dialogue, script: Script, ends: bool = True) -> list[Problem]:
    """Play every conversation; at least one of them must reach the end of the dialogue.

    Args:
        dialogue: what is played.
        script: the conversations beside it.
        ends: whether an end can be asked for: the dialogue has one, and the script could be read whole.
    """
    found = Findings(play(dialogue, script))
    played = ends and not found and script.conversations
    if played and not any(_reaches_end(dialogue, one) for one in script.conversations):
        found.note(Node("map", script.file, script.line), "N404")
    return found


def _reaches_end(dialogue: Dialogue, conversation: Conversation) -> bool:
    """Whether a conversation finishes the dialogue, and does not only stop it or leave it for another."""
    passage = Passage(dialogue)
    passage.start()
    for turn in conversation.turns:
        if turn.said is not None and not passage.cannot(turn.said):
            passage.say(turn.said)
    return passage.run.state == "finished"
