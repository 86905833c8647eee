"""The process in which Typst sets one paper; see `bot.render.press`. Runs alone: `python pressing.py` imports no bot.

Standard input is one JSON object (template, data, formats, made, closer); standard output one line of JSON with the
lengths of the files that follow it. What is set never stands in an error: Typst quotes the text it stumbles over.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).resolve().parent
PDF_STANDARD: tuple[Any, ...] = ("ua-1",)  # accessible: tags, title, language, text alternatives
PIXELS = 216  # per inch: a picture of 360 points, drawn for a telephone, comes out 1080 pixels wide


def press(template: str, data: Mapping[str, Any], formats: Sequence[Any], made: int, closer: int) -> list[bytes]:
    """Set one paper in each of the formats (pdf, svg, png).

    Text that no font of ours can show makes no accessible PDF; then the machine's fonts are asked, and at last the
    paper is set with an empty box in the place of the sign, the sign itself being there for who copies or searches.
    """
    done = []
    data = {**data, "closer": _closest(template, data, closer)}
    for form in formats:
        for system, standard in ((False, PDF_STANDARD), (True, PDF_STANDARD), (True, ())):
            compiler = _compiler(template, data, system)
            try:
                set_ = compiler.compile(
                    format=form, ppi=PIXELS, pdf_standards=list(standard) if form == "pdf" else [], timestamp=made
                )
            except typst.TypstError:
                if not standard:
                    raise
                continue
            done.append(b"".join(set_) if isinstance(set_, list) else set_ or b"")
            break
    return done


def _compiler(template: str, data: Mapping[str, Any], system: bool) -> typst.Compiler:
    return typst.Compiler(
        HERE / "templates" / f"{template}.typ",
        root=HERE / "templates",
        font_paths=typst.Fonts(include_system_fonts=system, font_paths=[str(HERE / "fonts")]),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )


def _closest(template: str, data: Mapping[str, Any], most: int) -> int:
    """How close it has to be set to be one page; 0, as ever, where no way does that."""
    for closer in range(most + 1 if most else 0):
        compiler = _compiler(template, {**data, "closer": closer}, False)
        if json.loads(compiler.query("<pages>", field="value", one=True)) == 1:
            return closer
    return 0


def main() -> int:
    """Do the one thing that standard input asks for."""
    warnings.simplefilter("ignore")
    try:
        files = press(**json.load(sys.stdin))
    except BaseException as error:  # a panic of Typst is no Exception
        sys.stderr.write(type(error).__name__)
        if "--debug" in sys.argv:
            raise
        return 1
    sys.stdout.buffer.write(json.dumps([len(file) for file in files]).encode() + b"\n" + b"".join(files))
    return 0


if __name__ == "__main__":
    sys.exit(main())
