"""Compounds: whether a word has another word as a part ("schuld" in "huurschuld" and "schuldhulpverlener").

A part stands at the beginning or the end. What is left over, without a linking -s-, -e-, -en- or -er-, must be able to
be a word: a short rest only when the list `parts` has it, a longer one when it is no prefix or suffix and reads like
Dutch. So "stem" is not found in "toestemming" nor "tact" in "contact". Words of the list `whole` are not taken apart.
"""

from __future__ import annotations

import re

from bot.language.forms import PARTICLES, PREFIXES, clash, keys
from bot.language.wordlists import listed

SHORTEST_PART = 4
LONG = 9  # letters of a part behind which anything may follow: "mensenhandelaar"
SHORTEST_INNER = 5  # of a part that has something on both sides

_LONGEST_SHORT = 4
_BEFORE = frozenset(PREFIXES) | PARTICLES | listed("foreign") | {"al", "ge", "tegen", "tussen", "wel", "on", "tot"}
_AFTER = re.compile(
    r"(?:e?lijk|ig|erig|achtig|zaam|baar|s?ter|aar|e?naar|ing|isch|ist|isme|iteit|atie|eren|eer|enis|nis|te|er|ier|erd|aard|"
    r"erij|ij|schappelijk|ling|elaar|ement|ant|ent|es|in|aal|eel|ief|eur|loze?r|en)(?:e|en|s|d|t|de|te|er|ere|st|ste|heid|heden)?"
)
_ONSET = re.compile(
    r"(?:sch[r]?|sp[lr]?|st[r]?|[bpfgkc][lr]|ch[lr]?|[dtvw]r|kn|gn|k?w|[dt]w|zw|s[lmnk]|ps|th|ph|vl|sj|tj|[bcdfghjklmnpqrstvwz])?[aeiouy]"
)
_CODA = re.compile(
    r"[aeiouy](?:j?(?:[bdfgkmnprstx]|ng|nd|nt|nk|ns|st|ch|cht|fs|gs|ks|ls|ms|ps|ts|ds|rs)?|l[dfgkmpst]?|r[dfgkmnpst]?|[mp]s?t?|ck|[eo]?u?w|"
    r"[fgkp]t|[fgkp]st|[nr]kt|[lr]st|n[gk]st|nst|ngs|nds|nts|nks|r[dkmnt]s|l[dkt]s|rnst|chts|sp|sk|mp|mps|tst|kst|bs|c)$"
)
_OPPOSITE = re.compile(r"\w{3,}(?:ig|lijk|baar|zaam|isch)")  # "onveilig" holds "veilig", "onschuld" is not "schuld"
_LINKS = ("", "s", "e", "en", "er", "n")


def _could_be_word(rest: str) -> bool:
    if len(rest) <= _LONGEST_SHORT:
        return rest in listed("parts")
    return bool(_ONSET.match(rest) and _CODA.search(rest))


def _leads(rest: str) -> bool:
    """Whether what stands before a part can be the first word of a compound."""
    if rest in _BEFORE:
        return False
    bare = [rest] + [rest.removesuffix(link) for link in _LINKS[1:] if rest.endswith(link)]
    return any(_could_be_word(word) for word in bare)


def _follows(rest: str) -> bool:
    """Whether what stands behind a part can be the last word of a compound."""
    bare = [rest] + [rest.removeprefix(link) for link in _LINKS[1:] if rest.startswith(link)]
    return not any(map(_AFTER.fullmatch, bare)) and any(_could_be_word(word) for word in bare)


def has_part(token: str, part: str, start: int) -> bool:
    """Whether a compound has the part, a folded word, from that letter on."""
    before, behind = token[:start], token[start:]
    if before and not (_leads(before) or (before == "on" and _OPPOSITE.fullmatch(part))):
        return False
    if before and keys(behind) & {part} and not clash(part, behind):
        return True
    after = behind.removeprefix(part)
    if after == behind or (before and len(part) < SHORTEST_INNER):
        return False
    return len(part) >= LONG or _follows(after)
