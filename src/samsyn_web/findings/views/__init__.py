"""Pages of pictures, of the figures in them, and of judging them."""

from samsyn_web.findings.views.judging import (
    accept_green,
    answer,
    judge,
    judge_area,
    judge_areas,
    mark_judged,
    prioritise,
    remove_note,
    reopen,
    write_note,
)
from samsyn_web.findings.views.maps import map_features, picture_map
from samsyn_web.findings.views.pictures import (
    discard,
    document,
    figure,
    picture,
    pictures,
    restore,
    rows,
    style,
)
from samsyn_web.findings.views.priorities import prioritisation, prioritisations, prioritise_areas

__all__ = [
    "accept_green",
    "answer",
    "discard",
    "document",
    "figure",
    "judge",
    "judge_area",
    "judge_areas",
    "map_features",
    "mark_judged",
    "picture",
    "picture_map",
    "pictures",
    "prioritisation",
    "prioritisations",
    "prioritise",
    "prioritise_areas",
    "remove_note",
    "reopen",
    "restore",
    "rows",
    "style",
    "write_note",
]
