"""Reminders as a person meets them: in a chat with the whole bot, with a clock that is moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.dialogue.turn import Incoming, Signal
from bot.people import nudges
from bot.services.ports import Arrival
from bot.storage.content import Content, load
from tests.journeys.talking import Chat, chatting

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
READY = "Er ligt iets voor je klaar. Twee minuten."
NOTE = "Je vroeg me om dit moment. Wil je even terugkijken?"


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has agreed; it is Thursday 5 March 2026, 12:43 in Amsterdam."""
    with chatting(tmp_path) as talking:
        yield talking


def whole(lines: list[str]) -> str:
    """Everything that was said."""
    return "\n".join(lines)


def until(chat: Chat, text: str, step: timedelta = timedelta(minutes=15)) -> list[tuple[str, str]]:
    """Let the clock run to a moment on the wall, looking again and again; what came, and when."""
    end = datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)
    found = []
    chat.clock.now = chat.clock.now.replace(minute=chat.clock.now.minute // 30 * 30, second=0)
    while chat.clock.now < end:
        said = chat.later(seconds=step.total_seconds())
        if said:
            found.append((f"{chat.clock.now.astimezone(AMSTERDAM):%a %d-%m %H:%M}", said[0]))
    return found


def stopped_until(chat: Chat, text: str) -> list[str]:
    """Nothing runs until a moment on the wall; what comes then, at the first looks."""
    end = datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)
    said = chat.later(seconds=(end - chat.clock.now).total_seconds())
    return said + chat.later(seconds=1) + chat.later(minutes=30)


def begin_at(chat: Chat, text: str) -> None:
    """Put the clock at a moment on the wall."""
    chat.clock.now = datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).astimezone(UTC)


def agree_on(chat: Chat, due: datetime, command: str) -> None:
    """Something that comes back at a moment, as a plan or a step `later` agrees on it."""
    incoming = Incoming(Signal.OTHER, chat.clock.now, "photo")
    chat.store.receive([Arrival("terminal", f"{due}-{command}", "ik", incoming)])
    chat.store.work(lambda work, _: work.schedule(due, command))


def begun(chat: Chat, *cases: str) -> list[str]:
    """The runs of these cases, begun and paused."""
    for case in cases:
        chat.say(f"/casus {case}", "/pauze")
    return [run["id"] for run in chat.data()["runs"] if run["dialogue"] in cases]


def agree_on_returns(chat: Chat, due: datetime, *cases: str) -> None:
    """Cases that come back at a moment."""
    for run in begun(chat, *cases):
        agree_on(chat, due, f"terugkeer {run}")


def test_in_two_hours_is_in_two_hours_and_shows_nothing(chat: Chat):
    """After a visit: over 2 uur, typed as it is said, comes once, without any content."""
    chat.say("/notitie De moeder zei dat ze kwartels houdt")
    said = whole(chat.say("over 2 uur"))
    assert "Ik kom er vandaag om 14:" in said
    assert "[Toch niet]" in said
    assert chat.later(hours=1, minutes=50) == []
    assert chat.later(minutes=15) == [NOTE, "[Schrijf iets] [Morgen] [Laat rusten]"]
    assert chat.later(hours=24) == []
    assert "wat" in whole(chat.say("Schrijf iets")).lower()


def test_a_moment_can_be_called_off_in_one_tap(chat: Chat):
    """Toch niet under the confirmation takes it away."""
    chat.say("herinner me morgen om 10 uur")
    assert "Dat gaat niet door." in whole(chat.say("Toch niet"))
    assert chat.later(days=1) == []
    assert chat.data()["reminders"] == []


def test_two_moments_asked_for_both_come(chat: Chat):
    """What was asked for at a moment comes at that moment, also when something came that day."""
    chat.say("over 1 uur", "over 3 uur")
    assert NOTE in chat.later(hours=1)
    assert NOTE in chat.later(hours=2)


def test_a_word_of_time_inside_a_dialogue_is_an_answer(chat: Chat):
    """In a question "over 2 uur" is what the learner writes."""
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1")
    assert chat.say("over 2 uur") == []
    assert chat.data()["reminders"] == []


