"""What readers miss is kept for the editors, without whose it was."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogue.turn import Reply
from bot.services.rows import RemarkRow
from bot.storage.store import Store
from tests.storage.places import NOON, Place, turn


def test_the_same_remark_is_counted(store: Store):
    """Said twice it stands there once, with its number and the day; another kind or entry is another remark."""
    turn(store, lambda work: work.remark("miss", "", "buurtmoeder"))
    turn(store, lambda work: work.remark("miss", "", "buurtmoeder"))
    turn(store, lambda work: work.remark("proposal", "", "buurtmoeder"))
    turn(store, lambda work: work.remark("missing", "presentie", "iets over tijd"))
    day = NOON.date()
    assert store.remarks() == [
        RemarkRow("miss", "", "buurtmoeder", 2, day),
        RemarkRow("missing", "presentie", "iets over tijd", 1, day),
        RemarkRow("proposal", "", "buurtmoeder", 1, day),
    ]


def test_a_remark_is_not_readable_in_the_database_and_names_nobody(store: Store, place: Place):
    """The table holds ciphertext and no person, so that the remark stays when the person goes."""
    turn(store, lambda work: work.remark("proposal", "", "kwartelei"))
    [row] = place.rows("select * from remark")
    assert b"kwartelei" not in b"".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    assert "person_id" not in row._fields
    turn(store, lambda work: work.forget(Reply("Dag.")))
    assert [remark.text for remark in store.remarks()] == ["kwartelei"]


def test_an_old_remark_goes(store: Store):
    """What was last said more than a year ago is pruned."""
    turn(store, lambda work: work.remark("miss", "", "oud"))
    store.prune(NOON + timedelta(days=360))
    assert store.remarks()
    store.prune(NOON + timedelta(days=380))
    assert store.remarks() == []
