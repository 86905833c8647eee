"""QR codes, read back as a camera does."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as Xml

import pytest
import zxingcpp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.render import qr

ADDRESS = "https://nabij.voorbeeld.nl/g/7Qk2-mW9x_pL4tVbZ"


def drawn(png: bytes) -> Image.Image:
    """A PNG as a grey picture."""
    return Image.open(BytesIO(png)).convert("L")


def texts(png: bytes) -> list[str]:
    """What a camera reads in a PNG."""
    return [found.text for found in zxingcpp.read_barcodes(drawn(png))]


def test_a_code_reads_back():
    """What a camera reads is the address."""
    assert texts(qr.png(ADDRESS)) == [ADDRESS]


def test_a_code_is_big_enough_for_a_class_screen():
    """The picture is at least as wide as asked, in whole pixels a module, with a quiet edge."""
    made = drawn(qr.png(ADDRESS, pixels=1000))
    assert 1000 <= made.width <= 1100
    assert made.width == made.height
    assert made.crop((0, 0, made.width, made.width // 20)).getextrema() == (255, 255)


def test_the_svg_fills_its_place_and_has_a_name():
    """The SVG has no size of its own and says to a screen reader what it is."""
    root = Xml.fromstring(qr.svg(ADDRESS, "QR-code om mee te doen"))
    assert "width" not in root.attrib
    assert "viewBox" in root.attrib
    assert "QR-code om mee te doen" in "".join(root.itertext())
    assert ADDRESS not in qr.svg(ADDRESS).decode()


@settings(deadline=None, max_examples=20)
@example("¡")
@example("䵁@")
@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=100))
def test_any_text_reads_back(text: str):
    """Every text that fits comes back as it was."""
    assert texts(qr.png(text, pixels=300)) == [text]


@pytest.mark.parametrize("title", ["", "<script>alert(1)</script>"])
def test_a_title_is_text(title: str):
    """A title stays text in the SVG."""
    assert not list(Xml.fromstring(qr.svg(ADDRESS, title)).iter("script"))
