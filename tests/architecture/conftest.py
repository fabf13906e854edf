"""The people of the story, for the tests of who may read what."""

from tests.support.story import (  # noqa: F401
    anna,
    annanstad,
    at,
    bo,
    cecilia,
    dag,
    exempelkoping,
    programme,
    story,
)
