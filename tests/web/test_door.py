"""The door of a web channel for many: who comes in, who does not, and what is said of either."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import httpx
import pytest
from starlette.routing import Route

from bot.channels.web import web_app
from bot.channels.web.limits import Limit, Rate
from bot.dialogue.turn import Reply
from bot.services.ways_in import KEY
from bot.texts import say
from tests.web.many import HOST, ORIGIN, Many
from tests.web.site import Stream

# What is open to somebody who is not known; every other route refuses them.
OPEN = {"/", "/static/{name}", "/sleutel", "/g/{code}", "/api/begin", "/api/enter", "/api/leave"}
SAMPLES = {"name": "door.js", "code": "abc123", "seq": "1"}
WRONG = "w" * 32


@pytest.fixture
def many() -> Iterator[Many]:
    """Give a site with a door."""
    site = Many()
    site.start()
    yield site
    site.stop()


def routes() -> list[tuple[str, str]]:
    """Every method and path of the application, as it is put together."""
    app = web_app(Many().post, door=Many().door)
    return sorted(
        (method, route.path) for route in app.routes if isinstance(route, Route) for method in route.methods or ()
    )


def filled(path: str) -> str:
    """A path with something in its places."""
    return re.sub(r"\{(\w+)\}", lambda found: SAMPLES[found[1]], path)


def ask(client: httpx.Client, method: str, path: str) -> tuple[int, bytes]:
    """Status and body; of a key that was just made only that there is one."""
    data = {"json": {"id": "a1", "text": "Dag", "key": WRONG}} if method == "POST" else {}
    answer = client.request(method, filled(path), **data)
    return answer.status_code, re.sub(rb"#[\w-]{32}", b"#key", answer.content)


def test_there_are_routes_to_try() -> None:
    """The walk finds the page, its calls and the door."""
    assert {path for _, path in routes()} >= {"/api/events", "/api/messages", "/api/files/{seq}", "/api/key", *OPEN}


@pytest.mark.parametrize(("method", "path"), routes())
def test_who_is_not_known(many: Many, method: str, path: str) -> None:
    """Without a cookie, with a wrong one and with a broken one every route says the same; what is not open refuses."""
    many.post.say(Reply("geheim", export="data"), address="local")
    answers = []
    for cookie in ("", WRONG, "x; y", "kort"):
        with many.visitor(cookie) as client:
            answers.append(ask(client, method, path))
    assert len(set(answers)) == 1
    status, body = answers[0]
    assert b"geheim" not in body
    if path not in OPEN:
        assert status == 403
        assert method == "HEAD" or say("web.unknown") in body.decode()
    assert not many.post.received


@pytest.mark.parametrize(("method", "path"), routes())
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example", "Origin": "https://evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": f"http://{HOST}"},
        {"Origin": "null"},
    ],
)
def test_from_elsewhere(many: Many, method: str, path: str, headers: dict[str, str]) -> None:
    """Another host, another site, and our own name over plain http get no further than one sentence, known or not."""
    opened = many.doors.begin()
    answers = []
    for cookie in ("", opened.session):
        with many.visitor(cookie, **headers) as client:
            answers.append(ask(client, method, path))
    assert answers[0] == answers[1]
    assert answers[0][0] == 403
    assert (many.doors.begun, len(many.doors.sessions), many.post.received) == (1, 1, [])


@pytest.mark.parametrize(("method", "path"), [item for item in routes() if item[0] == "POST"])
def test_a_form_of_another_site(many: Many, method: str, path: str) -> None:
    """A post without an Origin, or of a kind that a plain form can send, changes nothing."""
    opened = many.doors.begin()
    with many.visitor(opened.session) as client:
        del client.headers["Origin"]
        assert ask(client, method, path)[0] == 403
    with many.visitor(opened.session) as client:
        for kind in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"):
            answer = client.request(method, path, content='{"id":"a","text":"b"}', headers={"Content-Type": kind})
            assert answer.status_code == 415
        for body, status in (("x" * 200_000, 413), ("{", 400)):
            answer = client.request(method, path, content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code == (415 if path == "/api/uploads" else status)  # it takes files alone
    assert (many.doors.begun, list(many.doors.sessions)) == (1, [opened.session])


def test_the_page_at_the_door(many: Many) -> None:
    """A visitor reads what this is and who runs it, escaped; nothing of the conversation is loaded."""
    with many.visitor() as client:
        page = client.get("/").text
    assert "Hogeschool Proef &lt;b&gt;" in page
    assert "proef@example.org" in page
    assert say("door.begin") in page
    assert "/static/door.js" in page
    assert "main.js" not in page
    assert '"known": false' in page


def test_everything_of_the_door_comes_from_here(many: Many) -> None:
    """The page at the door has no script or style in itself, and all that it loads is here."""
    with many.visitor() as client:
        page = client.get("/sleutel").text
        loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
        assert all(client.get(address).status_code == 200 for address in loaded)
    assert "//" not in "".join(loaded)
    assert len(re.findall(r"<script", page)) == 2
    assert "style=" not in page
    assert "$" not in page


def test_the_script_of_the_door_knows_its_sentences(many: Many) -> None:
    """Each sentence that the script uses stands in the texts, and each one in the texts is used."""
    with many.visitor() as client:
        page, script = client.get("/").text, client.get("/static/door.js").text
    found = set(re.findall(r'"(\w+)": "', page.partition('"texts": ')[2].partition("}")[0]))
    assert found == set(re.findall(r"texts\.(\w+)", script))


def test_beginning(many: Many) -> None:
    """Who begins gets a cookie that no script reads and no other site sends, and sees the key once."""
    with many.visitor() as client:
        answer = client.post("/api/begin", json={})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-nabij=")
    for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert part.lower() in cookie.lower()
    assert "domain" not in cookie.lower()
    link = answer.json()["link"]
    assert link.startswith(f"{ORIGIN}/sleutel#")
    assert link.partition("#")[2] in many.doors.links
    [session] = many.doors.sessions
    with many.visitor(session) as client:
        assert client.post("/api/begin", json={}).json() == {}
        assert "main.js" in client.get("/").text
        assert client.get("/api/session").status_code == 204
    assert many.doors.begun == 1


def test_without_https_the_cookie_has_another_name() -> None:
    """On this machine, over http, the cookie is plain, so that a browser keeps it."""
    site = Many(address="http://127.0.0.1:1")
    site.start()
    try:
        with site.client(Host="127.0.0.1:1", Origin="http://127.0.0.1:1") as client:
            cookie = client.post("/api/begin", json={}).headers["set-cookie"]
    finally:
        site.stop()
    assert cookie.startswith("nabij=")
    assert "secure" not in cookie.lower()


def test_each_person_has_their_own(many: Many) -> None:
    """What one sends is kept under their address, and another neither sees it nor can fetch its files."""
    one, two = many.doors.begin(), many.doors.begin()
    with many.visitor(one.session) as client:
        client.post("/api/messages", json={"id": "a1", "text": "van een"})
        client.post("/api/messages", json={"id": "a1", "text": "nog eens"})
    assert [(item.address, item.update) for item in many.post.received] == [("adres-1", "adres-1:a1")]
    many.post.say(Reply("bestand", export="data"), address="adres-1")
    with many.visitor(two.session) as client, client.stream("GET", "/api/events") as answer:
        events = Stream(answer.iter_lines()).until("ready")
        assert [event.name for event in events] == []
    with many.visitor(two.session) as client:
        answers = {client.get(f"/api/files/{seq}").text for seq in (1, 2, 99)}
    assert len(answers) == 1


def test_coming_in_with_a_key(many: Many) -> None:
    """A key opens another session of the same person; the one that the browser had is ended."""
    mine, theirs = many.doors.begin(), many.doors.begin()
    with many.visitor(mine.session) as client:
        answer = client.post("/api/enter", json={"key": theirs.link})
    assert answer.json() == {}
    session = re.search(r"__Host-nabij=([^;]+)", answer.headers["set-cookie"])[1]  # type: ignore[index]
    assert many.doors.address(session) == "adres-2"
    assert many.doors.address(mine.session) == ""


@pytest.mark.parametrize("key", [WRONG, "", "x", 7, None, ["x"], "é" * 32, "x" * 2000, "a/b" * 10])
def test_a_key_that_fits_nothing(many: Many, key: object) -> None:
    """Whatever is tried, the answer is the same sentence, and no cookie."""
    many.doors.begin()
    with many.visitor() as client:
        answer = client.post("/api/enter", json={"key": key})
    assert (answer.status_code, answer.json()) == (403, {"error": say("door.wrong_key")})
    assert "set-cookie" not in answer.headers


def test_a_new_key_puts_an_open_page_out(many: Many) -> None:
    """Another device's stream ends when the key is renewed, and what was not yet read is not told there."""
    first = many.doors.begin()
    second = many.doors.enter(first.link)
    assert second is not None
    with many.visitor(second.session) as client, client.stream("GET", "/api/events") as answer:
        stream = Stream(answer.iter_lines())
        stream.until("ready")
        with many.visitor(first.session) as own:
            assert own.post("/api/key", json={}).json()["link"].startswith(f"{ORIGIN}/sleutel#")
        many.post.say(Reply("geheim"), address="adres-1")
        assert [event.data for event in stream.until("out")[1:]] == []
    with many.visitor(second.session) as client:
        assert client.get("/api/session").status_code == 403


