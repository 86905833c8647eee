"""From one step of a file to the steps that are played: a statement is a choice, its why and the other side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.dialogue.model import FORMS, Ask, Choose, Option, Pick, Piece, Point, Reveal, Say, Step, View
from bot.fields import Fields, Findings
from bot.problems import Node
from bot.texts import say

WHY, OTHER_SIDE = "waarom", "andere-kant"


def read_step(node: Node, scene: str, found: Findings) -> tuple[Step, ...]:
    """The steps that one step of a file stands for; none when it cannot be told what it is."""
    fields = Fields(node, found, "steps")
    if node.kind != "map":
        return ()
    kinds = [key for key in fields.keys if key in _READERS]
    if len(kinds) > 1 and "recall" in kinds:
        kinds.remove("recall")  # a question that begins with an earlier answer
    if len(kinds) != 1:
        known = ", ".join(_READERS)
        found.note(node, "N111" if kinds else "N110", known=known, kinds=", ".join(kinds))
        return ()
    steps = _READERS[kinds[0]](fields, found, _common(fields, scene))
    fields.rest()
    return steps


def _common(fields: Fields, scene: str) -> dict[str, Any]:
    return {
        "id": fields.ident("id", required=True), "scene": scene, "line": fields.node.line,
        "added": fields.flag("added"), "was": fields.texts("was"),
    }  # fmt: skip


def _asked(fields: Fields) -> dict[str, Any]:
    """What every kind of question may have; its views are read by who knows at which step they come."""
    return {"item": fields.text("item"), "hint": fields.text("hint"), "private": fields.flag("private")}


def _say(fields: Fields, found: Findings, common: dict[str, Any]) -> tuple[Step, ...]:
    return (Say(text=fields.text("say", required=True), **common),)


def _ask(fields: Fields, found: Findings, common: dict[str, Any]) -> tuple[Step, ...]:
    return (_open(fields, found, common, "ask"),)


def _list(fields: Fields, found: Findings, common: dict[str, Any]) -> tuple[Step, ...]:
    return (_open(fields, found, common, "list"),)


def _later(fields: Fields, found: Findings, common: dict[str, Any]) -> tuple[Step, ...]:
    return (_open(fields, found, common, "later", days=fields.number("days", required=True)),)


def _recall(fields: Fields, found: Findings, common: dict[str, Any]) -> tuple[Step, ...]:
    """`recall` alone asks the standing question whether one still sees it that way."""
    return (_open(fields, found, common, "", wordings=(say("ask.recall_question"),)),)


def _open(
    fields: Fields, found: Findings, common: dict[str, Any], key: str, wordings: tuple[str, ...] = (), days: int = 0
) -> Ask:
    wordings = wordings or fields.texts(key, required=True) or ("",)
    return Ask(
        text=wordings[0], wordings=wordings[1:], style="list" if key == "list" else "ask", days=days,
        recall=fields.text("recall"), probe=fields.text("probe"), journal=fields.flag("journal"),
        plan=fields.flag("plan"), mirror=fields.each("mirror", lambda node: _point(node, found)),
        views=_views(fields, found), **_asked(fields), **common,
    )  # fmt: skip


def _choose(fields: Fields, found: Findings, common: dict[str, Any]) -> tuple[Step, ...]:
    nodes = fields.nodes("options", required=True)
    options = tuple(_option(node, number, found) for number, node in enumerate(nodes, 1))
    step = Choose(text=fields.text("choose", required=True), options=options, **_asked(fields), **common)
    return _with_why(step, fields, found)


def _statement(fields: Fields, found: Findings, common: dict[str, Any]) -> tuple[Step, ...]:
    options = tuple(Option(key, say(f"ask.{key}")) for key in ("agree", "partly", "disagree"))
    text = fields.text("statement", required=True)
    fields.text("why", required=True)
    step = Choose(text=text, options=options, style="statement", **_asked(fields), **common)
    return _with_why(step, fields, found)


def _scale(fields: Fields, found: Findings, common: dict[str, Any]) -> tuple[Step, ...]:
    options = tuple(Option(str(number), str(number)) for number in range(1, 11))
    ends = say("ask.scale_ends", low=fields.text("low", required=True), high=fields.text("high", required=True))
    text = f"{fields.text('scale', required=True)} {ends}"
    fields.text("why", required=True)
    step = Choose(text=text, options=options, style="scale", **_asked(fields), **common)
    return _with_why(step, fields, found)


def _with_why(step: Choose, fields: Fields, found: Findings) -> tuple[Step, ...]:
    """The choice with its why and, for a statement, the other side; the views come after the last of them."""
    rest = [(WHY, fields.text("why")), (OTHER_SIDE, fields.text("other_side"))]
    steps: list[Any] = [step]
    for name, text in rest:
        if text:
            steps.append(
                Ask(
                    id=f"{step.id}-{name}", scene=step.scene, line=step.line, added=step.added, part_of=step.id,
                    was=tuple(f"{old}-{name}" for old in step.was), text=text, private=step.private,
                )
            )  # fmt: skip
    steps[-1] = _seeing(steps[-1], _views(fields, found))
    return tuple(steps)


def _seeing(step: Any, views: tuple[View, ...]) -> Any:
    return type(step)(**{**step.__dict__, "views": views})


def _pick(fields: Fields, found: Findings, common: dict[str, Any]) -> tuple[Step, ...]:
    return (_several(fields, found, common, "pick"),)


def _rank(fields: Fields, found: Findings, common: dict[str, Any]) -> tuple[Step, ...]:
    return (_several(fields, found, common, "rank"),)


def _several(fields: Fields, found: Findings, common: dict[str, Any], key: str) -> Pick:
    nodes = fields.nodes("options", required=True)
    options = tuple(_option(node, number, found) for number, node in enumerate(nodes, 1))
    return Pick(
        text=fields.text(key, required=True), options=options, ordered=key == "rank", views=_views(fields, found),
        **_asked(fields), **common,
    )  # fmt: skip


def _reveal(fields: Fields, found: Findings, common: dict[str, Any]) -> tuple[Step, ...]:
    pieces = fields.each("pieces", lambda node: _piece(node, found), required=True)
    text = fields.text("reveal", required=True)
    return (Reveal(text=text, pieces=pieces, views=_views(fields, found), **_asked(fields), **common),)


def _option(node: Node, number: int, found: Findings) -> Option:
    if node.kind == "scalar":
        return Option(str(number), node.text.strip())
    fields = Fields(node, found, "options")
    label = fields.text("label", required=True)
    to, dialogue, form = fields.text("to"), fields.text("dialogue"), fields.choice("form", FORMS, default="")
    option = Option(str(number), label, to, dialogue, form)
    fields.rest()
    return option


def _point(node: Node, found: Findings) -> Point:
    fields = Fields(node, found, "mirror")
    label = fields.text("label", required=True)
    point = Point(label, fields.text("about") or label, fields.texts("words", required=True))
    fields.rest()
    return point


def _piece(node: Node, found: Findings) -> Piece:
    fields = Fields(node, found, "pieces")
    words, text = fields.texts("words", required=True), fields.text("text", required=True)
    piece = Piece(fields.text("label", required=True), words, text)
    fields.rest()
    return piece


def _views(fields: Fields, found: Findings) -> tuple[View, ...]:
    return fields.each("views", lambda node: _view(node, found))


def _view(node: Node, found: Findings) -> View:
    if node.kind == "scalar":
        return View(node.text.strip())
    fields = Fields(node, found, "views")
    view = View(fields.text("text", required=True), fields.flag("added"), fields.text("page"), fields.text("lines"))
    fields.rest()
    return view


_READERS: Mapping[str, Callable[[Fields, Findings, dict[str, Any]], tuple[Step, ...]]] = {
    "say": _say, "ask": _ask, "statement": _statement, "choose": _choose, "pick": _pick, "rank": _rank, "list": _list,
    "scale": _scale, "reveal": _reveal, "recall": _recall, "later": _later,
}  # fmt: skip
