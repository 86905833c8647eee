"""Looking words up while a dialogue is tried: the installed lexicon, each entry in one bubble."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.turn import Reply
from bot.language.fold import excerpt
from bot.lexicon.lookup import Lookup
from bot.lexicon.model import Entry, Lemma, Term
from bot.storage.content_model import Content
from bot.texts import say


@dataclass(frozen=True)
class Found:
    """What a look-up brings: a bubble, or the entries that may be meant by their ids, with their titles."""

    reply: Reply
    choices: tuple[tuple[str, str], ...] = ()


class Wordbook:
    """The lexicon of some content."""

    def __init__(self, content: Content) -> None:
        self._entries: dict[str, Entry] = {entry.id: entry for entry in content.entries}
        self._works = content.works
        self._lookup = Lookup(content.entries)

    def find(self, query: str) -> Found:
        """Answer a query in the three bands: the entry, which one is meant, or that it is not known."""
        result = self._lookup.find(query, limit=3)
        near = [match.title.lower() for match in result.matches[:2]]
        if result.band == "sure":
            return Found(self.show(result.matches[0].id))
        if result.band == "probable":
            choices = tuple((match.id, match.title.lower()) for match in result.matches)
            return Found(Reply(say("consult.which" if len(choices) > 1 else "consult.this")), choices)
        values = {"query": excerpt(query, 60)}
        if len(near) == 2:
            return Found(Reply(say("consult.unknown_near", one=near[0], two=near[1]), values=values))
        return Found(Reply(say("consult.unknown"), values=values))

    def show(self, name: str) -> Reply:
        """An entry: its plain answer with its source."""
        entry = self._entries[name]
        work = self._works.get(entry.work)
        source = work.title if work else say("consult.added")
        if isinstance(entry, Lemma) and entry.authors:
            source = say("consult.source", work=source, authors=", ".join(entry.authors))
        text = entry.core if isinstance(entry, Lemma) else entry.text if isinstance(entry, Term) else ""
        return Reply(say("consult.lemma", title=entry.title, core=text, source=source))
