"""Surveys as the cycle sees them: answers counted, with who was asked and who was silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samsyn.cycle import Edition, Found, Round, Section
from samsyn.methods.round_method import Manner, RoundMethod
from samsyn.methods.surveys.find import NAME, VERSION, find
from samsyn.methods.surveys.picked_sections import PICKED_SURVEY
from samsyn.methods.surveys.picks import picked_source
from samsyn.methods.surveys.register import SOURCE, asked
from samsyn.methods.surveys.sections import sections, sentence


def _example() -> Round:
    from samsyn.methods.surveys.example import example_round

    return example_round()


def _sections(
    options: Mapping[str, Any], found: Found, edition: Edition, threshold: int
) -> Sequence[Section]:
    return sections(asked(options), found, edition, threshold)


SURVEYS = RoundMethod(
    Manner(
        name=NAME,
        version=VERSION,
        schema="samsyn.survey/1",
        instrument="surveys",
        source=SOURCE,
        options_key="survey",
        example=_example,
        find=find,
        sentence=sentence,
        sections=_sections,
    ),
    picked=PICKED_SURVEY,
    picked_source=picked_source,
)
