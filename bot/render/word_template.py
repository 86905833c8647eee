"""The Word template: a casus to write over, under the headings that are read back, each explained in a comment."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from bot.render.paper import Paper
from bot.render.word_parts import begin
from bot.texts import say

# Per heading: its level, its text, its comment ("" for none), and what stands under it; all by name in template.toml.
_PARTS: tuple[tuple[int, str, str, tuple[str, ...]], ...] = (
    (1, "head_summary", "summary_note", ("summary",)),
    (1, "head_persons", "persons_note", ("persons_1", "persons_2")),
    (1, "head_care", "care_note", ("care",)),
    (1, "head_story", "story_note", ("story_1", "story_2")),
    (1, "head_question_1", "question_note", ("question_1",)),
    (2, "head_tip", "tip_note", ("tip",)),
    (2, "head_points", "points_note", ("point_1", "point_2", "point_3")),
    (2, "head_views", "views_note", ("views_1",)),
    (1, "head_question_2", "", ("question_2",)),
    (2, "head_views", "", ("views_2",)),
    (1, "head_story_on", "", ("story_3",)),
    (1, "head_statement", "statement_note", ("statement",)),
    (2, "head_why", "why_note", ("why",)),
    (2, "head_other_side", "other_side_note", ("other_side",)),
    (2, "head_views", "", ("views_3",)),
)
_LISTED = "point_"
_MADE = datetime(2026, 1, 1, tzinfo=UTC)  # the same file each time


def word_template() -> bytes:
    """The template as a .docx file."""
    document = begin(Paper(title=_say("title"), made=_MADE.date(), blocks=(), author=_say("author")))
    title = document.add_paragraph(_say("title"), style="Title")
    _comment(document, title, "title_note")
    for level, head, note, texts in _PARTS:
        heading = document.add_heading(_say(head), level=level)
        if note:
            _comment(document, heading, note)
        for text in texts:
            document.add_paragraph(_say(text), style="List Bullet" if text.startswith(_LISTED) else None)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _say(name: str) -> str:
    return say(f"template.{name}")


def _comment(document: Any, paragraph: Any, note: str) -> None:
    made = document.add_comment(paragraph.runs, _say(note), author=_say("author"), initials=_say("initials"))
    made._comment_elm.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date", f"{_MADE:%Y-%m-%dT%H:%M:%SZ}"
    )
