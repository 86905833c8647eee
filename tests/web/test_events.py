"""The stream of events, and the files that deliveries name."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.dialogue.turn import Button, Reply
from bot.services.ports import Document
from bot.texts import say
from tests.web.fake_post import FakePost
from tests.web.site import Event, Site, Stream


@contextmanager
def listening_to(site: Site, after: int | None = None, header: int | None = None) -> Iterator[Stream]:
    """Open the stream of events."""
    headers = {} if header is None else {"Last-Event-ID": str(header)}
    params = {} if after is None else {"after": after}
    with site.client() as client, client.stream("GET", "/api/events", params=params, headers=headers) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Stream(response.iter_lines())


def test_an_event_tells_all_that_is_shown(site: Site, post: FakePost) -> None:
    """An event has the delivery's number as its id, styled words, rows of buttons and the fixed keyboard."""
    buttons = ((Button("Verder", "r:1:1:on"),), (Button("Ja", "j"), Button("Nee", "n")))
    post.say(Reply("**Vraag 1.** Zei {who} *dat*?", {"who": "<b>*x*&"}, buttons, ("Klaar", "Begrip")))
    with listening_to(site) as events:
        event = next(events)
    assert event.id == "1"
    assert event.data["kind"] == "reply"
    assert [(span["text"], span["bold"], span["italic"]) for span in event.data["spans"]] == [
        ("Vraag 1.", True, False), (" Zei <b>*x*& ", False, False), ("dat", False, True), ("?", False, False),
    ]  # fmt: skip
    rows = [[(button["label"], button["key"]) for button in row] for row in event.data["buttons"]]
    assert rows == [[("Verder", "r:1:1:on")], [("Ja", "j"), ("Nee", "n")]]
    assert event.data["keyboard"] == ["Klaar", "Begrip"]


def test_the_keyboard_stays_or_goes(site: Site, post: FakePost) -> None:
    """A keyboard that is not mentioned is null, one that is taken away is empty."""
    post.say(Reply("a"), Reply("b", keyboard=()))
    with listening_to(site) as events:
        assert [next(events).data["keyboard"] for _ in range(2)] == [None, []]


def test_own_words_come_back_with_their_id(site: Site, post: FakePost) -> None:
    """The echo of a message is an event of its own that names the id the page gave it."""
    with site.client() as client, listening_to(site) as events:
        events.until("ready")
        client.post("/api/messages", json={"id": "m-1", "text": "{words} **hoi**"})
        event = next(events)
    assert (event.data["kind"], event.data["ref"]) == ("echo", "m-1")
    assert "".join(span["text"] for span in event.data["spans"]) == "{words} **hoi**"


def test_everything_comes_back(site: Site, post: FakePost) -> None:
    """A fresh page gets the whole conversation, however long, in order, and then hears that this was all."""
    post.say(*(Reply(str(number)) for number in range(450)))
    with listening_to(site) as events:
        seen = events.until("ready")
    assert [event.data["spans"][0]["text"] for event in seen] == [str(number) for number in range(450)]
    assert events.seen[-1].data == {"empty": False}


def test_an_empty_conversation_is_told(site: Site) -> None:
    """The page hears when there is nothing yet, so that it can begin."""
    with listening_to(site) as events:
        assert (next(events).name, events.seen[0].data) == ("ready", {"empty": True})


@pytest.mark.parametrize("where", [{"after": 2}, {"header": 2}, {"after": 1, "header": 2}])
def test_going_on_from_a_number(site: Site, post: FakePost, where: dict[str, int]) -> None:
    """Only what came after the last number is sent; the header counts before the query."""
    post.say(Reply("een"), Reply("twee"), Reply("drie"))
    with listening_to(site, **where) as events:
        assert [event.id for event in events.until("ready")] == ["3"]
    assert events.seen[-1].data == {"empty": False}


@pytest.mark.parametrize("after", ["-1", "x", "1e3", "9" * 40, "²"])
def test_a_number_that_is_none(site: Site, post: FakePost, after: str) -> None:
    """An impossible number counts as none."""
    post.say(Reply("een"))
    with site.client() as client, client.stream("GET", "/api/events", params={"after": after}) as response:
        assert next(Stream(response.iter_lines())).id == "1"


def test_what_is_new_is_pushed(post: FakePost) -> None:
    """A reply that comes later reaches the open page long before the page would be looked after."""
    with Site(post, poll=120, alive=120) as site, listening_to(site) as events:
        events.until("ready")
        began = time.monotonic()
        post.say(Reply("er is iets"))
        assert next(events).data["spans"][0]["text"] == "er is iets"
    assert time.monotonic() - began < 60


class DeafPost(FakePost):
    def listen(self, bell):
        return lambda: None


def test_what_rings_no_bell_is_found() -> None:
    """A reply that another process put out is found by the poll."""
    post = DeafPost()
    site = Site(post, poll=0.05)
    site.start()
    try:
        with listening_to(site) as events:
            events.until("ready")
            post.say(Reply("van elders"))
            assert next(events).data["seq"] == 1
    finally:
        site.stop()


