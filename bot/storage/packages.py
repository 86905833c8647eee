"""Packages: a Word file looked at from outside, before anything in it is opened.

A .docx is a zip of XML. What is looked for: sizes and ratios before anything is unpacked, names that lead out of the
package, macros and embedded things, relationships to anything outside, and document types in the XML (which is how a
small file becomes a huge one, or reads other files). Nothing here touches the network or the disk.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from bot.texts import say

MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO, MOST_DEEP, MOST_ELEMENTS = 400, 16 << 20, 250, 200, 300_000
_SMALL = 1 << 20  # of a part; below this its ratio says nothing
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word before 2007, and any Word file with a password
_ACTIVE = ("word/embeddings/", "word/activex/", "word/vba")
_TYPES = "[Content_Types].xml"


class _Refused(Exception):
    """Why a package is refused: the name of a sentence."""


def refusal(content: bytes) -> str:
    """The sentence with which a file is refused as a Word file, or "". Never raises."""
    if content.startswith(_OLD):
        return say("own_casus.refused_old")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _outside(package, len(content))
            _inside(package)
    except _Refused as reason:
        return say(f"own_casus.refused_{reason}")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError, EOFError, OSError):
        return say("own_casus.refused_broken")
    except (NotImplementedError, RuntimeError, ValueError, LookupError, MemoryError, OverflowError):
        return say("own_casus.refused_broken")
    return ""


def _outside(package: zipfile.ZipFile, size: int) -> None:
    """What the list of contents says."""
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _Refused("bomb")
    if sum(entry.compress_size for entry in entries) > size or any(map(_swollen, entries)):
        raise _Refused("bomb")
    if len({name.casefold() for name in names}) < len(names) or any(map(_leads_out, names)):
        raise _Refused("broken")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _Refused("old")
    if any(name.casefold().startswith(_ACTIVE) or "vbaproject" in name.casefold() for name in names):
        raise _Refused("active")
    if _TYPES not in names:
        raise _Refused("broken")


def _swollen(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\\" in name or "\0" in name


def _inside(package: zipfile.ZipFile) -> None:
    """Every XML part: no document type, and nothing that points outside or acts."""
    left = MOST_UNPACKED
    for name, part in _xml(package):
        left -= len(part)
        if left < 0:
            raise _Refused("bomb")
        _Scan(name).read(part)


def _xml(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for entry in package.infolist():
        if entry.filename.casefold().endswith((".xml", ".rels", ".svg")):
            with package.open(entry) as opened:
                part = opened.read(min(entry.file_size, MOST_UNPACKED) + 1)
            if len(part) > entry.file_size:
                raise _Refused("bomb")
            yield entry.filename, part


class _Scan:
    """Reads one part with a parser that stops at the first thing that has no place in a document."""

    def __init__(self, name: str) -> None:
        self._types, self._links = name == _TYPES, name.casefold().endswith(".rels")
        self._deep = self._elements = 0
        self._main = False
        self._parser = expat.ParserCreate(namespace_separator="|")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self, part: bytes) -> None:
        self._parser.Parse(part, True)
        if self._types and not self._main:
            raise _Refused("broken")

    def _doctype(self, *_: Any) -> None:
        raise _Refused("active")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._deep, self._elements = self._deep + 1, self._elements + 1
        if self._deep > MOST_DEEP or self._elements > MOST_ELEMENTS:
            raise _Refused("bomb")
        if self._types:
            self._type(attributes.get("ContentType", ""), attributes.get("PartName") or attributes.get("Extension", ""))
        if self._links and attributes.get("TargetMode", "").strip().casefold() == "external":
            raise _Refused("outside")

    def _type(self, declared: str, part: str) -> None:
        kind = declared.strip().casefold()
        if "macroenabled" in kind or "vbaproject" in kind or "oleobject" in kind or "activex" in kind:
            raise _Refused("active")
        if kind.endswith(("/xml", "+xml")) and not part.casefold().endswith(("xml", "rels", "svg")):
            raise _Refused("broken")  # it would be opened as XML without having been looked at as such
        self._main = self._main or kind == _MAIN.casefold()

    def _end(self, _: str) -> None:
        self._deep -= 1
