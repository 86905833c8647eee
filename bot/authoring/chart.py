"""The chart of a dialogue: its scenes and steps, and every way that leads from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.dialogue.model import Ask, Choose, Dialogue, Option, Say, Scene, Step, is_question, kind_of
from bot.dialogue.ways import onward, parts, whole
from bot.language.fold import excerpt
from bot.texts import say

BEGIN, END = "first", "last"  # "end" means something to Mermaid
MOST_TEXT = 72  # characters of a step's text
_BARE = str.maketrans("", "", "*")


@dataclass(frozen=True)
class Box:
    """A step, or the begin or end. `kind` says how it is drawn; the first line names it, the second is its text."""

    id: str
    kind: str
    name: str
    text: str = ""
    marks: str = ""


@dataclass(frozen=True)
class Frame:
    """A scene with its boxes."""

    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Way:
    """A way from one box to another; `back` when it leads to where one has been."""

    start: str
    end: str
    label: str = ""
    back: bool = False


@dataclass(frozen=True)
class Chart:
    """A whole dialogue: `boxes` in the order of the file, the begin first and the end last."""

    title: str
    frames: tuple[Frame, ...]
    ways: tuple[Way, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All boxes."""
        return tuple(box for frame in self.frames for box in frame.boxes)


def chart(dialogue: Dialogue) -> Chart:
    """The chart of a dialogue. Boxes are named by their place, never by what an author wrote."""
    names = {step.id: f"n{number}" for number, step in enumerate(dialogue.steps, 1)}
    begin = Box(BEGIN, "begin", say("authoring.map_begin"))
    first = [begin] + ([_care(dialogue)] if dialogue.care else [])
    frames = [Frame("", tuple(first))]
    frames += [Frame(_title(dialogue, scene), _boxes(dialogue, scene, names)) for scene in dialogue.scenes]
    frames.append(Frame("", (Box(END, "end", say("authoring.map_end")),)))
    return Chart(dialogue.title, tuple(frames), tuple(_ways(dialogue, names)))


def _care(dialogue: Dialogue) -> Box:
    about = dialogue.care.about if dialogue.care else ""
    other = say("authoring.map_other", other=dialogue.care.other) if dialogue.care and dialogue.care.other else ""
    return Box("care", "care", say("authoring.map_care"), excerpt(about.translate(_BARE), MOST_TEXT), other)


def _title(dialogue: Dialogue, scene: Scene) -> str:
    """A scene's title with its phase and the forms that have it."""
    forms = [say(f"authoring.form_{form}") for form, scenes in dialogue.forms.items() if scene.id in scenes]
    return " · ".join(part for part in (scene.phase, scene.title, ", ".join(forms)) if part)


def _boxes(dialogue: Dialogue, scene: Scene, names: dict[str, str]) -> tuple[Box, ...]:
    return tuple(_box(dialogue, step, names[step.id]) for step in scene.steps)


def _box(dialogue: Dialogue, step: Step, name: str) -> Box:
    kind, number = kind_of(step), dialogue.numbers.get(step.id)
    title = say("authoring.map_question", n=number, kind=say(f"authoring.kind_{kind}")) if number else ""
    head = f"{title or say(f'authoring.kind_{kind}')} · {step.id}"
    text = getattr(step, "text", "")
    return Box(name, kind, head, excerpt(text.translate(_BARE), MOST_TEXT), " · ".join(_marks(step)))


def _marks(step: Step) -> Iterator[str]:
    present = {
        "recall": getattr(step, "recall", ""), "mirror": getattr(step, "mirror", ()),
        "probe": getattr(step, "probe", ""), "views": getattr(step, "views", ()),
        "private": getattr(step, "private", False), "added": step.added and not step.part_of and is_question(step),
    }  # fmt: skip
    return (say(f"authoring.mark_{name}") for name, there in present.items() if there)


def _ways(dialogue: Dialogue, names: dict[str, str]) -> Iterator[Way]:
    """The ways of every form together; a way that only some forms have says which."""
    forms = list(dialogue.forms) or [""]
    found: dict[tuple[str, str, str], list[str]] = {}
    for form in forms:
        for way in _of_form(dialogue.in_form(form), names):
            found.setdefault((way.start, way.end, way.label), []).append(form)
    leaving: dict[str, set[str]] = {}
    for (start, _, _), having in found.items():
        leaving.setdefault(start, set()).update(having)
    places = {name: number for number, name in enumerate((BEGIN, "care", *names.values(), END))}
    for (start, end, label), having in found.items():
        some = [say(f"authoring.form_{form}") for form in having] if leaving[start] - set(having) else []
        told = " · ".join(part for part in (label, ", ".join(some)) if part)
        yield Way(start, end, told, back=places[end] <= places[start])


def _of_form(dialogue: Dialogue, names: dict[str, str]) -> Iterator[Way]:
    steps = dialogue.steps
    first = names[steps[0].id] if steps else END
    if dialogue.care:
        yield Way(BEGIN, "care")
        yield Way("care", first, say("control.begin"))
    else:
        yield Way(BEGIN, first)
    for place in range(len(steps)):
        yield from _from(dialogue, place, names)


def _from(dialogue: Dialogue, place: int, names: dict[str, str]) -> Iterator[Way]:
    """The ways out of a step: the options that lead elsewhere (once all of their question is done), and onward."""
    steps, start = dialogue.steps, whole(dialogue, place)
    step, question, onto = steps[place], steps[start], onward(dialogue, place)
    after = steps[onto] if onto < len(steps) else None
    last = place == start + len(parts(dialogue, start))
    options: Sequence[Option] = question.options if last and isinstance(question, Choose) else ()
    staying = []
    for option in options:
        if option.dialogue:
            label = say("authoring.map_begins", label=option.label, dialogue=option.dialogue)
            yield Way(names[step.id], END, label)
            continue
        target = dialogue.target(option.to) if option.to else None
        if target is None:
            staying.append(option.label)
        else:
            yield Way(names[step.id], names[dialogue.steps[target].id], option.label)
    if staying or not options:
        some = ", ".join(staying) if len(staying) < len(options) else ""
        yield Way(names[step.id], names[after.id] if after else END, some or _wait(dialogue, step, after))


def _wait(dialogue: Dialogue, step: Step, after: Step | None) -> str:
    """What is waited for between two steps, or ""."""
    if after is None:
        return ""
    if isinstance(after, Ask) and after.days:
        return say("authoring.map_later", days=after.days)
    scene = dialogue.scene(after.scene)
    phase = scene and scene.phase and scene.steps[0] is after
    waits = phase or (isinstance(step, Say) and after.scene != step.scene)
    return say("authoring.map_wait") if waits else ""
