"""A chart as SVG: scenes under each other, the way on straight down, other ways in lanes beside them.

Drawn here, because a dialogue is nearly a line: Graphviz needs a program that is not everywhere, grandalf has not moved
since 2023, neither it nor fast-sugiyama keeps the boxes of a scene together, and Mermaid's own drawing needs a browser.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as Xml

from bot.authoring.chart import Box, Chart, Frame, Way
from bot.texts import say

_WIDTH, _LINE, _PAD, _GAP, _MARGIN, _LANE = 380, 17, 10, 34, 24, 26  # pixels
_COLUMNS, _LETTER = 52, 6.2  # letters on a line, and about how wide one is at 12 pixels
_UNSEEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML may hold
_FILL = {
    "say": "#ffffff", "ask": "#e8f0f7", "list": "#e8f0f7", "choose": "#f7eedd", "statement": "#f7eedd",
    "scale": "#f7eedd", "pick": "#f7eedd", "rank": "#f7eedd", "reveal": "#e9f3e6", "later": "#f0e8f4",
    "care": "#f9e4e0", "begin": "#333333", "end": "#333333",
}  # fmt: skip
_STYLE = (
    "text{font:12px sans-serif;fill:#222}.name{font-weight:bold}.marks,.label{fill:#555;font-size:11px}"
    ".label{paint-order:stroke;stroke:#fafafa;stroke-width:3px}.dark{fill:#fff}"
    ".way{fill:none;stroke:#555;stroke-width:1.3}.back{stroke-dasharray:5 4}"
)


@dataclass(frozen=True)
class _Place:
    """Where a box stands."""

    top: float
    height: float

    def at(self, part: float) -> float:
        """The y of a part (0-1) of its height."""
        return self.top + self.height * part


@dataclass(frozen=True)
class _Drawn:
    """A way as a path, with where its label stands and which side of it is held there."""

    way: Way
    path: str
    x: float
    y: float
    anchor: str


def drawing(chart: Chart) -> str:
    """The chart as an SVG file."""
    places, height = _placed(chart)
    down, beside = _sorted(chart)
    lanes = _lanes(beside, places)
    longest = max((len(way.label) for way in beside), default=0)
    right = _MARGIN * 2 + _WIDTH + _PAD
    width = right + _LANE * (1 + max(lanes, default=0)) + longest * _LETTER + _MARGIN
    root = Xml.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:.0f} {height:.0f}",
                       width=f"{width:.0f}", height=f"{height:.0f}", role="img")  # fmt: skip
    _add(root, "title", text=say("authoring.map_title", title=chart.title))
    _add(root, "style", text=_STYLE)
    marker = _add(_add(root, "defs"), "marker", id="arrow", viewBox="0 0 8 8", refX="7", refY="4", markerWidth="7",
                  markerHeight="7", orient="auto-start-reverse")  # fmt: skip
    _add(marker, "path", d="M0 0 8 4 0 8z", fill="#555")
    _add(root, "rect", width="100%", height="100%", fill="#fafafa")
    for frame in chart.frames:
        _frame(root, frame, places)
    drawn = [_straight(way, places) for way in down]
    for way, lane in zip(beside, lanes, strict=True):
        drawn.append(_bent(way, places, right + _LANE * (lane + 0.5), _spread(way, beside)))
    _lines(root, drawn)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _add(parent: Xml.Element, tag: str, /, text: str = "", **attributes: str) -> Xml.Element:
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    made = Xml.SubElement(parent, tag, named)
    made.text = _UNSEEN.sub("", text) or None
    return made


def _rows(box: Box) -> list[tuple[str, str]]:
    """The lines in a box, each with its class."""
    wrapped = [("", line) for line in textwrap.wrap(box.text, _COLUMNS)]
    return [("name", line) for line in textwrap.wrap(box.name, _COLUMNS)] + wrapped + [
        ("marks", line) for line in textwrap.wrap(box.marks, _COLUMNS)
    ]  # fmt: skip


def _placed(chart: Chart) -> tuple[dict[str, _Place], float]:
    """Where every box stands, and how high the whole is."""
    places: dict[str, _Place] = {}
    top = float(_MARGIN)
    for frame in chart.frames:
        top += _LINE + _PAD if frame.title else 0
        for box in frame.boxes:
            places[box.id] = _Place(top, len(_rows(box)) * _LINE + _PAD)
            top += places[box.id].height + _GAP
        top += _PAD if frame.title else 0
    return places, top - _GAP + _MARGIN


def _sorted(chart: Chart) -> tuple[list[Way], list[Way]]:
    """The ways to the box right under it, and the others; of several to one box the first goes straight down."""
    order = [box.id for box in chart.boxes]
    below = dict(pairwise(order))
    down: dict[str, Way] = {}
    for way in chart.ways:
        if below.get(way.start) == way.end:
            down.setdefault(way.start, way)
    return list(down.values()), [way for way in chart.ways if down.get(way.start) is not way]


def _lanes(ways: Sequence[Way], places: dict[str, _Place]) -> list[int]:
    """A lane for each way, so that no two in one lane lie beside each other; the short ones nearest."""
    taken: list[list[tuple[float, float]]] = []
    found: dict[int, int] = {}
    ends = [(places[way.start], places[way.end]) for way in ways]
    spans = [(min(a.top, b.top), max(a.at(1), b.at(1))) for a, b in ends]
    for number in sorted(range(len(ways)), key=lambda number: spans[number][1] - spans[number][0]):
        low, high = spans[number]
        lane = next((n for n, row in enumerate(taken) if all(high < a or low > b for a, b in row)), len(taken))
        taken += [[]] if lane == len(taken) else []
        taken[lane].append((low, high))
        found[number] = lane
    return [found[number] for number in range(len(ways))]


def _spread(way: Way, ways: Sequence[Way]) -> float:
    """At which part of its box's side a way leaves, so that no two leave at one point."""
    leaving = [other for other in ways if other.start == way.start]
    return (leaving.index(way) + 1) / (len(leaving) + 1)


