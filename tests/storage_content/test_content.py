"""Loading all content: from which folder, with which problems, with which stand-ins."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from bot.storage.content import check_paths, content_json, content_root, load

DIALOGUE = """\
id: {id}
kind: casus
title: Een casus
summary: Over iemand.
work: boek
source: Hoofdstuk 1
minutes: 5
level: beide
themes: [presentie]
scenes:
  - id: verhaal
    steps:
      - {{id: s, say: Er was eens.}}
  - id: vragen
    steps:
      - id: v1
        ask: Wat speelt er?
        item: 1
        mirror: [{{label: geld, words: [geld]}}, {{label: huis, words: [huis]}}, {{label: rust, words: [rust]}}]
        views: [{{text: Iets., page: 3}}]
      - {{id: v2, ask: En dan?, item: 1}}
      - {{id: mee, ask: Wat neem je mee?, added: true, private: true}}
"""
TEST = """\
dialogue: {id}
tests:
  - title: Kort
    turns:
      - heard: [Er was eens, Naar vraag 1]
      - said: Naar vraag 1
        heard: Wat speelt er
      - {{said: /overslaan}}
      - {{said: /overslaan}}
      - {{said: /overslaan}}
      - {{said: Verder}}
"""
LEMMA = "id: presentie\ntitle: Presentie\nwork: boek\npages: 1-2\ncore: Er zijn.\naliases: [erbij blijven]\n"
TERMS = "- {id: netwerk, title: Netwerk, text: Mensen., work: boek, source: H1, lemmas: [presentie]}\n"
LINE = """\
id: lijn
title: Een lijn
summary: Eerst dit, dan dat.
aim: Je weet meer.
level: beide
parts:
  - {dialogue: een, place: thuis}
  - {read: presentie, place: les}
