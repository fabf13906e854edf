"""The action plan of Exempelköping, which does not exist: well meant, and with the mistakes that real plans have."""

from __future__ import annotations

import io

NAME = "plan_exempelkoping.docx"
HEAD = ("Orsak", "Åtgärd", "Operativa mål", "Indikator", "När", "Vem", "Uppföljning")

PARTS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "Fokusområde 1: Skadegörelse och oro i Ekbacken",
        (
            (
                "Ny samlingsplats utan vuxna enligt rapporterna sedan september",
                "Mobil fritidsgård på plats tre kvällar i veckan",
                "Minska rapporterna från 180 till 110 per kvartal till juni 2027",
                "Rapporter om skadegörelse och störning i Ekbacken",
                "Q1–Q2 2027",
                "Fritidsförvaltningen",
                "Lägesbilden varje månad, utvärdering i augusti 2027",
            ),
            (
                "Ny samlingsplats utan vuxna enligt rapporterna sedan september",
                "Sanera klotter inom två dygn",
                "",
                "",
                "löpande",
                "Gatuenheten",
                "",
            ),
            (
                "",
                "Verka för ökad trygghet i centrum",
                "Ökad trygghet",
                "",
                "2027",
                "Alla",
                "",
            ),
        ),
    ),
    (
        "Fokusområde 2: Fordonsstök i Hammarvallen och Sjövreten",
        (
            (
                "Raksträckan vid hamnen går att köra fort på",
                "Sex farthinder på Hamnvägen",
                "Minska anmälningarna från 24 till 20 till augusti 2027",
                "Rapporter om fordonsstök, juni–augusti",
                "våren 2027",
                "Gatuenheten",
                "Jämförelse med sommaren 2026 i oktober 2027",
            ),
            (
                "Raksträckan vid hamnen går att köra fort på",
                "Dialog med mopedägare",
                "Färre störningar till juni 2026",
                "Antal klagomål",
                "hösten 2026",
                "Kim Exempelsson",
                "Efter sommaren",
            ),
        ),
    ),
    (
        "Fokusområde 3: Förrådsinbrott",
        (
            (
                "Källardörrar utan lås; inbrotten flyttade till Kvarnvret i mars enligt bostadsbolaget",
                "Byt lås i 400 förråd",
                "Minska inbrotten från 60 till 75 under 2027",
                "Polisanmälda förrådsinbrott",
                "mars–oktober 2027",
                "Exempelbostäder",
                "Kvartalsvis i rådet",
            ),
            ("Få ser vem som kommer och går", "", "", "", "", "", ""),
        ),
    ),
)


def example_plan() -> bytes:
    """
    Return the plan as a Word file with a table under each focus area.

    Notes
    -----
    Invented, free to use (CC0 1.0). It lies in examples/ as the file `NAME`.
    """
    import docx

    made = docx.Document()
    made.core_properties.author = "Samsyn"
    made.core_properties.title = "Åtgärdsplan för Exempelköping 2027"
    made.add_heading("Åtgärdsplan för Exempelköping 2027", 1)
    made.add_paragraph(
        "Uppdiktad. Planen gäller hela kommunen och bygger på lägesbilden från hösten 2026. Den följs upp i rådet i "
        "december 2027."
    )
    for heading, rows in PARTS:
        made.add_heading(heading, 2)
        table = made.add_table(1 + len(rows), len(HEAD), style="Table Grid")
        for n, row in enumerate((HEAD, *rows)):
            for cell, text in zip(table.rows[n].cells, row, strict=True):
                cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
