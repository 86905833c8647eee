"""What a lesson shows: counts, sentences with their writer's yes, and as many at once as can be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.people import classes
from bot.people.classes import Position, Step, Voice

SENTENCES = st.lists(st.text("ab ", min_size=1, max_size=classes.LONGEST), max_size=30)
VOICES = st.builds(
    Voice,
    st.sampled_from(["", *Position]),
    st.sampled_from(["", "zin"]),
    st.sampled_from([None, True, False]),
    st.booleans(),
    st.booleans(),
)


@given(SENTENCES)
def test_every_sentence_gets_its_turn_on_the_screen(sentences: list[str]):
    """Screen after screen, each stands there once, never more than six, and never an empty screen."""
    seen, at = [], 0
    while at < len(sentences):
        first, second = classes.screenful(sentences, at)
        here = [*first, *second]
        assert 0 < len(here) <= classes.A_SCREEN
        assert sorted(here) == sorted(sentences[at : at + len(here)])
        seen += here
        at += len(here)
    assert sorted(seen) == sorted(sentences)


@given(st.lists(VOICES))
def test_totals_count_each_position_once(voices: list[Voice]):
    """The three numbers are all who took a position."""
    assert sum(classes.totals(voices)) == sum(bool(voice.position) for voice in voices)


@given(VOICES)
def test_only_a_yes_without_anything_held_is_shown(voice: Voice):
    """Whatever else stands in a voice, a sentence is shown only with its writer's yes and nothing found in it."""
    shown = bool(classes.showable([voice]))
    assert shown == (voice.shown is True and not voice.held)
    assert not (shown and voice.step in (Step.ALLOW, Step.HELD))
