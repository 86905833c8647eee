"""Answers: parts, revisions, edits, entries; and any sequence of them against a simple model."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.run import Run
from bot.dialogue.turn import Answer, CloseAnswer, KeepChoice, KeepEntry, KeepPart, Kept, Rewrite
from bot.services.ports import Work
from bot.services.rows import EntryRow
from bot.storage.store import Store
from tests.storage.places import NOON, Place, turn

Do = Callable[[Work], object]


def begun(store: Store, *effects: Kept) -> None:
    """A run `a` in which these effects were carried out, each in a turn of its own."""
    turn(store, lambda work: work.keep_run("a", Run("r:a", "abiba", at=NOON)))
    for number, effect in enumerate(effects):
        keep(store, effect, number)


def keep(store: Store, effect: Kept, minutes: int = 0) -> None:
    """One effect in a turn."""
    turn(store, lambda work: work.keep("a", effect, NOON + timedelta(minutes=minutes)))


def standing(store: Store, step: str = "v1") -> Answer | None:
    """What stands at a step."""
    found: list[Answer | None] = []
    turn(store, lambda work: found.append(work.answers("a", frozenset({step})).get(step)))
    return found[0]


def part(text: str, step: str = "v1", ref: str = "", revise: bool = True) -> KeepPart:
    """A part of an answer."""
    return KeepPart(step, f"Vraag {step}?", text, ref, revise)


def test_parts_are_joined_by_line_breaks(store: Store) -> None:
    """An answer of several messages is their texts, in order, joined by line breaks, and open."""
    begun(store, part("een"), part("twee"), part("drie\nvier"))
    assert standing(store) == Answer("een\ntwee\ndrie\nvier", True, 1)


def test_parts_of_one_turn_keep_their_order(store: Store) -> None:
    """Several parts kept within one turn stand in the order in which they were kept."""
    begun(store)
    turn(store, lambda work: [work.keep("a", part(str(n)), NOON) for n in range(12)])
    assert standing(store) == Answer("\n".join(map(str, range(12))))


def test_only_the_named_steps_are_handed_out(store: Store) -> None:
    """Answers are given for the steps that were named and have one, and for no step when none is named."""
    begun(store, part("a", "v1"), part("b", "v2"))
    found = []
    turn(store, lambda work: found.extend([work.answers("a", frozenset({"v2", "v9"})), work.answers("a", frozenset())]))
    assert found == [{"v2": Answer("b")}, {}]


def test_closing_and_writing_on(store: Store) -> None:
    """A part after Klaar begins a second revision that starts with the first text; the first is kept."""
    begun(store, part("een"), CloseAnswer("v1"))
    assert standing(store) == Answer("een", False, 1)
    keep(store, part("twee"))
    assert standing(store) == Answer("een\ntwee", True, 2)
    assert texts(store) == [("v1", "een\ntwee", ("een",))]


def test_adding_after_the_mirror_begins_no_revision(store: Store) -> None:
    """A part that does not revise is added to the closed answer as it stands, and opens it."""
    begun(store, part("een"), CloseAnswer("v1"), part("twee", revise=False))
    assert standing(store) == Answer("een\ntwee", True, 1)


def test_a_choice_is_closed_at_once_and_can_be_chosen_anew(store: Store) -> None:
    """The label is the answer; another choice is a revision of it."""
    begun(store, KeepChoice("v1", "Welke?", "Ja"))
    assert standing(store) == Answer("Ja", False, 1)
    keep(store, KeepChoice("v1", "Welke?", "Nee"))
    assert standing(store) == Answer("Nee", False, 2)
    assert texts(store) == [("v1", "Nee", ("Ja",))]


def test_rewriting_begins_empty_and_keeps_the_old(store: Store) -> None:
    """After Opnieuw schrijven the answer is empty and open; what is written then stands alone."""
    begun(store, part("oud"), CloseAnswer("v1"), Rewrite("v1"))
    assert standing(store) == Answer("", True, 2)
    keep(store, part("nieuw"))
    assert standing(store) == Answer("nieuw", True, 2)
    assert texts(store) == [("v1", "nieuw", ("oud",))]


@pytest.mark.parametrize("effect", [CloseAnswer("v1"), Rewrite("v1")])
def test_what_is_not_there_can_be_closed_and_rewritten(store: Store, effect: Kept) -> None:
    """Closing or rewriting a question without an answer does nothing."""
    begun(store, effect)
    assert standing(store) is None


def texts(store: Store) -> list[tuple[str, str, tuple[str, ...]]]:
    """Step, text and earlier texts of every answer."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    turn(store, lambda work: found.extend((row.step, row.text, row.revisions) for row in work.all_answers("a")))
    return found


def test_all_answers_stand_in_the_order_of_first_answering(store: Store) -> None:
    """Every answer comes with its question as asked, its moment and whether it is open, first answered first."""
    begun(store, part("b1", "v2"), part("a1", "v1"), CloseAnswer("v2"), part("b2", "v2"))
    found = []
    turn(store, lambda work: found.extend(work.all_answers("a")))
    assert [(row.step, row.question, row.text, row.open, row.revisions) for row in found] == [
        ("v2", "Vraag v2?", "b1\nb2", True, ("b1",)),
        ("v1", "Vraag v1?", "a1", True, ()),
    ]
    assert [row.at for row in found] == [NOON + timedelta(minutes=3), NOON + timedelta(minutes=1)]


