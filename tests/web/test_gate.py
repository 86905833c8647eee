"""The gate: whose requests come through, and what every answer carries."""

import logging
import socket

import httpx
import pytest

from bot.texts import say
from tests.web.fake_post import FakePost
from tests.web.site import Site

TEXT = {"id": "a1", "text": "Dag"}


def test_every_answer_is_strict(site: Site) -> None:
    """Every answer, refusals too, forbids foreign content, framing, sniffing, referrers and caching."""
    with site.client() as client:
        for path in ("/", "/static/main.js", "/nergens", "/api/files/1"):
            headers = client.get(path).headers
            policy = headers["content-security-policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["cache-control"] == "no-store"
            assert "server" not in headers


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
def test_the_names_of_this_machine(site: Site, name: str) -> None:
    """The loopback names with the port are ours."""
    host = f"{name}:{site.port}"
    answer = httpx.post(f"{site.url}/api/messages", json=TEXT, headers={"Host": host, "Origin": f"http://{host}"})
    assert answer.status_code == 202


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "localhost."])
@pytest.mark.parametrize("path", ["/", "/api/events", "/static/main.js"])
def test_a_foreign_host(site: Site, host: str, path: str) -> None:
    """Any other Host, as after DNS rebinding, is refused everywhere."""
    answer = httpx.get(f"{site.url}{path}", headers={"Host": host.format(port=site.port)})
    assert answer.status_code == 403
    assert say("web.foreign") in answer.text


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", "file://127.0.0.1:{port}"]
)
def test_a_foreign_origin(site: Site, post: FakePost, origin: str | None) -> None:
    """A post that does not come from our own page is refused with one sentence and nothing is kept."""
    headers = {} if origin is None else {"Origin": origin.format(port=site.port)}
    answer = httpx.post(f"{site.url}/api/messages", json=TEXT, headers=headers)
    assert (answer.status_code, answer.json()) == (403, {"error": say("web.foreign")})
    assert not post.received


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_may_not_listen(site: Site, headers: dict[str, str]) -> None:
    """Another site can open neither the events nor a file, while a link to the page itself works."""
    for path in ("/api/events", "/api/files/1"):
        assert httpx.get(f"{site.url}{path}", headers=headers).status_code == 403
    assert httpx.get(site.url, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_configured_name(post: FakePost) -> None:
    """A name from the configuration is ours too, with https in front of it."""
    site = Site(post, more_hosts=["nabij.voorbeeld.nl"])
    site.start()
    try:
        headers = {"Host": "nabij.voorbeeld.nl", "Origin": "https://nabij.voorbeeld.nl"}
        assert httpx.post(f"{site.url}/api/messages", json=TEXT, headers=headers).status_code == 202
    finally:
        site.stop()


def test_nobody_known(post: FakePost) -> None:
    """Where a request is of nobody we know, every call is refused with one sentence."""
    site = Site(post, who=lambda request: "")
    site.start()
    try:
        with site.client() as client:
            answers = [client.post("/api/messages", json=TEXT), client.get("/api/events"), client.get("/api/files/1")]
        assert [(a.status_code, a.json()["error"]) for a in answers] == [(403, say("web.unknown"))] * 3
    finally:
        site.stop()


def test_a_failure_tells_nothing(site: Site, post: FakePost, caplog: pytest.LogCaptureFixture) -> None:
    """What goes wrong inside is one sentence outside, and the log holds the class of the error and no words."""
    post.failing = RuntimeError("geheime woorden")  # type: ignore[assignment]
    with caplog.at_level(logging.DEBUG), site.client() as client:
        answer = client.post("/api/messages", json={"id": "a1", "text": "geheime woorden"})
    assert (answer.status_code, answer.json()) == (500, {"error": say("web.failed")})
    assert "RuntimeError" in caplog.text
    assert "geheime" not in caplog.text


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/static/../app.py"), ("GET", "/x"), ("DELETE", "/"), ("PUT", "/")]
)
def test_what_is_not_there(site: Site, method: str, path: str) -> None:
    """Unknown addresses and methods get one sentence."""
    with site.client() as client:
        answer = client.request(method, path)
    assert answer.status_code in (404, 405)
    assert answer.text == say("web.not_here")


def test_a_page_that_other_sites_cannot_read(site: Site) -> None:
    """No answer invites another origin in."""
    with site.client() as client:
        assert not [name for name in client.get("/").headers if name.startswith("access-control")]


def test_a_taken_port_is_said(site: Site) -> None:
    """A port that is taken is an OSError for whoever starts us, not an exit."""
    with pytest.raises(OSError, match="in use"):
        Site.start(_on(site.port))
    with socket.create_connection(("127.0.0.1", site.port)):
        pass


def _on(port: int) -> Site:
    site = Site(FakePost())
    site.port = port
    return site
