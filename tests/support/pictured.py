"""A small picture made of a real file, with texts that a spreadsheet would like to run."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from samsyn import documents, files
from samsyn.cycle import Edition
from samsyn.documents import Document
from samsyn.files.reading import Reading
from samsyn.methods.incidents import Picture, picture

LABELS = ("Skadegörelse", "=1+2", "@SUM(A1)")
AREAS = ("Åsen", '=HYPERLINK("http://x.example";"Berga")')


def rows(last: int = 400) -> list[tuple[str, str, str]]:
    """Day, kind and area of each report: two a day, and every ninth day a third."""
    first = date(2023, 6, 5)
    made = []
    for n in range(last):
        day = (first + timedelta(days=n)).isoformat()
        made += [(day, LABELS[(n + extra) % 3], AREAS[extra]) for extra in range(2)]
        made += [(day, LABELS[0], AREAS[0])] if n % 9 == 0 else []
    return made


def csv_text(lines: list[tuple[str, str, str]]) -> str:
    """The rows as a file, one of them without a day that can be read."""
    quoted = [";".join('"{}"'.format(text.replace('"', '""')) for text in line) for line in lines]
    return "\r\n".join(["Datum;Ärendetyp;Område", *quoted, '"i går kväll";"Skadegörelse";"Åsen"']) + "\r\n"


@cache
def reading() -> Reading:
    """The file, read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rapporter.csv"
        path.write_text(csv_text(rows()), encoding="utf-8")
        return files.read(path)


@cache
def small_picture() -> Picture:
    """The picture of its last whole week."""
    return picture([reading()])


def small_document(edition: Edition = Edition.INTERNAL, **meta: object) -> Document:
    """The document of the picture in an edition."""
    made = small_picture()
    return documents.document(
        title=made.title,
        subtitle=made.sentence(edition),
        edition=edition,
        sections=made.sections(edition),
        meta={"digest": made.document(edition)["digest"], **meta},
    )
