"""Details that have a form of their own: e-mail, handle, IBAN, phone, BSN, case number, licence plate, date of birth.

Every finder takes the level text (`bot.language.spans.level`) and yields spans. A number is looked at once only, in
the order of `SPANS`: a phone number holds nine digits that may pass the test of a BSN.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from bot.privacy.wording import either

Span = tuple[int, int]

_EMAIL = re.compile(r"[a-z0-9][\w.+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}\b")
_EMAIL_SAID = re.compile(
    r"\b[\w.-]{2,40}(?: punt [\w-]+){0,3} (?:apenstaart(?:je)?|at) [\w-]+ punt (?:nl|com|be|net|org|eu)\b"
)
_HANDLE = re.compile(r"(?<![\w.@/])@[a-z_][\w.]{1,29}(?<!\.)")
_PROFILE = re.compile(
    r"\b(?:facebook|instagram|tiktok|linkedin|twitter|x|snapchat)\.com/(?:in/|add/|@)?(?P<it>[\w.@-]{3,40}\w)"
)
_ON_NETWORK = re.compile(
    r"\b(?:insta|instagram|snap|snapchat|tiktok|twitter|discord|facebook|account|accountnaam|gebruikersnaam)"
    r"(?:\s*[:=]\s*|\s+(?:is|heet \w+|onder|als)\s+|\s+)"
    r"(?P<it>(?=[\w.]*[a-z])(?:[a-z]\w*[._]\w[\w.]*\w|[a-z]+\d[\w.]*))"
)
_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}[0-9]{2}(?:[ .-]?[a-z0-9]){11,30}(?![a-z0-9])")
_IBAN_SAID = re.compile(
    r"\b(?:iban|rekening(?:nummer|nr)?)\W{1,4}(?:is |van \w+ )?"
    r"(?P<it>[a-z]{2}[ ]?[0-9]{2}[ ]?[a-z]{4}(?:[ .]?[0-9]){8,10})\b"
)
_PHONE_WORLD = re.compile(
    r"(?<![\w+/.])(?:\+|00)[1-9][0-9]{0,2}[ .-]{0,2}(?:\(0\)[ .-]?)?[0-9](?:[ .-]{0,2}[0-9]){6,11}(?![0-9])"
)
_PHONE = re.compile(r"(?<![\w.,/+-])\(?0[1-9](?:[ .)/-]{0,3}[0-9]){8}(?![0-9])")
_PHONE_SAID = re.compile(
    r"\b(?:tel|telefoon|telefoonnummer|telnr|mobiel|mobiele nummer|06|gsm|bel|bellen|app|bereikbaar op|nummer is|"
    r"belt met)[.:]?\s+"
    r"(?:is |op |naar |nummer |nr )?(?P<it>[0-9](?:[ .-]?[0-9]){6,9})(?![0-9])"
)
_DATE_THEN = re.compile(
    r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:19|20)[0-9]{2}(?![0-9])|[0-9]{2}[.:][0-9]{2} [0-9]{2}[.:][0-9]{2}"
)
_PUBLIC = re.compile(r"0[89]00")
_BSN = re.compile(
    r"(?<![0-9+.,-])(?:[0-9]{9}|[0-9]{3}([ .-])[0-9]{3}\1[0-9]{3}|[0-9]{4}[ .-][0-9]{2}[ .-][0-9]{3})"
    r"(?![0-9]|[.,-][0-9]| euro| eur)"
)
_BSN_SAID = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofinummer|sofi)(?:[ -]?(?:nummer|nr))?[.:]?\s+(?:is |van \w+ )?"
    r"(?P<it>[0-9](?:[ .-]?[0-9]){7,8})(?![0-9])"
)
_CASE = re.compile(
    r"\b(?:(?:dossier|zaak|client|clienten|casus|patient|registratie|referentie|klant|polis|meldings?|"
    r"rekest|document|paspoort|parket|beschikking|besluit|contract|huurders?|leerling|personeels)"
    r"[ -]?(?:nummer|nr|no|num|id)?|kenmerk|v[ -]?nummer|ons kenmerk)"
    r"[.:#]*\s+(?:(?:is|van \w+|met|nr\.?|nummer)[ :]+){0,2}(?P<it>(?=(?:[a-z./-]*[0-9]){4})[a-z0-9][\w./-]{2,30}\w)"
)
_COURT = re.compile(r"\bc/[0-9]{1,2}/[0-9]{5,7}(?: ?/ ?[a-z]{1,3}(?: [a-z]{2})? ?[0-9 -]{4,9})?")
_PLATES = (
    "[a-z]{2}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}-[a-z]{2}|[0-9]{2}-[a-z]{2}-[0-9]{2}|[a-z]{2}-[0-9]{2}-[a-z]{2}|"
    "[a-z]{2}-[a-z]{2}-[0-9]{2}|[0-9]{2}-[a-z]{2}-[a-z]{2}|[0-9]{2}-[a-z]{3}-[0-9]|[0-9]-[a-z]{3}-[0-9]{2}|"
    "[a-z]{2}-[0-9]{3}-[a-z]|[a-z]-[0-9]{3}-[a-z]{2}|[a-z]{3}-[0-9]{2}-[a-z]|[a-z]-[0-9]{2}-[a-z]{3}|"
    "[0-9]-[a-z]{2}-[0-9]{3}|[0-9]{3}-[a-z]{2}-[0-9]"
)
_PLATE = re.compile(rf"(?<![\w-])(?:{_PLATES})(?![\w-])")
_PLATES_SAID = _PLATES.replace("]-", "][ -]?").replace("}-", "}[ -]?")
_PLATE_SAID = re.compile(rf"\bkenteken(?:plaat|nummer)?[.:]?\s+(?:is |was |van \w+ )?(?P<it>{_PLATES_SAID})(?![\w-])")


_IBAN_LENGTHS = {
    "nl": 18,
    "be": 16,
    "de": 22,
    "fr": 27,
    "gb": 22,
    "es": 24,
    "it": 27,
    "pl": 28,
    "tr": 26,
    "ro": 24,
    "bg": 22,
}


def elfproef(digits: str) -> bool:
    """Whether nine digits pass the test of a BSN: 9a + 8b + ... + 2h - i is a multiple of eleven."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and digits.strip("0") != ""


