"""The pages of a lesson, asked for by plain clients: what they refuse, and what they never tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.people.classes import LONGEST
from tests.web.class_room import Lesson, lesson_served


@pytest.fixture
def lesson(tmp_path: Path) -> Iterator[Lesson]:
    """An open statement."""
    with lesson_served(tmp_path) as served:
        yield served.open()


SECRETS = ("schuldeiser", "2A", "Marieke", "Betül")
WRONG = [
    ("GET", "/s/9999999"),
    ("GET", "/s/{path}x"),
    ("GET", "/s/abcdefghjkmn"),
    ("GET", "/s/abcdefghjkmn/stand"),
    ("GET", "/s/" + "a" * 500),
    ("GET", "/s/%00%ff'"),
    ("POST", "/s/abcdefghjkmn"),
    ("POST", "/s/{code}"),
    ("GET", "/scherm/abcdefghjkmn"),
    ("GET", "/scherm/{path}"),
    ("GET", "/scherm/{code}"),
    ("GET", "/scherm/abcdefghjkmn/stand"),
]


@pytest.mark.parametrize(("method", "where"), WRONG)
def test_what_leads_nowhere_tells_nothing(lesson: Lesson, method: str, where: str):
    """A wrong code, path or screen is not found, and no word of what is open stands in the answer."""
    where = where.format(path=lesson.path.removeprefix("/s/"), code=lesson.code)
    with lesson.site.client() as client:
        answer = client.request(method, where, data={"deed": "choose:agree"} if method == "POST" else None)
    assert answer.status_code == 404
    assert not [word for word in SECRETS if word in answer.text]


def test_a_closed_lesson_is_the_same_as_none(lesson: Lesson):
    """Every address that worked answers as one that never did."""
    with closing(lesson.phone()) as phone:
        lesson.press(phone, "choose:agree")
        lesson.trainer.say("Toon uitslag", "Andere kant", "Sluit")
        ways = {lesson.path: "/s/abcdefghjkmn", f"/s/{lesson.code}": "/s/999999", lesson.screen: "/scherm/abcdefghjkmn"}
        for way, never in {**ways, f"{lesson.path}/stand": "/s/abcdefghjkmn/stand"}.items():
            gone, none = phone.get(way), phone.get(never)
            assert (gone.status_code, gone.text) == (none.status_code, none.text)
        pressed, none = lesson.press(phone, "choose:agree"), phone.post("/s/abcdefghjkmn", data={"deed": "x"})
        assert (pressed.status_code, pressed.text) == (none.status_code, none.text)


@pytest.mark.parametrize("origin", ["https://elders.example", "null", ""])
def test_another_site_presses_nothing(lesson: Lesson, origin: str):
    """A post that does not come from our own page is refused, and counts for nothing."""
    with closing(lesson.phone()) as phone:
        headers = {"Origin": origin} if origin else {}
        del phone.headers["Origin"]
        answer = phone.post(lesson.path, data={"deed": "choose:agree"}, headers=headers)
        assert answer.status_code == 403
        assert phone.get(f"{lesson.screen}/stand").json()["count"] == 0


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "x" * 9000, "é " * 4000])
def test_more_than_one_sentence_is_refused(lesson: Lesson, text: str):
    """What is too long is told so, and nothing of it is kept."""
    with closing(lesson.phone()) as phone:
        lesson.press(phone, "choose:agree")
        answer = lesson.press(phone, "say", text)
        assert answer.status_code == 400
        assert "meer dan één zin" in answer.text
        assert "Waarom?" in phone.get(lesson.path).text


@pytest.mark.parametrize("deed", ["", "choose:", "choose:misschien", "toon", "sluit", "yes", "other", "choose:agree:x"])
def test_a_button_that_is_not_there_does_nothing(lesson: Lesson, deed: str):
    """Whatever is posted, only what the page offers has any effect."""
    with closing(lesson.phone()) as phone:
        lesson.press(phone, deed)
        assert phone.get(f"{lesson.screen}/stand").json()["count"] == 0
        assert "Wat vind jij?" in phone.get(lesson.path).text


def test_without_its_cookie_a_phone_is_told_so(lesson: Lesson):
    """A browser that keeps nothing cannot be counted once, so it is not counted."""
    with lesson.site.client() as client:
        answer = client.post(lesson.path, data={"deed": "choose:agree"})
        assert answer.status_code == 403
        assert "cookie" in answer.text
        assert client.get(f"{lesson.screen}/stand").json()["count"] == 0


def test_the_cookie_is_for_one_round_and_for_no_script(lesson: Lesson):
    """It is random, HttpOnly and SameSite, and the second round brings another."""
    with closing(lesson.phone()) as phone:
        first = phone.cookies["plek"]
        lesson.press(phone, "choose:agree")
        assert phone.get(lesson.path).headers.get("set-cookie") is None
        lesson.trainer.say("Toon uitslag", "Nog eens kiezen")
        answer = phone.post(lesson.path, data={"deed": "choose:partly"})
        assert answer.status_code == 303
        told = phone.get(lesson.path).headers["set-cookie"].lower()
        assert "httponly" in told
        assert "samesite=lax" in told
        assert phone.cookies["plek"].split(".") != first.split(".")
        assert "Genoteerd." in lesson.press(phone, "choose:partly").text


def test_after_thirty_wrong_codes_one_has_to_wait_and_the_class_goes_on(lesson: Lesson):
    """Guessing at codes is stopped for ten minutes, for a right one too; who is in stays in."""
    with lesson.site.client() as guesser, closing(lesson.phone()) as phone:
        for number in range(30):
            assert guesser.get(f"/s/{100000 + number}").status_code == 404
        assert guesser.get(f"/s/{lesson.code}").status_code == 429
        assert lesson.press(phone, "choose:agree").status_code == 200
        lesson.ticks[0] += 601
        assert guesser.get(f"/s/{lesson.code}").status_code == 303


def test_words_of_people_are_never_markup(lesson: Lesson):
    """Statement and sentences stand on the pages sign for sign."""
    lesson.open('stelling: <b>Wie</b> "wil" & <script>alert(1)</script>')
    with closing(lesson.phone()) as phone:
        assert "<script>alert" not in phone.get(lesson.path).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in phone.get(lesson.screen).text
        lesson.press(phone, "choose:agree")
        lesson.press(phone, "say", "<img src=x onerror=alert(1)>")
        assert "<img" not in phone.get(lesson.path).text


def test_the_other_side_is_kept_nowhere(lesson: Lesson):
    """What is written there leaves no trace in the database."""
    phones = [lesson.phone() for _ in range(3)]
    for phone in phones:
        lesson.press(phone, "choose:agree")
        lesson.press(phone, "skip")
    lesson.trainer.say("Toon uitslag", "Andere kant")
    assert "Gelezen en losgelaten." in lesson.press(phones[0], "other", "staat ze straks op straat").text
    lesson.trainer.clock.now += timedelta(minutes=4)
    assert "Kijk maar naar voren." in lesson.press(phones[1], "other", "te laat").text
    with lesson.trainer.store.lessons() as book:
        found = book.by_door(lesson.path.removeprefix("/s/"))
        assert book.voices(found, 1) == []
