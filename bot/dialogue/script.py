"""The conversation beside a dialogue (X.test.yaml): its model, its parser and its player.

The player goes through the engine as a person would. Between turns the run goes to text and back, and answers are
kept by following the effects. What happens after a run has left the focus is for the services and is not played.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.dialogue import controls
from bot.dialogue.engine import advance, needs
from bot.dialogue.hearing import and_begun, compare, folded, heard_text
from bot.dialogue.model import Dialogue
from bot.dialogue.run import Run
from bot.dialogue.turn import (
    Answer,
    Button,
    CloseAnswer,
    Effect,
    Incoming,
    KeepChoice,
    KeepPart,
    Leave,
    OtherDialogue,
    RenameAnswer,
    Reply,
    Rewrite,
    Signal,
    StartDialogue,
    Turn,
)
from bot.fields import Fields, Findings
from bot.language.fold import fold
from bot.problems import Node, Problem
from bot.texts import say

COMMANDS: Mapping[str, str] = {
    "terug": controls.BACK, "overslaan": controls.SKIP, "pauze": controls.PAUSE, "stop": controls.STOP,
    "begrip": controls.WORD, "verder": controls.ON,
}  # fmt: skip
_START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_PACE = timedelta(minutes=1)  # between turns, so that no second press counts as a double tap


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


def kept(answers: Mapping[str, Answer], effect: Effect) -> dict[str, Answer]:
    """The answers after an effect of the engine; effects that keep no answer change nothing."""
    if isinstance(effect, RenameAnswer) and effect.old in answers:
        return {effect.new if step == effect.old else step: answer for step, answer in answers.items()}
    if not isinstance(effect, KeepPart | CloseAnswer | KeepChoice | Rewrite):
        return dict(answers)
    old = answers.get(effect.step)
    before = old or Answer("", revision=0)
    if isinstance(effect, CloseAnswer):
        return {**answers, effect.step: replace(old, open=False)} if old else dict(answers)
    if isinstance(effect, KeepChoice):
        new = Answer(effect.label, open=False, revision=before.revision + 1)
    elif isinstance(effect, Rewrite):
        new = Answer("", revision=before.revision + 1)
    else:
        text = f"{before.text}\n{effect.text}" if before.text else effect.text
        fresh = not old or (effect.revise and not before.open)
        new = Answer(text, open=before.open or fresh, revision=before.revision + fresh)
    return {**answers, effect.step: new}


class Passage:
    """One passage through a dialogue as a person makes it, kept in memory.

    Args:
        dialogue: what is played; it may be replaced by a newer version between turns.
    """

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self.run = Run(key="r:script", dialogue=dialogue.id)
        self.answers: dict[str, Answer] = {}
        self.effects: tuple[Effect, ...] = ()  # of the last turn
        self._buttons: tuple[Button, ...] = ()
        self._at = _START
        self._gone = False

    @property
    def aside(self) -> bool:
        """Whether it waits until the person comes back to it: paused, or agreed on for later."""
        return self.run.state in ("paused", "waiting")

    @property
    def over(self) -> bool:
        """Whether it was finished, stopped or left for another dialogue."""
        return self._gone and not self.aside

    def start(self) -> tuple[Reply, ...]:
        """Begin."""
        return self._take(Signal.START)

    def cannot(self, said: str) -> str:
        """Why this cannot be said here, or ""."""
        command = said[1:].strip() if said.startswith("/") else ""
        if self._gone and not (self.aside and command == "verder"):
            return say("check.script_paused" if self.aside else "check.script_over")
        if command and command not in COMMANDS:
            known = ", ".join(f"/{name}" for name in COMMANDS)
            return say("check.script_command", text=said, known=known)
        return ""

    def say(self, said: str) -> tuple[Reply, ...]:
        """Say something that can be said here: words, the label of a button, or a command."""
        command = said[1:].strip() if said.startswith("/") else ""
        if self._gone:
            return self.resume()
        if command:
            return self._take(Signal.COMMAND, COMMANDS[command])
        pressed = next((item for item in self._buttons if item.typed and fold(item.label) == fold(said)), None)
        return self._take(Signal.PRESS, pressed.key) if pressed else self._take(Signal.TEXT, said)

    def resume(self) -> tuple[Reply, ...]:
        """Come back to what was asked."""
        return self._take(Signal.RESUME)

    def again(self) -> tuple[Reply, ...]:
        """What is asked now, once more; nothing changes."""
        return self._advance(Signal.RESUME).replies

    def _take(self, signal: Signal, text: str = "") -> tuple[Reply, ...]:
        self._at += _PACE
        turn = self._advance(signal, text)
        self.run = Run.from_text(turn.run.to_text())
        self.effects = tuple(item for item in turn.outputs if not isinstance(item, Reply))
        self._gone = any(isinstance(item, Leave | OtherDialogue | StartDialogue) for item in self.effects)
        for effect in self.effects:
            self.answers = kept(self.answers, effect)
        shown = tuple(button for reply in turn.replies for row in reply.buttons for button in row)
        self._buttons = shown if turn.replies else self._buttons  # as services.talk: silence leaves them as they were
        return turn.replies

    def _advance(self, signal: Signal, text: str = "") -> Turn:
        incoming = Incoming(signal, self._at, text)
        wanted = needs(self.dialogue, self.run, incoming)
        given = {step: answer for step, answer in self.answers.items() if step in wanted}
        return advance(self.dialogue, self.run, given, incoming)


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
