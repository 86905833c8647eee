"""Posting a file: taken as it is, looked at before it is read, and refused with one sentence."""

from __future__ import annotations

import socket

import pytest

from bot.dialogue.turn import Signal
from bot.services.uploads import MOST_BYTES
from bot.texts import say
from tests.web.site import Site

BYTES = {"Content-Type": "application/octet-stream"}


def test_a_file_arrives_once_with_its_name_and_bytes(site: Site) -> None:
    """The name without folders, and an echo for the conversation; sent twice it counts once."""
    with site.client(**BYTES) as client:
        for _ in range(2):
            answer = client.post("/api/uploads", params={"id": "a1", "name": "../map/casus.docx"}, content=b"PK\x00")
            assert answer.status_code == 202
    [arrival] = site.post.received
    incoming = arrival.incoming
    assert (incoming.signal, incoming.text, incoming.data) == (Signal.FILE, "casus.docx", b"PK\x00")
    assert arrival.echo == "Bestand: casus.docx"


@pytest.mark.parametrize(
    ("query", "headers", "size", "status", "sentence"),
    [
        ({"id": "a", "name": "x.docx"}, BYTES, MOST_BYTES + 1, 413, "own_casus.refused_large"),
        ({"id": "a", "name": "x.pdf"}, BYTES, 1, 415, "own_casus.refused_kind"),
        ({"id": "a", "name": "x.docx"}, {"Content-Type": "text/plain"}, 1, 415, "own_casus.refused_kind"),
        ({"id": "a b", "name": "x.docx"}, BYTES, 1, 400, "web.malformed"),
        ({"id": "a"}, BYTES, 1, 400, "web.malformed"),
        ({"name": "x.docx"}, BYTES, 1, 400, "web.malformed"),
    ],
)
def test_what_cannot_be_taken_is_refused(
    site: Site, query: dict[str, str], headers: dict[str, str], size: int, status: int, sentence: str
) -> None:
    """Too large, of another kind, or without an id: one sentence, and nothing is kept."""
    with site.client(**headers) as client:
        answer = client.post("/api/uploads", params=query, content=bytes(size))
    assert (answer.status_code, answer.json()) == (status, {"error": say(sentence)})
    assert site.post.received == []


def test_a_size_that_is_announced_is_refused_before_it_is_read(site: Site) -> None:
    """Nobody can have the server read on and on."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=60) as asked:
        here = f"127.0.0.1:{site.port}"
        asked.sendall(
            f"POST /api/uploads?id=a&name=x.docx HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\n"
            "Content-Type: application/octet-stream\r\nContent-Length: 1099511627776\r\n\r\nPK".encode()
        )
        answer = asked.recv(4096)
    assert b" 413 " in answer.splitlines()[0]
    assert site.post.received == []


def test_another_site_cannot_send_a_file(site: Site) -> None:
    """A post from elsewhere is refused at the gate."""
    with site.client(**BYTES, Origin="https://example.org") as client:
        answer = client.post("/api/uploads", params={"id": "a", "name": "x.docx"}, content=b"x")
    assert answer.status_code == 403
    assert site.post.received == []
