"""Several processes on one PostgreSQL database: each person in order, each message once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bot.dialogue.turn import Incoming
from bot.services.ports import Work
from bot.storage.store import Store
from tests.storage.places import Place, database, text_from, turn

pytestmark = pytest.mark.postgresql


@pytest.fixture
def shared(server: str, tmp_path: Path) -> Iterator[Place]:
    """A place on PostgreSQL that several stores open."""
    with database(server) as url:
        yield Place(tmp_path, url)


def in_threads(*jobs: object) -> None:
    """Run jobs at the same time, to their end."""
    threads = [threading.Thread(target=job) for job in jobs]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()


def test_workers_share_people_and_keep_their_order(shared: Place) -> None:
    """Four stores that work at once handle each message once, and each person's in order."""
    stores = [shared.open() for _ in range(4)]
    stores[0].receive([text_from(str(n % 20), n, str(n)) for n in range(400)])
    seen: dict[str, list[int]] = {}

    def handle(work: Work, incoming: Incoming) -> None:
        seen.setdefault(work.person, []).append(int(incoming.text))

    def work(store: Store) -> None:
        while store.work(handle) or shared.rows("select 1 from incoming where done_at is null limit 1"):
            pass

    in_threads(*(lambda store=store: work(store) for store in stores))
    assert sorted(number for numbers in seen.values() for number in numbers) == list(range(400))
    assert all(numbers == sorted(numbers) for numbers in seen.values())
    for store in stores:
        store.close()


def test_a_person_in_a_turn_is_left_to_its_worker(shared: Place) -> None:
    """While one store has a turn of a person, another finds only the others, and receiving goes on for both."""
    one, two = shared.open(), shared.open()
    turn(one, lambda work: None, "1")
    found: list[str] = []

    def meanwhile(_work: Work, incoming: Incoming) -> None:
        found.append(incoming.text)
        assert two.receive([text_from("1", "b", "later"), text_from("2", "c", "ander")]) == 2
        two.work(lambda _w, i: found.append(i.text))

    one.receive([text_from("1", "a", "eerst")])
    one.work(meanwhile)
    assert found == ["eerst", "ander"]
    two.work(lambda _w, i: found.append(i.text))
    assert found == ["eerst", "ander", "later"]
    one.close()
    two.close()


def test_a_new_address_in_two_places_at_once_is_one_person(shared: Place) -> None:
    """Stores that meet an unknown address at the same moment make one person of it."""
    stores = [shared.open() for _ in range(4)]
    for number in range(10):
        gate = threading.Barrier(4)

        def receive(store: Store, who: int, number: int = number, gate: threading.Barrier = gate) -> None:
            gate.wait(10)
            store.receive([text_from(f"nieuw {number}", f"{number}-{who}", "x")])

        in_threads(*(lambda store=store, who=who: receive(store, who) for who, store in enumerate(stores)))
    assert shared.rows("select count(*) from person") == shared.rows("select count(*) from identity") == [(10,)]
    assert shared.rows("select count(*) from incoming") == [(40,)]
    for store in stores:
        store.close()


def test_stores_that_open_an_empty_database_at_once_agree(shared: Place) -> None:
    """Four that start at the same moment on nothing at all make one schema, ring and key, and all can work."""
    opened: list[Store] = []
    in_threads(*(lambda: opened.append(shared.open()) for _ in range(4)))
    assert shared.rows("select count(*) from service_key") == [(1,)]
    assert len(shared.keyring().ids) == 1
    opened[0].receive([text_from("1", 1, "hoi")])
    texts: list[str] = []
    assert opened[3].work(lambda _w, i: texts.append(i.text)) == 1
    assert texts == ["hoi"]
    for store in opened:
        store.close()


def test_a_lost_connection_is_made_anew(shared: Place) -> None:
    """After the server cut every connection, the call that meets it fails and the next ones work; nothing is lost."""
    store = shared.open()
    store.receive([text_from("1", 1, "hoi")])
    assert store.work(lambda _w, _i: None) == 1
    store.receive([text_from("1", 2, "daar")])
    shared.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where pid <> pg_backend_pid() and datname = current_database()"
    )
    texts: list[str] = []
    with pytest.raises(OperationalError):
        store.work(lambda _w, i: texts.append(i.text))
    assert store.work(lambda _w, i: texts.append(i.text)) == 1
    assert texts == ["daar"]
    assert shared.failures == []
    store.close()