def test_a_search_for_a_day_is_still_a_search(chat: Chat):
    """A word that may be about anything sets nothing."""
    chat.say("vrijdag")
    assert chat.data()["reminders"] == []


def test_workdays_over_the_change_to_summer_time(chat: Chat):
    """Werkdagen 16:45 comes at 16:45 on each workday, before and after the last Sunday of March, once."""
    begin_at(chat, "2026-03-26T12:00")
    said = whole(chat.say("werkdagen 16:45"))
    assert "Goed, werkdagen 16:45. De eerste keer is vandaag om 16:45." in said
    assert until(chat, "2026-04-01T23:00") == [
        ("Thu 26-03 16:45", NOTE),
        ("Fri 27-03 16:45", NOTE),
        ("Mon 30-03 16:45", NOTE),
        ("Tue 31-03 16:45", NOTE),
        ("Wed 01-04 16:45", NOTE),
    ]


def test_every_day_over_the_change_to_winter_time(chat: Chat):
    """Elke dag comes once on each day, on the day of 25 hours too."""
    begin_at(chat, "2026-10-23T12:00")
    chat.say("elke dag 8:30")
    found = until(chat, "2026-10-27T12:00")
    assert [when for when, _ in found] == [
        "Sat 24-10 08:30", "Sun 25-10 08:30", "Mon 26-10 08:30", "Tue 27-10 08:30",
    ]  # fmt: skip


def test_a_time_in_the_hour_that_is_skipped_or_repeated_comes_once(chat: Chat):
    """Half past two in the night, without quiet hours, comes once in both nights in which the clocks change."""
    begin_at(chat, "2026-03-27T12:00")
    chat.say("/instellingen stil", "geen", "elke dag 2:30")
    spring = until(chat, "2026-03-30T12:00")
    assert [when for when, _ in spring] == ["Sat 28-03 02:30", "Sun 29-03 03:30", "Mon 30-03 02:30"]
    begin_at(chat, "2026-10-24T12:00")
    chat.say("elke dag 2:30")
    autumn = until(chat, "2026-10-26T12:00")
    assert [when for when, _ in autumn] == ["Sun 25-10 02:30", "Mon 26-10 02:30"]


def test_a_weekly_rhythm_comes_weekly(chat: Chat):
    """Elke vrijdag comes on Fridays, and not twice."""
    chat.say("elke vrijdag 15:00")
    found = until(chat, "2026-03-21T12:00", timedelta(minutes=30))
    assert [when for when, _ in found] == ["Fri 06-03 15:00", "Fri 13-03 15:00", "Fri 20-03 15:00"]


DAYS = ["2026-03-05", "2026-03-29", "2026-10-25"]  # an ordinary day, and the two on which the clocks change


@pytest.mark.parametrize("day", DAYS)
def test_after_three_hours_of_standstill_it_comes_once_as_it_is(chat: Chat, day: str):
    """Nothing ran from 16:40 until 19:40: the reminder comes once, and the next day as always."""
    begin_at(chat, f"{day}T12:00")
    chat.say("elke dag 16:45")
    assert stopped_until(chat, f"{day}T19:40") == [NOTE, "[Schrijf iets] [Morgen] [Stop hiermee]"]
    end = datetime.fromisoformat(day) + timedelta(days=1)
    assert until(chat, f"{end:%Y-%m-%d}T23:00") == [(f"{end:%a %d-%m} 16:45", NOTE)]


@pytest.mark.parametrize(("begin", "end"), [("03-03", "03-06"), ("03-27", "03-30"), ("10-23", "10-26")])
def test_after_three_days_of_standstill_one_gentle_line(chat: Chat, begin: str, end: str):
    """However much waited, also over a change of the clocks, one line comes, once; then the rhythm goes on."""
    begin_at(chat, f"2026-{begin}T12:00")
    chat.say("werkdagen 16:45", "over 2 uur")
    assert stopped_until(chat, f"2026-{end}T13:00") == [READY, "[Laat zien] [Morgen] [Laat rusten]"]
    assert [when[4:] for when, _ in until(chat, f"2026-{end}T23:00")] == [f"{end[3:]}-{end[:2]} 16:45"]