def iban_fits(text: str) -> bool:
    """Whether letters and digits in lower case have the length of their country's IBAN and pass modulo 97."""
    sign = re.sub(r"[^a-z0-9]", "", text)
    length = _IBAN_LENGTHS.get(sign[:2], len(sign))
    return (
        15 <= len(sign) <= 34
        and len(sign) == length
        and int("".join(str(int(one, 36)) for one in sign[4:] + sign[:4])) % 97 == 1
    )


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _said(pattern: re.Pattern[str], flat: str) -> Iterator[Span]:
    return (found.span("it") for found in pattern.finditer(flat))


def emails(flat: str) -> Iterator[Span]:
    """Addresses, also dictated ones ("punt", "apenstaartje")."""
    for pattern in (_EMAIL, _EMAIL_SAID):
        yield from (found.span() for found in pattern.finditer(flat))


def handles(flat: str) -> Iterator[Span]:
    """Names on social networks."""
    yield from (found.span() for found in _HANDLE.finditer(flat))
    yield from _said(_PROFILE, flat)
    yield from _said(_ON_NETWORK, flat)


def ibans(flat: str) -> Iterator[Span]:
    """Account numbers that pass their test, in any spacing; after "iban" or "rekening" also mistyped ones."""
    for found in _IBAN.finditer(flat):
        start, end = found.span()
        while end - start >= 15 and not iban_fits(flat[start:end]):
            end = max(flat.rfind(" ", start, end), start)
        if end - start >= 15:
            yield start, end
    yield from _said(_IBAN_SAID, flat)


