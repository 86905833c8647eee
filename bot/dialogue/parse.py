"""From the located tree of a YAML file to a dialogue, with everything that is wrong in it."""

from __future__ import annotations

from bot.dialogue.model import FORMS, KINDS, LEVELS, Care, Dialogue, Scene
from bot.dialogue.parse_steps import read_step
from bot.fields import Fields, Findings
from bot.problems import Node, Problem


def parse(tree: Node, content_hash: str = "") -> tuple[Dialogue, list[Problem]]:
    """Read a dialogue.

    Args:
        tree: the file as a located tree.
        content_hash: hash of the file's bytes, kept in the dialogue.

    Returns:
        The dialogue as far as it can be read, and all problems found, in the order of the file.
    """
    found = Findings()
    fields = Fields(tree, found)
    dialogue = Dialogue(
        id=fields.ident("id", required=True),
        kind=fields.choice("kind", KINDS),
        title=fields.text("title", required=True),
        summary=fields.text("summary"),
        work=fields.text("work"),
        source=fields.text("source"),
        lines=fields.text("lines"),
        authors=fields.texts("authors"),
        minutes=fields.number("minutes"),
        level=fields.choice("level", LEVELS, default="beide"),
        themes=fields.texts("themes"),
        persons=fields.texts("persons"),
        origin=fields.text("origin"),
        use=fields.text("use"),
        avoid=fields.text("not"),
        care=_care(fields, found),
        added=fields.flag("added"),
        forms=_forms(fields, found),
        scenes=fields.each("scenes", lambda node: _scene(node, found), required=True),
        hash=content_hash,
        file=tree.file,
    )
    fields.rest()
    return dialogue, sorted(found)


def _care(fields: Fields, found: Findings) -> Care | None:
    node = fields.value("care")
    if node is None:
        return None
    inner = Fields(node, found, "care")
    care = Care(about=inner.text("about", required=True), other=inner.text("other"), help=inner.texts("help"))
    inner.rest()
    return care


def _forms(fields: Fields, found: Findings) -> dict[str, tuple[str, ...]]:
    node = fields.value("forms")
    if node is None:
        return {}
    inner = Fields(node, found, "forms")
    forms = {form: names for form in FORMS if (names := inner.texts(form))}
    inner.rest()
    return forms


def _scene(node: Node, found: Findings) -> Scene:
    fields = Fields(node, found, "scenes")
    scene = fields.ident("id", required=True)
    steps = fields.each("steps", lambda item: read_step(item, scene, found), required=True)
    title, phase, onward = fields.text("title") or scene, fields.text("phase"), fields.text("next")
    fields.rest()
    return Scene(scene, title, tuple(step for group in steps for step in group), phase, node.line, onward)
