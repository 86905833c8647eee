"""The questions of a dialogue on paper: their numbers, what can be chosen, room to write."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogue.model import Ask, Choose, Dialogue, Pick, Reveal, Step
from bot.render.markup import Span
from bot.render.paper import Block, Line, Room, Text, authored, literal
from bot.texts import say

ROOM = 3  # lines under an open question
WHY = 2  # lines under the why of a choice, and under what stays with the writer
LISTED = 4  # lines where several things are asked for
ASKED = 3  # lines where the learner asks


def question_blocks(dialogue: Dialogue, step: Step, room: bool) -> Iterator[Block]:
    """A question as it stands on paper.

    Args:
        room: with room to write under it.
    """
    yield Text(_question(dialogue, step), style="question", label=say("handout.added") if _is_added(step) else "")
    yield from _asides(dialogue, step, room)
    if isinstance(step, Choose | Pick):
        yield from _options(step)
    if room and (lines := _lines(step)):
        yield Room(lines)


def _is_added(step: Step) -> bool:
    return step.added and not step.part_of


def _question(dialogue: Dialogue, step: Step) -> tuple[Line, ...]:
    """The question with its number before it."""
    lines = authored(getattr(step, "text", ""))
    number = dialogue.numbers.get(step.id)
    if not number or not lines:
        return lines
    return ((Span(f"{say('handout.question', n=number)} "), *lines[0]), *lines[1:])


def _asides(dialogue: Dialogue, step: Step, room: bool) -> Iterator[Block]:
    """What stands under a question in small print."""
    found = []
    if isinstance(step, Ask):
        if step.recall:
            number = dialogue.numbers.get(step.recall)
            found.append(say("handout.recall", n=number) if number else say("handout.recall_own"))
        found += [say("handout.private" if room else "handout.private_guide")] * step.private
        found += [say("handout.later", days=step.days)] * bool(step.days)
    found += _how(step)
    if found:
        yield Text((literal(" ".join(found)),), style="quiet", whole=True)


def _how(step: Step) -> list[str]:
    """How a choice is made with a pen."""
    if isinstance(step, Pick):
        return [say("handout.pick_order" if step.ordered else "handout.pick_some")]
    if isinstance(step, Choose):
        return [say("handout.scale" if step.style == "scale" else "handout.pick_one")]
    if isinstance(step, Reveal):
        return [say("handout.reveal")]
    return []


def _options(step: Choose | Pick) -> Iterator[Block]:
    if isinstance(step, Choose) and step.style == "scale":
        return
    before = say("handout.place" if isinstance(step, Pick) and step.ordered else "handout.box")
    before = before.removesuffix("{option}")
    lines = tuple((Span(before), *line) for option in step.options for line in authored(option.label))
    yield Text(lines, indent=True, whole=True)


def _lines(step: Step) -> int:
    if isinstance(step, Ask):
        return LISTED if step.style == "list" else WHY if step.part_of or step.private else ROOM
    return ASKED if isinstance(step, Reveal) else 0
