"""Exports of the reporting system that municipalities come from: recognised, mapped, and without who reported."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from samsyn import files
from samsyn.instruments.load import categories, sources

NAME = "Kajsa Hemligsson"
HEADING = ("Händelse", "Underkategori", "Plats", "Datum", "Tid", "Inrapporterad av", "Beskrivning")
ROWS = (
    ("Skadegörelse", "Klotter", "Åsen", "2023-03-01", "08:30", NAME, "Sett av mig"),
    ("Annat otrygghetsskapande eller ordningsstörande", "Rån", "Norrby", "2023-03-02", "21:15", NAME, ""),
    ("Otrygghetsskapande samling av personer", "Samling i trapphus", "Åsen", "2023-03-03", "22:00", NAME, ""),
    ("Arrangemang", "Arrangemang", "Åsen", "2023-03-04", "12:00", NAME, "Marknad"),
)


def csv(path: Path, *, without: str = "") -> Path:
    keep = [n for n, heading in enumerate(HEADING) if heading != without]
    lines = [";".join(row[n] for n in keep) for row in (HEADING, *ROWS)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def sheet(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        for n, row in enumerate((HEADING, *ROWS)):
            page.write_row(n, 0, row)
    return path


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_is_recognised_and_mapped(tmp_path: Path, kind: str) -> None:
    path = csv(tmp_path / "a.csv") if kind == "csv" else sheet(tmp_path / "a.xlsx")
    found = files.read(path, known=sources(), keep=True)
    assert found.source.key == "embrace"
    assert found.source.source_status == "local_design"
    mapped = [found.source.categories.get(label) for label in found.table.frame["category"]]
    assert mapped == ["SKA", "VAH", "SAM", None]
    assert "Arrangemang" in found.source.not_incidents
    assert found.table.frame["time_from"][1].isoformat().startswith("2023-03-02T20:15")
    assert found.table.frame["reporter"].null_count() == 4


def test_main_categories_are_enough(tmp_path: Path) -> None:
    found = files.read(csv(tmp_path / "a.csv", without="Underkategori"), known=sources())
    assert found.source.key == "embrace_huvudkategori"
    assert "går inte att skilja åt" in found.source.caveats[0]


def test_who_reported_is_never_kept(tmp_path: Path) -> None:
    found = files.read(csv(tmp_path / "a.csv"), known=sources(), keep=True)
    assert found.kept is not None
    every = [str(found.table.frame.to_dicts()), str(found.kept), str(found.columns), str(found.problems)]
    assert not [one for one in every if "Hemligsson" in one]
    assert "Inrapporterad av" in str([one.name for one in found.columns])  # seen, and told as not read


def test_every_published_group_has_its_category() -> None:
    """The labels of the groups that the published lists share, against the groups that our categories say they are."""
    main = next(one for one in sources() if one.key == "embrace_huvudkategori")
    for group, label in categories().targets["embrace_group"].items():
        if group == "arrangemang":
            assert label in main.not_incidents
            continue
        code = main.categories[label]
        home = categories().get(code)
        assert home is not None
        assert home.embrace_group == group