def test_a_standstill_that_ends_at_the_weekend_is_told_on_monday(chat: Chat):
    """What was asked for on Thursday is not brought up on Sunday; it comes along with Monday's rhythm."""
    chat.say("werkdagen 16:45", "over 2 uur")
    agree_on_returns(chat, chat.clock.now + timedelta(hours=1), "abiba")
    assert stopped_until(chat, "2026-03-08T13:00") == []
    assert until(chat, "2026-03-10T12:00") == [("Mon 09-03 16:45", "Er liggen twee dingen voor je klaar.")]


def test_after_three_days_two_things_are_counted_in_one_line(chat: Chat):
    """Two exercises that came back meanwhile are one line with their number; Laat zien tells which."""
    agree_on_returns(chat, chat.clock.now + timedelta(hours=2), "abiba", "anne-eigen-wil")
    said = stopped_until(chat, "2026-03-09T10:00")
    assert said == ["Er liggen twee dingen voor je klaar.", "[Laat zien] [Morgen] [Laat rusten]"]
    shown = chat.say("Laat zien")
    lines, titles = shown[1:-1], ["Abiba", "Anne en buurthuis Eigen Wil"]
    assert sorted(line[4:] for line in lines) == titles
    assert shown[-1] == "[1] [2]"
    assert "Abiba" in whole(chat.say(next(line[0] for line in lines if line.endswith("Abiba"))))


def test_a_standstill_that_ends_at_night_is_told_in_the_morning(chat: Chat):
    """The one line waits for the end of the quiet hours."""
    agree_on_returns(chat, chat.clock.now + timedelta(hours=2), "abiba", "anne-eigen-wil")
    assert stopped_until(chat, "2026-03-08T23:30") == []
    assert until(chat, "2026-03-10T23:00") == [("Mon 09-03 08:00", "Er liggen twee dingen voor je klaar.")]


def test_several_at_one_moment_are_one_message(chat: Chat):
    """Nabij never sends two reminders one after another."""
    chat.say("elke vrijdag 15:00")
    agree_on_returns(chat, datetime(2026, 3, 6, 14, 0, tzinfo=UTC), "abiba")
    assert until(chat, "2026-03-07T23:00") == [("Fri 06-03 15:00", "Er liggen twee dingen voor je klaar.")]


def test_a_return_comes_along_with_the_rhythm_of_that_day(chat: Chat):
    """One message a day: what would come in the morning waits for the moment the person chose."""
    chat.say("werkdagen 16:45")
    agree_on_returns(chat, datetime(2026, 3, 6, 9, 0, tzinfo=UTC), "abiba")
    found = until(chat, "2026-03-06T23:00")
    assert found == [("Thu 05-03 16:45", NOTE), ("Fri 06-03 16:45", "Er liggen twee dingen voor je klaar.")]


def test_what_cannot_come_today_comes_together_tomorrow(chat: Chat):
    """Of five returns on one day the first comes; the other four are one line the next day, each exactly once."""
    runs = begun(chat, "abiba", "anne-eigen-wil", "bonnie", "betul", "stil-verzet")
    for number, run in enumerate(runs):
        agree_on(chat, datetime(2026, 3, 5, 14, number, tzinfo=UTC), f"terugkeer {run}")
    found = until(chat, "2026-03-20T23:00", timedelta(minutes=1))
    assert found == [("Thu 05-03 15:00", READY), ("Fri 06-03 15:01", "Er liggen vier dingen voor je klaar.")]
    assert chat.say("Laat zien")[-1] == "[1] [2] [3] [4]"


def test_a_fourth_in_a_week_waits_and_the_weekend_is_passed_over(chat: Chat):
    """With one return a day from Thursday on: Thursday, Friday, Monday, and then not before the next Thursday."""
    [run] = begun(chat, "abiba")
    for day in range(5, 12):
        agree_on(chat, datetime(2026, 3, day, 14, 0, tzinfo=UTC), f"terugkeer {run}")
    found = [when for when, _ in until(chat, "2026-03-31T23:00")]
    assert found == ["Thu 05-03 15:00", "Fri 06-03 15:00", "Mon 09-03 15:00", "Thu 12-03 15:00"]


