"""What each way of coming near a name is worth, from 0 to 1, and where the three bands lie.

Calibrated on tests/lexicon/queries.tsv, not on its held-out part; benchmarks/lookup.py prints what comes of it. An
everyday word counts for less than a word that is in no list: who types "start" did not mean "smart", and who types
"appel" hardly asked for the moreel appel.
"""

from __future__ import annotations

from itertools import groupby

from bot.language.slips import is_slip

SURE, PROBABLE, NEAR = 0.94, 0.765, 0.50
MARGIN = 0.03  # a sure answer leads the next entry by this much
MOST_UNSURE = 0.93  # what must be asked about never scores higher
WEAK_SCORE = 0.85
WEAK_NEAR = 0.08  # less for what only comes near a weak name
WEAK_EXACT = 0.92  # the whole weak name was typed: before names that only begin with it
WEAK_INSIDE = 0.03  # less again when it stands inside a longer question
SHORT = 5  # keys below this many signs are one slip away from any other word
SAME_ORDER = 0.96  # the same words in another order
OTHER_ORDER = 0.02  # less for nearly the same words in another order
NO_ARTICLE = 0.97  # the name without its article
NOT_A_SLIP = 0.18  # less for a name that an everyday word is near to but no form of; shared among several words
OF_ALIAS = 0.10  # less for a part of an alias than for the same part of a title
_FEW, _FEW_SAME = 7, 0.76  # of so few signs more than one in four must agree to be asked about
_WHOLE = 10  # from so many signs on, one too many or too few makes no other word
_LONG = 14  # from so many signs on, one other letter makes no other word


def aligned(same: float, key: str, name: str) -> float:
    """The score of an alignment: one slip in eight letters may be sure, one in four is worth asking about.

    Args:
        same: the share of letters that agree, 0-1.
        key: what was typed, squashed.
        name: the name's key.
    """
    score = 1 - 0.48 * (1 - same) if same >= 0.875 else 0.94 - 1.14 * (0.875 - same)
    if min(len(key), len(name)) < SHORT:
        score -= 0.15
    elif len(key) <= _FEW and same < _FEW_SAME:
        score -= 0.05
    if key[0] != name[0]:
        score -= 0.04
    return score if _slipped(key, name) else min(score, MOST_UNSURE)


def _slipped(key: str, name: str) -> bool:
    """Whether it is likelier that the name was mistyped than that another word was meant.

    Short words are a slip away from anything (linking, liking), another first letter is mostly another word
    (formeel, informeel), and so is another letter that no thumb or ear confuses (preventie, presentie).
    """
    if key[0] != name[0]:
        return False
    if len(key) != len(name):
        return max(len(key), len(name)) >= _WHOLE or _once(key) == _once(name)
    return len(key) >= _LONG or (len(key) >= _WHOLE - 1 and is_slip(key, name))


def _once(text: str) -> str:
    """The text with doubled letters written once."""
    return "".join(sign for sign, _ in groupby(text))


def alike(same: float) -> float:
    """The score of a Jaro-Winkler likeness of 0.80 or more."""
    return 0.55 + (same - 0.80) * 1.6


def begins_with(share: float, everyday: bool) -> float:
    """The score of a name of whose letters this share was typed, from its first on."""
    return 0.60 + 0.25 * share if everyday else 0.70 + 0.29 * share


def begins(share: float) -> float:
    """The score of a name that is this share of the letters typed, from their first on."""
    return 0.70 + 0.22 * share


def holds(share: float, everyday: bool) -> float:
    """The score of a name of several words of which those with this share of the letters were typed."""
    return 0.61 + 0.31 * share if everyday else 0.78 + 0.13 * share


def stands_in(share: float) -> float:
    """The score of a name that is this share of a longer question."""
    return 0.80 + 0.13 * share
