"""Small dialogues for the tests of the engine, and a keeper of answers that follows its effects."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.dialogue.engine import advance, needs
from bot.dialogue.model import Ask, Care, Choose, Dialogue, Option, Point, Say, Scene, View
from bot.dialogue.passage import kept
from bot.dialogue.run import Run
from bot.dialogue.turn import Answer, Effect, Incoming, Reply, Signal, Turn

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MONEY = Point("geld", "geld", ("geld", "schuld", "huur"))
SAFETY = Point("veiligheid", "de veiligheid van het gezin", ("veilig", "geweld"))


def casus(care: bool = False) -> Dialogue:
    """A story of two bubbles, a mirrored question with views, a bare one, and the private one that closes."""
    story = Scene(
        "verhaal",
        "Het verhaal",
        (Say(id="s1", scene="verhaal", text="Er was eens."), Say(id="s2", scene="verhaal", text="Toen dit.")),
    )
    questions = Scene(
        "vragen",
        "Vragen",
        (
            Ask(
                id="v1",
                scene="vragen",
                text="Wat speelt er?",
                item="1",
                mirror=(SAFETY, MONEY),
                views=(View("Het boek ziet schulden."), View("Denk aan de meldcode.", added=True)),
            ),
            Ask(id="v2", scene="vragen", text="Wat doe jij?", item="2"),
        ),
    )
    closing = Scene(
        "slot", "Slot", (Ask(id="mee", scene="slot", text="Wat neem je mee?", added=True, private=True, journal=True),)
    )
    warning = Care("Dit gaat over schulden.", other="ander") if care else None
    return Dialogue(
        id="proef", kind="casus", title="Proef", scenes=(story, questions, closing), care=warning, hash="een"
    )


def branching() -> Dialogue:
    """A choice that leads to the second or third scene."""
    options = (Option("1", "Links", "links"), Option("2", "Rechts", "rechts"))
    return Dialogue(
        id="splitsing",
        kind="casus",
        title="Splitsing",
        scenes=(
            Scene("keus", "Keus", (Choose(id="k", scene="keus", text="Waarheen?", options=options),)),
            Scene("links", "Links", (Ask(id="l", scene="links", text="Wat zie je links?"),)),
            Scene("rechts", "Rechts", (Ask(id="r", scene="rechts", text="Wat zie je rechts?"),)),
        ),
    )


@dataclass
class Walk:
    """One person's passage: keeps answers by the effects and saves and reloads the run between turns."""

    dialogue: Dialogue
    answers: dict[str, Answer] = field(default_factory=dict)
    run: Run = field(default_factory=lambda: Run(key="r:abc", dialogue="proef"))
    effects: list[Effect] = field(default_factory=list)
    at: datetime = NOON

    def give(self, signal: Signal, text: str = "", minutes: float = 1) -> Turn:
        """Let something come in; return the turn."""
        self.at += timedelta(minutes=minutes)
        incoming = Incoming(signal, self.at, text, ref="m1")
        wanted = needs(self.dialogue, self.run, incoming)
        turn = advance(self.dialogue, self.run, {k: v for k, v in self.answers.items() if k in wanted}, incoming)
        self.run = Run.from_text(turn.run.to_text())
        assert self.run == turn.run
        for output in turn.outputs:
            if not isinstance(output, Reply):
                self.effects.append(output)
                self.answers = kept(self.answers, output)
        return turn

    def start(self) -> list[str]:
        """Begin."""
        return texts(self.give(Signal.START))

    def say(self, text: str) -> list[str]:
        """Type something."""
        return texts(self.give(Signal.TEXT, text))

    def command(self, control: str) -> list[str]:
        """Use a control."""
        return texts(self.give(Signal.COMMAND, control))

    def press(self, turn: Turn, label: str, minutes: float = 1) -> list[str]:
        """Press a button of an earlier turn."""
        key = next(b.key for reply in turn.replies for row in reply.buttons for b in row if b.label == label)
        return texts(self.give(Signal.PRESS, key, minutes))


def texts(turn: Turn) -> list[str]:
    """The replies of a turn with their values in place, buttons in brackets."""
    out = []
    for reply in turn.replies:
        text = reply.text
        for name, value in reply.values.items():
            text = text.replace("{" + name + "}", value)
        labels = " ".join(f"[{button.label}]" for row in reply.buttons for button in row)
        out.append(f"{text} {labels}".strip())
    return out