def test_a_run_that_was_finished_meanwhile_is_not_brought_up(chat: Chat):
    """What the person came back to by themselves needs no reminder."""
    agree_on_returns(chat, chat.clock.now + timedelta(hours=3), "abiba")
    chat.say("/casus abiba", "Verder waar ik was", "/stop")
    assert chat.later(days=5) == []
    assert chat.data()["reminders"] == []


def test_tomorrow_tapped_twice_comes_once(chat: Chat):
    """Morgen under a reminder brings it back the next day at this time, one time."""
    agree_on_returns(chat, chat.clock.now + timedelta(hours=2), "abiba")
    assert READY in chat.later(hours=2)
    chat.say("Morgen")
    run = chat.data()["runs"][0]["id"]
    chat.say(f"/morgen {run}")
    assert chat.later(hours=20) == []
    assert READY in chat.later(hours=6)
    assert chat.later(days=10) == []


def test_tomorrow_under_a_daily_rhythm_adds_nothing(chat: Chat):
    """Tomorrow the rhythm comes by itself, once."""
    chat.say("werkdagen 16:45")
    until(chat, "2026-03-05T17:00")
    assert "Goed. Morgen." in chat.say("Morgen")
    assert len(until(chat, "2026-03-06T23:00")) == 1


def test_let_rest_ends_it(chat: Chat):
    """Laat rusten: nothing more comes of it by itself, and it stays in the menu."""
    agree_on_returns(chat, chat.clock.now + timedelta(hours=2), "abiba")
    chat.later(hours=3)
    assert "in het menu vind je het terug" in whole(chat.say("Laat rusten"))
    assert chat.later(days=10) == []
    assert "[Verder met Abiba]" in chat.say("/menu")


def test_a_rhythm_is_stopped_in_one_tap(chat: Chat):
    """Stop hiermee under the reminder itself ends the rhythm."""
    chat.say("werkdagen 16:45")
    until(chat, "2026-03-05T17:00")
    assert "Dit vaste moment is weg." in whole(chat.say("Stop hiermee"))
    assert until(chat, "2026-03-12T23:00") == []


def test_everything_is_stopped_in_one_tap_and_can_be_wanted_again(chat: Chat):
    """Niet meer under /instellingen ends all that comes of its own accord; Weer aan brings the rhythm back."""
    chat.say("werkdagen 16:45", "over 2 uur")
    agree_on_returns(chat, chat.clock.now + timedelta(hours=4), "abiba")
    chat.say("/instellingen")
    assert "Ik stuur niets meer uit mezelf." in whole(chat.say("Niet meer"))
    assert until(chat, "2026-03-10T23:00") == []
    assert "Ze staan uit." in whole(chat.say("/instellingen"))
    assert "Even terugkijken: werkdagen 16:45." in whole(chat.say("Weer aan"))
    assert [when for when, _ in until(chat, "2026-03-11T23:00")] == ["Wed 11-03 16:45"]


def test_with_everything_stopped_no_plan_is_promised_to_come_back(chat: Chat):
    """Who stopped all hears that the plan only stands there, and may have it come back after all."""
    chat.say("/instellingen", "Niet meer", "/notitie het liep stroef bij de balie vandaag", "Drie korte vragen")
    said = whole(chat.say("ik wachtte te lang", "Klaar", "ik zei niets", "Klaar", "maandag bellen", "Klaar"))
    assert "ik kom er niet op terug" in said
    assert "Ik kom er" not in said
    assert "Ik kom er maandag om 16.45 op terug" in whole(chat.say("Weer aan"))
    chat.say("Klopt")
    assert [when for when, _ in until(chat, "2026-03-09T23:00")] == ["Mon 09-03 16:45"]


def test_a_slow_question_says_so_when_reminders_are_off(chat: Chat):
    """It comes back only to who has them on again by then, and that is said."""
    chat.say("/instellingen", "Niet meer", "/tragevraag", "Een compliment", "mijn teamleider noemde mij een rots")
    assert "je herinneringen staan nu uit" in whole(chat.say("Klaar"))
    chat.say("/instellingen", "Weer aan", "/tragevraag", "Een deugd", "ik wil geduldig zijn met wie te laat komt")
    assert "je herinneringen staan nu uit" not in whole(chat.say("Klaar"))


