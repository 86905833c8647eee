"""Files that people send: what a teacher writes is read, and what is hostile is refused in one sentence."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.model import Ask, Choose, Dialogue, Say
from bot.dialogue.parse import parse
from bot.services.own_source import named
from bot.services.uploads import MOST_BYTES, Uploaded, bare_name, path_in, takes
from bot.storage.uploads import CasusReader
from bot.texts import catalogue, say
from tests.documents import YAML, casus, changed, docx, part, template

TYPES, BODY, LINKS = "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"
READER = CasusReader()


def read(content: bytes, name: str = "casus.docx") -> Uploaded:
    """What is read from a file."""
    return READER.read(name, content)


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    """A casus in which a part reads otherwise."""
    whole = casus()
    text = part(whole, name)
    assert old in text
    return changed(whole, {name: text.replace(old, new, 1)})


def linked(target: str, kind: str = "hyperlink", mode: str = "External") -> bytes:
    """A casus with a relationship to something outside."""
    rel = f'<Relationship Id="rId99" Type="http://x/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return replaced(LINKS, b"</Relationships>", rel.encode())


def typed(declared: str, name: str) -> bytes:
    """A casus with one more part of a declared type."""
    override = f'<Override PartName="/{name}" ContentType="{declared}"/></Types>'
    return changed(replaced(TYPES, b"</Types>", override.encode()), {name: b"x"})


def zeros(name: str, size: int) -> bytes:
    """A casus with a part that unpacks to a lot of nothing."""
    return changed(casus(), {name: b"0" * size})


def lying() -> bytes:
    """A package that says that its body is smaller than it is."""
    content = bytearray(changed(casus(), {BODY: None}))
    file = io.BytesIO(bytes(content))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(BODY, b"<a>" + b" " * (30 << 20) + b"</a>")
    content = bytearray(file.getvalue())
    place = content.rindex(BODY.encode()) - 46  # its entry in the list of contents
    assert content[place : place + 4] == b"PK\x01\x02"
    content[place + 24 : place + 28] = struct.pack("<I", 5000)
    return bytes(content)


MAIN = b"openxmlformats-officedocument.wordprocessingml.document.main"
STYLES = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
ENTITIES = b'<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document '
OUTSIDE = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document '
IN_STYLES = replaced("word/styles.xml", b"<w:styles ", OUTSIDE.replace(b"document ", b"styles "))
WIDE = ('<?xml version="1.0" encoding="UTF-16"?>' + OUTSIDE.decode() + "/>").encode("utf-16")
HOSTILE = {
    "too large": (b"PK" + b"x" * MOST_BYTES, "large"),
    "no zip": (b"dit is geen zip", "broken"),
    "empty": (b"", "broken"),
    "a pdf": (b"%PDF-1.7\n", "broken"),
    "an old or locked Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "old"),
    "cut off": (casus()[:4000], "broken"),
    "a zip of something else": (changed(casus(), {TYPES: None}), "broken"),
    "a spreadsheet": (replaced(TYPES, MAIN, b"openxmlformats-officedocument.spreadsheetml.sheet.main"), "broken"),
    "a zip bomb": (zeros("word/media/x.bin", 17 << 20), "bomb"),
    "a part that swells": (zeros("word/media/x.bin", 8 << 20), "bomb"),
    "more parts than a document has": (changed(casus(), {f"word/x{n}.txt": b"x" for n in range(500)}), "bomb"),
    "a size that lies": (lying(), ""),
    "nested without end": (replaced(BODY, b"<w:body>", b"<w:body>" + b"<w:p>" * 5000 + b"</w:p>" * 5000), "bomb"),
    "an entity bomb": (replaced(BODY, b"<w:document ", ENTITIES), "active"),
    "an entity from outside": (replaced(BODY, b"<w:document ", OUTSIDE), "active"),
    "an entity in the styles": (IN_STYLES, "active"),
    "an entity in UTF-16": (changed(casus(), {BODY: WIDE}), "active"),
    "XML under another name": (typed(STYLES, "word/x.png"), "broken"),
    "macros by type": (replaced(TYPES, MAIN, b"ms-word.document.macroEnabled.main"), "active"),
    "macros by part": (changed(casus(), {"word/vbaProject.bin": b"x"}), "active"),
    "macros declared": (typed("application/vnd.ms-office.vbaProject", "word/anders.bin"), "active"),
    "something embedded": (changed(casus(), {"word/embeddings/oleObject1.bin": b"x"}), "active"),
    "a web link": (linked("https://example.org"), "outside"),
    "a picture from elsewhere": (linked("https://example.org/x.png", "image"), "outside"),
    "a template from elsewhere": (linked("file:///c:/x.dotm", "attachedTemplate", " external "), "outside"),
    "a path that leads out": (changed(casus(), {"../../uit.xml": b"<a/>"}), "broken"),
    "an absolute path": (changed(casus(), {"/etc/x": b"x"}), "broken"),
    "a path of Windows": (changed(casus(), {"..\\x": b"x"}), "broken"),
    "two parts of one name": (changed(casus(), {"WORD/document.xml": b"<a/>"}), "broken"),
}  # fmt: skip


@pytest.mark.parametrize("which", HOSTILE)
def test_a_hostile_word_file_is_refused_in_one_sentence(which: str):
    """Nothing of it is read, and the sentence says what to do."""
    content, why = HOSTILE[which]
    found = read(content)
    assert found.tree is None
    assert found.refusal in ([say(f"own_casus.refused_{why}")] if why else _refusals())


def _refusals() -> list[str]:
    return [text for name, text in catalogue().items() if name.startswith("own_casus.refused_")]


ALIASES = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (ALIASES, "anker"),
        (b"a: !!python/object/apply:os.system [ls]\n", "soortaanduiding"),
        (b"a: " + b"[" * 60 + b"]" * 60, "niveaus"),
        (b"\x00\x01\x02", "stuurteken"),
        (b"\xff\xfe\xfa", "UTF-8"),
        (b"x: 1\n" * 10, ""),
        ("".join(f"k{n}: x\n" for n in range(60_000)).encode(), "langer dan een casus"),
        (b"title: " + b"a" * 30_000, "langer dan een casus"),
        (b"themes: [" + b"a, " * 400 + b"]", "langer dan een casus"),
        (b"a" * (MOST_BYTES + 1), "te groot"),
    ],
)
def test_a_hostile_yaml_file_is_refused_in_one_sentence(content: bytes, words: str):
    """Anchors, tags, endless nesting, no text, and more than any casus holds."""
    found = read(content, "casus.yaml")
    assert words in found.refusal
    assert (found.tree is None) == bool(words)


@pytest.mark.parametrize("name", ["casus.docm", "casus.doc", "casus.odt", "casus.dotx", "CASUS.RTF"])
def test_other_kinds_of_documents_are_told_what_to_send(name: str):
    """A file that may well hold a casus, but of a kind that is not read, gets the sentence that says which kind is."""
    assert takes(name)
    assert read(casus(), name).refusal == say("own_casus.refused_kind")


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["x.docx", "x.yaml", "x.doc", ""]))
def test_any_bytes_give_a_tree_a_finding_or_a_refusal(content: bytes, name: str):
    """Whatever the bytes are, nothing raises."""
    found = READER.read(name, content)
    assert found.tree is not None or found.problems or found.refusal


WHOLE = casus()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_word_file_never_raises(place: int, junk: bytes):
    """A document with some bytes overwritten is read or refused."""
    found = read(WHOLE[:place] + junk + WHOLE[place + len(junk) :])
    assert found.tree is not None or found.problems or found.refusal


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(part(WHOLE, BODY)) - 1), st.sampled_from([b"<w:p>", b"</w:p>", b'w:val=""', b"<", b"x"]))
def test_a_document_with_a_broken_body_never_raises(place: int, junk: bytes):
    """XML that is no document of Word, or no XML, is read as far as it goes or refused."""
    body = part(WHOLE, BODY)
    found = read(changed(WHOLE, {BODY: body[:place] + junk + body[place:]}))
    assert found.tree is not None or found.problems or found.refusal


_WRITTEN = re.compile(r"template\.(title|summary|care|statement|tip|why|other_side|(story|question|views|point)_\d)")


def _texts(dialogue: Dialogue) -> Iterator[str]:
    for step in dialogue.steps:
        yield f"{getattr(step, 'text', '')}\n{getattr(step, 'hint', '')}"
        yield from (view.text for view in getattr(step, "views", ()))
        yield from (f"{point.label}: {', '.join(point.words)}" for point in getattr(step, "mirror", ()))


def test_the_template_converts_without_findings_and_every_part_becomes_a_step():
    """What is handed out can be sent back as it is; each text in it is told or asked."""
    found = read(template())
    assert (found.refusal, found.problems) == ("", ())
    assert found.tree is not None
    dialogue = parse(named(found.tree, "proef"))[0]
    told = "\n".join(
        [dialogue.title, dialogue.summary, dialogue.care.about if dialogue.care else "", *_texts(dialogue)]
    )
    written = {name: text for name, text in catalogue().items() if _WRITTEN.fullmatch(name)}
    assert len(written) == 18
    assert [name for name, text in written.items() if text not in told] == []
    assert dialogue.persons == ("Harm", "Lia")
    assert [type(step) for step in dialogue.steps] == [Say, Ask, Ask, Say, Choose, Ask, Ask, Ask]


def test_a_yaml_file_is_read_with_its_lines():
    """A YAML file has no places in words: its lines are the place."""
    found = read(YAML.encode(), "casus.yml")
    assert found.tree is not None
    assert (found.places, found.problems) == ({}, ())
    broken = read(b"id: x\n  kind: y\n", "casus.yaml")
    assert [item.line for item in broken.problems] == [2]


def test_what_was_deleted_is_not_read_and_what_was_inserted_is():
    """Of tracked changes the document as it will be counts; text in a table is read too."""
    body = part(WHOLE, BODY)
    run = b"<w:r><w:t>Op de groep"
    gone, new = b"<w:del><w:r><w:t>Weg.</w:t></w:r></w:del>", b"<w:ins><w:r><w:t>Erbij. </w:t></w:r></w:ins>"
    marked = body.replace(run, gone + new + run, 1)
    assert marked != body
    found = read(changed(WHOLE, {BODY: marked}))
    assert found.tree is not None
    [story, *_] = parse(named(found.tree, "proef"))[0].steps
    assert story.text.startswith("Erbij. Op de groep")  # type: ignore[attr-defined]


def test_a_document_far_longer_than_a_casus_is_refused():
    """Two thousand paragraphs are no casus."""
    assert read(docx(*[("Normal", "x")] * 2100)).refusal


@pytest.mark.parametrize(
    ("name", "bare"),
    [("../../etc/casus.docx", "casus.docx"), ("C:\\x\\casus.docx", "casus.docx"), ("a\x00b\n.docx", "ab.docx"),
     ("x" * 300 + ".docx", "x" * 95 + ".docx"), ("", ""), ("..", "..")],
)  # fmt: skip
def test_a_name_is_only_ever_shown(name: str, bare: str):
    """Folders and control signs are taken off, and it is cut."""
    assert bare_name(name) == bare


@pytest.mark.parametrize(
    ("command", "path"),
    [("eigencasus casus.docx", "casus.docx"), ('eigencasus "mijn map/casus.docx"', "mijn map/casus.docx"),
     ("eigencasus", ""), ("eigencasus proef 0a1b2c", ""), ("casus a/b.docx", ""), ("EigenCasus ~/x.yaml", "~/x.yaml")],
)  # fmt: skip
def test_a_path_is_told_from_a_word_of_the_command(command: str, path: str):
    """Only what looks like a file is one."""
    assert path_in(command) == path
