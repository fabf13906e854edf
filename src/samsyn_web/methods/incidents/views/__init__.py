"""From files to the register, and from the register to a picture."""

from samsyn_web.methods.incidents.views.everyday import explore, explore_csv, explore_xlsx
from samsyn_web.methods.incidents.views.files import register, upload
from samsyn_web.methods.incidents.views.intakes import (
    commit_waiting,
    declaration,
    discard,
    intake,
    left_out,
    undo,
)
from samsyn_web.methods.incidents.views.keeping import (
    change_retention,
    disclose,
    disclosing,
    inspect,
    lift_hold,
    place_hold,
    protection,
    retention,
)
from samsyn_web.methods.incidents.views.linking import (
    link_problem,
    link_same,
    problem_reports,
    unlink_problem,
    unlink_same,
)
from samsyn_web.methods.incidents.views.notes import (
    annotation,
    annotation_list,
    remove_annotation,
    remove_view,
    restore_annotation,
    restore_view,
    save_view,
    saved_view,
    saved_views,
)
from samsyn_web.methods.incidents.views.own import (
    own_report,
    own_reports,
)
from samsyn_web.methods.incidents.views.pictures import cancel, new_picture, round_page, work
from samsyn_web.methods.incidents.views.reviewing import (
    review_plain,
    review_queue,
    review_report,
    review_settings,
    undo_batch,
    undo_review,
)
from samsyn_web.methods.incidents.views.sources import source, source_categories, source_yaml
from samsyn_web.methods.incidents.views.steps import categories, columns, review

__all__ = [
    "own_reports",
    "own_report",
    "retention",
    "change_retention",
    "place_hold",
    "lift_hold",
    "protection",
    "inspect",
    "disclosing",
    "disclose",
    "link_same",
    "unlink_same",
    "link_problem",
    "unlink_problem",
    "problem_reports",
    "review_queue",
    "review_plain",
    "undo_batch",
    "review_report",
    "undo_review",
    "review_settings",
    "annotation",
    "annotation_list",
    "cancel",
    "categories",
    "columns",
    "commit_waiting",
    "declaration",
    "discard",
    "explore",
    "explore_csv",
    "explore_xlsx",
    "intake",
    "left_out",
    "new_picture",
    "register",
    "remove_annotation",
    "remove_view",
    "restore_annotation",
    "restore_view",
    "review",
    "round_page",
    "save_view",
    "saved_view",
    "saved_views",
    "source",
    "source_categories",
    "source_yaml",
    "undo",
    "upload",
    "work",
]