def test_a_pause_of_a_week_is_a_week(chat: Chat):
    """During the pause nothing comes; what waited comes after it, in one message."""
    chat.say("werkdagen 9:00")
    agree_on_returns(chat, datetime(2026, 3, 9, 9, 0, tzinfo=UTC), "abiba")
    chat.say("/instellingen", "Rust en tijden")
    assert "Tot donderdag 12 maart om 1" in whole(chat.say("Week pauze"))
    assert "Op pauze tot" in whole(chat.say("/instellingen"))
    found = until(chat, "2026-03-13T23:00")
    assert [when[:9] for when, _ in found] == ["Thu 12-03", "Fri 13-03"]


def test_a_pause_can_be_ended(chat: Chat):
    """Weer aan ends the pause."""
    chat.say("werkdagen 16:45", "/instellingen", "Rust en tijden", "Week pauze")
    assert "Ze staan weer aan." in whole(chat.say("Weer aan"))
    assert [when for when, _ in until(chat, "2026-03-05T23:00")] == ["Thu 05-03 16:45"]


def test_what_is_asked_for_in_quiet_hours_is_told_as_it_will_be(chat: Chat):
    """Over 2 uur at eight in the evening is tomorrow at eight, and that is what Nabij says."""
    begin_at(chat, "2026-03-05T20:00")
    said = whole(chat.say("over 2 uur"))
    assert "valt in je stille uren" in said
    assert "Ik kom er morgen om 08:00 op terug." in said
    assert [when for when, _ in until(chat, "2026-03-06T23:00")] == ["Fri 06-03 08:00"]


def test_quiet_hours_can_be_chosen(chat: Chat):
    """Two times, or none; what cannot be read is asked again."""
    chat.say("/instellingen", "Rust en tijden")
    assert "Stille uren: 21:00 tot 08:00. Wanneer moet het stil zijn?" in whole(chat.say("Stille uren"))
    assert "Dat lees ik niet als twee tijden." in whole(chat.say("soms"))
    assert "Van 18:00 tot 10:00 stuur ik niets uit mezelf." in whole(chat.say("18:00 tot 10:00"))
    begin_at(chat, "2026-03-05T16:30")
    chat.say("over 2 uur")
    assert [when for when, _ in until(chat, "2026-03-06T23:00")] == ["Fri 06-03 10:00"]


def test_the_weekend_may_be_wanted(chat: Chat):
    """With Ook in weekend a return of Saturday comes on Saturday."""
    chat.say("/instellingen stil", "Ook in weekend")
    agree_on_returns(chat, datetime(2026, 3, 7, 10, 0, tzinfo=UTC), "abiba")
    assert [when for when, _ in until(chat, "2026-03-09T23:00")] == ["Sat 07-03 11:00"]


def test_a_rhythm_moves_along_with_the_time_zone(chat: Chat):
    """In Suriname a quarter to five is four hours later; the confirmation tells what time it is there."""
    chat.say("werkdagen 16:45", "/instellingen", "Rust en tijden")
    assert "Nu: Nederland." in whole(chat.say("Tijdzone"))
    assert "Die plaats ken ik niet." in whole(chat.say("Verweggistan"))
    assert "Je tijden gelden nu voor Suriname; daar is het 08:" in whole(chat.say("Paramaribo"))
    assert [when for when, _ in until(chat, "2026-03-06T12:00")] == ["Thu 05-03 20:45"]


def test_a_rhythm_is_chosen_with_a_button_or_typed(chat: Chat):
    """The screen offers moments; one that cannot be read is asked again; a changed rhythm replaces the other."""
    chat.say("/instellingen")
    assert chat.say("Ritme")[-1] == "[Even terugkijken] [Dagopening] [Trage vraag]"
    asked = chat.say("Even terugkijken")
    assert asked[-1] == "[Terug] [Over 2 uur] [Werkdagen 16:45]"
    assert "Dat lees ik niet als een moment." in whole(chat.say("als het uitkomt"))
    assert "De eerste keer is vandaag om 16:45." in whole(chat.say("Werkdagen 16:45"))
    assert "Nu is het werkdagen 16:45." in whole(chat.say("/herinner"))
    assert "Goed, elke maandag en donderdag 10:00." in whole(chat.say("elke maandag en donderdag 10:00"))
    found = [when for when, _ in until(chat, "2026-03-12T23:00")]
    assert found == ["Mon 09-03 10:00", "Thu 12-03 10:00"]