"""
WORKS = "- {id: boek, title: Boek, authors: [Iemand], year: 2022}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with one of each, and nothing wrong."""
    files = {
        "dialogues/casus/een.yaml": DIALOGUE.format(id="een"), "dialogues/casus/een.test.yaml": TEST.format(id="een"),
        "dialogues/leerlijnen/lijn.yaml": LINE,
        "lexicon/presentie.yaml": LEMMA, "lexicon/terms/boek.yaml": TERMS, "lexicon/works.yaml": WORKS,
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def problems(root: Path, *paths: Path) -> list[str]:
    """File, line and code of each problem."""
    return [f"{item.file}:{item.line} {item.code}" for item in check_paths(paths, root)]


def test_content_is_read_whole(root: Path):
    """Dialogues, conversations, lemmas, terms and works are all there by id, files shown from the root."""
    content = load(root)
    assert content.problems == ()
    assert (list(content.dialogues), list(content.tests)) == (["een"], ["een"])
    assert (list(content.lemmas), list(content.terms), list(content.works)) == (["presentie"], ["netwerk"], ["boek"])
    assert content.dialogues["een"].file == "dialogues/casus/een.yaml"
    assert content.lemmas["presentie"].file == "lexicon/presentie.yaml"
    assert [entry.id for entry in content.entries] == ["presentie", "netwerk"]


def test_a_dialogue_carries_the_hash_of_its_bytes(root: Path):
    """The hash is the SHA-256 of the file as it lies there."""
    content = (root / "dialogues/casus/een.yaml").read_bytes()
    assert load(root).dialogues["een"].hash == hashlib.sha256(content).hexdigest()


def test_the_list_of_content_follows_the_contract(root: Path):
    """Items are counted once per number, additions are left out, parts are counted by kind."""
    listed = content_json(load(root))
    assert listed["dialogues"] == [
        {"id": "een", "kind": "casus", "title": "Een casus", "work": "boek", "source": "Hoofdstuk 1",
         "file": "dialogues/casus/een.yaml", "items": 1, "questions": 2, "forms": ["full"],
         "steps": {"say": 1, "ask": 3, "mirror": 1, "views": 1}},
    ]  # fmt: skip
    assert listed["lemmas"] == [
        {"id": "netwerk", "title": "Netwerk", "aliases": [], "kind": "term", "work": "boek",
         "file": "lexicon/terms/boek.yaml"},
        {"id": "presentie", "title": "Presentie", "aliases": ["erbij blijven"], "kind": "lemma", "work": "boek",
         "file": "lexicon/presentie.yaml"},
    ]  # fmt: skip
    assert listed["learning_lines"] == [
        {"id": "lijn", "title": "Een lijn", "file": "dialogues/leerlijnen/lijn.yaml", "level": "beide", "minutes": 7,
         "parts": [{"dialogue": "een", "place": "thuis"}, {"read": "presentie", "place": "les"}]},
    ]  # fmt: skip
    assert listed["works"] == [
        {"id": "boek", "title": "Boek", "authors": ["Iemand"], "year": 2022, "publisher": ""}
    ]  # fmt: skip


def test_the_forms_are_listed_and_a_signpost_is_not(root: Path):
    """A reflection lists its forms; a dialogue that only leads to others is none of the content."""
    steps = "\n  - {id: a, steps: [{id: v1, ask: Wat?}]}\n  - {id: b, steps: [{id: v2, ask: En?}]}\n"
    forms = "kind: reflectie\nforms: {full: [a, b], one: [b]}"
    for name, kind in (("terug", forms), ("wijzer", "kind: wegwijzer")):
        path = root / f"dialogues/reflectie/{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"id: {name}\n{kind}\ntitle: Iets\nscenes:{steps}", encoding="utf-8")
    listed = content_json(load(root))["dialogues"]
    assert [(item["id"], item["forms"]) for item in listed] == [("een", ["full"]), ("terug", ["full", "one"])]


def change(root: Path, name: str, old: str, new: str) -> None:
    """Change a part of a file."""
    path = root / name
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_everything_wrong_is_told_at_once(root: Path):
    """Broken YAML, an unknown key, a name twice and a missing work are found in one go, with file and line."""
    (root / "dialogues/casus/stuk.yaml").write_text("id: stuk\n kind: casus\n")
    change(root, "dialogues/casus/een.yaml", "title: Een casus", "titel: Een casus")
    (root / "lexicon/terms/meer.yaml").write_text("- {id: b, title: Erbij blijven, text: Ja., work: nee, source: H1}\n")
    assert problems(root) == [
        "dialogues/casus/een.yaml:1 N103", "dialogues/casus/een.yaml:3 N102", "dialogues/casus/stuk.yaml:2 N101",
        "lexicon/terms/meer.yaml:1 N202", "lexicon/terms/meer.yaml:1 N501",
    ]  # fmt: skip


def test_an_id_is_used_once(root: Path):
    """Two dialogues, or a lemma and a term, with one id are told with where the other stands."""
    (root / "dialogues/leervragen").mkdir()
    shutil.copy(root / "dialogues/casus/een.yaml", root / "dialogues/leervragen/een.yaml")
    (root / "lexicon/terms/meer.yaml").write_text("- {id: presentie, title: Anders, text: Ja., added: true}\n")
    found = check_paths(root=root)
    assert [(item.file, item.code) for item in found] == [
        ("dialogues/leervragen/een.yaml", "N106"), ("lexicon/terms/meer.yaml", "N106"),
    ]  # fmt: skip
    assert "dialogues/casus/een.yaml:1" in found[0].text


def test_the_id_is_the_name_of_the_file(root: Path):
    """A file that is named otherwise than its id is told."""
    (root / "lexicon/presentie.yaml").rename(root / "lexicon/er-zijn.yaml")
    (root / "dialogues/casus/een.test.yaml").rename(root / "dialogues/casus/twee.test.yaml")
    assert problems(root) == ["dialogues/casus/twee.test.yaml:1 N107", "lexicon/er-zijn.yaml:1 N107"]


def test_a_dialogue_without_a_conversation_is_refused(root: Path):
    """Beside each dialogue stands its conversation, and beside each conversation its dialogue."""
    (root / "dialogues/casus/een.test.yaml").unlink()
    (root / "dialogues/casus/weg.test.yaml").write_text(TEST.format(id="weg"))
    assert problems(root) == ["dialogues/casus/een.yaml:1 N401", "dialogues/casus/weg.test.yaml:1 N403"]


def test_conversations_are_played(root: Path):
    """A conversation that goes otherwise is told at the line of its turn."""
    change(root, "dialogues/casus/een.test.yaml", "heard: Wat speelt er", "heard: Wat is dit")
    assert problems(root) == ["dialogues/casus/een.test.yaml:6 N402"]


def test_other_files_are_named_or_left(root: Path):
    """A .yml file is told; hidden files of an editor are left alone."""
    (root / "dialogues/casus/twee.yml").write_text("id: twee")
    (root / "dialogues/casus/.een.yaml").write_text(": :")
    assert problems(root) == ["dialogues/casus/twee.yml:1 N113"]


def test_missing_folders_are_told(tmp_path: Path):
    """Without dialogues and lexicon there is nothing to start with, and that is what is said."""
    assert problems(tmp_path / "leeg") == ["dialogues:1 N113", "lexicon:1 N113"]


def test_only_what_concerns_the_given_files_is_told(root: Path, tmp_path_factory: pytest.TempPathFactory):
    """With a path, other files' own faults stay out; what the given file breaks in them is told."""
    (root / "dialogues/casus/twee.yaml").write_text(DIALOGUE.format(id="twee").replace("En dan?", "Zo."), "utf-8")
    (root / "dialogues/casus/twee.test.yaml").write_text(TEST.format(id="twee").replace("Wat speelt", "Weg"), "utf-8")
    mine = tmp_path_factory.mktemp("mine") / "een.yaml"
    mine.write_text(DIALOGUE.format(id="een"), encoding="utf-8")
    assert len(problems(root)) == 2
    assert problems(root, mine) == []
    mine.write_text(DIALOGUE.format(id="een").replace("Wat speelt er?", "Wat zie je?"), encoding="utf-8")
    assert problems(root, mine) == ["dialogues/casus/een.test.yaml:6 N402"]


def test_a_given_file_stands_in_for_the_installed_one(root: Path, tmp_path_factory: pytest.TempPathFactory):
    """A dialogue given by its path is checked in the place of that id, with the installed conversation."""
    elsewhere = tmp_path_factory.mktemp("mijn")
    mine = elsewhere / "een.yaml"
    mine.write_text(DIALOGUE.format(id="een").replace("Er was eens", "Lang geleden").replace("presentie", "presentje"))
    assert problems(root, mine) == [f"{mine}:9 N201", "dialogues/casus/een.test.yaml:5 N402"]
    (elsewhere / "een.test.yaml").write_text(TEST.format(id="een").replace("Er was eens", "Lang geleden"))
    assert problems(root, mine) == [f"{mine}:9 N201"]


def test_a_leerlijn_is_checked_with_what_stands_in(root: Path, tmp_path_factory: pytest.TempPathFactory):
    """A leerlijn that is given takes the place of the installed one, and its parts are looked for in everything."""
    mine = tmp_path_factory.mktemp("mijn") / "lijn.yaml"
    mine.write_text(LINE.replace("dialogue: een", "dialogue: eem"))
    assert problems(root, mine) == [f"{mine}:7 N204"]
    (root / "dialogues/leerlijnen/lijn.yaml").unlink()
    mine.write_text(LINE)
    assert problems(root, mine) == []


def test_a_given_file_hides_the_faults_of_the_one_it_replaces(root: Path, tmp_path_factory: pytest.TempPathFactory):
    """What is wrong in the installed file does not count when another stands in for it."""
    mine = tmp_path_factory.mktemp("mijn") / "presentie.yaml"
    shutil.copy(root / "lexicon/presentie.yaml", mine)
    change(root, "lexicon/presentie.yaml", "core: Er zijn.", "kern: Er zijn.")
    assert len(problems(root)) == 2
    assert problems(root, mine) == []


def test_a_given_file_that_is_the_installed_one_counts_once(root: Path):
    """The path of an installed file tells its faults once."""
    (root / "dialogues/casus/stuk.yaml").write_text("id: [")
    assert len(problems(root, root / "dialogues/casus/stuk.yaml")) == 1


def test_given_lemmas_terms_works_and_folders_are_known_by_what_they_hold(
    root: Path, tmp_path_factory: pytest.TempPathFactory
):
    """A folder may be given; each file in it is told apart by what it holds, and what cannot be told is said."""
    mine = tmp_path_factory.mktemp("mijn")
    (mine / "w.yaml").write_text("- {id: krant, title: Krant}\n")
    (mine / "t.yaml").write_text("- {id: buurt, title: Buurt, text: Huizen., added: true, lemmas: [vertrouwen]}\n")
    (mine / "vertrouwen.yaml").write_text("id: vertrouwen\ntitle: Vertrouwen\nwork: krant\npages: 1-2\ncore: Durven.\n")
    assert problems(root, mine) == []
    (mine / "los.yaml").write_text("iets: anders\n")
    assert problems(root, mine, mine / "weg.yaml") == [f"{mine}/los.yaml:1 N113", f"{mine}/weg.yaml:1 N113"]


def test_the_installed_content_is_found_and_sound():
    """From a clone the content beside the package is found, and nothing is wrong with it."""
    assert (content_root() / "lexicon" / "works.yaml").is_file()
    assert [str(problem) for problem in check_paths()] == []


def test_every_kind_of_step_is_counted_under_its_own_name():
    """`nabij content --json` counts a stelling as one statement and names each kind as authors write it."""
    path = Path(__file__).parents[1] / "journeys" / "alles.yaml"
    listed = content_json(load(stand_ins=[path]))
    (found,) = [item for item in listed["dialogues"] if item["id"] == "alles"]
    expected = {
        "say": 2, "ask": 4, "list": 1, "statement": 1, "choose": 1, "pick": 1, "rank": 1, "scale": 1, "reveal": 1,
        "later": 1, "mirror": 1, "views": 1,
    }  # fmt: skip
    assert found["steps"] == expected
