"""The run: where one person is in one dialogue. Plain data with a format version and no text of anybody in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal

from bot.errors import RunFormatError

FORMAT = 1
_encode = json.JSONEncoder(separators=(",", ":")).encode
Stage = Literal["care", "wait", "ask", "mirror", "choose", "pick", "reveal", "later", "end"]
State = Literal["active", "paused", "waiting", "finished", "stopped"]


@dataclass(frozen=True)
class Run:
    """One person's passage through a dialogue.

    Args:
        key: start of this run's button keys: `r:` and the run's id, `p:` and the kind of a prompt.
        dialogue: id of the dialogue.
        hash: hash of the dialogue's content when this run was last moved.
        scene: id of the scene of `step`, so that a vanished step still leads somewhere near.
        step: id of the step that waits for an answer, or that is shown next (stage `wait`).
        stage: what is waited for.
        visit: rises each time something is asked, so that a press on an old button is known as old.
        trail: ids of the questions asked so far, in the order in which they were first asked, joined by spaces; kept
            joined, so that a turn that does not look at them costs the same however many there are.
        skipped: ids of the questions passed over.
        marks: ids of what happened once: pieces revealed (`step.number`), `probed`, `offered`.
        facts: figures frozen at the start of the run (rounds done and begun before).
        form: `full`, `short` or `one`, for a dialogue that has forms.
        came_from: id of the step that the learner went back from and returns to; "" while going forward.
        asked: checksum of the question as it was last put, so that a changed text is told.
        state: whether the run goes on; `waiting` until a later date.
        at: moment of the last turn of this run.
    """

    key: str
    dialogue: str
    hash: str = ""
    scene: str = ""
    step: str = ""
    stage: Stage = "wait"
    visit: int = 0
    trail: str = ""
    skipped: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    facts: Mapping[str, int] = field(default_factory=dict)
    form: str = ""
    came_from: str = ""
    asked: int = 0
    state: State = "active"
    at: datetime | None = None

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The questions asked so far."""
        return tuple(self.trail.split())

    def to_text(self) -> str:
        """The run as a line of JSON and a line with its trail, which is thus neither encoded nor decoded."""
        fields = {
            "format": FORMAT, "key": self.key, "dialogue": self.dialogue, "hash": self.hash, "scene": self.scene,
            "step": self.step, "stage": self.stage, "visit": self.visit, "skipped": " ".join(self.skipped),
            "marks": " ".join(self.marks), "facts": dict(self.facts), "form": self.form,
            "came_from": self.came_from, "asked": self.asked, "state": self.state,
            "at": self.at.isoformat() if self.at else None,
        }  # fmt: skip
        return f"{_encode(fields)}\n{self.trail}"

    @classmethod
    def from_text(cls, text: str) -> Run:
        """The run that `to_text` wrote.

        Raises:
            RunFormatError: the text is no run, or was written in a newer format.
        """
        try:
            line, _, trail = text.partition("\n")
            data = json.loads(line)
            form = data.pop("format")
            if form > FORMAT:
                raise RunFormatError(f"run format {form} is newer than {FORMAT}")
            for name in ("skipped", "marks"):
                data[name] = tuple(data[name].split())
            data["at"] = datetime.fromisoformat(data["at"]) if data["at"] else None
            return cls(trail=trail, **data)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RunFormatError(f"not a run: {type(error).__name__}") from error
