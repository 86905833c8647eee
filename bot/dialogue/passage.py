"""A passage: going through a dialogue as a person does, in memory. The player, `nabij play` and `record` share it.

Between turns the run goes to text and back, and answers are kept by following the effects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.dialogue import controls
from bot.dialogue.engine import advance, needs
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
from bot.language.fold import fold
from bot.texts import say

COMMANDS: Mapping[str, str] = {
    "terug": controls.BACK, "overslaan": controls.SKIP, "pauze": controls.PAUSE, "stop": controls.STOP,
    "begrip": controls.WORD, "verder": controls.ON,
}  # fmt: skip
_START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_PACE = timedelta(minutes=1)  # between turns, so that no second press counts as a double tap


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
        if self._gone and not (self.aside and (command == "verder" or self.pressed(said))):
            return say("check.script_paused" if self.aside else "check.script_over")
        if command and command not in COMMANDS:
            known = ", ".join(f"/{name}" for name in COMMANDS)
            return say("check.script_command", text=said, known=known)
        return ""

    def say(self, said: str) -> tuple[Reply, ...]:
        """Say something that can be said here: words, the label of a button, or a command."""
        command = said[1:].strip() if said.startswith("/") else ""
        if pressed := self.pressed(said):
            return self._take(Signal.PRESS, pressed.key)
        if self._gone:
            return self.resume()
        return self._take(Signal.COMMAND, COMMANDS[command]) if command else self._take(Signal.TEXT, said)

    def pressed(self, said: str) -> Button | None:
        """The button that typing this presses."""
        return next((item for item in self._buttons if item.typed and fold(item.label) == fold(said)), None)

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
        if (
            turn.replies
        ):  # as bot.services.talk does: of equal labels the later counts, and silence leaves all as it was
            self._buttons = tuple(button for reply in reversed(turn.replies) for row in reply.buttons for button in row)
        return turn.replies

    def _advance(self, signal: Signal, text: str = "") -> Turn:
        incoming = Incoming(signal, self._at, text)
        wanted = needs(self.dialogue, self.run, incoming)
        given = {step: answer for step, answer in self.answers.items() if step in wanted}
        return advance(self.dialogue, self.run, given, incoming)
