"""What readiness keeps: measurements, interviews, what each scorer gave alone, and what they agreed on."""

from samsyn_web.methods.readiness.models.links import ScorerLink
from samsyn_web.methods.readiness.models.measurements import (
    FIRST,
    NAME,
    NOTES,
    SEATS,
    SECOND,
    TEXT,
    Edition,
    Interview,
    Measurement,
    Mode,
    Sector,
)
from samsyn_web.methods.readiness.models.packs import TextPack
from samsyn_web.methods.readiness.models.scores import (
    HIGHEST,
    LOWEST,
    Came,
    Consensus,
    DimensionScore,
    ScoreLock,
)

__all__ = [
    "FIRST",
    "HIGHEST",
    "LOWEST",
    "NAME",
    "NOTES",
    "SEATS",
    "SECOND",
    "TEXT",
    "Came",
    "Consensus",
    "DimensionScore",
    "Edition",
    "Interview",
    "Measurement",
    "Mode",
    "ScoreLock",
    "ScorerLink",
    "Sector",
    "TextPack",
]
