"""Access: secrets that are kept as a keyed hash only, and the ways into the web channel."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogue.turn import Reply
from bot.services.access import LASTS, Kind
from bot.storage.store import Store
from tests.storage.places import NOON, Place, text_from, turn
from tests.storage.test_secrecy import in_tables


def test_beginning_makes_a_person_with_a_session_and_a_key(store: Store, place: Place) -> None:
    """Two who begin are two people at two addresses; neither secret nor address stands anywhere in clear."""
    first, second = store.doors.begin(), store.doors.begin()
    addresses = [store.doors.address(opened.session) for opened in (first, second)]
    assert len({*addresses, ""}) == 3
    assert in_tables(place, first.session, first.link, *addresses) == []
    people: list[str] = []
    for address in addresses:
        turn(store, lambda work: people.append(work.person), address, "web")
    assert len(set(people)) == 2


def test_a_key_opens_a_second_device(store: Store) -> None:
    """With the key another session is of the same person; both hold."""
    first = store.doors.begin()
    second = store.doors.enter(first.link)
    assert second is not None
    assert second.session != first.session
    assert store.doors.address(second.session) == store.doors.address(first.session) != ""


def test_what_is_nobodys_opens_nothing(store: Store) -> None:
    """Unknown secrets, empty ones, and secrets of another kind are nobody's."""
    opened = store.doors.begin()
    assert [store.doors.enter(text) for text in ("x" * 32, "", opened.session)] == [None] * 3
    assert [store.doors.address(text) for text in ("x" * 32, "", opened.link)] == [""] * 3
    assert store.doors.renew(opened.link) is None
    assert not store.doors.visit("x" * 32)


def test_a_new_key_kills_the_old_one_and_the_other_devices(store: Store) -> None:
    """After renewing, the old key and every other session are dead at once; this one holds."""
    first = store.doors.begin()
    other = store.doors.enter(first.link)
    assert other is not None
    renewed = store.doors.renew(first.session)
    assert renewed is not None
    assert store.doors.enter(first.link) is None
    assert store.doors.address(other.session) == ""
    assert store.doors.address(first.session) != ""
    assert store.doors.enter(renewed.link) is not None


def test_entering_ends_the_session_that_the_browser_had(store: Store) -> None:
    """Who comes in with a key as somebody else leaves no session behind."""
    mine, theirs = store.doors.begin(), store.doors.begin()
    assert store.doors.enter(theirs.link, leaving=mine.session) is not None
    assert store.doors.address(mine.session) == ""


def test_leaving_ends_one_session(store: Store) -> None:
    """The device that leaves is out, the other one is not."""
    first = store.doors.begin()
    other = store.doors.enter(first.link)
    assert other is not None
    store.doors.leave(first.session)
    assert store.doors.address(first.session) == ""
    assert store.doors.address(other.session) != ""


def test_a_session_ends_when_it_is_not_used(store: Store, place: Place) -> None:
    """Each use lets it last longer; unused it ends, and is pruned."""
    lasts = LASTS[Kind.SESSION]
    assert lasts is not None
    opened = store.doors.begin()
    turn(store, lambda work: work.keep_settings({"consent": {}}), store.doors.address(opened.session), "web")
    place.clock.now += lasts - timedelta(days=1)
    assert store.doors.visit(opened.session)
    place.clock.now += lasts - timedelta(days=1)
    assert store.doors.address(opened.session) != ""
    place.clock.now += timedelta(days=2)
    assert store.doors.address(opened.session) == ""
    assert not store.doors.visit(opened.session)
    store.prune(place.clock.now)
    assert place.rows("select kind from access") == [("link",)]


def test_a_code_holds_for_ten_minutes_and_once(store: Store, place: Place) -> None:
    """A second code kills the first; a code is spent once; after ten minutes it is nobody's."""
    owners: list[str] = []

    def ask(code: str) -> None:
        turn(store, lambda work: owners.append(work.access.owner(Kind.JOIN, code)), "2")

    turn(store, lambda work: (owners.append(work.person), work.access.keep(Kind.JOIN, "EEN")))
    ask("EEN")
    turn(store, lambda work: work.access.keep(Kind.JOIN, "TWEE"))
    ask("EEN")
    ask("TWEE")
    spent = []
    turn(store, lambda work: spent.extend(work.access.spend(Kind.JOIN, "TWEE") for _ in "ab"), "2")
    turn(store, lambda work: work.access.keep(Kind.JOIN, "DRIE"))
    place.clock.now += timedelta(minutes=11)
    ask("DRIE")
    assert owners == [owners[0], owners[0], "", owners[0], ""]
    assert spent == [True, False]


