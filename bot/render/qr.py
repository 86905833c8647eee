"""QR codes, to join a group or a statement: drawn large, with the quiet edge that a camera needs."""

from __future__ import annotations

from io import BytesIO
from typing import Any

CORRECTION = "m"  # a code on a screen is not torn; 15 % lost is still read
EDGE = 4  # modules of white around it, as ISO/IEC 18004 asks


def png(text: str, pixels: int = 1000) -> bytes:
    """A QR code as PNG, black on white.

    Args:
        text: what it holds, an address as a rule.
        pixels: at least so wide; each module is a whole number of pixels, so that its edges stay sharp.
    """
    code = _code(text)
    scale = max(1, -(-pixels // code.symbol_size(border=EDGE)[0]))
    file = BytesIO()
    code.save(file, kind="png", scale=scale, border=EDGE)
    return file.getvalue()


def svg(text: str, title: str = "") -> bytes:
    """A QR code as SVG without a size of its own: it fills the place that it is given.

    Args:
        title: what a screen reader says of it; the text itself does not stand readable in the file.
    """
    file = BytesIO()
    _code(text).save(file, kind="svg", border=EDGE, omitsize=True, light="white", title=title or None, svgclass=None)
    return file.getvalue()


def _code(text: str) -> Any:
    import segno

    # Beyond ASCII a reader guesses the encoding ("¡" came back as half-width kana), unless the code names it.
    named: dict[str, Any] = {} if text.isascii() else {"mode": "byte", "encoding": "utf-8", "eci": True}
    return segno.make_qr(text, error=CORRECTION, **named)
