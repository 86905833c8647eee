"""Uploads: files that people send, read as a casus. Implements `services.uploads.Reader`."""

from __future__ import annotations

from bot.dialogue.document_tree import convert
from bot.problems import Node
from bot.services.uploads import MOST_BYTES, Uploaded
from bot.storage import packages
from bot.storage.word_file import paragraphs
from bot.texts import say

# Pieces of a YAML file, items of one list in it, signs of one text: far more than any casus has, and few enough that
# every check is done at once.
MOST_NODES, MOST_ITEMS, MOST_SIGNS = 4000, 300, 20_000
_YAML = (".yaml", ".yml")
_HOSTILE = frozenset({"N113", "N115", "N118"})  # no text, anchors and tags, endless nesting


class CasusReader:
    """Reads Word and YAML; never opens anything but the bytes that it is given."""

    def read(self, name: str, content: bytes) -> Uploaded:
        """As in `services.uploads.Reader`."""
        if len(content) > MOST_BYTES:
            return Uploaded(refusal=say("own_casus.refused_large"))
        if name.casefold().endswith(_YAML):
            return _yaml(name, content)
        if not name.casefold().endswith(".docx"):
            return Uploaded(refusal=say("own_casus.refused_kind"))
        return _word(name, content)


def _word(name: str, content: bytes) -> Uploaded:
    refused = packages.refusal(content)
    if refused:
        return Uploaded(refusal=refused)
    try:
        found = convert(paragraphs(content), name)
    except (ValueError, RecursionError):
        return Uploaded(refusal=say("own_casus.refused_broken"))
    return Uploaded(found.tree, found.problems, places=found.places)


def _yaml(name: str, content: bytes) -> Uploaded:
    from bot.storage.trees import read_tree  # and PyYAML, which a start need not wait for

    tree, problems = read_tree(content, name)
    hostile = next((item for item in problems if item.code in _HOSTILE), None)
    if hostile:
        return Uploaded(refusal=say("own_casus.refused_yaml", line=hostile.line, why=hostile.text))
    if tree is not None and not _bounded(tree):
        return Uploaded(refusal=say("own_casus.refused_much"))
    return Uploaded(tree, tuple(problems))


def _bounded(tree: Node) -> bool:
    """Whether a tree has no more pieces than a casus may have, so that no check takes long."""
    left, count = [tree], 0
    while left:
        node = left.pop()
        count += 1 + len(node.pairs)
        longest = max((len(text) for text in (node.text, *(key for key, _, _ in node.pairs))), default=0)
        if count > MOST_NODES or len(node.items) > MOST_ITEMS or longest > MOST_SIGNS:
            return False
        left += [*node.items, *(value for _, _, value in node.pairs)]
    return True
