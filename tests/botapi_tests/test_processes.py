"""A client in another process: killed in the middle, and many calls."""

import contextlib
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from tests.botapi import BotApiServer, TestPerson

CLIENT = Path(__file__).with_name("polling_client.py")


@contextlib.contextmanager
def client(server: BotApiServer) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a bot in a process of its own and kill it at the end."""
    process = subprocess.Popen([sys.executable, str(CLIENT), server.token, server.base_url])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_client_killed_while_it_waits_leaves_no_trace(server: BotApiServer, sanne: TestPerson) -> None:
    """After a client was killed in a long poll the next one polls without a conflict and misses nothing."""
    for turn in range(3):
        with client(server):
            before = len(server.calls_to("getUpdates"))
            server.wait_for(lambda count=before: len(server.calls_to("getUpdates")) > count, what="a poll")  # type: ignore[misc]
        sanne.say(f"na {turn}")
    with client(server):
        for turn in range(3):
            sanne.expect(f"echo na {turn}")
    assert 409 not in {call.status for call in server.calls_to("getUpdates")}


def test_a_client_killed_while_it_sends_gets_the_rest_again(server: BotApiServer, sanne: TestPerson) -> None:
    """Updates that a killed client had not confirmed come again, so that each is answered at least once."""
    for number in range(60):
        sanne.say(f"bericht {number:02d}")
    for answered in (10, 30):
        with client(server):
            server.wait_for(lambda wanted=answered: len(sanne.heard) >= wanted, what="answers")  # type: ignore[misc]
    with client(server):
        server.wait_until_confirmed(30)
    texts = [message.text for message in sanne.heard]
    assert sorted(set(texts)) == [f"echo bericht {number:02d}" for number in range(60)]
    assert not server.crashes


def test_half_a_request_has_no_effect(server: BotApiServer, sanne: TestPerson) -> None:
    """A request that ends in the middle of its body does nothing."""
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        head = (
            f"POST /bot{server.token}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nchat_id=11&text=h"
        )
        connection.sendall(head.encode())
        time.sleep(0.1)
    sanne.quiet(0.2)
    assert server.calls == []


def test_five_hundred_updates_go_quickly(server: BotApiServer) -> None:
    """Five hundred updates of fifty people are fetched, answered and confirmed within seconds."""
    people = [server.person(100 + number) for number in range(50)]
    with client(server):
        for number in range(500):
            people[number % 50].say(f"bericht {number}")
        server.wait_until_confirmed(60)
    assert [len(person.heard) for person in people] == [10] * 50
    assert [message.text for message in people[7].heard] == [f"echo bericht {number}" for number in range(7, 500, 50)]


def test_the_server_takes_many_calls_at_once(server: BotApiServer, sanne: TestPerson) -> None:
    """Four clients that send as fast as they can are all answered, and nothing is lost."""

    def send_many(count: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        body = urlencode({"chat_id": sanne.id, "text": "hoi"})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        for _ in range(count):
            connection.request("POST", f"/bot{server.token}/sendMessage", body, headers)
            assert connection.getresponse().read().startswith(b'{"ok": true')
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send_many, [100] * 4))
    assert len(sanne.heard) == 400