def test_the_question_stays_as_it_was_first_asked(store: Store) -> None:
    """A question whose wording changed since keeps the wording that was answered first."""
    begun(store, KeepPart("v1", "Oude vraag?", "a"), KeepPart("v1", "Nieuwe vraag?", "b"))
    found = []
    turn(store, lambda work: found.extend(row.question for row in work.all_answers("a")))
    assert found == ["Oude vraag?"]


def edited(store: Store, ref: str, text: str, address: str = "1", channel: str = "telegram") -> bool:
    """Whether an edit found its message."""
    found: list[bool] = []
    turn(store, lambda work: found.append(work.edit(ref, text, NOON)), address, channel)
    return found[0]


def test_an_edit_makes_a_revision_with_that_part_changed(store: Store) -> None:
    """An edited message changes its own part; the text before stands among the revisions."""
    begun(store, part("een", ref="11"), part("twee", ref="12"), part("drie", ref="13"))
    assert edited(store, "12", "TWEE")
    assert standing(store) == Answer("een\nTWEE\ndrie", True, 2)
    assert texts(store) == [("v1", "een\nTWEE\ndrie", ("een\ntwee\ndrie",))]


def test_an_edit_leaves_a_closed_answer_closed(store: Store) -> None:
    """Editing a message of an answer that was closed does not open it."""
    begun(store, part("een", ref="11"), CloseAnswer("v1"))
    assert edited(store, "11", "EEN")
    assert standing(store) == Answer("EEN", False, 2)


def test_an_older_message_can_be_edited_after_a_new_revision(store: Store) -> None:
    """A message that a later revision took over can still be edited there, and again after that."""
    begun(store, part("een", ref="11"), CloseAnswer("v1"), part("twee", ref="12"))
    assert edited(store, "11", "EEN")
    assert edited(store, "11", "Een")
    assert standing(store) == Answer("Een\ntwee", True, 4)


def test_unknown_messages_are_not_edited(store: Store) -> None:
    """A reference that is unknown, empty or of a text that was rewritten changes nothing."""
    begun(store, part("weg", "v2", ref="10"), Rewrite("v2"), part("een", ref="11"), part("zonder"))
    for ref in ("99", "", "10"):
        assert not edited(store, ref, "X")
    assert standing(store) == Answer("een\nzonder")


def test_the_same_reference_of_another_person_is_another_message(store: Store) -> None:
    """Telegram numbers messages per chat: an edit changes the editor's own message of that number, and only that."""
    begun(store, part("van een", ref="11"))

    def keep_own(work: Work) -> None:
        work.keep_run("b", Run("r:b", "abiba", at=NOON))
        work.keep("b", part("van twee", ref="11"), NOON + timedelta(hours=1))

    turn(store, keep_own, "2")
    assert not edited(store, "11", "X", address="3")
    assert edited(store, "11", "VAN EEN")
    assert standing(store) == Answer("VAN EEN", True, 2)
    found = []
    turn(store, lambda work: found.append(work.answers("b", frozenset({"v1"}))), "2")
    assert found == [{"v1": Answer("van twee")}]


def test_the_same_reference_in_another_channel_is_another_message(store: Store, place: Place) -> None:
    """A person with two channels edits in each only what was written there."""
    begun(store, part("een", ref="11"))
    turn(store, lambda work: None, "lokaal", "web")
    [(person,)] = place.rows("select person_id from identity where channel = 'telegram'")
    place.change("update identity set person_id = :p where channel = 'web'", p=person)
    assert not edited(store, "11", "X", "lokaal", "web")
    assert edited(store, "11", "EEN")


def test_an_entry_is_kept_once_per_run_and_step(store: Store) -> None:
    """The journal has one entry for a run and step, newest first, with the text as it now stands."""
    begun(store, part("een"), KeepEntry("v1"), KeepEntry("v1"), part("twee", "v2"), KeepEntry(), part("drie"))
    found = []
    turn(store, lambda work: found.extend(work.entries()))
    assert [(row.run, row.dialogue, row.step, row.text) for row in found] == [
        ("a", "abiba", "", "een\ndrie\n\ntwee"),
        ("a", "abiba", "v1", "een\ndrie"),
    ]
    assert [row.at for row in found] == [NOON + timedelta(minutes=4), NOON + timedelta(minutes=1)]
    assert len({row.id for row in found}) == 2


