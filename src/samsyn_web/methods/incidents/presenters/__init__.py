"""What the pages on the way from files to a picture show."""

from samsyn_web.methods.incidents.presenters.files import UnderstoodFile, understood_file
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

__all__ = [
    "DryRun",
    "HeldRow",
    "IntakeRow",
    "Receipt",
    "UnderstoodFile",
    "dry_run",
    "held_rows",
    "intake_rows",
    "left_out_csv",
    "newest_of_sources",
    "receipt",
    "span_text",
    "understood_file",
]
