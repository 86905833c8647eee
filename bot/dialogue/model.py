"""What a dialogue is: scenes of steps, as an author writes them. Content, never changed while it is played."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

Kind = Literal["casus", "leervragen", "reflectie", "intervisie", "trage-vraag", "wegwijzer", "huis"]
SIGNPOST = "wegwijzer"  # a few taps that lead to another dialogue: no exercise, nothing of it is kept
KINDS: tuple[str, ...] = ("casus", "leervragen", "reflectie", "intervisie", "trage-vraag", SIGNPOST)
FORMS: tuple[str, ...] = ("full", "short", "one")
LEVELS: tuple[str, ...] = ("student", "praktijk", "beide")


@dataclass(frozen=True)
class View:
    """What is laid beside an answer once it is given: from the source, or marked as added."""

    text: str
    added: bool = False
    page: str = ""
    lines: str = ""


@dataclass(frozen=True)
class Point:
    """A point of the author that a mirror looks for by its words.

    Args:
        label: how the point is named when it was read ("geld").
        about: how it is named when it was not found ("de veiligheid van de kinderen").
        words: words and phrases that touch the point, in their base form.
    """

    label: str
    about: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Option:
    """One of the buttons of a choice.

    Args:
        id: stable.
        to: the scene or step to go on with; "" for the next.
        dialogue: the id of another dialogue that begins when this is chosen; the present one is then done.
        form: the form in which it begins; "" for the one that fits the rounds done.
    """

    id: str
    label: str
    to: str = ""
    dialogue: str = ""
    form: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """Base of all steps.

    Args:
        was: ids that this step had in earlier versions of its file.
        part_of: id of the step that this one belongs to (the why of a statement); such a step has no number.
        line: where it stands in its file (1-based).
    """

    id: str
    scene: str = ""
    added: bool = False
    was: tuple[str, ...] = ()
    part_of: str = ""
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Say(Step):
    """A short message."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Question(Step):
    """Base of all that puts something to the learner that is answered.

    Args:
        text: the question.
        item: the number of the item in the source ("" for a question of our own).
        hint: a tip, in the same bubble.
        private: the answer is never shared with anybody, and may be passed over.
        views: what the source offers beside the answer.
    """

    text: str
    item: str = ""
    hint: str = ""
    private: bool = False
    views: tuple[View, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ask(Question):
    """An open question; the answer may come in many messages until Klaar.

    Args:
        wordings: other wordings of it; each new run takes the next, so that the least recently seen is used.
        style: `list` asks for one thing a message.
        recall: id of an earlier question whose answer is shown first.
        probe: a follow-up question, asked once when the answer is thin.
        days: when above 0 the question is asked that many days later.
        journal: the answer goes to the writer's journal as well.
        plan: the answer says what the learner is going to do; Nabij asks when to look back on it.
        mirror: the author's points, for a question that asks for an overview.
    """

    wordings: tuple[str, ...] = ()
    style: str = "ask"
    recall: str = ""
    probe: str = ""
    days: int = 0
    journal: bool = False
    plan: bool = False
    mirror: tuple[Point, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choose(Question):
    """One of a list of buttons.

    Args:
        style: `choose`, `statement` (agree, partly, disagree) or `scale` (1-10).
        values: words of a person that the text's slots show.
    """

    options: tuple[Option, ...]
    style: str = "choose"
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Pick(Question):
    """Several of a list, or all of it in an order of one's own (`ordered`); own words may be added."""

    options: tuple[Option, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Piece:
    """A piece of a case that a question uncovers: what the button says, the words that reach it, what it tells."""

    label: str
    words: tuple[str, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class Reveal(Question):
    """The learner asks and each question uncovers a piece of the case."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Scene:
    """A part of a dialogue with a natural stop at its end.

    Args:
        phase: the name of the phase of the case that begins here, or "".
        next: the scene or step to go on with after it; "" for what follows in the file.
        line: where it stands in its file (1-based).
    """

    id: str
    title: str
    steps: tuple[Step, ...]
    phase: str = ""
    line: int = 0
    next: str = ""


@dataclass(frozen=True)
class Care:
    """The warning before a heavy case: what it is about, an equal other case, which help applies."""

    about: str
    other: str = ""
    help: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dialogue:
    """A whole dialogue. `hash` is that of its file's content; `file` is its path as shown to people.

    `lines` says where in the text of the source a dialogue comes from whose questions the source does not number.
    """

    id: str
    kind: str
    title: str
    scenes: tuple[Scene, ...]
    summary: str = ""
    work: str = ""
    source: str = ""
    lines: str = ""
    authors: tuple[str, ...] = ()
    minutes: int = 0
    level: str = "beide"
    themes: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    origin: str = ""
    use: str = ""
    avoid: str = ""
    care: Care | None = None
    added: bool = False
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hash: str = ""
    file: str = ""

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps in the order of the file."""
        return tuple(step for scene in self.scenes for step in scene.steps)

    @cached_property
    def _index(self) -> dict[str, int]:
        places = {old: number for number, step in enumerate(self.steps) for old in step.was}
        return places | {step.id: number for number, step in enumerate(self.steps)}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number (from 1) of each question of the source, by the id of its step; additions have none.

        Of a signpost one meets a few steps only, so none of them has a number.
        """
        if self.kind == SIGNPOST:
            return {}
        asked = [step.id for step in self.steps if is_question(step) and not step.added and not step.part_of]
        return {step: number for number, step in enumerate(asked, 1)}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The present id of each step by the ids it had before."""
        return {old: step.id for step in self.steps for old in step.was}

    @cached_property
    def recalled(self) -> frozenset[str]:
        """The steps whose answers are shown again later on."""
        return frozenset(step.recall for step in self.steps if isinstance(step, Ask) and step.recall)

    @cached_property
    def _in_forms(self) -> dict[str, Dialogue]:
        chosen = {form: [self.scene(name) for name in names] for form, names in self.forms.items()}
        return {
            form: replace(self, scenes=tuple(scene for scene in scenes if scene)) for form, scenes in chosen.items()
        }

    def in_form(self, form: str) -> Dialogue:
        """The dialogue with only the scenes of a form; the whole for a form that it does not have."""
        return self._in_forms.get(form, self)

    def index(self, step: str) -> int | None:
        """The place of a step in `steps`, or None when there is no such step."""
        return self._index.get(step)

    def step(self, step: str) -> Step | None:
        """The step of that id, or None."""
        place = self._index.get(step)
        return None if place is None else self.steps[place]

    def scene(self, scene: str) -> Scene | None:
        """The scene of that id, or None."""
        return next((item for item in self.scenes if item.id == scene), None)

    def target(self, name: str) -> int | None:
        """The place in `steps` that the id of a scene or a step leads to, or None."""
        scene = self.scene(name)
        return self.index(scene.steps[0].id) if scene and scene.steps else self.index(name)


def is_question(step: Step) -> bool:
    """Whether the step puts something to the learner that is answered."""
    return isinstance(step, Question)


def kind_of(step: Step) -> str:
    """The key under which a step stands in its file; a question with `recall` counts as the question it is."""
    if isinstance(step, Ask):
        return "later" if step.days else step.style
    if isinstance(step, Choose):
        return step.style
    if isinstance(step, Pick):
        return "rank" if step.ordered else "pick"
    return "reveal" if isinstance(step, Reveal) else "say"
