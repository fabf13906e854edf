"""Crime proofing as the cycle sees it: how many risks, how serious, of which type, and what protection does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samsyn.cycle import Edition, Found, Round, Section
from samsyn.methods.crimeproofing.find import NAME, VERSION, find
from samsyn.methods.crimeproofing.register import SOURCE
from samsyn.methods.crimeproofing.sections import sections, sentence
from samsyn.methods.round_method import Manner, RoundMethod


def _example() -> Round:
    from samsyn.methods.crimeproofing.example import example_round

    return example_round()


def _sections(
    options: Mapping[str, Any], found: Found, edition: Edition, threshold: int
) -> Sequence[Section]:
    return sections(found, edition, threshold)


CRIMEPROOFING = RoundMethod(
    Manner(
        name=NAME,
        version=VERSION,
        schema="samsyn.risks/1",
        instrument="crimeproofing",
        source=SOURCE,
        outside_refusals=False,
        example=_example,
        find=find,
        sentence=sentence,
        sections=_sections,
    )
)