def test_a_long_text_at_a_question_of_the_settings_is_kept(chat: Chat):
    """What is no moment but a story is a draft note, as anywhere."""
    long = "vandaag bij een gezin geweest waar de moeder vertelde over haar zoon en haar zorgen"
    chat.say("/herinner", long)
    assert any(answer["text"] == long for run in chat.data()["runs"] for answer in run["answers"])


def test_in_the_middle_of_a_dialogue_the_settings_lead_back_to_the_question(chat: Chat):
    """After a rhythm was set, the question stands there again with what was written."""
    chat.say("/casus abiba", "Ik begin", "Naar vraag 1", "eerst dit", "/instellingen ritme note")
    assert "Er stond: “eerst dit”" in whole(chat.say("Werkdagen 16:45"))


def test_somebody_who_is_writing_is_not_disturbed(chat: Chat):
    """A rhythm that comes round while an answer is being written waits until the person has been silent a while."""
    begin_at(chat, "2026-03-05T16:40")
    chat.say("werkdagen 16:45", "/casus abiba", "Ik begin", "Naar vraag 1", "eerst dit")
    assert chat.later(minutes=5) == []
    assert chat.say("en dan dat") == []
    found = [text for _, text in until(chat, "2026-03-05T18:00")]
    assert found == [NOTE]


def test_the_settings_tell_what_is_set(chat: Chat):
    """One screen with rhythm, what is still to come, quiet hours, zone and limits, and at most three buttons."""
    chat.say("elke vrijdag 15:00", "over 2 uur")
    said = chat.say("/instellingen")
    assert said[0] == "Herinneringen"
    assert "Even terugkijken: elke vrijdag 15:00." in said
    assert "Nog te komen: 1, de eerste vandaag om 14:" in whole(said)
    assert "Stille uren: 21:00 tot 08:00." in said
    assert "Tijdzone: Nederland." in said
    assert "hooguit één bericht per dag en drie per week, niet in het weekend." in whole(said)
    assert said[-1] == "[Ritme] [Rust en tijden] [Niet meer]"


def test_own_data_tells_what_is_planned(chat: Chat):
    """/mijngegevens holds the reminders and the settings."""
    chat.say("werkdagen 16:45")
    data = chat.data()
    assert [(item["kind"], item["command"]) for item in data["reminders"]] == [("rhythm", "tijd note")]
    assert data["person"]["settings"]["reminders"]["rhythms"] == {"note": "01234 16:45"}


def without(*names: str) -> Content:
    """The installed content with some dialogues left out."""
    content = load()
    return replace(content, dialogues={name: it for name, it in content.dialogues.items() if name not in names})


def test_a_day_can_be_opened_by_a_reminder(chat: Chat):
    """The dagopening has a rhythm of its own and is begun with one tap."""
    chat.say("/instellingen", "Ritme")
    chat.say("Dagopening")
    assert "Goed, werkdagen 08:30." in whole(chat.say("Werkdagen 8:30"))
    found = until(chat, "2026-03-06T09:00")
    assert found == [("Fri 06-03 08:30", "Je dagopening ligt klaar. Een paar minuten.")]
    chat.say("Laat zien")
    assert chat.data()["runs"][-1]["dialogue"] == "dagopening"


def test_a_trage_vraag_comes_weekly_and_is_another_one_each_time(chat: Chat):
    """One that was not carried before is begun."""
    chat.say("/instellingen ritme slow")
    assert "Goed, elke vrijdag 15:00." in whole(chat.say("Elke vrijdag 15:00"))
    for day in ("06", "13"):
        found = until(chat, f"2026-03-{day}T16:00", timedelta(hours=1))
        assert [text for _, text in found] == ["Er ligt een trage vraag voor je klaar. Er is geen haast bij."]
        chat.say("Laat zien", "/stop")
    carried = [run["dialogue"] for run in chat.data()["runs"]]
    assert len(set(carried)) == 2
    assert {load().dialogues[name].kind for name in carried} == {"trage-vraag"}