def phones(flat: str) -> Iterator[Span]:
    """Dutch, Belgian and international numbers; not those of services (0800, 0900, 112, 113)."""
    yield from (found.span() for found in _PHONE_WORLD.finditer(flat))
    for found in _PHONE.finditer(flat):
        if not _PUBLIC.match(_digits(found[0])) and not _DATE_THEN.match(
            found[0].lstrip("(") + flat[found.end() :][:1]
        ):
            yield found.span()
    yield from (span for span in _said(_PHONE_SAID, flat) if not _PUBLIC.match(flat, span[0]))
    yield from _dictated(flat)


def _dictated(flat: str) -> Iterator[Span]:
    """ "nul zes" with at least three more number words."""
    for found in _number_words().finditer(flat):
        yield found.span()


@cache
def _number_words() -> re.Pattern[str]:
    one = rf"(?:nul|{either('places', 'numbers')}|"
    one += r"[a-z]+en(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig))"
    return re.compile(rf"\bnul zes(?: {one}){{3,8}}\b")


def bsns(flat: str) -> Iterator[Span]:
    """Nine digits that pass the elfproef, or eight or nine after "bsn"."""
    yield from (found.span() for found in _BSN.finditer(flat) if elfproef(_digits(found[0])))
    yield from _said(_BSN_SAID, flat)


def cases(flat: str) -> Iterator[Span]:
    """Numbers of files, cases, clients, reports."""
    yield from _said(_CASE, flat)
    yield from (found.span() for found in _COURT.finditer(flat))


def plates(flat: str) -> Iterator[Span]:
    """Dutch licence plates of every sidecode; without dashes only after "kenteken"."""
    yield from (found.span() for found in _PLATE.finditer(flat))
    yield from _said(_PLATE_SAID, flat)


@cache
def date() -> str:
    """A pattern for a date with or without a year: 12-03-1985, 12 maart 1985, 3 mei."""
    months = either("numbers", "months")
    year = r"(?:(?:19|20)[0-9]{2}|'?[0-9]{2}(?![0-9:.]))"
    figures = rf"[0-3]?[0-9] ?[-/.] ?[01]?[0-9] ?[-/.] ?{year}|[0-3][0-9] [01][0-9] (?:19|20)[0-9]{{2}}"
    return rf"(?:{figures}|[0-3]?[0-9](?:e|ste|de)? ?(?:{months})\.?(?: {year})?)"


@cache
def _births() -> tuple[re.Pattern[str], ...]:
    when, months, year = date(), either("numbers", "months"), "(?:19|20)[0-9]{2}"
    born = r"\b(?:geboren|geb|geboortedatum|geboorte|geboortedag|gebdatum|geb datum|g\.?d|dob|geb dat)\b"
    born += r"[.:,]*\s*(?:datum\s*)?(?:op|is|was|:)*\s*"
    return (
        re.compile(rf"{born}(?:in [a-z]+ op )?(?P<it>{when})"),
        re.compile(rf"\b(?:is|was|ben) van (?P<it>(?=.{{3,20}}{year}){when})"),
        re.compile(rf"\b(?:jarig|verjaardag|verjaart|verjaarde)\W+(?:is )?(?:op )?(?P<it>{when})"),
        re.compile(rf"\b(?P<it>{when}) (?:is \w+ )?jarig\b"),
        re.compile(
            rf"\b(?:wordt|werd|is) (?:op )?(?P<it>[0-3]?[0-9] (?:{months})) (?:al )?[0-9]{{1,3}}(?: jaar| geworden)"
        ),
        re.compile(rf"\b[0-9]{{1,2}} jaar\W{{1,3}}(?P<it>(?=.{{3,20}}{year}){when})"),
    )


def birthdates(flat: str) -> Iterator[Span]:
    """Dates that the words around them make a date of birth or a birthday."""
    for pattern in _births():
        yield from _said(pattern, flat)


SPANS: tuple[tuple[str, Callable[[str], Iterator[Span]]], ...] = (
    ("email", emails),
    ("handle", handles),
    ("iban", ibans),
    ("phone", phones),
    ("bsn", bsns),
    ("case", cases),
    ("plate", plates),
    ("birthdate", birthdates),
)
