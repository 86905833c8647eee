"""The conversation beside a dialogue (X.test.yaml): its model, its parser and its player.

The player goes through the engine as a person would. What happens after a run has left the focus is for the services
and is not played.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.dialogue.hearing import and_begun, compare, folded, heard_text
from bot.dialogue.model import Dialogue
from bot.dialogue.passage import Passage
from bot.dialogue.turn import Answer, Reply
from bot.fields import Fields, Findings
from bot.problems import Node, Problem
from bot.texts import say


@dataclass(frozen=True)
class ScriptTurn:
    """One turn: what is said (None: the dialogue starts) and what must and must not be heard (None: not looked at)."""

    said: str | None
    heard: tuple[str, ...] | None
    not_heard: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Conversation:
    """One conversation; `answers` is what must be kept at its end, by step, with the line of each in `lines`."""

    title: str
    turns: tuple[ScriptTurn, ...]
    answers: Mapping[str, str]
    lines: Mapping[str, int]
    line: int


@dataclass(frozen=True)
class Script:
    """The conversations beside one dialogue."""

    dialogue: str
    conversations: tuple[Conversation, ...]
    file: str
    line: int = 1


def parse_script(tree: Node) -> tuple[Script, list[Problem]]:
    """Read a file of conversations: as far as it can be read, and all problems in the order of the file."""
    found = Findings()
    fields = Fields(tree, found)
    script = Script(
        dialogue=fields.ident("dialogue", required=True),
        conversations=fields.each("tests", lambda node: _conversation(node, found), required=True),
        file=tree.file,
        line=tree.line,
    )
    fields.rest()
    return script, sorted(found)


def _conversation(node: Node, found: Findings) -> Conversation:
    fields = Fields(node, found, "tests")
    title = fields.text("title", required=True)
    turns = fields.each("turns", lambda item: _turn(item, found), required=True)
    kept = fields.value("answers")
    inner = Fields(kept, found, "answers") if kept else None
    answers = {key: inner.text(key) for key in dict.fromkeys(inner.keys)} if inner else {}
    fields.rest()
    for turn in turns[1:]:
        if turn.said is None:
            found.note(node, "N402", turn.line, title=title, detail=say("check.script_said"))
    lines = {key: line for key, line, _ in kept.pairs} if kept else {}
    return Conversation(title, turns, answers, lines, node.line)


def _turn(node: Node, found: Findings) -> ScriptTurn:
    fields = Fields(node, found, "turns")
    said = fields.text("said") if "said" in fields.keys else None
    heard = fields.texts("heard") if fields.value("heard") else None
    turn = ScriptTurn(said, heard, fields.texts("not_heard"), node.line)
    fields.rest()
    return turn


def play(dialogue: Dialogue, script: Script) -> list[Problem]:
    """Play every conversation of a script; a problem (N402, with the conversation so far) for each that goes wrong."""
    problems = []
    for conversation in script.conversations:
        if fault := _Player(dialogue).play(conversation):
            text = say("check.N402", title=conversation.title, detail=fault[1])
            problems.append(Problem(script.file, fault[0], "N402", text))
    return problems


class _Player:
    """Holds one passage against one conversation."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._passage = Passage(dialogue)
        self._log: list[str] = []

    def play(self, conversation: Conversation) -> tuple[int, str] | None:
        """The line and the detail of what goes wrong, or None."""
        replies = self._heard(self._passage.start())
        for number, turn in enumerate(conversation.turns):
            fault = ""
            if turn.said is not None:
                self._log.append(f"> {turn.said}")
                fault = self._passage.cannot(turn.said)
                replies = () if fault else self._heard(self._passage.say(turn.said))
            elif number > 0:
                return None  # the parser has noted it
            if fault := fault or compare(turn.heard, turn.not_heard, replies):
                return turn.line, self._told(fault)
        return self._end(conversation)

    def _heard(self, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
        replies = and_begun(replies, self._passage.effects)
        self._log += [f"< {line}" for line in map(heard_text, replies)] or [f"< {say('check.script_silent')}"]
        return replies

    def _end(self, conversation: Conversation) -> tuple[int, str] | None:
        for step, wanted in conversation.answers.items():
            found = self._passage.answers.get(step, Answer("")).text
            fault = ""
            if self._passage.dialogue.step(step) is None:
                fault = say("check.script_step", step=step)
            elif folded(found) != folded(wanted):
                fault = say("check.script_answer", step=step, wanted=wanted, kept=found)
            if fault:
                return conversation.lines.get(step, conversation.line), self._told(fault)
        return None

    def _told(self, fault: str) -> str:
        lines = "\n".join(self._log).replace("\n", "\n    ")
        return f"{fault}\n  {say('check.script_so_far')}\n    {lines}"
