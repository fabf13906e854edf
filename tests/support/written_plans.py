"""Plans as municipalities write them, invented, each in another form and with its own mistakes."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import docx
import openpyxl
from PIL import Image

HEAD = ("Fokusområde", "Orsak", "Åtgärd", "Operativa mål", "När", "Vem", "Uppföljning")


def saved(made: Any) -> bytes:
    """Return a workbook's or a document's bytes."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@cache
def template_xlsx() -> bytes:
    """Brå's columns with the headings on row 5, a cause merged over two rows, a formula, a sum row."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan 2026"
    sheet["A1"] = "Åtgärdsplan för Exempelköping 2026"
    sheet.merge_cells("A1:G1")
    sheet["A2"] = "Beslutad av kommunstyrelsen § 14"
    rows = [
        HEAD,
        (
            "Klotter vid stationen",
            "Gångtunneln saknar belysning enligt vandringen i mars",
            "Byt till tolv nya armaturer i gångtunneln",
            "Minska anmälningarna från 40 till 25 per år till december 2026",
            "Q3 2026",
            "Gatuenheten",
            "Antal anmälningar, januari 2027",
        ),
        (None, None, "Klottersanering", None, "löpande", "Gatuenheten", None),
        (
            "Trygg skola",
            "Rasterna saknar vuxna",
            "Verka för fler vuxna ute",
            "Ökad trygghet",
            "vt-27",
            "Kim Andersson",
            "-",
        ),
        (None, "Otydliga rutiner för incidenter", None, None, None, None, None),
        (None, None, None, "=SUM(1,2)", None, None, None),
    ]
    for n, row in enumerate(rows, start=5):
        for m, value in enumerate(row, start=1):
            sheet.cell(n, m, value)
    sheet.merge_cells("B6:B7")
    sheet["C6"].font = openpyxl.styles.Font(italic=True)
    sheet.column_dimensions["C"].width = 41
    return saved(book)


@cache
def numbered_xlsx() -> bytes:
    """Causes numbered on a sheet of their own; the plan's sheet names them by number, with start and end apart."""
    book = openpyxl.Workbook()
    causes = book.active
    causes.title = "Orsaksanalys"
    for row in [
        ("Problem", "Orsak", "Underlag"),
        ("Cykelstölder vid badhuset", "1. Ställen går inte att låsa fast i", "Räkning i maj"),
        (None, "2. Platsen syns inte från entrén", None),
    ]:
        causes.append(row)
    plan = book.create_sheet("Åtgärder")
    for line in [
        (
            *("Nr", "Insats", "Orsak", "Mål", "Indikator", "Utgångsläge", "Målvärde"),
            *("Start", "Klart", "Ansvarig"),
        ),
        (
            *(1, "Nya ställ med bygel", "1", "Färre stölder", "Anmälda cykelstölder", 30, 45),
            *("Q1 2027", "Q2 2027", "Fritidsförvaltningen"),
        ),
        (
            *(2, "Klipp häcken", "1 och 2", "Ökad insyn", "Andel som ser ställen", "20 %", "60 %"),
            *("våren 2027", None, "alla"),
        ),
    ]:
        plan.append(line)
    return saved(book)


@cache
def tables_docx() -> bytes:
    """Two tables under headings, with cells merged both ways and other words for the columns."""
    made = docx.Document()
    made.add_heading("Handlingsplan 2026–2027", 1)
    made.add_paragraph("Planen utgår från lägesbilden. Vi prioriterar inte cykelstölder i år.")
    made.add_heading("Fokusområde 1: Nedskräpning vid torget", 2)
    _table(
        made,
        [
            ("Bakgrund", "Aktivitet", "Effektmål", "Tidplan", "Ansvarig / Samverkan"),
            (
                "Få papperskorgar",
                "Åtta nya papperskorgar",
                "20 % mindre skräp till 2027",
                "2026–2027",
                "Park",
            ),
            ("Få papperskorgar", "Skräpplockning med skolan", "", "hösten 2026", "Park"),
        ],
        merge=((1, 0), (2, 0)),
    )
    made.add_heading("Buller nattetid", 2)
    _table(
        made,
        [
            ("Problem/orsak", "Insats", "Mål och indikator", "Vem", "Status", "Målgrupp"),
            ("Uteserveringar", "Uteserveringar", "", "", "", ""),
            ("Sena öppettider", "Dialog med krögare", "Högst 10 klagomål", "Miljöenheten", "Klar", "Krögare"),
        ],
        merge=((1, 0), (1, 5)),
    )
    return saved(made)