def test_a_rhythm_for_a_dialogue_that_is_gone_is_a_moment_to_write(tmp_path: Path, chat: Chat):
    """Without the dialogue the reminder still comes, for a note."""
    chat.say("/instellingen ritme dagopening", "Werkdagen 8:30")
    settings = chat.data()["person"]["settings"]["reminders"]
    assert nudges.Wishes.from_data(settings).rhythms["dagopening"].to_text() == "01234 08:30"
    chat.store.close()
    with chatting(tmp_path, without("dagopening"), agreed=False) as poor:
        poor.clock.now = chat.clock.now
        assert until(poor, "2026-03-06T09:00") == [("Fri 06-03 08:30", NOTE)]
        assert "De dagopening is er nu niet." in whole(poor.say("/toon dagopening"))


def test_a_text_after_a_reminder_is_no_answer_to_it(chat: Chat):
    """After a reminder a note is typed as always."""
    chat.say("over 1 uur")
    chat.later(hours=1)
    chat.say("vandaag bij een gezin geweest waar de moeder vertelde over haar zoon")
    assert "alleen jij ziet dit" in whole(chat.say("Notitie"))


PLAN = ("/notitie", "Ik was bij een gezin geweest. Het liep toch anders.", "Klaar", "Drie korte vragen")


def plan_for(chat: Chat, words: str) -> list[str]:
    """A note with a plan; what is said after the day was agreed on."""
    chat.say(*PLAN)
    chat.say("2", "ik keek alleen toe", "Klaar")
    return chat.say(f"ik ga bellen. {words} terugkijken", "Klaar")


def test_a_plan_comes_on_the_day_and_at_the_time_that_were_told_also_on_a_saturday(chat: Chat):
    """The writer named the day: it is a moment of their own."""
    assert "Ik kom er zaterdag om 16.45 op terug." in whole(plan_for(chat, "zaterdag"))
    chat.say("Klopt")
    assert until(chat, "2026-03-12T12:00") == [("Sat 07-03 16:45", READY)]
    assert "ik ga bellen." in whole(chat.say("Laat zien"))


def test_a_plan_with_another_day_comes_once(chat: Chat):
    """The later day takes the place of the earlier one; Morgen tapped twice brings it back once."""
    plan_for(chat, "dinsdag")
    chat.say("Klopt")
    run = chat.data()["runs"][0]["id"]
    chat.say(f"/terugkijkdag {run} plan", "Andere dag", "Over een week")
    assert [when for when, _ in until(chat, "2026-03-12T18:00")] == ["Thu 12-03 16:45"]
    chat.say("Morgen")
    chat.say(f"/planmorgen {run}")
    assert [text for _, text in until(chat, "2026-03-31T12:00")] == [READY]


def test_a_plan_that_waited_is_told_with_the_rest(chat: Chat):
    """After three days of standstill a plan and a case are one line, and each can be opened."""
    plan_for(chat, "morgen")
    chat.say("Klopt")
    agree_on_returns(chat, datetime(2026, 3, 6, 14, 0, tzinfo=UTC), "abiba")
    assert stopped_until(chat, "2026-03-09T20:00")[0] == "Er liggen twee dingen voor je klaar."
    shown = chat.say("Laat zien")
    assert sorted(line[4:] for line in shown[1:-1]) == ["Abiba", "een plan van jou"]
    number = next(line[0] for line in shown[1:-1] if line.endswith("plan van jou"))
    assert "ik ga bellen." in whole(chat.say(number))


def test_while_somebody_calls_nothing_comes_until_they_are_back(chat: Chat):
    """Ik stuur niets tot jij terug bent: that holds for reminders too."""
    chat.say("over 1 uur", "Net bij haar geweest. Zij zei: voor mij hoeft het niet meer. Ik zit te trillen in de auto.")
    chat.say("Over een cliënt")
    assert "Ik stuur niets tot jij terug bent." in whole(chat.say("Ik ga bellen"))
    assert chat.later(hours=1) == []
    assert chat.later(minutes=30) == []
    chat.say("huisarts gebeld, die gaat erheen")
    assert [text for _, text in until(chat, "2026-03-05T16:00")] == [NOTE]
