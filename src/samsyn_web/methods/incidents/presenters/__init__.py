"""What the pages on the way from files to a picture show."""

from samsyn_web.methods.incidents.presenters.categories import (
    comment_rows,
    comparability,
    differences,
    indicator_rows,
    last_day,
    list_rows,
    tried_sections,
)
from samsyn_web.methods.incidents.presenters.device_words import (
    device_words,
)
from samsyn_web.methods.incidents.presenters.everyday import (
    Explored,
    address,
    comparison_csv,
    comparison_xlsx,
    explored,
    note_rows,
    view_rows,
)
from samsyn_web.methods.incidents.presenters.files import (
    UnderstoodFile,
    understood_file,
)
from samsyn_web.methods.incidents.presenters.inbox import (
    inbox_file_rows,
    inbox_rows,
)
from samsyn_web.methods.incidents.presenters.keeping import (
    disclosed_rows,
    guard_counts,
    guard_rows,
    guard_sentence,
    kept_sentence,
    own_sentence,
    term_rows,
    week_rows,
    word_rows,
)
from samsyn_web.methods.incidents.presenters.police import (
    police_chart,
    police_rows,
)
from samsyn_web.methods.incidents.presenters.register import (
    DryRun,
    HeldRow,
    IntakeRow,
    Receipt,
    dry_run,
    held_rows,
    intake_rows,
    left_out_csv,
    newest_of_sources,
    receipt,
    span_text,
)
from samsyn_web.methods.incidents.presenters.report_page import (
    WORKER,
    map_to_point_on,
    report_page,
    report_receipt,
    shell,
)
from samsyn_web.methods.incidents.presenters.reporting import (
    area_names_of,
    form_lists,
    own_row,
    place_of,
    sender_of,
)
from samsyn_web.methods.incidents.presenters.reviewing import (
    problem_rows,
    queue_sentence,
    report_lines,
    reviewed_page,
    suggestion_rows,
)

__all__ = [
    "DryRun",
    "Explored",
    "HeldRow",
    "IntakeRow",
    "Receipt",
    "UnderstoodFile",
    "WORKER",
    "address",
    "area_names_of",
    "comment_rows",
    "comparability",
    "comparison_csv",
    "comparison_xlsx",
    "device_words",
    "differences",
    "disclosed_rows",
    "dry_run",
    "explored",
    "form_lists",
    "guard_counts",
    "guard_rows",
    "guard_sentence",
    "held_rows",
    "inbox_file_rows",
    "inbox_rows",
    "indicator_rows",
    "intake_rows",
    "kept_sentence",
    "last_day",
    "left_out_csv",
    "list_rows",
    "map_to_point_on",
    "newest_of_sources",
    "note_rows",
    "own_row",
    "own_sentence",
    "place_of",
    "police_chart",
    "police_rows",
    "problem_rows",
    "queue_sentence",
    "receipt",
    "report_lines",
    "report_page",
    "reviewed_page",
    "report_receipt",
    "sender_of",
    "shell",
    "span_text",
    "suggestion_rows",
    "term_rows",
    "tried_sections",
    "understood_file",
    "view_rows",
    "week_rows",
    "word_rows",
]