def test_a_farewell_reaches_the_page_that_it_puts_out(many: Many) -> None:
    """Who deletes everything has no session any more, and still reads the farewell."""
    opened = many.doors.begin()
    many.post.say(Reply("hallo"), address="adres-1")
    with many.visitor(opened.session) as client, client.stream("GET", "/api/events") as answer:
        stream = Stream(answer.iter_lines())
        stream.until("ready")
        many.doors.leave(opened.session)
        many.post.forget(Reply("Dag"), address="adres-1")
        told = [event for event in stream.until("out") if event.data]
    assert [event.data["spans"][0]["text"] for event in told if event.data.get("farewell")] == ["Dag"]


def test_leaving(many: Many) -> None:
    """The session ends and the browser is told to forget it."""
    opened = many.doors.begin()
    with many.visitor(opened.session) as client:
        answer = client.post("/api/leave", json={})
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert many.doors.sessions == {}


def test_the_bot_points_at_the_page_of_the_key(many: Many) -> None:
    """The reply to /sleutel carries a link to the page, and no file."""
    opened = many.doors.begin()
    many.post.say(Reply("Je sleutel", export=KEY), address="adres-1")
    with many.visitor(opened.session) as client, client.stream("GET", "/api/events") as answer:
        [event] = [event.data for event in Stream(answer.iter_lines()).until("ready") if event.data]
    assert event["link"] == {"url": "/sleutel", "label": say("web.key")}
    assert "file" not in event


