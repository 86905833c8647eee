"""Whatever a file holds: reading and checking it tells problems and never raises."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.checks import Known, check
from bot.dialogue.checks_script import check_script
from bot.dialogue.learning_line import PLACES, check_line, parse_line
from bot.dialogue.model import FORMS, KINDS, LEVELS
from bot.dialogue.parse import parse
from bot.dialogue.script import Conversation, Script, ScriptTurn, parse_script
from bot.lexicon import checks as lexicon_checks
from bot.lexicon.parse import parse_lemma, parse_terms, parse_works
from bot.problems import Node

KNOWN = Known(works=["boek"], entries=["presentie"], dialogues=["ander"])
TEXTS = st.sampled_from(
    ["", "a", "b", "v1", "v2", "vragen", "Wat nu?", "1", "0", "12:30", "true", "false", "nee", "x" * 500,
     "geweld thuis", "/stop", "Klaar", "presentie", "boek", *KINDS, *LEVELS, *PLACES, "kritiek"]
) | st.text(max_size=12)  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


HEADS = words("""id kind title summary work source minutes level themes care added forms scenes other help about
full short one""")
STEPS = words("""id was say ask list statement why other_side choose pick rank options label to next scale low high
reveal pieces words text recall later days hint probe private journal item mirror views page lines steps phase""")
OTHERS = words("""dialogue tests turns said heard not_heard answers core points related aliases shared weak lemmas
references year""")
LINES = words("id title summary aim level minutes parts dialogue read place class")
TAKES_ONE = ("say", "ask", "list", "statement", "choose", "pick", "rank", "scale", "reveal", "recall", "later")


def scalar(text: str) -> Node:
    """A scalar without a place."""
    return Node("scalar", "x.yaml", 1, text)


def trees(keys: Sequence[str]) -> st.SearchStrategy[Node]:
    """Trees of any shape with keys that mean something somewhere."""
    names = st.sampled_from(keys) | st.text(max_size=4)

    def deeper(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        line = st.integers(1, 6)
        listed = st.builds(
            lambda n, items: Node("list", "x.yaml", n, items=tuple(items)), line, st.lists(inner, max_size=4)
        )
        pairs = st.lists(st.tuples(names, line, inner), max_size=6)
        return listed | st.builds(lambda n, found: Node("map", "x.yaml", n, pairs=tuple(found)), line, pairs)

    return st.recursive(TEXTS.map(scalar), deeper, max_leaves=25)


NEEDS = {"statement": ("why",), "scale": ("low", "high", "why"), "later": ("days",)}


def listed(nodes: Sequence[Node]) -> Node:
    """A list of nodes."""
    return Node("list", "x.yaml", 10, items=tuple(nodes))


def mapped(pairs: Sequence[tuple[str, Node]], line: int = 10) -> Node:
    """A mapping with all its keys on one line."""
    return Node("map", "x.yaml", line, pairs=tuple((key, line, node) for key, node in pairs))


@st.composite
def steps(draw: st.DrawFn, odd: bool) -> Node:
    """A step: all it needs, with ids that clash, targets and recalls that may be wrong, and if odd anything else."""
    kind = draw(st.sampled_from(TAKES_ONE))
    name = st.sampled_from(["v1", "v2", "v3", "v4", "a", "weg"])
    pairs = [("id", scalar(draw(name))), (kind, scalar(draw(name if kind == "recall" else TEXTS.filter(str.strip))))]
    pairs += [(key, scalar("7")) for key in NEEDS.get(kind, ())]
    if kind in ("choose", "pick", "rank"):
        options = draw(st.lists(st.tuples(st.sampled_from(["Een", "Twee", "x" * 90]), name), max_size=4))
        pairs.append(("options", listed([mapped([("label", scalar(a)), ("to", scalar(b))]) for a, b in options])))
    if kind == "reveal":
        pairs.append(("pieces", listed([mapped([(key, scalar("geld")) for key in ("label", "words", "text")])] * 2)))
    if kind in ("ask", "list", "later"):
        pairs += [("recall", scalar(draw(name)))] * draw(st.integers(0, 1))
        pairs += [(key, scalar("true")) for key in draw(st.sets(st.sampled_from(["private", "added", "journal"])))]
    if odd:
        pairs += draw(st.lists(st.tuples(st.sampled_from(STEPS), trees(STEPS)), max_size=4))
    return mapped(pairs, draw(st.integers(10, 30)))


@st.composite
def dialogues(draw: st.DrawFn, odd: bool) -> Node:
    """A dialogue of which something is wrong here and there; if odd, of which anything may be."""
    names = draw(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3))
    inner = steps(odd)
    onto = st.sampled_from(["", "", "a", "c", "v3", "weg"])
    scenes = [
        mapped([
            ("id", scalar(name)), ("next", scalar(draw(onto))), ("steps", listed(draw(st.lists(inner, max_size=4)))),
        ])
        for name in names
    ]  # fmt: skip
    pairs = [("id", scalar("proef")), ("kind", scalar(draw(st.sampled_from(KINDS)))), ("title", scalar("Proef"))]
    if draw(st.booleans()):
        pairs.append(("forms", mapped([(form, listed([scalar(draw(st.sampled_from("abcd")))])) for form in FORMS])))
    if odd:
        pairs += draw(st.lists(st.tuples(st.sampled_from(HEADS), trees(HEADS)), max_size=6))
    return mapped([*pairs, ("scenes", listed(scenes))], 1)


SAID = st.lists(
    st.sampled_from(["/overslaan", "/verder", "/terug", "1", "Een", "Klaar", "iets", "Opnieuw"]), max_size=12
)


@given(dialogues(odd=False) | dialogues(odd=True) | trees((*HEADS, *STEPS)), SAID)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_dialogue_of_any_shape_is_judged(tree: Node, said: list[str]):
    """Parse and checks go through any tree, what can be played is played, and every problem has a line."""
    dialogue, unread = parse(tree)
    problems = unread + check(dialogue, KNOWN, tree) + check(dialogue, Known(None, None, None))
    if not unread and "N106" not in {problem.code for problem in problems}:
        turns = (ScriptTurn(None, None, (), 1), *(ScriptTurn(text, None, (), 1) for text in said))
        script = Script("proef", (Conversation("Proef", turns, {}, {}, 1),), "x.test.yaml")
        problems += check_script(dialogue, script)
    assert all(problem.line >= 1 and problem.text for problem in problems)


@given(trees(OTHERS))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_lexicon_of_any_shape_is_judged(tree: Node):
    """Lemmas, terms, works and conversations of any shape are read and checked."""
    lemma, _ = parse_lemma(tree)
    terms, _ = parse_terms(tree)
    parse_works(tree)
    parse_script(tree)
    for trees_known in ({}, {"x.yaml": tree}):
        for problem in lexicon_checks.check([lemma, *terms], ["boek"], trees_known):
            assert problem.line >= 1


@given(trees(LINES))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_series_of_any_shape_is_judged(tree: Node):
    """Leerlijnen of any shape are read and checked, with and without their tree."""
    line, problems = parse_line(tree)
    problems += check_line(line, ["ander"], ["presentie"], tree) + check_line(line, None, None)
    assert all(problem.line >= 1 and problem.text for problem in problems)
