"""Passing: a file on its way to a person. In Telegram they are warned first, and it stands in the chat for an hour."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.model import Choose
from bot.dialogue.turn import Reply
from bot.services.focus import Frame
from bot.services.prompting import ask, choice, leave_to_below
from bot.services.talk import Prompt, Talk
from bot.texts import say


def send(talk: Talk, told: str, export: str) -> None:
    """Send a file along; it is made when it goes out and kept nowhere.

    Args:
        told: the name of the sentence above it.
        export: what must be made, as in `Reply.export`.
    """
    if talk.work.channel == "telegram":
        ask(talk, Frame("prompt", "file_sure", args={"told": told, "export": export}))
    else:
        talk.reply(Reply(say(told), export=export))


def _question(talk: Talk, frame: Frame) -> Choose:
    """Telegram keeps what stands in a chat: may it go there?"""
    return choice("passing.sure", ("no", say("passing.no")), ("yes", say("passing.yes")))


def _chosen(talk: Talk, frame: Frame, option: str) -> None:
    if option == "no":
        talk.say("passing.not_sent")
    else:
        told = say("passing.stands", told=say(frame.args["told"]))
        talk.reply(Reply(told, export=frame.args["export"]))


PROMPTS: Mapping[str, Prompt] = {"file_sure": Prompt(_question, _chosen, leave_to_below)}
