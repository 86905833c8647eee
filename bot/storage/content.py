"""The content: every dialogue, conversation, lemma, term and work, read from its folders with all that is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bot
from bot.dialogue import checks as dialogue_checks
from bot.dialogue.model import Ask, Choose, Dialogue, Say, is_question
from bot.dialogue.script import Script, play
from bot.fields import Findings
from bot.lexicon import checks as lexicon_checks
from bot.lexicon.model import Entry, Lemma, Term, Work
from bot.problems import Node, Problem
from bot.storage.content_files import TEST_ENDING, Reader, read_given, read_root


@dataclass(frozen=True)
class Content:
    """All content, by id; `tests` by the id of their dialogue. With problems in it, it is as far as it can be read."""

    dialogues: Mapping[str, Dialogue]
    lemmas: Mapping[str, Lemma]
    terms: Mapping[str, Term]
    works: Mapping[str, Work]
    tests: Mapping[str, Script]
    problems: tuple[Problem, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What can be looked up: lemmas, then terms."""
        return (*self.lemmas.values(), *self.terms.values())


def content_root() -> Path:
    """The folder with `dialogues` and `lexicon`: inside the package in a wheel, beside it in a clone."""
    package = Path(bot.__file__).resolve().parent
    inside = package / "content"
    return inside if inside.is_dir() else package.parent


def load(root: Path | None = None, stand_ins: Iterable[Path] = ()) -> Content:
    """Read all content.

    Args:
        root: folder with `dialogues` and `lexicon`; the installed one when it is None.
        stand_ins: files (or folders of them) that each stand in for the installed one of the same id.

    Returns:
        The content with every problem found in it, in the order of the files. Never raises for what a file holds.
    """
    installed, given = Reader(), Reader()
    for path in stand_ins:
        read_given(given, path)
    installed.seen = given.seen
    read_root(installed, root or content_root())
    return _joined(installed, given)


def check_paths(paths: Iterable[Path] = (), root: Path | None = None) -> list[Problem]:
    """Everything wrong in the content, the conversations played as well; `paths` stand in for installed files."""
    content = load(root, paths)
    problems = list(content.problems)
    for name, script in content.tests.items():
        if name in content.dialogues:
            problems += play(content.dialogues[name], script)
    return sorted(problems)


def content_json(content: Content) -> dict[str, Any]:
    """The content as `nabij content --json` lists it."""
    return {
        "dialogues": [_dialogue_json(content.dialogues[name]) for name in sorted(content.dialogues)],
        "lemmas": [_entry_json(entry) for entry in sorted(content.entries, key=lambda entry: entry.id)],
        "learning_lines": [],
        "works": [
            {"id": work.id, "title": work.title, "authors": list(work.authors), "year": work.year,
             "publisher": work.publisher}
            for work in content.works.values()
        ],
    }  # fmt: skip


def known_names(content: Content) -> frozenset[str]:
    """Names that belong to the content and to no client: persons of cases, authors, titles of lemmas and terms."""
    persons = [name for dialogue in content.dialogues.values() for name in (*dialogue.persons, *dialogue.authors)]
    authors = [name for lemma in content.lemmas.values() for name in lemma.authors]
    return frozenset([*persons, *authors, *(entry.title for entry in content.entries)])


def _dialogue_json(dialogue: Dialogue) -> dict[str, Any]:
    asked = [step for step in dialogue.steps if isinstance(step, Ask | Choose) and not step.added]
    return {
        "id": dialogue.id, "kind": dialogue.kind, "title": dialogue.title, "work": dialogue.work,
        "source": dialogue.source, "file": dialogue.file, "items": len({step.item for step in asked if step.item}),
        "questions": sum(map(is_question, asked)), "forms": ["full"], "steps": dict(_parts(dialogue)),
    }  # fmt: skip


def _parts(dialogue: Dialogue) -> Counter[str]:
    """How many of each kind of step, and of steps that have a mirror or views."""
    names = {Say: "say", Ask: "ask", Choose: "choose"}
    parts = Counter(names[type(step)] for step in dialogue.steps)
    asks = [step for step in dialogue.steps if isinstance(step, Ask)]
    parts["mirror"], parts["views"] = sum(bool(step.mirror) for step in asks), sum(bool(step.views) for step in asks)
    return +parts


def _entry_json(entry: Entry) -> dict[str, Any]:
    kind = "lemma" if isinstance(entry, Lemma) else "term"
    return {
        "id": entry.id, "title": entry.title, "aliases": list(entry.aliases), "kind": kind, "work": entry.work,
        "file": entry.file,
    }  # fmt: skip


def _joined(installed: Reader, given: Reader) -> Content:
    """Installed and given content as one, checked as a whole."""
    found: list[Problem] = []
    used: set[str] = set()  # files of which something counts; a double id is a fault of a file that counts

    def by_id(name: str, key: Callable[[Any], str] = lambda item: str(item.id)) -> dict[str, Any]:
        ours, theirs = getattr(installed, name), getattr(given, name)
        replaced = {key(item) for item in theirs}
        counted = [*(item for item in ours if key(item) not in replaced), *theirs]
        used.update(item.file for item in counted)
        return _unique(counted, key, found)

    dialogues, works = by_id("dialogues"), by_id("works")
    tests = by_id("tests", lambda item: str(item.dialogue))
    lemmas, terms = by_id("lemmas"), by_id("terms")
    found += _across(lemmas, terms)
    entries = [*lemmas.values(), *terms.values()]
    found += lexicon_checks.check(entries, works)
    for dialogue in dialogues.values():
        found += dialogue_checks.check(dialogue, works, [entry.id for entry in entries], dialogues)
    found += _untested(dialogues, tests)
    read = [problem for problem in installed.problems if problem.file not in _files(installed) - used]
    return Content(dialogues, lemmas, terms, works, tests, tuple(sorted([*read, *given.problems, *found])))


def _files(reader: Reader) -> set[str]:
    """The files of which something could be read."""
    items: tuple[Any, ...] = (*reader.dialogues, *reader.tests, *reader.lemmas, *reader.terms, *reader.works)
    return {item.file for item in items}


def _unique(items: Iterable[Any], key: Callable[[Any], str], found: list[Problem]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for item in items:
        first = kept.setdefault(key(item), item)
        if first is not item:
            found += _taken(item, first, key(item))
    return kept


def _across(lemmas: Mapping[str, Lemma], terms: Mapping[str, Term]) -> Iterator[Problem]:
    for name in sorted(set(lemmas) & set(terms)):
        yield from _taken(terms[name], lemmas[name], name)


def _taken(item: Any, first: Any, name: str) -> list[Problem]:
    found = Findings()
    where = f"{first.file}:{getattr(first, 'line', 1)}"
    found.note(Node("map", item.file, getattr(item, "line", 1)), "N106", id=name, where=where)
    return found


def _untested(dialogues: Mapping[str, Dialogue], tests: Mapping[str, Script]) -> list[Problem]:
    found = Findings()
    for name, dialogue in dialogues.items():
        if name not in tests:
            found.note(Node("map", dialogue.file, 1), "N401", wanted=f"{name}{TEST_ENDING}")
    for name, script in tests.items():
        if name not in dialogues:
            found.note(Node("map", script.file, script.line), "N403", id=name)
    return found
