"""The list of all findings, docs/meldingen/README.md, made from its pages: `python -m tests.check.make_list`."""

from __future__ import annotations

from tests.check.examples import PAGES, pages

LIST = PAGES / "README.md"
_GROUPS = {
    "1": "Het bestand en zijn vorm", "2": "Verwijzingen en bronnen", "3": "Wat op een telefoon past, en hoe het vraagt",
    "4": "Gesprekken naast een dialoog", "5": "Het lexicon", "6": "De weg door een dialoog", "7": "Zorg",
    "8": "Een eerdere versie", "9": "Leerlijnen",
}  # fmt: skip
_HEAD = """\
# Wat `nabij check` kan melden

Een melding noemt bestand, regel en nummer, en zegt wat je kunt doen. Alle meldingen komen tegelijk. Elk nummer heeft
een bladzijde met een fout en een hersteld voorbeeld. Twee dingen wachten op iets anders: een bestand dat geen leesbare
YAML is (N101) wordt pas verder bekeken als dat klopt, en een gesprek (N402, N404) wordt pas gespeeld als de dialoog
zelf heel gelezen kan worden.

Deze lijst wordt gemaakt van de bladzijden: `python -m tests.check.make_list`.
"""


def made() -> str:
    """The text of the list."""
    parts, group = [_HEAD], ""
    for page in pages():
        if page.code[1] != group:
            group = page.code[1]
            parts.append(f"\n## {_GROUPS[group]}\n\n| nummer | melding |\n|---|---|\n")
        parts.append(f"| [{page.code}]({page.code}.md) | {page.title} |\n")
    return "".join(parts)


if __name__ == "__main__":
    LIST.write_text(made(), encoding="utf-8")
