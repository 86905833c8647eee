"""A chart as Mermaid in Markdown, as many editors and code hosts show it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.authoring.chart import Box, Chart, Frame, Way
from bot.texts import say

# Mermaid knows signs by their number, as in #35;. So goes all that means something to it, to Markdown or to HTML.
_SIGN = re.compile(r"[^\w .,?!()’‘“”…·€–-]")
_LIST = re.compile(r"^\s*(?:\d+(?P<dot>[.)])|(?P<dash>[-+]))")  # Mermaid takes what begins like a list for Markdown
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+.!|~>-])")
_SHAPES = {
    "begin": '(["{}"])', "end": '(["{}"])', "care": '["{}"]', "say": '["{}"]', "ask": '("{}")', "list": '("{}")',
    "choose": '{{{{"{}"}}}}', "statement": '{{{{"{}"}}}}', "scale": '{{{{"{}"}}}}', "pick": '[/"{}"/]',
    "rank": '[/"{}"/]', "reveal": '[["{}"]]', "later": '>"{}"]',
}  # fmt: skip


def document(chart: Chart) -> str:
    """The chart as a Markdown file."""
    title = _MARKDOWN.sub(r"\\\1", chart.title).replace("&", "&amp;").replace("<", "&lt;")
    return f"# {say('authoring.map_title', title=title)}\n\n```mermaid\n{flowchart(chart)}```\n"


def flowchart(chart: Chart) -> str:
    """The chart as Mermaid: scenes as subgraphs, dotted lines for ways that lead back."""
    lines = ["flowchart TD"]
    for number, frame in enumerate(chart.frames):
        lines += _frame(frame, number)
    return "\n".join([*lines, *map(_way, chart.ways)]) + "\n"


def escaped(text: str) -> str:
    """A text that stands between double quotes."""
    found = _LIST.match(text)
    if found:
        place = found.end() - 1
        text = f"{text[:place]}\0{text[place + 1 :]}"
    coded = _SIGN.sub(lambda sign: f"#{ord(sign[0])};" if sign[0] != "\0" else "\0", text)
    return coded.replace("\0", f"#{ord(found['dot'] or found['dash'])};" if found else "")


def _frame(frame: Frame, number: int) -> Iterator[str]:
    if not frame.title:
        yield from (f"  {_box(box)}" for box in frame.boxes)
        return
    yield f'  subgraph s{number}["{escaped(frame.title)}"]'
    yield from (f"    {_box(box)}" for box in frame.boxes)
    yield "  end"


def _box(box: Box) -> str:
    text = "<br/>".join(escaped(line) for line in (box.name, box.text, box.marks) if line)
    return box.id + _SHAPES[box.kind].format(text)


def _way(way: Way) -> str:
    arrow = "-.->" if way.back else "-->"
    label = f'|"{escaped(way.label)}"|' if way.label else ""
    return f"  {way.start} {arrow}{label} {way.end}"
