"""Ways: which steps may follow a step, where a choice leads, and where its ways come together again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.dialogue.model import Choose, Dialogue, Option, Step, is_question
from bot.dialogue.run import Run

Ways = Sequence[frozenset[int]]
"""For each place in the steps the places that may come next; the number of steps itself stands for the end."""


def onward(dialogue: Dialogue, place: int) -> int:
    """The place that comes after a step of itself: the next, or at the end of a scene where its `next` leads."""
    step = dialogue.steps[place]
    scene = dialogue.scene(step.scene)
    last = scene is not None and scene.steps[-1:] == (step,)
    target = dialogue.target(scene.next) if scene and scene.next and last else None
    return place + 1 if target is None else target


def parts(dialogue: Dialogue, place: int) -> tuple[Step, ...]:
    """What belongs to the question at a place and comes right after it: its why and the other side."""
    name, found = dialogue.steps[place].id, dialogue.steps[place + 1 :]
    count = next((number for number, step in enumerate(found) if step.part_of != name), len(found))
    return found[:count]


def whole(dialogue: Dialogue, place: int) -> int:
    """The place of the question that the step at a place belongs to; its own place when it stands alone."""
    step = dialogue.steps[place]
    found = dialogue.index(step.part_of) if step.part_of else None
    return place if found is None else found


def led(dialogue: Dialogue, place: int, option: Option | None) -> int:
    """The place that an option of the question at a place leads to, once all that belongs to the question is done.

    An option that begins another dialogue leads to the end of this one.
    """
    last = place + len(parts(dialogue, place))
    if option and option.dialogue:
        return len(dialogue.steps)
    target = dialogue.target(option.to) if option and option.to else None
    return onward(dialogue, last) if target is None else target


def follows(dialogue: Dialogue, place: int) -> frozenset[int]:
    """The places that may come next after the step at a place is answered."""
    step = dialogue.steps[place]
    leaves = isinstance(step, Choose) and any(option.dialogue for option in step.options)
    return _onto(dialogue, place) | (frozenset((len(dialogue.steps),)) if leaves else frozenset())


def _onto(dialogue: Dialogue, place: int) -> frozenset[int]:
    """The same without the options that begin another dialogue."""
    start = whole(dialogue, place)
    if place < start + len(parts(dialogue, start)):
        return frozenset((place + 1,))
    step = dialogue.steps[start]
    options = step.options if isinstance(step, Choose) else ()
    found = {led(dialogue, start, option) for option in options if not option.dialogue}
    # A choice that leads to itself is a fault of its own; for the rest of the file it counts as going on.
    stays = {onward(dialogue, place) if target == start else target for target in found}
    return frozenset(stays if options else {onward(dialogue, place)})


def ways(dialogue: Dialogue) -> Ways:
    """Which places may come after each place."""
    return [follows(dialogue, place) for place in range(len(dialogue.steps))]


def reach(around: Ways, start: int, without: Collection[int] = ()) -> set[int]:
    """The places that can be reached from a place in one step or more, not going through those in `without`."""
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        place = waiting.pop()
        new = (around[place] if place < len(around) else frozenset()) - seen - set(without)
        seen |= new
        waiting += new
    return seen


def past(dialogue: Dialogue, place: int) -> int:
    """The place that comes after a question which is passed over: where all its ways come together.

    So nobody who leaves a choice open lands in a branch that belongs to one of its answers.
    """
    last, end = place + len(parts(dialogue, place)), len(dialogue.steps)
    found = _onto(dialogue, last)
    if len(found) < 2:
        return min(found, default=end)
    around = [_onto(dialogue, spot) for spot in range(end)]
    met = {spot: reach(around, last, {spot}) for spot in reach(around, last) - {last}}
    common = [spot for spot, before in met.items() if end not in before]
    return min(common, key=lambda spot: len(met[spot])) if end in met else onward(dialogue, last)


def ahead(dialogue: Dialogue, run: Run) -> frozenset[str]:
    """The questions that the next turn of a run may ask, and the one that the present step belongs to."""
    here = dialogue.index(run.step)
    if here is None:
        return frozenset()
    places = {here} if run.stage in ("wait", "care") else {*follows(dialogue, here), past(dialogue, here)}
    back = dialogue.index(run.came_from)
    nearest = {_question(dialogue, place) for place in places | ({back} if back is not None else set())}
    return frozenset(nearest | {dialogue.steps[here].part_of})


def _question(dialogue: Dialogue, place: int) -> str:
    """The first question from a place on, or ""."""
    seen: set[int] = set()
    while place < len(dialogue.steps) and place not in seen:
        if is_question(dialogue.steps[place]):
            return dialogue.steps[place].id
        seen.add(place)
        place = onward(dialogue, place)
    return ""
