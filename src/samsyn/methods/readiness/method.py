"""Readiness as the cycle sees it: interviews scored by two, agreed on and compared where they can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samsyn.cycle import Edition, Found, Round, Section
from samsyn.methods.readiness.find import NAME, VERSION, find, measured
from samsyn.methods.readiness.picked_sections import PICKED_READINESS
from samsyn.methods.readiness.picks import picked_source
from samsyn.methods.readiness.register import SOURCE
from samsyn.methods.readiness.sections import sections, sentence
from samsyn.methods.round_method import Manner, RoundMethod


def _example() -> Round:
    from samsyn.methods.readiness.example import example_round

    return example_round()


def _sections(
    options: Mapping[str, Any], found: Found, edition: Edition, threshold: int
) -> Sequence[Section]:
    return sections(measured(options), found, edition, threshold)


READINESS = RoundMethod(
    Manner(
        name=NAME,
        version=VERSION,
        schema="samsyn.readiness/1",
        instrument="readiness",
        source=SOURCE,
        options_key="measurement",
        example=_example,
        find=find,
        sentence=sentence,
        sections=_sections,
    ),
    picked=PICKED_READINESS,
    picked_source=picked_source,
)