def test_an_invitation_tells_nothing(many: Many) -> None:
    """Whatever the code, the page is the same; what cannot be one is not there."""
    with many.visitor() as client:
        assert len({client.get(f"/g/{code}").text for code in ("abc", "x" * 62, "-_-")}) == 1
        assert [client.get(f"/g/{code}").status_code for code in ("x" * 63, "a.b", "a%20b", "")] == [404] * 4


def test_too_many_at_once() -> None:
    """Beginning and trying keys are held per address and for all; others go on, and after a while it goes again."""
    now = [0.0]
    begin = Limit(Rate(2, 10.0), Rate(100, 0.1), lambda: now[0])
    enter = Limit(Rate(3, 10.0), Rate(5, 10.0), lambda: now[0])
    site = Many(begin, enter, proxied=True)
    site.start()
    try:

        def tried(path: str, source: str) -> httpx.Response:
            with site.visitor(**{"X-Forwarded-For": f"6.6.6.6, {source}"}) as client:
                return client.post(path, json={"key": WRONG})

        assert [tried("/api/begin", "1.1.1.1").status_code for _ in range(3)] == [200, 200, 429]
        assert tried("/api/begin", "2.2.2.2").status_code == 200
        assert [tried("/api/enter", "1.1.1.1").status_code for _ in range(4)] == [403, 403, 403, 429]
        assert [tried("/api/enter", "2.2.2.2").status_code for _ in range(3)] == [403, 403, 429]
        held = tried("/api/enter", "1.1.1.1")
        assert held.json() == {"error": say("door.too_often")}
        assert 0 < int(held.headers["Retry-After"]) <= 60
        now[0] += 10
        assert tried("/api/begin", "1.1.1.1").status_code == 200
    finally:
        site.stop()


def test_a_header_that_anybody_can_write_is_not_believed() -> None:
    """Without a proxy of ours, another X-Forwarded-For does not get round the limit."""
    site = Many(Limit(Rate(2, 10.0), Rate(100, 0.1), lambda: 0.0))
    site.start()
    try:
        found = []
        for number in range(3):
            with site.visitor(**{"X-Forwarded-For": f"1.1.1.{number}"}) as client:
                found.append(client.post("/api/begin", json={}).status_code)
    finally:
        site.stop()
    assert found == [200, 200, 429]


def test_no_secret_is_logged(many: Many, caplog: pytest.LogCaptureFixture) -> None:
    """Neither session nor key stands in the log, also when something fails."""
    opened = many.doors.begin()
    many.post.failing = RuntimeError(opened.session)  # type: ignore[assignment]
    with caplog.at_level(logging.DEBUG, "bot"), many.visitor(opened.session) as client:
        client.post("/api/messages", json={"id": "a1", "text": "x"})
        client.post("/api/enter", json={"key": opened.link})
    assert "RuntimeError" in caplog.text
    assert opened.session not in caplog.text
    assert opened.link not in caplog.text
