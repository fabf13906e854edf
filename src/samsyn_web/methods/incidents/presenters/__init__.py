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
from samsyn_web.methods.incidents.presenters.device_words import device_words
from samsyn_web.methods.incidents.presenters.everyday import (
    Explored,
    address,
    comparison_csv,
    comparison_xlsx,
    explored,
    note_rows,
    view_rows,
)
from samsyn_web.methods.incidents.presenters.files import UnderstoodFile, understood_file
from samsyn_web.methods.incidents.presenters.inbox import (
    inbox_file_rows,
    inbox_rows,
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

__all__ = [
    "WORKER",
    "device_words",
    "map_to_point_on",
    "report_page",
    "report_receipt",
    "shell",
    "area_names_of",
    "form_lists",
    "own_row",
    "place_of",
    "sender_of",
    "DryRun",
    "Explored",
    "HeldRow",
    "IntakeRow",
    "Receipt",
    "UnderstoodFile",
    "address",
    "comment_rows",
    "comparability",
    "comparison_csv",
    "comparison_xlsx",
    "differences",
    "dry_run",
    "explored",
    "held_rows",
    "inbox_file_rows",
    "inbox_rows",
    "indicator_rows",
    "intake_rows",
    "last_day",
    "left_out_csv",
    "list_rows",
    "newest_of_sources",
    "note_rows",
    "police_chart",
    "police_rows",
    "receipt",
    "span_text",
    "tried_sections",
    "understood_file",
    "view_rows",
]
