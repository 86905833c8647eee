"""Each finding has a page whose example triggers exactly it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.storage.content import check_paths
from bot.storage.revisions import vanished
from tests.check.examples import PAGES, Example, Page, codes, lay_out, pages
from tests.check.make_list import LIST, made

ALL = pages()
BY_CODE = [pytest.param(page, id=page.code) for page in ALL]


def told(root: Path, examples: tuple[Example, ...]) -> set[str]:
    """The codes of what is wrong with a content folder that holds these examples."""
    before = tuple(example for example in examples if "eerder" in example.words)
    now = tuple(example for example in examples if "eerder" not in example.words)
    if not before:
        lay_out(root, now)
        return {problem.code for problem in check_paths(root=root)}
    lay_out(root, before)
    for command in (["init", "-q"], ["add", "."], [*IDENTITY, "commit", "-q", "-m", "Eerder"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)
    shutil.rmtree(root / "dialogues")
    lay_out(root, now)
    return {problem.code for problem in (*check_paths(root=root), *vanished("HEAD", root))}


IDENTITY = ["-c", "user.name=Iemand", "-c", "user.email=iemand@example.org", "-c", "commit.gpgsign=false"]


def test_every_code_has_a_page_and_every_page_a_code():
    """The pages and the sentences of the check name the same codes."""
    assert [page.code for page in ALL] == codes()


@pytest.mark.parametrize("page", BY_CODE)
def test_the_failing_example_triggers_exactly_its_code(page: Page, tmp_path: Path):
    """What the page calls wrong is told with its code and nothing else."""
    assert told(tmp_path, page.wrong) == {page.code}


@pytest.mark.parametrize("page", BY_CODE)
def test_the_mended_example_is_clean(page: Page, tmp_path: Path):
    """What the page calls right has nothing wrong with it."""
    assert told(tmp_path, page.right) == set()


def test_the_list_is_up_to_date():
    """The list is what `python -m tests.check.make_list` makes of the pages."""
    assert LIST.read_text(encoding="utf-8") == made()


def test_pages_are_short_and_hold_what_they_show():
    """A page has a title, an explanation, and at most sixty lines of examples."""
    for file in sorted(PAGES.glob("N*.md")):
        lines = file.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {file.stem}: ")
        assert lines[2].strip(), file.name
        assert len(lines) < 90, file.name
