"""What the identifying-detail check finds, and which finding wins where two overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.spans import level
from bot.privacy.wording import listed
from bot.texts import say

KINDS = (
    "email",
    "handle",
    "iban",
    "phone",
    "bsn",
    "case",
    "plate",
    "birthdate",
    "address",
    "postcode",
    "town",
    "school",
    "employer",
    "name",
)
"""The kinds, the strongest first: where two findings overlap, the kind named first stays."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A detail: from `start` up to `end` (code points), its kind, and what may stand in its place."""

    start: int
    end: int
    kind: str
    replacement: str


def finding(text: str, start: int, end: int, kind: str) -> Finding:
    """A finding with its replacement; a name becomes the initial of its first part that is no tussenvoegsel."""
    if kind != "name":
        return Finding(start, end, kind, say(f"privacy.replace_{kind}"))
    parts = text[start:end].split()
    chosen = next((part for part in parts if level(part) not in listed("names", "particles")), parts[0])
    initial = next((sign for sign in chosen if sign.isalpha()), "N").upper()
    return Finding(start, end, kind, say("privacy.replace_name", initial=initial))


def without_overlap(found: Iterable[Finding]) -> list[Finding]:
    """The findings in order of place; of two that overlap the stronger kind stays, then the longer one."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda item: (KINDS.index(item.kind), item.start - item.end, item.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda item: item.start)
