"""The people of the story, for all tests of the web part; each begins in Swedish."""

from __future__ import annotations

import pytest
from django.utils import translation

from tests.support.story import *  # noqa: F403


@pytest.fixture(autouse=True)
def _in_swedish() -> None:
    """Begin each test in Swedish: the test client leaves the language of its last page behind."""
    translation.activate("sv")
