"""The content: every dialogue, conversation, leerlijn, lemma, term and work, read from its folders with its faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.dialogue import checks as dialogue_checks
from bot.dialogue.checks_script import check_script
from bot.dialogue.learning_line import LearningLine, check_line
from bot.dialogue.model import SIGNPOST, Dialogue, Question, kind_of
from bot.dialogue.script import Script
from bot.fields import Findings, hint
from bot.lexicon import checks as lexicon_checks
from bot.lexicon.model import Entry, Lemma, Term
from bot.problems import Node, Problem
from bot.storage.content_files import Reader, given_files, read_given, read_root
from bot.storage.content_model import TEST_ENDING, Content, content_root

_LOST = frozenset({"N102", "N103", "N104", "N105", "N108", "N109", "N110", "N111"})  # a part was lost in reading
_NO_END = frozenset({"N601", "N602", "N603", "N604", "N605", "N607"})  # the end may be out of reach


def load(root: Path | None = None, stand_ins: Iterable[Path] = (), *, tests: bool = True) -> Content:
    """Read all content.

    Args:
        root: folder with `dialogues` and `lexicon`; the installed one when it is None.
        stand_ins: files (or folders of them) that each stand in for the installed one of the same id.
        tests: whether the installed conversations are read, and missed where there is none.

    Returns:
        The content with every problem found in it, in the order of the files. Never raises for what a file holds.
    """
    installed, given = Reader(), Reader()
    for path in stand_ins:
        read_given(given, path)
    installed.seen = given.seen
    read_root(installed, root or content_root(), tests)
    return _joined(installed, given, tests)


def check_paths(paths: Iterable[Path] = (), root: Path | None = None) -> list[Problem]:
    """Everything wrong in the content, the conversations played as well.

    Args:
        paths: files or folders that stand in for the installed ones. With them only what concerns these files is told:
            what is wrong in them, and what is wrong elsewhere that was not so without them.
        root: folder with `dialogues` and `lexicon`; the installed one when it is None.
    """
    stand_ins = list(paths)
    given = {file.as_posix() for path in stand_ins for file in given_files(path)}
    content = load(root, stand_ins)
    usual = set(load(root).problems) if stand_ins else set()
    problems = [problem for problem in content.problems if problem.file in given or problem not in usual]
    endless = {problem.file for problem in content.problems if problem.code in _NO_END}
    for name, script in content.tests.items():
        dialogue = content.dialogues.get(name)
        concerned = dialogue and (not stand_ins or {dialogue.file, script.file} & given)
        if dialogue and concerned and dialogue.file not in content.damaged:
            whole = dialogue.file not in endless and script.file not in content.damaged
            problems += check_script(dialogue, script, ends=whole)
    return sorted(set(problems))


def content_json(content: Content) -> dict[str, Any]:
    """The content as `nabij content --json` lists it; a signpost only leads to a dialogue and is none itself."""
    return {
        "dialogues": [_dialogue_json(item) for _, item in sorted(content.dialogues.items()) if item.kind != SIGNPOST],
        "lemmas": [_entry_json(entry) for entry in sorted(content.entries, key=lambda entry: entry.id)],
        "learning_lines": [_line_json(content.lines[name], content) for name in sorted(content.lines)],
        "works": [
            {"id": work.id, "title": work.title, "authors": list(work.authors), "year": work.year,
             "publisher": work.publisher}
            for work in content.works.values()
        ],
    }  # fmt: skip


def _dialogue_json(dialogue: Dialogue) -> dict[str, Any]:
    asked = [step for step in dialogue.steps if isinstance(step, Question) and not step.added and not step.part_of]
    return {
        "id": dialogue.id, "kind": dialogue.kind, "title": dialogue.title, "work": dialogue.work,
        "source": dialogue.source, "file": dialogue.file, "items": len({step.item for step in asked if step.item}),
        "questions": len(asked), "forms": list(dialogue.forms) or ["full"], "steps": dict(_parts(dialogue)),
    }  # fmt: skip


def _line_json(line: LearningLine, content: Content) -> dict[str, Any]:
    parts = [{"dialogue" if part.dialogue else "read": part.id, "place": part.place} for part in line.parts]
    return {
        "id": line.id, "title": line.title, "file": line.file, "level": line.level,
        "minutes": line.duration(content.dialogues), "parts": parts,
    }  # fmt: skip


def _parts(dialogue: Dialogue) -> Counter[str]:
    """How many of each kind of step as an author writes them, and of steps that have a mirror or views."""
    parts = Counter(kind_of(step) for step in dialogue.steps if not step.part_of)
    parts["mirror"] = sum(bool(getattr(step, "mirror", ())) for step in dialogue.steps)
    parts["views"] = sum(bool(getattr(step, "views", ())) for step in dialogue.steps)
    return +parts


def _entry_json(entry: Entry) -> dict[str, Any]:
    kind = "lemma" if isinstance(entry, Lemma) else "term"
    return {
        "id": entry.id, "title": entry.title, "aliases": list(entry.aliases), "kind": kind, "work": entry.work,
        "file": entry.file,
    }  # fmt: skip


def _joined(installed: Reader, given: Reader, tested: bool) -> Content:
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
    lines = by_id("lines")
    found += _across(lemmas, terms)
    unread = _Unread((*installed.unread, *given.unread))
    trees, entries = installed.trees | given.trees, [*lemmas.values(), *terms.values()]
    works_known = None if unread.any("works") else list(works)
    found += lexicon_checks.check(entries, works_known, trees, None if unread.any("terms") else unread.of("lemma"))
    known = dialogue_checks.Known(
        works=works_known,
        entries=None if unread.any("terms") else [*(entry.id for entry in entries), *unread.of("lemma")],
        dialogues=[*dialogues, *unread.of("dialogue")],
    )
    for dialogue in dialogues.values():
        found += dialogue_checks.check(dialogue, known, trees.get(dialogue.file))
    for line in lines.values():
        found += check_line(line, known.dialogues, known.entries, trees.get(line.file))
    if tested:
        found += _untested(dialogues, tests, unread)
    read = [problem for problem in installed.problems if problem.file not in _files(installed) - used]
    read += given.problems
    damaged = {problem.file for problem in read if problem.code in _LOST}
    damaged |= {problem.file for problem in found if problem.code == "N106"}  # which of two steps, nobody can tell
    return Content(dialogues, lemmas, terms, works, tests, tuple(sorted({*read, *found})), frozenset(damaged), lines)


@dataclass(frozen=True)
class _Unread:
    """The files that could not be read: what they would have held is not missing elsewhere."""

    files: tuple[tuple[str, str], ...]

    def of(self, kind: str) -> list[str]:
        """The ids that files of a kind (or of an unknown one) would have had."""
        return [name for unread, name in self.files if unread in (kind, "")]

    def any(self, kind: str) -> bool:
        """Whether such a file could not be read."""
        return bool(self.of(kind))


def _files(reader: Reader) -> set[str]:
    """The files of which something could be read."""
    every = (reader.dialogues, reader.tests, reader.lines, reader.lemmas, reader.terms, reader.works)
    return {item.file for items in every for item in items}


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


def _untested(dialogues: Mapping[str, Dialogue], tests: Mapping[str, Script], unread: _Unread) -> list[Problem]:
    """A dialogue without a conversation and the other way round; a file that was told to have another id has both."""
    found = Findings()
    beside = {_stem(script.file) for script in tests.values()} | set(unread.of("script"))
    named = {_stem(dialogue.file) for dialogue in dialogues.values()} | set(unread.of("dialogue"))
    for name, dialogue in dialogues.items():
        if name not in tests and not {name, _stem(dialogue.file)} & beside:
            found.note(Node("map", dialogue.file, 1), "N401", wanted=f"{name}{TEST_ENDING}")
    for name, script in tests.items():
        if name not in dialogues and not {name, _stem(script.file)} & named:
            found.note(Node("map", script.file, script.line), "N403", id=name, hint=hint(name, sorted(dialogues)))
    return found


def _stem(file: str) -> str:
    return Path(file).name.removesuffix(TEST_ENDING).removesuffix(".yaml")
