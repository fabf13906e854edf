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
from samsyn_web.methods.incidents.views.pictures import cancel, new_picture, round_page, work
from samsyn_web.methods.incidents.views.reporting import (
    change_report,
    manifest,
    report,
    report_map,
    report_receipt,
    waiting,
    withdraw_report,
    worker,
)
from samsyn_web.methods.incidents.views.sources import source, source_categories, source_yaml
from samsyn_web.methods.incidents.views.steps import categories, columns, review

__all__ = [
    "annotation",
    "annotation_list",
    "cancel",
    "categories",
    "columns",
    "change_report",
    "commit_waiting",
    "declaration",
    "discard",
    "explore",
    "explore_csv",
    "explore_xlsx",
    "intake",
    "left_out",
    "manifest",
    "new_picture",
    "register",
    "remove_annotation",
    "remove_view",
    "report",
    "report_map",
    "report_receipt",
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
    "waiting",
    "withdraw_report",
    "work",
    "worker",
]