def _table(made: Any, rows: list[tuple[str, ...]], merge: tuple[tuple[int, int], tuple[int, int]]) -> None:
    table = made.add_table(len(rows), len(rows[0]))
    for n, row in enumerate(rows):
        for m, text in enumerate(row):
            table.cell(n, m).text = text
    (top, left), (bottom, right) = merge
    keep = table.cell(top, left).text
    table.cell(top, left).merge(table.cell(bottom, right)).text = keep


@cache
def list_docx() -> bytes:
    """Running text: words before a colon, a list under the heading Åtgärder, and prose."""
    made = docx.Document()
    made.add_heading("Åtgärdsplan mot brott i Exempelköping", 1)
    made.add_paragraph("Planen gäller hela kommunen.")
    made.add_heading("Skadegörelse på skolgårdar", 2)
    made.add_paragraph("Orsak: Skolgårdarna är mörka på kvällen")
    made.add_paragraph("Underlag: vaktmästarnas rapporter hösten 2025")
    made.add_paragraph(
        "Åtgärd: Tänd belysningen till klockan 22. Ansvarig: Fastighetsenheten. Klart: Q4 2026"
    )
    made.add_paragraph("Uppföljning: Antal krossade rutor per månad")
    made.add_heading("Oro på resecentrum", 2)
    made.add_heading("Åtgärder", 3)
    made.add_paragraph("Gemensam rondering (ansvarig: Trafikenheten, klart vt-27)", style="List Bullet")
    made.add_paragraph("Ring Kim på 070-174 06 05 om nya stolar under 2027", style="List Bullet")
    return saved(made)


@cache
def form_docx() -> bytes:
    """One small table for each action, with the questions on the left."""
    made = docx.Document()
    made.add_heading("Insatser 2026", 1)
    for what, who, when in (
        ("Grannsamverkan i två kvarter", "Säkerhetsenheten", "T2 2026"),
        ("Nattvandring", "", ""),
    ):
        table = made.add_table(0, 2)
        for label, text in (
            ("Åtgärd", what),
            ("Orsak", "Få som rör sig ute"),
            ("Ansvarig", who),
            ("Tidplan", when),
            ("Kommentar", "Ny i år"),
        ):
            row = table.add_row().cells
            row[0].text, row[1].text = label, text
        made.add_paragraph("")
    return saved(made)


def windows_csv() -> bytes:
    """Semicolons and the Windows character set, as Excel saves CSV, with a line break within a cell."""
    return (
        "Utmaning;Orsaker;Åtgärder;Målsättning;Tidsplan;Ansvarig förvaltning;Utvärdering;Budget\r\n"
        'Häleri;Ingen kontroll vid loppisar;"Information till arrangörer\r\noch två besök";'
        "Öka från 50 till 20 kontroller;2027;Miljö- och byggförvaltningen;Årligen i december;20 tkr\r\n"
        ';;=HYPERLINK("http://exempel.invalid");;;;;\r\n'
    ).encode("cp1252")


def ods(rows: list[tuple[str, ...]] | None = None) -> bytes:
    """A sheet in OpenDocument, written by hand."""
    rows = rows or [
        ("Plan för trygghet", "", "", ""),
        ("Orsak", "Åtgärd", "När", "Vem"),
        ("Dålig sikt", "Röj fem buskage", "mars–maj 2027", "Park"),
    ]
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        "<table:table-row>" + "".join(cell.format(escape(text)) for text in row) + "</table:table-row>"
        for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Blad1">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return out.getvalue()


@cache
def picture_docx() -> bytes:
    """A plan that somebody scanned: one picture and no text."""
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(picture, "PNG")
    picture.seek(0)
    made = docx.Document()
    made.add_picture(picture)
    return saved(made)


@cache
def sheets_xlsx() -> bytes:
    """A sheet for each focus area, headings over two rows, a row of sums, and tables under headings of their own."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Narkotika"
    for row in [("Vad", "Hur", "Vem", "När"), ("Enkät", "i årskurs 9", "Elevhälsan", "ht-26")]:
        first.append(row)
    second = book.create_sheet("Plan")
    for line in [
        ("FOKUSOMRÅDE 1: Inbrott", None, None, None),
        ("Orsak", "Åtgärd", None, "Uppföljning"),
        (None, "Vad", "Vem", "Indikator"),
        ("Olåsta dörrar", "Låsbyten", "Bostadsbolaget", "Antal inbrott"),
        ("Summa", None, None, "12"),
        (None, None, None, None),
        ("FOKUSOMRÅDE 2: Ungdomar", None, None, None),
        ("Mål", "Aktivitet", "Ansvarig", "Tidsplan"),
        ("Färre som provar", "Öppet hus", "Fritid", "2027"),
    ]:
        second.append(line)
    return saved(book)


@cache
def empty_xlsx() -> bytes:
    """A workbook with nothing in it."""
    return saved(openpyxl.Workbook())
