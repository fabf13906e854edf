"""Pictures, what was found in them, and how people have judged it."""

from samsyn_web.findings.models.judgements import (
    AlarmAnswer,
    Answer,
    Decision,
    FieldNote,
    LevelJudgement,
    Priority,
)
from samsyn_web.findings.models.pictures import (
    EDITIONS,
    FindingRecord,
    Picture,
    PictureEdition,
    PictureState,
)
from samsyn_web.findings.models.priorities import AreaChoice, AreaPriority, Prioritisation

__all__ = [
    "EDITIONS",
    "AlarmAnswer",
    "Answer",
    "AreaChoice",
    "AreaPriority",
    "Decision",
    "FieldNote",
    "FindingRecord",
    "LevelJudgement",
    "Picture",
    "PictureEdition",
    "PictureState",
    "Prioritisation",
    "Priority",
]
