"""A rehearsal: a dialogue talked with in memory, as it would go in a chat, with look-ups and beginning again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.authoring.wordbook import Wordbook
from bot.dialogue import wording
from bot.dialogue.model import Dialogue
from bot.dialogue.passage import COMMANDS, Passage
from bot.dialogue.turn import AskWord, Button, KeepDraft, OtherDialogue, Reply, ScheduleReturn, StartDialogue
from bot.language.fold import fold
from bot.storage.content_model import Content
from bot.texts import say

AGAIN, WORD, ON = "opnieuw", "begrip", "/verder"
_Act = Callable[[], list[Reply]]


class Rehearsal:
    """One person trying one dialogue. Nothing of it is kept.

    Args:
        dialogue: what is tried; `take` puts a newer version in its place.
        content: what is installed, for look-ups and for the other casus of a care notice.
    """

    def __init__(self, dialogue: Dialogue, content: Content) -> None:
        self.passage = Passage(dialogue)
        self.said: list[str] = []  # what counts as a part of the conversation; look-ups do not
        self._content, self._wordbook = content, Wordbook(content)
        self._offered: Mapping[str, _Act] = {}
        self._word_asked = False

    @property
    def over(self) -> bool:
        """Whether the dialogue has come to an end."""
        return self.passage.over

    def begin(self) -> list[Reply]:
        """Begin, or begin again."""
        self.passage, self.said = Passage(self.passage.dialogue), []
        return list(self.passage.start())

    def take(self, dialogue: Dialogue) -> None:
        """Go on with a newer version; the engine tells what that means for where the person is."""
        self.passage.dialogue = dialogue

    def resume(self) -> list[Reply]:
        """Ask again what was asked; at an end there is nothing to ask."""
        return [] if self.over or self.passage.aside else list(self.passage.resume())

    def hear(self, line: str) -> list[Reply]:
        """What comes of one line: words, a button, a command or a look-up."""
        offered, self._offered = self._offered, {}
        word_asked, self._word_asked = self._word_asked, False
        line = line.strip()
        name, _, rest = line.removeprefix("/").partition(" ") if line.startswith("/") else ("", "", "")
        if act := offered.get(fold(line)):
            return act()
        if name == AGAIN:
            return self.begin()
        if line.startswith("?") or (name == WORD and rest) or (word_asked and line and not name):
            return self._look_up(rest or line.lstrip("?"))
        return self._say(line)

    def _say(self, line: str) -> list[Reply]:
        if self.passage.over:
            return [self._offer(say("authoring.over"), {say("authoring.again"): self.begin})]
        if self.passage.aside and line != ON and not self.passage.pressed(line):
            return [self._offer(say("authoring.aside"), {say("menu.go_on"): self._go_on})]
        if self.passage.cannot(line):
            known = ", ".join(f"/{name}" for name in (*COMMANDS, AGAIN))
            return [Reply(say("authoring.unknown_command", known=known))]
        replies = list(self.passage.say(line))
        if any(isinstance(effect, AskWord) for effect in self.passage.effects):
            self._word_asked = True
            return [Reply(say("consult.which_word"))]
        if line:
            self.said.append(line)
        return replies + self._after()

    def _after(self) -> list[Reply]:
        """What the services of the bot would say or do after a turn, in one sentence each."""
        found: list[Reply] = []
        for effect in self.passage.effects:
            if isinstance(effect, KeepDraft):
                found.append(Reply(say("authoring.draft")))
            elif isinstance(effect, OtherDialogue | StartDialogue):
                other = self._content.dialogues.get(effect.dialogue)
                found.append(Reply(say("authoring.other", title=other.title) if other else say("authoring.others")))
            elif isinstance(effect, ScheduleReturn):
                found.append(self._offer(say("authoring.later"), {say("authoring.now"): self._go_on}))
        return found

    def _go_on(self) -> list[Reply]:
        return self._say(ON)

    def _look_up(self, query: str) -> list[Reply]:
        if not query.strip():
            self._word_asked = True
            return [Reply(say("consult.which_word"))]
        found = self._wordbook.find(query.strip())
        if not found.choices:
            return [self._with_way_back(found.reply)]
        acts: dict[str, _Act] = {title: self._shower(name) for name, title in found.choices}
        several = len(found.choices) > 1
        acts[say("consult.none_of_these" if several else "consult.not_this")] = self._back
        return [self._offer(found.reply.text, acts)]

    def _shower(self, name: str) -> _Act:
        return lambda: [self._with_way_back(self._wordbook.show(name))]

    def _with_way_back(self, reply: Reply) -> Reply:
        passage = self.passage
        if passage.over or passage.aside:
            return reply
        label = wording.back_label(passage.dialogue.in_form(passage.run.form), passage.run.step)
        return self._under(reply, {label: self._back})

    def _back(self) -> list[Reply]:
        return list(self.passage.again())

    def _offer(self, text: str, acts: Mapping[str, _Act]) -> Reply:
        return self._under(Reply(text), acts)

    def _under(self, reply: Reply, acts: Mapping[str, _Act]) -> Reply:
        self._offered = {fold(label): act for label, act in acts.items()}
        return reply.under(*_rows([Button(label, "") for label in acts]))


def _rows(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    return [tuple(buttons)] if len(buttons) <= 3 else [(button,) for button in buttons]
