"""What the sheet of a trainer holds under each question: hint, probe, mirror points, views of the source."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogue.model import Ask, Reveal, Step, View
from bot.render.markup import Span
from bot.render.paper import Block, Line, Text, authored, literal
from bot.texts import say


def guide_blocks(step: Step) -> Iterator[Block]:
    """What lies beside a question for who guides the talk."""
    if isinstance(step, Ask):
        yield from _told("hint", step.hint)
        yield from _told("probe", step.probe)
        if step.mirror:
            points = literal("; ".join(point.about.rstrip(",") for point in step.mirror) + ".")
            yield Text((points,), label=say("handout.mirror"), indent=True)
    if isinstance(step, Reveal):
        yield Text((literal(say("handout.reveal_guide")), *_pieces(step)), indent=True)
    for view in getattr(step, "views", ()):
        yield _view(view)


def _told(name: str, text: str) -> Iterator[Block]:
    if text:
        yield Text(authored(text), label=say(f"handout.{name}"), indent=True)


def _view(view: View) -> Text:
    label = say("handout.added" if view.added else "handout.source_views")
    return Text(authored(view.text), label=label, style="added" if view.added else "body", indent=True)


def _pieces(step: Reveal) -> tuple[Line, ...]:
    return tuple(
        (Span(say("handout.piece", label=piece.label) + " ", bold=True), *line)
        for piece in step.pieces
        for line in authored(piece.text)
    )
