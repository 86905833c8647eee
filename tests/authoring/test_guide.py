"""The guide for authors, followed word for word: what it lets one write is written, what it lets one run is run."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.authoring import schema
from bot.authoring.keys import BLOCKS, STEPS
from bot.storage.content import check_paths
from tests.authoring.kit import as_json, faults
from tests.journeys.processes import environment

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "handleiding" / "dialogen-schrijven.md"
_FENCE = re.compile(r"^```(?P<tag>[^\n]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its tag (`sh`, `gesprek`, `yaml bestand=...`) and what is in it."""

    tag: str
    text: str


BLOCKS_IN_ORDER = [Block(found["tag"], found["text"]) for found in _FENCE.finditer(GUIDE.read_text(encoding="utf-8"))]


def blocks(tag: str) -> list[str]:
    """The texts of all blocks with a tag."""
    return [block.text for block in BLOCKS_IN_ORDER if block.tag == tag]


class Reader:
    """Someone who follows the guide in a folder in which Nabij is set up."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ran = folder, 0
        nabij = folder / ".venv" / "bin" / "nabij"
        nabij.parent.mkdir(parents=True)
        nabij.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n', encoding="utf-8")
        nabij.chmod(0o755)

    def follow(self, block: Block, talk: str) -> None:
        """Do what a block says; `talk` is the conversation that stands right after it."""
        kind, _, path = block.tag.partition("=")
        if kind in ("yaml bestand", "yaml nieuw"):
            replaced = kind == "yaml bestand"
            assert (self.folder / path).is_file() == replaced, "the guide says: replace everything, or: a new file"
            (self.folder / path).write_text(block.text, encoding="utf-8")
        elif kind == "yaml erbij":
            with (self.folder / path).open("a", encoding="utf-8") as file:
                file.write(block.text)
        elif kind == "sh":
            self._run(block.text, talk)

    def _run(self, commands: str, talk: str) -> None:
        typed = [line.removeprefix("> ") for line in talk.splitlines() if line.startswith("> ")]
        done = subprocess.run(
            ["/bin/sh", "-ec", commands], input="".join(line + "\n" for line in typed), cwd=self.folder,
            env={**environment(self.folder), "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=180,
        )  # fmt: skip
        assert done.returncode == 0, (commands, done.stdout, done.stderr)
        heard, place = done.stdout, 0
        for line in talk.splitlines():
            if not line.startswith("> "):
                found = heard.find(line, place)
                assert found >= 0, (commands, line, heard[place:])
                place = found + len(line)
        self.ran += 1


def test_who_follows_the_guide_ends_with_a_played_dialogue(tmp_path: Path):
    """Every file and command of the guide, in its order, word for word; the last talk goes to the end."""
    reader = Reader(tmp_path)
    following = [*BLOCKS_IN_ORDER[1:], Block("", "")]
    for block, after in zip(BLOCKS_IN_ORDER, following, strict=True):
        reader.follow(block, after.text if after.tag == "gesprek" else "")
    mine = tmp_path / "mijn-dialogen"
    assert [str(problem) for problem in check_paths([mine])] == []
    assert "Een lang, eerlijk antwoord" in (mine / "het-pasje.test.yaml").read_text(encoding="utf-8")
    assert (mine / "het-pasje.svg").is_file()
    assert "```mermaid" in (mine / "het-pasje.md").read_text(encoding="utf-8")
    assert reader.ran >= 6
    last = [block.text for block in BLOCKS_IN_ORDER if block.tag == "gesprek"][-1]
    assert last.rstrip().endswith("Staat in je logboek; alleen jij ziet dit.")


def test_no_block_is_left_out():
    """Each block is of a kind that these tests follow, so that nothing in the guide goes untried."""
    known = {"sh", "sh eenmalig", "gesprek", "yaml stap", "yaml scene", "yaml kop"}
    assert {block.tag.partition("=")[0] for block in BLOCKS_IN_ORDER} <= known | {
        "yaml bestand",
        "yaml nieuw",
        "yaml erbij",
    }
    assert GUIDE.read_text(encoding="utf-8").count("```") == 2 * len(BLOCKS_IN_ORDER)


def test_what_sets_nabij_up_is_there():
    """The one command that a test does not run, because it installs, is a target of the Makefile."""
    assert blocks("sh eenmalig") == ["make chat\n"]
    assert re.search(r"^chat:.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


SKELETON = """\
id: {name}
kind: reflectie
title: Proef
summary: Iets korts.
minutes: 5
level: beide
added: true
{head}scenes:
  - id: verhaal
    steps:
      - {{id: begin, say: Er was eens.}}
  - id: vragen
    steps:
      - {{id: v1, ask: Wat zie je?}}
{steps}{scene}  - id: briefje
    steps:
      - {{id: slot, say: Je schreef een briefje.}}
  - id: afsluiting
    steps:
      - {{id: einde, ask: Wat neem je mee?}}
"""


def indented(text: str, by: int) -> str:
    """A text moved to the right."""
    return "".join(" " * by + line + "\n" for line in text.splitlines())


PARTS: list[tuple[str, Callable[[str], dict[str, str]]]] = [
    ("yaml stap", lambda text: {"steps": indented(text, 6)}),
    ("yaml scene", lambda text: {"scene": indented(text, 2)}),
    ("yaml kop", lambda text: {"head": text}),
]
# A part is no whole: its conversation does not reach the end, and a form leaves out a scene of the skeleton.
IN_PARTS = frozenset({"N404", "N209"})
EXAMPLES = [(put, text) for tag, put in PARTS for text in blocks(tag)]


@pytest.mark.parametrize(("put", "text"), EXAMPLES, ids=[text.split("\n")[0] for _, text in EXAMPLES])
def test_each_example_can_be_used_as_it_is(put: Callable[[str], dict[str, str]], text: str, tmp_path: Path):
    """An example put in its place in a dialogue passes the check and the schema."""
    whole = SKELETON.format(**{"name": "proef", "head": "", "steps": "", "scene": "", **put(text)})
    path = tmp_path / "proef.yaml"
    path.write_text(whole, encoding="utf-8")
    test = "dialogue: proef\ntests:\n  - title: Begin\n    turns:\n      - heard: []\n"
    path.with_name("proef.test.yaml").write_text(test.replace("[]", "Er was eens"), encoding="utf-8")
    assert [str(problem) for problem in check_paths([path]) if problem.code not in IN_PARTS] == []
    root = schema.dialogue_schema()
    assert faults(as_json(whole), root, root) == []


def test_the_guide_shows_everything():
    """Every kind of step has an example, and every key of a step, scene, care notice and leerlijn is named."""
    guide = GUIDE.read_text(encoding="utf-8")
    shown = {key for text in blocks("yaml stap") for step in as_json(text) for key in step}
    assert set(STEPS) <= shown
    every = {key for keys in STEPS.values() for key in keys}
    every |= {key for name in ("scene", "care", "line", "part") for key in BLOCKS[name]}
    assert {key for key in every if not re.search(rf"\b{key}\b", guide)} == set()


def test_the_contents_lead_somewhere():
    """Each link in the list of contents is a heading of the guide."""
    guide = GUIDE.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", line.removeprefix("## ").lower()).replace(" ", "-")
        for line in guide.splitlines()
        if line.startswith("## ")
    }
    links = re.findall(r"\]\(#([^)]+)\)", guide)
    assert links
    assert set(links) == headings
