"""How far somebody is with what was set, and when they are reminded of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.people.assignments import (
    Assignment,
    Kind,
    State,
    along,
    concerns,
    furthest,
    in_order,
    reminder_day,
    spread,
)

STATES = st.sampled_from(State)
NAMES = st.sampled_from(["reiger", "lijster", "kwartel"])
DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
ITEMS = st.lists(
    st.builds(
        lambda number, due, set_at: Assignment(
            str(number), "g", NOON + timedelta(days=set_at), Kind.DIALOGUE, "x", due
        ),
        st.integers(0, 99), st.none() | DAYS, st.integers(0, 30),
    ),
    unique_by=lambda item: item.id,
)  # fmt: skip


@given(st.lists(STATES, min_size=1))
def test_a_state_never_goes_back(happened: list[State]):
    """Whatever happens after, somebody is at least as far as they were, and who was done once is done."""
    order, now = list(State), State.OPEN
    for state in happened:
        after = furthest(now, state)
        assert order.index(after) >= order.index(now)
        now = after
    assert (now is State.DONE) is (State.DONE in happened)


@given(NAMES, NAMES, st.frozensets(NAMES), STATES, st.booleans())
def test_what_counts_for_a_casus(assigned: str, played: str, equal: frozenset[str], reached: State, own_run: bool):
    """Itself always; an equal one only after beginning and with no passage through the casus itself; no other ever."""
    counts = concerns(assigned, played, equal, reached, own_run)
    if played == assigned:
        assert counts
    elif played not in equal:
        assert not counts
    else:
        assert counts is (reached is not State.OPEN and not own_run)


@given(st.lists(st.sampled_from(["open", "busy", "waiting", "done"])))
def test_a_leerlijn_is_done_when_every_part_is(parts: list[str]):
    """Open as long as every part is; done when every part is, and there is one."""
    state = along(parts)
    assert (state is State.DONE) is (bool(parts) and set(parts) == {"done"})
    assert (state is State.OPEN) is (set(parts) <= {"open"})


@given(DAYS)
def test_the_reminder_comes_on_the_last_workday_before(due: date):
    """One to three days before, never in a weekend, and the very day before when that is a workday."""
    day = reminder_day(due)
    assert day < due
    assert day.weekday() < 5
    assert (due - day).days <= 3
    assert (due - day).days == 1 or (due - timedelta(days=1)).weekday() >= 5


@given(ITEMS, st.data())
def test_what_is_due_comes_first_and_what_is_done_last(items: list[Assignment], data: st.DataObject):
    """All that is set stands in the list once; dates rise; what has none follows; what is done closes it."""
    reached = {item.id: data.draw(STATES) for item in items if data.draw(st.booleans())}
    found = in_order(items, reached)
    assert sorted(item.id for item in found) == sorted(item.id for item in items)
    done = [reached.get(item.id) is State.DONE for item in found]
    assert done == sorted(done)
    left = [item.due or date.max for item in found if reached.get(item.id) is not State.DONE]
    assert left == sorted(left)


@given(st.lists(st.text("abc", min_size=1), unique=True), st.data())
def test_everybody_stands_in_one_state(people: list[str], data: st.DataObject):
    """Nobody is missing or told twice; of who is not in the group any more nothing is told."""
    reached = {name: data.draw(STATES) for name in [*people, "weg"] if data.draw(st.booleans())}
    found = spread(people, reached)
    assert sorted(name for names in found.values() for name in names) == sorted(people)
    assert all(reached.get(name, State.OPEN) is state for state, names in found.items() for name in names)