def test_wrong_guesses_are_counted_for_an_hour(store: Store, place: Place) -> None:
    """By this person and by all; also those of somebody who is deleted since, of whom nothing stands there."""
    counts = []
    people: list[str] = []
    for address in ("1", "1", "2"):
        turn(store, lambda work: (people.append(work.person), work.access.missed()), address)
    turn(store, lambda work: counts.append(work.access.misses()))
    turn(store, lambda work: work.forget(Reply("Dag")), "2")
    turn(store, lambda work: counts.append(work.access.misses()))
    assert in_tables(place, people[2]) == []
    place.clock.now += timedelta(minutes=61)
    turn(store, lambda work: counts.append(work.access.misses()))
    assert counts == [(2, 3), (2, 3), (0, 0)]
    store.prune(place.clock.now)
    assert place.rows("select * from access") == []


def test_a_deletion_takes_every_secret_along(store: Store, place: Place) -> None:
    """After `forget` no key, session or code of the person is in force or in the table."""
    opened = store.doors.begin()

    def handle(work) -> None:
        work.access.keep(Kind.RECOVERY, "PAPIER")
        work.forget(Reply("Dag"))

    turn(store, handle, store.doors.address(opened.session), "web")
    assert store.doors.address(opened.session) == ""
    assert store.doors.enter(opened.link) is None
    assert place.rows("select * from access") == []


def test_what_is_in_force_is_listed_without_the_secret(store: Store) -> None:
    """Kind and moments, no more."""
    listed = []
    turn(store, lambda work: (work.access.keep(Kind.JOIN, "EEN"), listed.extend(work.access.all())))
    assert [(item.kind, item.made, item.expires) for item in listed] == [
        (Kind.JOIN, NOON, NOON + timedelta(minutes=10))
    ]


def test_a_reply_that_is_shown_once_stays_in_no_transcript(store: Store, place: Place) -> None:
    """While it waits it is there; once it was shown, its words are kept nowhere."""
    store.receive([text_from("w", 1, "hoi", "web")])
    store.work(lambda work, _: work.reply(Reply("geheim", once=True), Reply("gewoon")))
    rows = store.transcript("web", "w")
    assert [(row.kind, row.reply.text, row.reply.once) for row in rows] == [
        ("reply", "geheim", True), ("reply", "gewoon", False),
    ]  # fmt: skip
    for row in rows:
        store.sent(row.seq)
    assert [row.reply.text for row in store.transcript("web", "w")] == ["gewoon"]
    assert place.rows("select count(*) from outgoing where ct is not null") == [(1,)]


def test_who_never_agreed_to_anything_is_gone_after_a_month(store: Store, place: Place) -> None:
    """Somebody who began and went no further is deleted with their key; who agreed stays."""
    gone, stays = store.doors.begin(), store.doors.begin()
    turn(store, lambda work: work.keep_settings({"consent": {}}), store.doors.address(stays.session), "web")
    turn(store, lambda work: work.keep_focus("wacht"), store.doors.address(gone.session), "web")
    store.prune(NOON + timedelta(days=29))
    assert store.doors.address(gone.session) != ""
    store.prune(NOON + timedelta(days=31))
    assert store.doors.enter(gone.link) is None
    assert store.doors.enter(stays.link) is not None
    assert place.rows("select count(*) from person") == [(1,)]


def test_a_farewell_is_found_among_much_that_waits(store: Store, place: Place) -> None:
    """However much waits for pages that are closed, a farewell is found; nobody's it is gone after two days."""
    for number in range(3):
        turn(store, lambda work: work.reply(*(Reply(str(n)) for n in range(60))), f"dicht {number}", "web")
    turn(store, lambda work: work.forget(Reply("Dag")), "weg", "web")
    [found] = store.farewells("web")
    assert (found.address, found.person, found.reply.text) == ("weg", "", "Dag")
    store.prune(NOON + timedelta(hours=49))
    assert store.farewells("web") == []
    assert place.rows("select count(*) from outgoing") == [(180,)]
