"""Reading lemmas, terms and works, and checking them together."""

from __future__ import annotations

from bot.lexicon import checks
from bot.lexicon.model import Entry, Lemma, Point, Reference, Term
from bot.lexicon.parse import parse_lemma, parse_terms, parse_works
from bot.problems import Node, Problem
from bot.storage.trees import read_tree

LEMMA = """\
id: presentie
title: Presentie
aliases: [presentiebenadering]
weak: [trouw]
shared:
  - village
cluster: professionele nabijheid
authors: [Elly Beurskens]
work: boek
pages: "163-166"
core: Er zijn.
points:
  - kind: kritiek
    text: Het kost tijd.
    lines: "1-2"
questions: [Wanneer bleef jij?]
related: [vertrouwen]
references:
  - {author: "Baart, A.", year: 2001, title: "Een theorie"}
"""


def tree(text: str) -> Node:
    """The located tree of a text."""
    found, problems = read_tree(text.encode(), "x.yaml")
    assert found is not None, problems
    return found


def codes(problems: list[Problem]) -> list[tuple[int, str]]:
    """Line and code of each problem."""
    return [(problem.line, problem.code) for problem in problems]


def test_a_lemma_is_read_whole():
    """Every part of a lemma's file is in the lemma, and nothing is wrong with it."""
    lemma, problems = parse_lemma(tree(LEMMA))
    assert problems == []
    assert (lemma.aliases, lemma.weak, lemma.shared) == (("presentiebenadering",), ("trouw",), ("village",))
    assert lemma.points == (Point("kritiek", "Het kost tijd.", "1-2"),)
    assert lemma.references == (Reference("Baart, A.", "2001", "Een theorie"),)
    assert (lemma.pages, lemma.related, lemma.questions) == ("163-166", ("vertrouwen",), ("Wanneer bleef jij?",))
    assert lemma.places["village"] == 6


def test_every_fault_of_a_lemma_has_its_line():
    """An unknown key, a kind that does not exist and a missing core are all noted at once, each with its line."""
    broken = LEMMA.replace("kritiek", "mening").replace("core: Er zijn.", "kern: Er zijn.")
    _, problems = parse_lemma(tree(broken))
    assert codes(problems) == [(1, "N103"), (11, "N102"), (13, "N108")]


def test_terms_and_works_are_lists():
    """A file of terms or works that is no list is said to be no list."""
    terms, problems = parse_terms(tree("- {id: a, title: A, text: Iets., work: boek, lemmas: [presentie]}"))
    assert (terms[0].id, terms[0].lemmas, problems) == ("a", ("presentie",), [])
    works, problems = parse_works(tree("- {id: boek, title: Boek, year: 2022, authors: [Iemand]}"))
    assert (works[0].year, works[0].authors, problems) == (2022, ("Iemand",), [])
    assert codes(parse_terms(tree("id: a"))[1]) == [(1, "N104")]


def test_a_term_of_our_own_needs_no_work():
    """A term names its work unless it is marked as added."""
    assert codes(parse_terms(tree("- {id: a, title: A, text: Iets.}"))[1]) == [(1, "N103")]
    assert parse_terms(tree("- {id: a, title: A, text: Iets., added: true}"))[1] == []


def term(name: str, **parts: object) -> Term:
    """A term with what matters to the test."""
    return Term(id=name, title=name.capitalize(), text="Iets.", file="t.yaml", line=1, **parts)  # type: ignore[arg-type]


def check(*entries: Entry) -> list[str]:
    """The codes of what is wrong with these entries together."""
    return [problem.code for problem in checks.check(entries, {"boek"})]


def test_relations_must_exist():
    """A related entry, a lemma of a term and a work that do not exist are noted; a term is no lemma."""
    lemma = Lemma(id="a", title="A", related=("b",), file="a.yaml", line=1)
    assert check(lemma) == ["N502"]
    assert check(lemma, term("b", lemmas=("a",))) == []
    assert check(term("b", lemmas=("c",)), term("c")) == ["N502"]
    assert check(term("b", work="iets")) == ["N202"]


def test_no_entry_refers_to_itself():
    """A lemma that names itself as related is noted."""
    assert check(Lemma(id="a", title="A", related=("a",), file="a.yaml", line=1)) == ["N507"]


def test_a_name_belongs_to_one_entry():
    """The same name at two entries is noted however it is spelled, unless both list it as shared."""
    assert check(term("a", aliases=("e-mail",)), term("b", aliases=("Email",))) == ["N501"]
    assert check(term("a", aliases=("B",)), term("b")) == ["N501"]
    assert check(term("a", shared=("dorp",)), term("b", aliases=("dorp",))) == ["N501"]
    assert check(term("a", shared=("dorp",)), term("b", shared=("Dorp",))) == []
    assert check(term("a", weak=("dorp",)), term("b", weak=("dorp",)), term("c", aliases=("dorp",))) == []


def test_a_shared_name_is_shared_by_two_or_three():
    """Shared by one it is no shared name, shared by four it has no place under a message."""
    assert check(term("a", shared=("dorp",))) == ["N504"]
    assert check(*(term(name, shared=("dorp",)) for name in "abc")) == []
    assert check(*(term(name, shared=("dorp",)) for name in "abcd")) == ["N505"] * 4


def test_names_of_one_entry_differ():
    """A name that stands twice at one entry, or has no letters, is noted."""
    assert check(term("a", aliases=("x-y", "xy"))) == ["N503"]
    assert check(term("a", aliases=("x",), weak=("X",))) == ["N503"]
    assert check(term("a", aliases=("...",))) == ["N506"]


def test_texts_fit_on_a_phone():
    """A core, a point or a term's text that is too long for one bubble is noted."""
    long = Lemma(id="a", title="A", core="x" * 421, points=(Point("kritiek", "x" * 421),), file="a.yaml", line=1)
    assert check(long) == ["N301", "N301"]
    assert check(Term(id="a", title="A", text="x" * 301, file="t.yaml", line=1)) == ["N301"]


def test_a_problem_with_a_name_is_at_its_line():
    """The finding points at the line of the alias."""
    lemma, _ = parse_lemma(tree(LEMMA))
    found = checks.check([lemma, term("b", aliases=("presentiebenadering",))], {"boek"})
    assert [(item.file, item.line, item.code) for item in found] == [
        ("t.yaml", 1, "N501"), ("x.yaml", 6, "N504"), ("x.yaml", 17, "N502"),
    ]  # fmt: skip