def _frame(root: Xml.Element, frame: Frame, places: dict[str, _Place]) -> None:
    group = _add(root, "g")
    if frame.title and frame.boxes:
        top, last = places[frame.boxes[0].id].top - _LINE - _PAD, places[frame.boxes[-1].id]
        _add(group, "rect", x=str(_MARGIN), y=f"{top}", width=f"{_WIDTH + _PAD * 2}", rx="8",
             height=f"{last.at(1) + _PAD - top}", fill="#f0f0ee", stroke="#bbb")  # fmt: skip
        _add(group, "text", frame.title, x=f"{_MARGIN + _PAD}", y=f"{top + _LINE}", class_="name")
    for box in frame.boxes:
        _box(group, box, places[box.id])


def _box(group: Xml.Element, box: Box, place: _Place) -> None:
    left, dark = _MARGIN + _PAD, box.kind in ("begin", "end")
    _add(group, "rect", x=f"{left}", y=f"{place.top}", width=f"{_WIDTH}", height=f"{place.height}", rx="6",
         fill=_FILL[box.kind], stroke="#888")  # fmt: skip
    for number, (style, line) in enumerate(_rows(box), 1):
        kind = f"{style} dark" if dark else style
        _add(group, "text", line, x=f"{left + _PAD}", y=f"{place.top + number * _LINE}", class_=kind)


def _straight(way: Way, places: dict[str, _Place]) -> _Drawn:
    x, low, high = _MARGIN + _PAD + _WIDTH * 0.8, places[way.start].at(1), places[way.end].top
    return _Drawn(way, f"M{x} {low}V{high}", x - _PAD, low + _LINE, "end")


def _bent(way: Way, places: dict[str, _Place], lane: float, part: float) -> _Drawn:
    x, start, end = _MARGIN + _PAD + _WIDTH, places[way.start].at(part), places[way.end].at(0.5)
    return _Drawn(way, f"M{x} {start}H{lane}V{end}H{x + 1}", lane + 5, start + 4, "start")


def _lines(root: Xml.Element, drawn: Sequence[_Drawn]) -> None:
    """The ways, and over them their labels, so that no line runs through a word."""
    for one in drawn:
        kind = "way back" if one.way.back else "way"
        _add(root, "path", d=one.path, class_=kind, marker_end="url(#arrow)")
    for one in drawn:
        if one.way.label:
            _add(root, "text", one.way.label, x=f"{one.x}", y=f"{one.y}", class_="label", text_anchor=one.anchor)
