"""
Who decides what in crime prevention: bodies on three levels, their mandates, and what is missing between them.

    gaps(bodies, matters) -> (Gap, ...): what is missing or said twice, each with what to do about it
    steering_sections(bodies, matters) -> (Section, ...): the chart, who decides what, every body, and the gaps

The kinds of decision are data: `samsyn.instruments.steering.steering_texts()`. A body is an organ of the municipality,
of one of its companies, or of partners together; its members are organisations and functions, never persons.
"""

from samsyn.steering.bodies import LEVEL_NAMES, Body, Level, check_bodies
from samsyn.steering.deciding import Decided, decided_by
from samsyn.steering.gaps import Gap, GapKind, gaps
from samsyn.steering.telling import chart, sentence, steering_sections

__all__ = [
    "LEVEL_NAMES",
    "Body",
    "Decided",
    "Gap",
    "GapKind",
    "Level",
    "chart",
    "check_bodies",
    "decided_by",
    "gaps",
    "sentence",
    "steering_sections",
]
