"""The ways through a dialogue: what no way reaches, what cannot be left, what is recalled before it was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.dialogue.checks_places import Places
from bot.dialogue.model import FORMS, Ask, Choose, Dialogue, Step, is_question
from bot.fields import Findings, hint

Ways = Sequence[frozenset[int]]
"""For each place in the steps the places that may come next; the number of steps itself stands for the end."""


def check_flow(dialogue: Dialogue, places: Places, found: Findings) -> None:
    """Note everything wrong with the order of a dialogue, in each of its forms."""
    _scenes(dialogue, places, found)
    for step in dialogue.steps:
        if isinstance(step, Choose):
            _targets(dialogue, step, places, found)
    played = [dialogue.in_form(form) for form in dialogue.forms] or [dialogue]
    found_ways = [(form, ways(form)) for form in played]
    _reached(dialogue, found_ways, places, found)
    for form, around in found_ways:
        _endless(form, around, places, found)
    for step in dialogue.steps:
        if isinstance(step, Ask) and step.recall:
            _recall(dialogue, step, found_ways, places, found)


def _scenes(dialogue: Dialogue, places: Places, found: Findings) -> None:
    names = [scene.id for scene in dialogue.scenes]
    for form in dialogue.forms:
        for number, name in enumerate(dialogue.forms[form]):
            if name and name not in names:
                found.note(places.top("forms", form, number), "N208", id=name, hint=hint(name, names))
    used = {name for form in FORMS for name in dialogue.forms.get(form, ())}
    for number, scene in enumerate(dialogue.scenes):
        if dialogue.forms and scene.id and scene.id not in used:
            found.note(places.line(scene.line), "N209", id=scene.id)
        steps = places.top("scenes", number, "steps")
        if not scene.steps and not steps.items and (steps.kind == "list" or places.tree is None):
            found.note(places.line(scene.line), "N605", id=scene.id)


def _targets(dialogue: Dialogue, step: Choose, places: Places, found: Findings) -> None:
    own = dialogue.index(step.id)
    for number, option in enumerate(step.options):
        node = places.step(step, "options", number)
        if option.to and option.to not in places.ids:
            found.note(node, "N203", id=option.to, hint=hint(option.to, sorted(places.ids)))
        elif option.to and dialogue.target(option.to) == own:
            found.note(node, "N604", label=option.label)
        if option.to and option.dialogue:
            found.note(node, "N606", label=option.label)


def ways(dialogue: Dialogue) -> Ways:
    """Which places may come after each place."""
    return [frozenset(_next(dialogue, place, step)) for place, step in enumerate(dialogue.steps)]


def _next(dialogue: Dialogue, place: int, step: Step) -> Iterable[int]:
    for option in step.options if isinstance(step, Choose) else ():
        if option.dialogue:
            yield len(dialogue.steps)  # another dialogue begins and this one is done
            continue
        target = dialogue.target(option.to) if option.to else None
        # A choice that leads to itself is a fault of its own; for the rest of the file it counts as going on.
        yield place + 1 if target is None or target == place else target
    if not isinstance(step, Choose) or not step.options:
        yield place + 1


def reach(around: Ways, start: int) -> set[int]:
    """The places that can be reached from a place in one step or more."""
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        place = waiting.pop()
        new = (around[place] if place < len(around) else frozenset()) - seen
        seen |= new
        waiting += new
    return seen


def _reached(dialogue: Dialogue, forms: Sequence[tuple[Dialogue, Ways]], places: Places, found: Findings) -> None:
    played, reached = set(), set()
    for form, around in forms:
        there = {0, *reach(around, 0)}
        played |= set(map(_key, form.steps))
        reached |= {_key(step) for place, step in enumerate(form.steps) if place in there}
    for scene in dialogue.scenes:
        missed = [step for step in scene.steps if _key(step) in played - reached]
        if missed and len(missed) == len(scene.steps):
            found.note(places.line(scene.line), "N602", id=scene.id)
        else:
            for step in missed:
                found.note(places.step(step), "N601", id=step.id)


def _key(step: Step) -> tuple[int, str]:
    return step.line, step.id


def _endless(dialogue: Dialogue, around: Ways, places: Places, found: Findings) -> None:
    """A choice of which every way leads back; of a whole ring of them only the first is named."""
    end = len(around)
    named: list[int] = []
    for place in sorted({0, *reach(around, 0)} - {end}):
        step = dialogue.steps[place] if place < end else None
        after = reach(around, place)
        if isinstance(step, Choose) and end not in after and not after & set(named):
            named.append(place)
            found.note(places.step(step), "N603")


def _recall(
    dialogue: Dialogue, step: Ask, forms: Sequence[tuple[Dialogue, Ways]], places: Places, found: Findings
) -> None:
    node, earlier = places.step(step, "recall"), dialogue.step(step.recall)
    if earlier is None or not is_question(earlier):
        if earlier is not None or step.recall not in places.ids:
            asked = sorted(item.id for item in dialogue.steps if is_question(item) and item is not step)
            found.note(node, "N210", id=step.recall, hint=hint(step.recall, asked))
    elif not all(_comes_before(form, around, earlier, step) for form, around in forms if form.step(step.id)):
        found.note(node, "N211", id=step.recall)
    elif getattr(earlier, "private", False) and not step.private:
        found.note(node, "N212", id=step.recall)


def _comes_before(form: Dialogue, around: Ways, earlier: Step, later: Step) -> bool:
    first, second = form.index(earlier.id), form.index(later.id)
    return first is not None and first != second and second in reach(around, first)
