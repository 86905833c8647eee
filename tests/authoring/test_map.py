"""`nabij map`: the dialogue drawn, as Mermaid and as SVG."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.authoring import mermaid, svg
from bot.authoring.chart import END, chart
from bot.cli import main
from bot.dialogue.model import Ask, Choose, Dialogue, Option, Say, Scene
from bot.dialogue.parse import parse
from bot.storage.content import load
from bot.storage.trees import read_tree
from tests.authoring.kit import HEAD, SMALL, WHOLE, put

SPACE = "{http://www.w3.org/2000/svg}"
INSTALLED = load().dialogues
# What a line of our Mermaid may be: sign for sign, so that nothing an author wrote can be anything but text in quotes.
QUOTED = r'"(?:[^"#`<>&{}\[\]|\\*;]|#\d+;|<br/>)*"'
LINE = re.compile(
    rf"flowchart TD|  subgraph s\d+\[{QUOTED}\]|  end"
    rf"|  (?:  )?(?:first|last|care|n\d+)(?:\(\[{QUOTED}\]\)|\[{QUOTED}\]|\({QUOTED}\)|\{{\{{{QUOTED}\}}\}}"
    rf"|\[/{QUOTED}/\]|\[\[{QUOTED}\]\]|>{QUOTED}\])"
    rf"|  (?:first|care|n\d+) -(?:-|\.-)>(?:\|{QUOTED}\|)? (?:last|n\d+|care)"
)


def dialogue(text: str) -> Dialogue:
    """A dialogue from its text."""
    tree, problems = read_tree(text.encode(), "proef.yaml")
    assert tree is not None, problems
    return parse(tree)[0]


def ways(text: str) -> list[str]:
    """The ways of a dialogue by the ids of its steps: `a > b` or `a > b: label`, `a < b` for a way back."""
    found = dialogue(text)
    names = {f"n{number}": step.id for number, step in enumerate(found.steps, 1)}
    drawn = chart(found)
    return [
        f"{names.get(way.start, way.start)} {'<' if way.back else '>'} {names.get(way.end, way.end)}"
        + (f": {way.label}" if way.label else "")
        for way in drawn.ways
    ]


def test_a_plain_dialogue_is_a_line_with_its_waits():
    """Each step leads to the next, and a wait stands where the bot waits."""
    assert ways(SMALL) == ["first > s", "s > v1: wacht op de lezer", "v1 > v2", "v2 > last"]


def test_branches_loops_phases_and_later_are_drawn():
    """Options lead where they say, a way back is one, a phase and a question for later say what is waited for."""
    assert ways(WHOLE) == [
        "first > care", "care > s1: Ik begin", "s1 > k", "k > p: 1. Bellen", "k > l: Wachten", "k > st: Blijven",
        "st > st-waarom", "st-waarom > st-andere-kant", "st-andere-kant > sc", "sc > sc-waarom",
        "sc-waarom > p: wacht op de lezer", "p > r", "r > rv", "rv > l", "l > rc", "rc > lt: na 7 dagen", "lt > weer",
        "weer < s1: Ja", "weer > eind: Nee", "eind > last",
    ]  # fmt: skip


def test_a_way_that_only_some_forms_have_says_which():
    """Short forms leave scenes out; those ways name their form, the common ones do not."""
    scenes = "".join(f"  - {{id: {name}, steps: [{{id: v{name}, ask: Wat?}}]}}\n" for name in "abc")
    text = HEAD.replace("scenes:", "forms: {full: [a, b, c], short: [a, c], one: [c]}\nscenes:") + scenes
    assert ways(text) == [
        "first > va: lang, kort", "va > vb: lang", "vb > vc", "vc > last", "va > vc: kort", "first > vc: één vraag"
    ]  # fmt: skip
    titles = [frame.title for frame in chart(dialogue(text)).frames if frame.title]
    assert titles == ["a · lang, kort", "b · lang", "c · lang, kort, één vraag"]


def test_boxes_say_what_they_are():
    """Number, kind, id, the first of the text, and what belongs to the step."""
    (box,) = [box for box in chart(dialogue(SMALL)).boxes if box.id == "n2"]
    assert (box.name, box.text, box.marks) == ("vraag 1, open vraag · v1", "Wat speelt er?", "spiegel · iets ernaast")


@pytest.mark.parametrize("name", INSTALLED)
def test_every_installed_dialogue_can_be_drawn(name: str):
    """All boxes are in both drawings, every way leads from a box to a box, and the end can be reached."""
    drawn = chart(INSTALLED[name])
    ids = {box.id for box in drawn.boxes}
    assert {way.start for way in drawn.ways} | {END} == ids
    assert {way.end for way in drawn.ways} <= ids
    assert all(LINE.fullmatch(line) for line in mermaid.flowchart(drawn).splitlines())
    picture = Xml.fromstring(svg.drawing(drawn))
    assert len(picture.findall(f".//{SPACE}path[@class]")) == len(drawn.ways)
    assert sum("name" in (text.get("class") or "") for text in picture.iter(f"{SPACE}text")) >= len(ids)


def written(text: str) -> Dialogue:
    """A dialogue in which a text stands everywhere that an author can put one."""
    options = (Option("1", text, "v"), Option("2", text))
    steps = (Say(id="s", text=text), Choose(id="k", text=text, options=options), Ask(id="v", text=text))
    return Dialogue(id="x", kind="casus", title=text, scenes=(Scene("a", text, steps, phase=text),))


@settings(max_examples=300, deadline=None)
@given(more=some.text(max_size=60))
@pytest.mark.parametrize(
    "text", ['"]; click n1 "http://x"', "```", "1. lijst", "- lijst", "#quot;", "</text><script>", "a\nb"]
)
def test_what_an_author_wrote_is_only_ever_text(text: str, more: str):
    """No text can become Mermaid, Markdown or XML, whatever signs it holds."""
    drawn = chart(written(text + more))
    lines = mermaid.flowchart(drawn).splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert mermaid.document(drawn).count("```") == 2
    picture = Xml.fromstring(svg.drawing(drawn))
    assert {one.tag.removeprefix(SPACE) for one in picture.iter()} == {
        "svg", "title", "style", "defs", "marker", "path", "rect", "g", "text"
    }  # fmt: skip


def test_no_two_ways_share_a_lane_at_one_height():
    """Ways beside the boxes lie next to each other, and the drawing is wide enough for all of them."""
    steps = "".join(
        f"      - id: k{n}\n        choose: Waar?\n        options:\n"
        f"          [{{label: A, to: k{(n + 3) % 6}}}, {{label: B, to: k{(n + 5) % 6}}}]\n"
        for n in range(6)
    )
    picture = Xml.fromstring(svg.drawing(chart(dialogue(HEAD + "  - id: a\n    steps:\n" + steps))))
    bent = [path.get("d") or "" for path in picture.iter(f"{SPACE}path") if "H" in (path.get("d") or "")]
    spans: dict[float, list[tuple[float, float]]] = {}
    for path in bent:
        start, lane, end = map(float, re.findall(r"M[\d.]+ ([\d.]+)H([\d.]+)V([\d.]+)", path)[0])
        assert lane < float(picture.get("width") or 0)
        assert all(max(start, end) < low or min(start, end) > high for low, high in spans.get(lane, []))
        spans.setdefault(lane, []).append((min(start, end), max(start, end)))
    assert len(bent) >= 10


def test_the_command_writes_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Mermaid goes to the screen, an SVG into a file; a file with faults gives these and status 1."""
    path = put(tmp_path)
    assert main(["map", str(path)]) == 0
    assert capsys.readouterr().out.startswith("# Kaart van Proef\n\n```mermaid\nflowchart TD\n")
    assert main(["map", "abiba", "--svg", "--out", str(tmp_path / "abiba.svg")]) == 0
    assert Xml.parse(tmp_path / "abiba.svg").getroot().get("role") == "img"
    assert main(["map", str(path), "--out", str(tmp_path / "geen" / "map.md")]) == 1
    put(tmp_path, SMALL.replace("ask: En dan?", "vraag: En dan?"))
    assert main(["map", str(path)]) == 1
    assert f"{path.as_posix()}:20 N110 " in capsys.readouterr().err
