"""What the page posts."""

from datetime import UTC, datetime

import httpx
import pytest

from bot.channels.web.arriving import LIMIT
from bot.dialogue.turn import Signal
from bot.errors import StoreError
from bot.texts import say
from tests.web.fake_post import FakePost
from tests.web.site import Site


def post_message(site: Site, **data: object) -> httpx.Response:
    """Post as the page does."""
    with site.client() as client:
        return client.post("/api/messages", json=data)


def test_a_text_is_kept_before_it_is_accepted(site: Site, post: FakePost) -> None:
    """A text becomes an arrival with its own words as echo, and only then is it answered with 202."""
    before = datetime.now(UTC)
    answer = post_message(site, id="a1", text="Dag Nabij")
    (arrival,) = post.received
    assert (answer.status_code, answer.json()) == (202, {"id": "a1"})
    assert (arrival.channel, arrival.address, arrival.echo) == ("web", "local", "Dag Nabij")
    assert (arrival.incoming.signal, arrival.incoming.text, arrival.incoming.ref) == (
        Signal.TEXT,
        "Dag Nabij",
        "web:a1",
    )
    assert before <= arrival.incoming.at <= datetime.now(UTC)


def test_what_the_store_refuses_is_not_accepted(site: Site, post: FakePost) -> None:
    """A message that could not be kept is answered with 503 and one sentence, so that the page tries again."""
    post.failing = StoreError("vol")
    answer = post_message(site, id="a1", text="Dag")
    assert (answer.status_code, answer.json()) == (503, {"error": say("web.not_kept")})


@pytest.mark.parametrize(
    ("data", "signal", "text", "echo"),
    [
        ({"text": "/casus abiba"}, Signal.COMMAND, "casus abiba", "/casus abiba"),
        ({"text": "/menu", "label": "Menu"}, Signal.COMMAND, "menu", "Menu"),
        ({"text": "/start", "label": ""}, Signal.COMMAND, "start", ""),
        ({"text": "/ of zoiets"}, Signal.TEXT, "/ of zoiets", "/ of zoiets"),
        ({"text": "?presentie", "label": "iets anders"}, Signal.TEXT, "?presentie", "?presentie"),
        ({"key": "r:1:2:on", "label": "Verder"}, Signal.PRESS, "r:1:2:on", "Verder"),
    ],
)
def test_commands_and_presses(
    site: Site, post: FakePost, data: dict[str, str], signal: Signal, text: str, echo: str
) -> None:
    """A slash before a letter makes a command, a key makes a press; the label is what the transcript shows."""
    assert post_message(site, id="a1", **data).status_code == 202
    (arrival,) = post.received
    assert (arrival.incoming.signal, arrival.incoming.text, arrival.echo) == (signal, text, echo)


def test_the_same_id_twice_is_kept_once(site: Site, post: FakePost) -> None:
    """A repeated post, as after a lost answer, is accepted again and kept once."""
    assert [post_message(site, id="a1", text="Dag").status_code for _ in range(2)] == [202, 202]
    assert len(post.received) == 1


@pytest.mark.parametrize("text", ["x" * 20_000, "\u200fשלום <b>&" * 1500, "a\x00b", "👩‍👩‍👦 hé"])
def test_any_words_come_through_unchanged(site: Site, post: FakePost, text: str) -> None:
    """Long texts, other scripts, markup, NUL and emoji are kept exactly as they were written."""
    assert post_message(site, id="a1", text=text).status_code == 202
    assert post.received[0].incoming.text == text


def test_half_a_surrogate_pair_is_replaced(site: Site, post: FakePost) -> None:
    """A sign that no encoding can store becomes the replacement sign instead of a failure."""
    with site.client() as client:
        body = b'{"id":"a1","text":"\\ud83d hoi"}'
        answer = client.post("/api/messages", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 202
    assert post.received[0].incoming.text == "\ufffd hoi"


@pytest.mark.parametrize("size", [LIMIT, LIMIT * 12])
def test_too_much_at_once(site: Site, post: FakePost, size: int) -> None:
    """A post above the limit is refused with one sentence, which the sender hears however much more it sends."""
    answer = post_message(site, id="a1", text="x" * size)
    assert (answer.status_code, answer.json()) == (413, {"error": say("web.too_long")})
    assert not post.received


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"x"', b"\xff", b"[" * 60_000, b'{"id":"a1"}', b'{"id":"a1","text":3}', b'{"id":"","text":"x"}',
     b'{"id":"a b","text":"x"}', b'{"text":"x"}', b'{"id":"a1","text":"x","key":"y"}', b'{"id":"a1","key":""}',
     b'{"id":"' + b"a" * 65 + b'","text":"x"}', b'{"id":"a1","key":"' + b"k" * 65 + b'"}',
     b'{"id":"a1","key":"k","label":5}', b'{"id":"a1","key":"k","label":"' + b"l" * 201 + b'"}'],
)  # fmt: skip
def test_what_is_malformed(site: Site, post: FakePost, body: bytes) -> None:
    """Anything but one id with one text or key is refused with one sentence."""
    with site.client() as client:
        answer = client.post("/api/messages", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()) == (400, {"error": say("web.malformed")})
    assert not post.received


def test_an_empty_text(site: Site, post: FakePost) -> None:
    """A text of nothing but space is refused with its own sentence."""
    answer = post_message(site, id="a1", text=" \n ")
    assert (answer.status_code, answer.json()) == (400, {"error": say("web.empty")})


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_the_wrong_content_type(site: Site, post: FakePost, kind: str) -> None:
    """Only JSON is read: what a form of another site could send is not."""
    with site.client() as client:
        answer = client.post("/api/messages", content=b'{"id":"a1","text":"x"}', headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()) == (415, {"error": say("web.wrong_type")})
    assert not post.received
