"""Writes of pictures, and of what people say about them."""

from samsyn_web.findings.services.judging import (
    LevelChoice,
    accept_green,
    answer_alarm,
    judge_levels,
    mark_judged,
    reopen,
)
from samsyn_web.findings.services.pictures import (
    Made,
    MadeEdition,
    discard_picture,
    mark_published,
    record_picture,
    restore_picture,
)
from samsyn_web.findings.services.prioritising import AreaJudged, prioritise_areas
from samsyn_web.findings.services.steering import PriorityChoice, choose_priorities, remove_note, write_note

__all__ = [
    "AreaJudged",
    "LevelChoice",
    "Made",
    "MadeEdition",
    "PriorityChoice",
    "accept_green",
    "answer_alarm",
    "choose_priorities",
    "discard_picture",
    "judge_levels",
    "mark_judged",
    "mark_published",
    "prioritise_areas",
    "record_picture",
    "remove_note",
    "reopen",
    "restore_picture",
    "write_note",
]