def test_the_entries_of_one_run_are_told_apart(store: Store) -> None:
    """They are those that the journal has of that run, with the answer as it was changed; an unknown run has none."""
    begun(store, part("een"), KeepEntry("v1"), KeepEntry())
    outcome: dict[str, list[EntryRow]] = {}

    def look(work: Work) -> None:
        work.keep_run("b", Run("r:b", "abiba", at=NOON))
        work.keep("b", part("anders"), NOON)
        work.keep("b", KeepEntry(), NOON)
        work.keep("a", Rewrite("v1"), NOON)
        work.keep("a", part("nieuw"), NOON)
        outcome["of"] = work.entries_of("a")
        outcome["every"] = [row for row in work.entries() if row.run == "a"]
        outcome["none"] = work.entries_of("onbekend")

    turn(store, look)
    assert [(row.step, row.text) for row in outcome["of"]] == [("", "nieuw"), ("v1", "nieuw")]
    assert outcome["of"] == outcome["every"]
    assert outcome["none"] == []


def test_dropping_a_run_drops_its_answers_and_entries(store: Store, place: Place) -> None:
    """After a run was dropped, in the same turn and later, its answers are gone, also for a run of the same id."""
    begun(store, part("een", ref="11"), KeepEntry("v1"))

    def drop(work: Work) -> None:
        work.keep("a", part("nog"), NOON)
        work.drop_run("a")
        assert (work.entries(), work.all_answers("a")) == ([], [])
        work.keep_run("a", Run("r:a", "abiba", at=NOON))
        work.keep("a", part("opnieuw"), NOON)

    turn(store, drop)
    assert standing(store) == Answer("opnieuw")
    assert place.rows("select count(*) from part") == [(1,)]


@dataclass
class Model:
    """What answers are, in the simplest way: lists of parts."""

    revisions: dict[str, list[list[tuple[str, str]]]] = field(default_factory=dict)
    open: dict[str, bool] = field(default_factory=dict)

    def carry_out(self, effect: Kept) -> None:
        step = effect.step if not isinstance(effect, KeepEntry) else ""  # type: ignore[union-attr]
        old = self.revisions.get(step)
        if isinstance(effect, KeepPart):
            if old is None:
                self.revisions[step] = [[]]
            elif not self.open[step] and effect.revise:
                old.append(list(old[-1]))
            self.revisions[step][-1].append((effect.ref, effect.text))
            self.open[step] = True
        elif isinstance(effect, KeepChoice):
            self.revisions.setdefault(step, []).append([("", effect.label)])
            self.open[step] = False
        elif isinstance(effect, CloseAnswer) and old:
            self.open[step] = False
        elif isinstance(effect, Rewrite) and old:
            old.append([])
            self.open[step] = True

    def edit(self, ref: str, text: str) -> bool:
        for revisions in self.revisions.values():
            if any(name == ref for name, _ in revisions[-1]):
                revisions.append([(name, text if name == ref else old) for name, old in revisions[-1]])
                return True
        return False

    def texts(self, step: str) -> list[str]:
        return ["\n".join(text for _, text in parts) for parts in self.revisions[step]]


steps = st.sampled_from(["v1", "v2", "v3"])
words = st.text(st.characters(exclude_categories=[]), max_size=12)
parts = st.builds(KeepPart, steps, st.just("?"), words, st.just("#"), st.booleans())
choices = st.builds(KeepChoice, steps, st.just("?"), words)
edits = st.tuples(st.integers(0, 20).map(str), words)
moves = parts | parts | choices | steps.map(CloseAnswer) | steps.map(Rewrite) | edits
turns = st.lists(st.lists(moves, max_size=4), max_size=8)


@given(turns)
@settings(max_examples=60, deadline=None)
def test_any_sequence_of_keeping_and_editing_is_as_in_the_model(played: list[list[object]]) -> None:
    """Whatever is kept, closed, chosen, rewritten and edited, in whatever turns, the store says what the model says."""
    with tempfile.TemporaryDirectory() as folder:
        store, model = Place(Path(folder)).open(), Model()
        turn(store, lambda work: work.keep_run("a", Run("r:a", "abiba", at=NOON)))
        numbers = iter(range(1000))
        for one in played:
            turn(store, lambda work, one=one: play(work, model, one, numbers))
        turn(store, lambda work: compare(work, model))
        store.close()


def play(work: Work, model: Model, turns_moves: list[object], numbers: object) -> None:
    """The moves of one turn, in the store and in the model; every part has a reference of its own."""
    for move in turns_moves:
        if isinstance(move, tuple):
            assert work.edit(move[0], move[1], NOON) == model.edit(*move)
        else:
            if isinstance(move, KeepPart):
                move = KeepPart(move.step, move.question, move.text, str(next(numbers)), move.revise)  # type: ignore[call-overload]
            work.keep("a", move, NOON)  # type: ignore[arg-type]
            model.carry_out(move)  # type: ignore[arg-type]
    compare(work, model)


def compare(work: Work, model: Model) -> None:
    """The store says what the model says."""
    found = work.answers("a", frozenset({"v1", "v2", "v3"}))
    wanted = {step: Answer(model.texts(step)[-1], model.open[step], len(model.revisions[step])) for step in model.open}
    assert found == wanted
    rows = work.all_answers("a")
    assert [row.step for row in rows] == list(model.open)
    assert [[*row.revisions, row.text] for row in rows] == [model.texts(step) for step in model.open]
