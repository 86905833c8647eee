"""Practice: each question that a lemma asks of one's own work, as a small reflection of the house."""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogue.model import Ask, Dialogue, Scene
from bot.lexicon.model import Lemma
from bot.texts import say


def dialogue_id(lemma: str, number: int) -> str:
    """The id of the dialogue made of a question; numbers from 1."""
    return f"vraag-{lemma}-{number}"


def dialogues(lemmas: Iterable[Lemma]) -> dict[str, Dialogue]:
    """The dialogue of each question of each lemma, by id."""
    made = (_made(lemma, number, text) for lemma in lemmas for number, text in enumerate(lemma.questions, 1))
    return {dialogue.id: dialogue for dialogue in made}


def _made(lemma: Lemma, number: int, question: str) -> Dialogue:
    steps = (
        Ask(id="moment", scene="vraag", text=say("practice.moment", question=question), hint=say("practice.hint")),
        Ask(id="vraag", scene="vraag", text=question),
        Ask(id="nu", scene="vraag", text=say("practice.now")),
    )
    return Dialogue(
        id=dialogue_id(lemma.id, number),
        kind="reflectie",
        title=say("practice.title", title=lemma.title),
        scenes=(Scene("vraag", lemma.title, steps),),
        themes=(lemma.id,),
        minutes=7,
        hash=str(number),
    )
