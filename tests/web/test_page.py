"""The page as it is served, without a browser."""

import json
import re

from bot.texts import catalogue
from tests.web.site import Site


def test_everything_comes_from_here(site: Site) -> None:
    """The page loads its style, script and picture from this server, and has no script or style in itself."""
    with site.client() as client:
        page = client.get("/").text
        loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
        assert loaded
        assert all(client.get(address).status_code == 200 for address in loaded)
    assert "//" not in "".join(loaded)
    assert re.findall(r"<script[^>]*>", page) == [
        '<script type="application/json" id="config">', '<script type="module" src="/static/main.js">',
    ]  # fmt: skip
    assert "style=" not in page
    assert "$" not in page


def test_modules_that_exist(site: Site) -> None:
    """Every module that the script imports is there, as a script."""
    with site.client() as client:
        todo, seen = ["main.js"], set()
        while todo:
            name = todo.pop()
            answer = client.get(f"/static/{name}")
            assert answer.headers["content-type"].startswith("text/javascript"), name
            seen.add(name)
            todo += set(re.findall(r'from "\./([\w.]+)"', answer.text)) - seen
    assert len(seen) > 5


def test_the_script_knows_its_sentences(site: Site) -> None:
    """Each sentence that the scripts use stands in the texts, and each one in the texts is used."""
    with site.client() as client:
        page = client.get("/").text
        scripts = "".join(client.get(f"/static/{name}.js").text for name in ("main", "log", "bubbles", "upload"))
    config = json.loads(re.search(r'id="config">(.*?)</script>', page)[1])  # type: ignore[index]
    assert set(config["texts"]) == set(re.findall(r"texts\.(\w+)", scripts))
    assert {f"web.js_{name}" for name in config["texts"]} <= set(catalogue())


def test_the_page_itself_is_not_an_asset(site: Site) -> None:
    """The unfilled template is not served."""
    with site.client() as client:
        assert client.get("/static/page.html").status_code == 404
