"""Every exercise of Lerende sociale professionals is here with all it asks, and the page tells so."""

from __future__ import annotations

import re

import pytest

from bot.storage.content import content_json, load
from tests.content.exercises import WORK, Exercise, exercises
from tests.content.make_page import PAGE, made

CONTENT = load()
COUNTED = {item["id"]: item for item in content_json(CONTENT)["dialogues"]}
BY_DIALOGUE = [pytest.param(exercise, id=exercise.dialogue) for exercise in exercises()]


def test_the_book_has_fifteen_sets_with_seventy_eight_items_and_a_hundred_and_nine_questions():
    """The table holds them all, in the order of the chapters."""
    found = exercises()
    assert len(found) == len({exercise.dialogue for exercise in found}) == 15
    assert sum(exercise.items for exercise in found) == 78
    assert sum(exercise.questions for exercise in found) == 109
    assert [exercise.chapter for exercise in found] == sorted(exercise.chapter for exercise in found)


@pytest.mark.parametrize("exercise", BY_DIALOGUE)
def test_nothing_that_the_book_asks_is_left_out(exercise: Exercise):
    """A set has as many items as in the book and as many questions, but for those put together in one bubble."""
    here = COUNTED.get(exercise.dialogue)
    assert here, "there is no such dialogue"
    assert here["work"] == WORK
    assert here["items"] == exercise.items
    assert here["questions"] + exercise.together == exercise.questions


def test_the_page_is_up_to_date():
    """The page is what `python -m tests.content.make_page` makes of the content."""
    assert PAGE.read_text(encoding="utf-8") == made(CONTENT)


def test_everything_is_on_the_page_and_every_link_leads_somewhere():
    """Each dialogue and each leerlijn is linked to by its file, and no link leads to a file that is not there."""
    links = re.findall(r"\]\(\.\./([^)]+)\)", PAGE.read_text(encoding="utf-8"))
    files = {item.file for item in (*CONTENT.dialogues.values(), *CONTENT.lines.values())}
    assert files <= set(links)
    assert all((PAGE.parents[1] / link).is_file() for link in links)
