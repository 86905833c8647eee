"""What can be wrong with one step: too long for a phone, a question that asks nothing, points without words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.dialogue.checks_places import Places
from bot.dialogue.model import (
    Ask,
    Choose,
    Dialogue,
    Option,
    Pick,
    Piece,
    Point,
    Question,
    Reveal,
    Say,
    Step,
    View,
    is_question,
)
from bot.fields import Findings, is_nought
from bot.language.fold import fold
from bot.problems import Node

# Design.md section 12: story and views up to 450 characters, questions about 300, at most three bubbles in a row.
MOST_STORY, MOST_QUESTION, MOST_IN_A_ROW, MOST_VIEWS = 450, 300, 3, 2
MOST_BUTTONS, MOST_LABEL = 3, 24  # more buttons than this become a numbered list in the bubble, with numbers to tap
MOST_OPTIONS, MOST_LISTED = 8, 80
LEAST_POINTS, LEAST_OPTIONS = 3, 2
MOST_AFTER_THE_MARK = 40  # characters between the last question mark and the end of a question


def check_steps(dialogue: Dialogue, places: Places, found: Findings) -> None:
    """Note everything wrong with single steps."""
    for scene in dialogue.scenes:
        row = 0
        for step in scene.steps:
            row = row + 1 if isinstance(step, Say) else 0
            if row == MOST_IN_A_ROW + 1:
                found.note(places.step(step), "N303", most=MOST_IN_A_ROW)
    for step in dialogue.steps:
        _bubbles(step, places, found)
        if is_question(step):
            _question(dialogue, step, places, found)


def _bubbles(step: Step, places: Places, found: Findings) -> None:
    """Every bubble of a step fits on a phone."""
    node = places.step(step)
    if isinstance(step, Say):
        _length(found, node, step.text, MOST_STORY)
    elif isinstance(step, Question):
        for text in (step.text, *getattr(step, "wordings", ())):
            _length(found, node, f"{text} {step.hint}", MOST_QUESTION)
        _length(found, node, getattr(step, "probe", ""), MOST_QUESTION)
    for number, view in enumerate(getattr(step, "views", ())):
        _length(found, places.step(step, "views", number), view.text, MOST_STORY)
    for number, piece in enumerate(getattr(step, "pieces", ())):
        _length(found, places.step(step, "pieces", number), piece.text, MOST_STORY)


def _length(found: Findings, node: Node, text: str, most: int) -> None:
    if len(text.strip()) > most:
        found.note(node, "N301", length=len(text.strip()), most=most)


def _question(dialogue: Dialogue, step: Step, places: Places, found: Findings) -> None:
    if dialogue.work and not (getattr(step, "item", "") or step.added or step.part_of):
        found.note(places.step(step), "N206")
    if any(text and not _ends_near_its_mark(text) for text in _asked(step, places)):
        found.note(places.step(step), "N309")
    _views(dialogue, step, getattr(step, "views", ()), places, found)
    if isinstance(step, Ask):
        _mirror(step, places, found)
        days = places.step(step, "days")
        if days.kind == "scalar" and is_nought(days.text):
            found.note(days, "N312", key="days")
    elif isinstance(step, Reveal):
        _pieces(step, places, found)
    elif isinstance(step, Pick) or getattr(step, "style", "") == "choose":
        _options(step, getattr(step, "options", ()), places, found)


def _asked(step: Step, places: Places) -> Iterator[str]:
    """The texts of a step that must be questions; a statement and the reasons after it need not be."""
    if isinstance(step, Ask) and not step.part_of:
        yield from (step.text, *step.wordings, step.probe)
    elif isinstance(step, Choose) and step.style == "scale":
        written = places.step(step, "scale")  # the step's own text has the ends of the scale after it
        yield written.text if written.kind == "scalar" else ""
    elif isinstance(step, Pick | Reveal) or (isinstance(step, Choose) and step.style == "choose"):
        yield step.text


def _ends_near_its_mark(text: str) -> bool:
    bare = text.strip()
    mark = bare.rfind("?")
    return mark >= 0 and len(bare) - mark - 1 <= MOST_AFTER_THE_MARK


def _views(dialogue: Dialogue, step: Step, views: Sequence[View], places: Places, found: Findings) -> None:
    if len(views) > MOST_VIEWS:
        found.note(places.step(step, "views", MOST_VIEWS), "N314", count=len(views), most=MOST_VIEWS)
    for number, view in enumerate(views):
        if dialogue.work and view.text and not (view.added or view.page or view.lines):
            found.note(places.step(step, "views", number), "N215")


def _mirror(step: Ask, places: Places, found: Findings) -> None:
    written = places.step(step, "mirror")
    if step.mirror and len(step.mirror) < LEAST_POINTS:
        found.note(written.items[0] if written.items else written, "N306", count=len(step.mirror), least=LEAST_POINTS)
    _words(step, "mirror", step.mirror, places, found)


def _pieces(step: Reveal, places: Places, found: Findings) -> None:
    if step.pieces and len(step.pieces) < LEAST_OPTIONS:
        found.note(places.step(step), "N310", count=len(step.pieces), least=LEAST_OPTIONS)
    for number, piece in enumerate(step.pieces):
        _label(found, places.step(step, "pieces", number), piece.label, MOST_LABEL)
    _words(step, "pieces", step.pieces, places, found)


def _words(step: Step, key: str, points: Sequence[Point | Piece], places: Places, found: Findings) -> None:
    """Each point has words, and no word belongs to two points."""
    owners: dict[str, int] = {}
    for number, point in enumerate(points):
        node = places.step(step, key, number, "words")
        if not any(map(fold, point.words)) and (node.kind == "list" or places.tree is None):
            found.note(node, "N307", label=point.label)
        for place, word in enumerate(point.words):
            first = owners.setdefault(fold(word), number)
            if first != number and fold(word):
                at = places.step(step, key, number, "words", place)
                found.note(at, "N308", word=word, first=points[first].label, second=point.label)


def _options(step: Step, options: Sequence[Option], places: Places, found: Findings) -> None:
    written = places.step(step, "options")
    if len(options) < LEAST_OPTIONS and (options or written.kind == "list"):
        found.note(places.step(step), "N310", count=len(options), least=LEAST_OPTIONS)
    if len(options) > MOST_OPTIONS:
        found.note(places.step(step), "N304", count=len(options), most=MOST_OPTIONS)
    listed = isinstance(step, Pick) or len(options) > MOST_BUTTONS
    seen: set[str] = set()
    for number, option in enumerate(options):
        node = places.step(step, "options", number)
        _label(found, node, option.label, MOST_LISTED if listed else MOST_LABEL)
        if option.label and fold(option.label) in seen:
            found.note(node, "N311", label=option.label)
        seen.add(fold(option.label))


def _label(found: Findings, node: Node, label: str, most: int) -> None:
    if len(label) > most:
        found.note(node, "N302", label=label, length=len(label), most=most)
