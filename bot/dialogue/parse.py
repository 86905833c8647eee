"""From the located tree of a YAML file to a dialogue, with everything that is wrong in it."""

from __future__ import annotations

from bot.dialogue.model import (
    KINDS,
    LEVELS,
    Ask,
    Care,
    Choose,
    Dialogue,
    Option,
    Point,
    Say,
    Scene,
    Step,
    View,
)
from bot.fields import Fields, Findings
from bot.problems import Node, Problem

STEP_KINDS = ("say", "ask", "choose")


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


def _scene(node: Node, found: Findings) -> Scene:
    fields = Fields(node, found, "scenes")
    scene = fields.ident("id", required=True)
    steps = fields.each("steps", lambda item: _step(item, scene, found), required=True)
    title = fields.text("title") or scene
    fields.rest()
    return Scene(scene, title, tuple(step for step in steps if step is not None), node.line)


def _step(node: Node, scene: str, found: Findings) -> Step | None:
    fields = Fields(node, found, "steps")
    kinds = [key for key in fields.keys if key in STEP_KINDS]
    if node.kind != "map":
        return None
    if len(kinds) != 1:
        known = ", ".join(STEP_KINDS)
        found.note(node, "N111" if kinds else "N110", known=known, kinds=", ".join(kinds))
        return None
    read = {"say": _say, "ask": _ask, "choose": _choose}[kinds[0]]
    step = read(fields, scene, found)
    fields.rest()
    return step


def _say(fields: Fields, scene: str, found: Findings) -> Step:
    return Say(
        id=fields.ident("id", required=True), scene=scene, line=fields.node.line,
        text=fields.text("say", required=True), added=fields.flag("added"),
    )  # fmt: skip


def _ask(fields: Fields, scene: str, found: Findings) -> Step:
    return Ask(
        id=fields.ident("id", required=True),
        scene=scene,
        line=fields.node.line,
        text=fields.text("ask", required=True),
        item=fields.text("item"),
        hint=fields.text("hint"),
        added=fields.flag("added"),
        private=fields.flag("private"),
        journal=fields.flag("journal"),
        mirror=fields.each("mirror", lambda node: _point(node, found)),
        views=fields.each("views", lambda node: _view(node, found)),
    )


def _choose(fields: Fields, scene: str, found: Findings) -> Step:
    return Choose(
        id=fields.ident("id", required=True),
        scene=scene,
        line=fields.node.line,
        text=fields.text("choose", required=True),
        item=fields.text("item"),
        added=fields.flag("added"),
        options=tuple(
            _option(node, number, found) for number, node in enumerate(fields.nodes("options", required=True), 1)
        ),
    )


def _option(node: Node, number: int, found: Findings) -> Option:
    if node.kind == "scalar":
        return Option(str(number), node.text.strip())
    fields = Fields(node, found, "options")
    option = Option(str(number), fields.text("label", required=True), fields.text("to"))
    fields.rest()
    return option


def _point(node: Node, found: Findings) -> Point:
    fields = Fields(node, found, "mirror")
    label = fields.text("label", required=True)
    point = Point(label, fields.text("about") or label, fields.texts("words", required=True))
    fields.rest()
    return point


def _view(node: Node, found: Findings) -> View:
    if node.kind == "scalar":
        return View(node.text.strip())
    fields = Fields(node, found, "views")
    view = View(fields.text("text", required=True), fields.flag("added"), fields.text("page"), fields.text("lines"))
    fields.rest()
    return view
