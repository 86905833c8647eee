"""A post, and the web channel served for real in front of it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# So that these tests also run on their own, without a package above them.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.web.fake_post import FakePost
from tests.web.site import Site


@pytest.fixture
def post() -> FakePost:
    """Give a post with a silent bot."""
    return FakePost()


@pytest.fixture
def site(post: FakePost) -> Iterator[Site]:
    """Give the web channel in front of that post."""
    running = Site(post)
    running.start()
    yield running
    running.stop()
