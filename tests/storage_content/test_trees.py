"""YAML files as located trees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.problems import Node
from bot.storage.trees import MOST_BYTES, read_file, read_tree


def read(text: str | bytes) -> tuple[Node | None, list[tuple[int, str]]]:
    """The tree of a text, and line and code of each problem."""
    tree, problems = read_tree(text if isinstance(text, bytes) else text.encode(), "x.yaml")
    assert all(problem.file == "x.yaml" for problem in problems)
    return tree, [(problem.line, problem.code) for problem in problems]


@pytest.mark.parametrize("text", ["12:30", "no", "on", "1.10", "012", "2026-01-05", "0x1F", "1_000", "=", "yes"])
def test_scalars_keep_what_was_typed(text: str):
    """What YAML would turn into a number, a truth or a date stays the text that the author typed."""
    tree, _ = read(f"a: {text}\nb: '{text}'")
    assert tree is not None
    assert [value.text for _, _, value in tree.pairs] == [text, text]


def test_a_question_mark_in_a_list_on_one_line_is_part_of_the_text():
    """The one reader that check, bot and player share takes a bare question in a list as it was typed."""
    tree, found = read("a: [Wat heb je nodig?, x]")
    assert (tree is not None and [item.text for item in tree.pairs[0][2]], found) == (["Wat heb je nodig?", "x"], [])


@pytest.mark.parametrize("text", ["0x" + "f" * 5000, "1" * 5000, "1_" * 3000 + "1", "0" * 6000])
def test_an_endless_number_stays_a_text(text: str):
    """A number of thousands of digits is read as what was typed, also where it is told how others would read it."""
    tree, problems = read_tree(f"a: {text}".encode(), "x.yaml", misread=[])
    assert (tree is not None and tree.pairs[0][2].text, problems) == (text, [])


def test_null_is_empty_and_a_quoted_null_is_not():
    """A bare null or tilde is an empty value, a quoted one is a text."""
    tree, _ = read("a: null\nb: ~\nc:\nd: 'null'")
    assert tree is not None
    assert [value.text for _, _, value in tree.pairs] == ["", "", "", "null"]


def test_everything_has_its_line():
    """Keys, values, lists and items know the line they start on."""
    tree, _ = read("a: 1\n\nb:\n  - x\n  - y: |\n      lang\n      verhaal\n")
    assert tree is not None
    assert [(key, line, value.line) for key, line, value in tree.pairs] == [("a", 1, 1), ("b", 3, 4)]
    assert [item.line for item in tree.pairs[1][2].items] == [4, 5]
    assert tree.pairs[1][2].items[1].get("y") == Node("scalar", "x.yaml", 5, "lang\nverhaal\n")


def test_a_key_that_stands_twice_is_kept_twice():
    """The tree keeps both, so that the reader can say so."""
    tree, _ = read("a: 1\na: 2")
    assert tree is not None
    assert [(key, line) for key, line, _ in tree.pairs] == [("a", 1), ("a", 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: c: d", [(2, "N101")]),
        ("a:\n  - x\n b: 1", [(3, "N101")]),
        ("a: 1\nb: 'x\nc: 1", [(2, "N101")]),
        ("a: 1\nb: [x,\nc: 1\n", [(2, "N101")]),
        ("a: @x", [(1, "N101")]),
        ("a: 1\n\tb: 2\nc: 3\t", [(2, "N114"), (3, "N114")]),
        ("a: &x 1\nb: *x", [(1, "N115"), (2, "N115")]),
        ("a: !!str 1", [(1, "N115")]),
        ("a: !!python/object/apply:os.system ['true']", [(1, "N115")]),
        ("a: 1\n<<: {b: 2}", [(2, "N115")]),
        ("a: 1\n---\nb: 2", [(2, "N116")]),
        ("? [a, b]\n: c", [(1, "N117")]),
        ("", [(1, "N112")]),
        ("# alleen dit\n", [(1, "N112")]),
        ("a: 1\nb: \x00", [(2, "N113")]),
        ("a: 1\nb: \x1b[0m", [(2, "N113")]),
        (b"a: 1\nb: \xff\xfe", [(2, "N113")]),
        ("a: é".encode("utf-16"), [(1, "N113")]),
        (b"a: 1\nb: caf\xe9", [(2, "N113")]),
        (b"x" * (MOST_BYTES + 1), [(1, "N113")]),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_line(text: str | bytes, expected: list[tuple[int, str]]):
    """Broken and unwanted YAML is a finding with file and line, never an exception, and gives no tree."""
    assert read(text) == (None, expected)


def test_an_alias_bomb_does_not_grow():
    """Nine levels of aliases of aliases are refused without being followed."""
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    tree, problems = read("\n".join(lines))
    assert tree is None
    assert {code for _, code in problems} == {"N115"}


@pytest.mark.parametrize("text", ["[" * 5000, "- " * 5000, "{a: " * 5000, "a: " + "[" * 60 + "]" * 60])
def test_depth_has_an_end(text: str):
    """A file that nests without end is refused."""
    tree, problems = read(text)
    assert tree is None
    assert {code for _, code in problems} <= {"N118", "N101"}


def test_a_byte_order_mark_is_no_problem():
    """A file saved by Notepad reads like any other."""
    tree, problems = read("\ufeffa: 1")
    assert problems == []
    assert tree is not None
    assert tree.get("a") == Node("scalar", "x.yaml", 1, "1")


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path):
    """A missing file, a folder and a file that is too large are each a finding."""
    (tmp_path / "groot.yaml").write_bytes(b"x" * (MOST_BYTES + 1))
    for path in (tmp_path / "weg.yaml", tmp_path, tmp_path / "groot.yaml", tmp_path / "groot.yaml" / "x"):
        content, problems = read_file(path, "x.yaml")
        assert (content, [(problem.file, problem.code) for problem in problems]) == (b"", [("x.yaml", "N113")])


@given(st.binary(max_size=300))
def test_random_bytes_never_raise(content: bytes):
    """Whatever the bytes are, there is either a tree or a problem."""
    tree, problems = read_tree(content, "x.yaml")
    assert (tree is None) == bool(problems)


_SIGNS = ["a", "b: ", "- ", "[", "]", "{", "}", ", ", "\n", "  ", '"', "'", "|", ">", "&x ", "*x"]
_SIGNS += ["!t ", "? ", ": ", "---\n", "...\n", "%", "#", "é", "<<: ", "\\", "\r"]


@given(st.lists(st.sampled_from(_SIGNS), max_size=40))
def test_random_yaml_never_raises(parts: list[str]):
    """Whatever is put together from YAML's signs, there is either a tree or a problem on a line of the file."""
    text = "".join(parts)
    tree, problems = read_tree(text.encode(), "x.yaml")
    assert (tree is None) == bool(problems)
    assert all(1 <= problem.line <= text.count("\n") + text.count("\r") + 1 for problem in problems)
