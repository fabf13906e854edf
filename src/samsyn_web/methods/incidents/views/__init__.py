"""From files to the register, and from the register to a picture."""

from samsyn_web.methods.incidents.views.files import register, upload
from samsyn_web.methods.incidents.views.intakes import (
    commit_waiting,
    declaration,
    discard,
    intake,
    left_out,
    undo,
)
from samsyn_web.methods.incidents.views.pictures import cancel, new_picture, round_page, work
from samsyn_web.methods.incidents.views.sources import source, source_categories, source_yaml
from samsyn_web.methods.incidents.views.steps import categories, columns, review

__all__ = [
    "cancel",
    "categories",
    "columns",
    "commit_waiting",
    "declaration",
    "discard",
    "intake",
    "left_out",
    "new_picture",
    "register",
    "review",
    "round_page",
    "source",
    "source_categories",
    "source_yaml",
    "undo",
    "upload",
    "work",
]
