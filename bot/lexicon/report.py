"""What `nabij lookup` prints: a result as data, and as a line to read."""

from __future__ import annotations

from typing import Any

from bot.lexicon.lookup import Lookup
from bot.texts import say


def lookup_json(lookup: Lookup, query: str, limit: int = 3) -> dict[str, Any]:
    """The answer to a query as `nabij lookup --json` gives it."""
    found = lookup.find(query, limit)
    matches = [
        {"id": match.id, "title": match.title, "score": match.score, "reason": match.reason} for match in found.matches
    ]
    return {"query": query, "band": found.band, "matches": matches}


def lookup_text(lookup: Lookup, query: str, limit: int = 3) -> str:
    """The answer to a query as one line to read."""
    found = lookup.find(query, limit)
    named = [
        say("lookup.line_match", title=match.title, score=f"{match.score:.2f}",
            reason=say(f"lookup.reason_{match.reason}"))
        for match in found.matches
    ]  # fmt: skip
    matches = "; ".join(named) or say("lookup.line_nothing")
    return say("lookup.line", band=say(f"lookup.band_{found.band}"), matches=matches)
