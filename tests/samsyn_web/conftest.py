"""The people of the story, for all tests of the web part."""

from tests.support.story import *  # noqa: F403