def test_what_was_handed_over_is_marked(site: Site, post: FakePost) -> None:
    """Each delivery that reached a page is marked as sent, own words too; without a page nothing is."""
    post.say(Reply("een"), Reply("twee"))
    assert len(post.outgoing("web")) == 2
    with listening_to(site) as events:
        events.until("ready")
        post.until(lambda p: not p.outgoing("web"))


def test_one_does_not_read_another(site: Site, post: FakePost) -> None:
    """Only the deliveries of the person at this address are sent."""
    post.say(Reply("van een ander"), address="iemand")
    with listening_to(site) as events:
        assert events.until("ready") == []


def test_a_quiet_connection_is_kept(post: FakePost) -> None:
    """A comment goes out when nothing else does."""
    site = Site(post, alive=0.05)
    site.start()
    try:
        with listening_to(site) as events:
            events.until("ready")
            assert [next(events).name for _ in range(2)] == ["comment", "comment"]
    finally:
        site.stop()


def test_a_deletion_reaches_every_page(site: Site, post: FakePost) -> None:
    """After a deletion all pages hear that the conversation is gone, the farewell is shown and kept nowhere."""
    post.say(Reply("een"), Reply("twee"))
    with listening_to(site) as first, listening_to(site) as second:
        first.until("ready")
        second.until("ready")
        post.forget(Reply("Alles is weg."))
        assert [next(events).name for events in (first, second)] == ["reset", "reset"]
        post.until(lambda p: not p.rows)
        post.say(Reply("Opnieuw"))
        heard = [until_text(events, "Opnieuw") for events in (first, second)]
    farewells = [event for page in heard for event in page]
    assert farewells
    assert all(event.data["farewell"] and event.id is None for event in farewells)


def until_text(events: Stream, text: str) -> list[Event]:
    """Read on up to that text; give what came before."""
    before = []
    while (event := next(events)).data["spans"][0]["text"] != text:
        before.append(event)
    return before


def test_a_page_that_slept_through_a_deletion(site: Site, post: FakePost) -> None:
    """A page that comes back to a conversation that is gone hears so before anything else."""
    post.say(Reply("nieuw"))
    with listening_to(site, after=77) as events:
        assert [(event.name, event.id) for event in events.until("ready")] == [("reset", "0"), ("message", "1")]


def test_a_removal_is_passed_on(site: Site, post: FakePost) -> None:
    """The removal of a message names it, once."""
    post.say(Reply("een"))
    with listening_to(site) as events:
        events.until("ready")
        post.remove("web:m-1")
        event = next(events)
        post.until(lambda p: not p.outgoing("web"))
    assert (event.data["kind"], event.data["ref"], event.id) == ("remove", "m-1", None)
    with listening_to(site) as again:
        assert [event.data["kind"] for event in again.until("ready")] == ["reply"]


def test_a_page_that_leaves_stops_listening(site: Site, post: FakePost) -> None:
    """The bell of a page that was closed is taken away."""
    with listening_to(site) as events:
        events.until("ready")
        assert len(post.bells) == 1
    _soon(lambda: not post.bells)


def test_stopping_does_not_wait_for_pages(post: FakePost) -> None:
    """The server stops while a page listens, long before that page would be looked after."""
    site = Site(post, poll=120, alive=120)
    site.start()
    with listening_to(site) as events:
        events.until("ready")
        began = time.monotonic()
        site.stop()
        assert time.monotonic() - began < 15
    assert not post.bells


def test_a_file_goes_along(site: Site, post: FakePost) -> None:
    """A delivery with an export has an address and a name; the file is an attachment that is never cached."""
    post.documents["data"] = Document("nabij gégevens.json", "application/json", b'{"format": 1}')
    post.say(Reply("Hier is het.", export="data"))
    with listening_to(site) as events:
        file = next(events).data["file"]
    assert file == {"url": "/api/files/1", "name": "nabij-gegevens.json"}
    with site.client() as client:
        answer = client.get(file["url"])
    assert (answer.status_code, answer.content) == (200, b'{"format": 1}')
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''nabij%20g%C3%A9gevens.json"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("seq", "status"), [("1", 404), ("2", 410), ("3", 404), ("4", 404), ("9" * 40, 404), ("x", 404)]
)
def test_a_file_that_is_not_there(site: Site, post: FakePost, seq: str, status: int) -> None:
    """No file, a file that is gone, another person's file and nonsense all give one sentence."""
    post.say(Reply("zonder"), Reply("te laat", export="weg"))
    post.say(Reply("van een ander", export="data"), address="iemand")
    post.documents["data"] = Document("x.json", "application/json", b"{}")
    with site.client() as client:
        answer = client.get(f"/api/files/{seq}")
    assert (answer.status_code, answer.json()) == (status, {"error": say("web.no_file")})


def _soon(condition, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)
