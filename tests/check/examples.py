"""The pages of docs/meldingen/ with their examples, and the content that stands around an example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.parse import parse
from bot.storage.trees import read_tree
from bot.texts import catalogue
from tests.check.played import conversation

PAGES = Path(__file__).parents[2] / "docs" / "meldingen"
CODE = re.compile(r"N\d{3}")
_FENCE = re.compile(r"^```yaml (.+?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_KINDS = {
    "dialogue": "dialogues/casus/proef.yaml", "test": "dialogues/casus/proef.test.yaml",
    "line": "dialogues/leerlijnen/proef.yaml",
    "lemma": "lexicon/voorbeeld.yaml", "terms": "lexicon/terms/voorbeeld.yaml", "works": "lexicon/works.yaml",
}  # fmt: skip
AROUND = {
    "dialogues/casus/ander.yaml": """\
id: ander
kind: leervragen
title: Een andere
summary: Een vraag voor wie liever iets anders doet.
added: true
minutes: 5
level: beide
scenes:
  - id: a
    steps:
      - {id: b, ask: Wat zag je?}
""",
    "lexicon/works.yaml": "- {id: boek, title: Een boek, year: 2020}\n",
    "lexicon/presentie.yaml": "id: presentie\ntitle: Presentie\nwork: boek\npages: 1-2\ncore: Er zijn.\n",
    "lexicon/terms/zorg.yaml": "- {id: meldcode, title: Meldcode, text: Vijf stappen., added: true}\n",
}
"""What examples may refer to; an example takes the place of the file of the same name."""


@dataclass(frozen=True)
class Example:
    """One file of an example: its path in the content, its text, and words that say more about it."""

    path: str
    text: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """One page: its code, its title, the files that fail and the files as they should be."""

    code: str
    title: str
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]


def codes() -> list[str]:
    """Every code that a finding about content can have."""
    names = (name.removeprefix("check.") for name in catalogue() if name.startswith("check."))
    return sorted(name for name in names if CODE.fullmatch(name))


def page(file: Path) -> Page:
    """Read a page."""
    text = file.read_text(encoding="utf-8")
    head, _, rest = text.partition("\n")
    _, wrong, right = re.split(r"^## (?:Fout|Goed)$", rest, flags=re.MULTILINE)
    return Page(file.stem, head.removeprefix(f"# {file.stem}: "), _examples(wrong), _examples(right))


def pages() -> list[Page]:
    """Every page, in the order of the codes."""
    return [page(file) for file in sorted(PAGES.glob("N*.md"))]


def _examples(text: str) -> tuple[Example, ...]:
    found = []
    for info, body in _FENCE.findall(text):
        kind, *words = info.split()
        path = next((word for word in words if "/" in word), _KINDS[kind])
        found.append(Example(path, body, tuple(word for word in words if "/" not in word)))
    return tuple(found)


def lay_out(root: Path, examples: tuple[Example, ...]) -> None:
    """Write a whole content folder: what stands around the examples, the examples, and a conversation beside each."""
    files = AROUND | {example.path: example.text for example in examples}
    alone = {example.path for example in examples if "alleen" in example.words}
    for path, text in list(files.items()):
        beside = path.removesuffix(".yaml") + ".test.yaml"
        told = path.startswith("dialogues/") and not path.startswith("dialogues/leerlijnen/")
        if told and not path.endswith(".test.yaml") and path not in alone:
            files.setdefault(beside, _conversation(path, text))
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def _conversation(path: str, text: str) -> str:
    tree, _ = read_tree(text.encode(), path)
    dialogue, faults = parse(tree) if tree else (None, [])
    if dialogue and not faults:
        return conversation(dialogue)
    return f"dialogue: {Path(path).stem}\ntests:\n  - title: Leeg\n    turns:\n      - heard: iets\n"
