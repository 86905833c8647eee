"""The ways through a dialogue: what no way reaches, what cannot be left, what is recalled before it was asked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.checks_places import Places
from bot.dialogue.model import FORMS, Ask, Choose, Dialogue, Scene, Step, is_question
from bot.dialogue.ways import Ways, reach, ways
from bot.fields import Findings, hint


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
        _next(dialogue, scene, number, places, found)
        steps = places.top("scenes", number, "steps")
        if not scene.steps and not steps.items and (steps.kind == "list" or places.tree is None):
            found.note(places.line(scene.line), "N605", id=scene.id)


def _next(dialogue: Dialogue, scene: Scene, number: int, places: Places, found: Findings) -> None:
    node = places.top("scenes", number, "next") if places.tree else places.line(scene.line)
    if scene.next and scene.next not in places.ids:
        found.note(node, "N203", id=scene.next, hint=hint(scene.next, sorted(places.ids)))


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
    """A choice of which every way leads back, or a ring of scenes without one; of a ring only the first is named."""
    end = len(around)
    stuck = [place for place in sorted({0, *reach(around, 0)} - {end}) if end not in reach(around, place)]
    named: set[int] = set()
    for choices in (True, False):
        for place in stuck:
            step, after = dialogue.steps[place], reach(around, place)
            if place in after and not after & named and isinstance(step, Choose) is choices:
                named.add(place)
                _note_ring(dialogue, step, places, found)


def _note_ring(dialogue: Dialogue, step: Step, places: Places, found: Findings) -> None:
    if isinstance(step, Choose):
        found.note(places.step(step), "N603")
    else:
        found.note(places.step(step), "N607", id=step.scene)


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
