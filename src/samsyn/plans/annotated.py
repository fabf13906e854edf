"""Gives a plan back with the remarks in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from samsyn.plans.annotated_sheet import annotate_sheets
from samsyn.plans.annotated_word import annotate_word
from samsyn.plans.coverage import coverage
from samsyn.plans.reading import ReadPlan
from samsyn.plans.remark import Remark
from samsyn.plans.telling import summary

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, kw_only=True)
class Annotated:
    """A plan with remarks: its bytes, "docx" or "xlsx", and a name for the file."""

    data: bytes
    format: str
    name: str


def annotate(data: bytes, read: ReadPlan, remarks: tuple[Remark, ...], *, at: date) -> Annotated:
    """
    Return a copy of a plan with a summary first and each remark at its row.

    Parameters
    ----------
    data : bytes
        The file that `read` was read from.
    read : ReadPlan
    remarks : tuple of Remark
        As `check` gave them.
    at : date
        The day that is written on the summary and the comments.

    Returns
    -------
    Annotated
        A Word file as a Word file with comments; a workbook as a workbook with a column of remarks and comments at the
        cells. ODS, XLS and CSV come back as XLSX without their looks.

    Notes
    -----
    A workbook keeps its formats, widths and merged cells. Cells with formulas hold the values that were saved; macros
    and links to other files do not come along.
    """
    page = summary(read, remarks, coverage(read.plan, remarks), at=at)
    rows = tuple(one for one in remarks if one.origin.row)
    stem = PurePath(read.name).stem or "plan"
    if read.format == "docx":
        return Annotated(
            data=annotate_word(data, read.name, page, rows, at=at), format="docx", name=f"{stem}-röntgen.docx"
        )
    made = annotate_sheets(data, read.name, read.format, page, rows)
    return Annotated(data=made, format="xlsx", name=f"{stem}-röntgen.xlsx")
