"""Plain data for each kind of chart, and a document that holds them all."""

from datetime import date, timedelta

from samsyn import documents
from samsyn.cycle import Chart, Column, DataTable, Edition, Level, Section, Status

WEEKS = [(date(2023, 10, 2) + timedelta(weeks=n)).isoformat() for n in range(52)]
COUNTS = [7 + n % 5 for n in range(51)] + [23]
NAMES = ["Åsen", "Backa", "Centrum", "Dalby"]


def square(key, west, south, size=1000.0):
    """Return an area as a GeoJSON feature."""
    ring = [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
    ]
    return {
        "type": "Feature",
        "properties": {"key": key},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


TREND = {
    "periods": WEEKS,
    "values": [None if n in (20, 21) else count for n, count in enumerate(COUNTS)],
    "expected": [None] * 8 + [8.5] * 44,
    "low": [None] * 8 + [3] * 44,
    "high": [None] * 8 + [15] * 44,
    "highlight": 51,
    "deviations": [51],
    "silent": [[WEEKS[20], WEEKS[22]]],
    "breaks": [{"day": "2024-01-08", "what": "nytt formulär"}],
    "events": [{"day": "2024-05-01", "what": "trygghetsvärdar börjar"}],
    "unit": "rapporter per vecka",
    "period_kind": "week",
}
ROWS = [
    {
        "label": "Åsen",
        "value": 41,
        "low": 29,
        "high": 55,
        "expected": 20,
        "expected_low": 11,
        "expected_high": 29,
        "status": "above",
        "n": 41,
    },
    {
        "label": "Backa",
        "value": 4,
        "low": 1,
        "high": 10,
        "expected": 6,
        "expected_low": 1,
        "expected_high": 11,
        "status": "expected",
        "n": 4,
    },
    {"label": "Centrum", "value": None, "low": None, "high": None, "status": "silent", "n": 0},
    {"label": "Dalby", "value": 2, "low": 0, "high": 7, "status": "too_few", "n": 2},
]
KINDS = {
    "trend": TREND,
    "small_multiples": {
        "periods": WEEKS,
        "period_kind": "week",
        "unit": "rapporter per vecka",
        "panels": [
            {
                "label": name,
                "values": COUNTS,
                "low": [3] * 52,
                "high": [15] * 52,
                "highlight": 51,
                "deviations": [51] if name == "Åsen" else [],
                "status": "above" if name == "Åsen" else "expected",
            }
            for name in NAMES
        ],
    },
    "years": {
        "periods": list(range(1, 53)),
        "series": [
            {"year": 2022, "values": [8.0] * 52},
            {"year": 2023, "values": [9.0] * 52},
            {"year": 2024, "values": [10.0] * 39 + [None] * 13},
        ],
        "unit": "rapporter per vecka",
        "period_kind": "week",
    },
    "rhythm": {"values": [[day + hour / 4 for hour in range(24)] for day in range(7)], "unit": "rapporter"},
    "intervals": {"rows": ROWS, "unit": "rapporter"},
    "bars": {"rows": [{"label": "Buller", "value": 12, "low": 6, "high": 20}], "unit": "rapporter"},
    "levels_map": {
        "areas": {
            "type": "FeatureCollection",
            "features": [square(name, 1000.0 * n, 0.0) for n, name in enumerate(NAMES)],
        },
        "levels": {"Åsen": "orange", "Backa": "green", "Centrum": "red"},
        "names": {name: name for name in NAMES},
    },
    "cells_map": {
        "areas": {
            "type": "FeatureCollection",
            "features": [square(name, 1000.0 * n, 0.0) for n, name in enumerate(NAMES)],
        },
        "cells": [
            {"x_m": 250.0, "y_m": 350.0, "size_m": 100, "n": 40, "place": 1},
            {"x_m": 350.0, "y_m": 350.0, "size_m": 100, "n": 12, "place": 1},
            {"x_m": 1250.0, "y_m": 750.0, "size_m": 100, "n": 31, "place": 2},
        ],
        "names": {name: name for name in NAMES},
        "labels": {"1": "Åsen"},
    },
    "bodies": {
        "levels": ["Strategisk nivå", "Samordnande nivå", "Operativ nivå"],
        "bodies": [
            {"key": "a", "name": "Kommunstyrelsen", "level": 0},
            {"key": "b", "name": "Styrgruppen för trygghet och brottsförebyggande arbete", "level": 0},
            {"key": "c", "name": "Samordningsgruppen", "level": 1},
            {"key": "d", "name": "Lokala arbetsgruppen", "level": 2},
            {"key": "e", "name": "Bostadsbolagets trygghetsgrupp", "level": 2},
        ],
        "reports": [["b", "a"], ["c", "b"], ["d", "c"], ["e", "a"], ["a", "d"]],
    },
}


def chart(kind):
    """Return the declaration of a chart."""
    table = DataTable(key=f"{kind}-table", caption="Tabell", columns=(), rows=())
    return Chart(
        key=kind,
        title=f"Diagram {kind}",
        spec={"samsyn": kind, **KINDS[kind]},
        sentence="Det syns.",
        table=table,
    )


LEVELS = (
    Level(area="a", name="Åsen", status=Status.ORANGE, trend="up", reason="Fler än väntat.", link="d1"),
    Level(area="b", name="Backa", status=Status.GREEN, trend="flat", reason="Inget avviker.", link="d2"),
)


def table(rows=3):
    """Return a table with a name, a number and a text."""
    columns = (
        Column(label="Område"),
        Column(label="Antal", number=True),
        Column(label="Kvot", number=True, decimals=1),
    )
    return DataTable(
        key="counts",
        caption="Antal per område",
        columns=columns,
        rows=tuple((f"Område {n}", 1000 + n, 1.25) for n in range(rows)),
        links=tuple(f"digest{n}" for n in range(rows)),
        note="Avrundat.",
    )


def sections():
    """Return sections with every kind of chart, levels and a table."""
    return (
        Section(
            key="summary",
            title="I korthet",
            lead="Ett område avviker.",
            paragraphs=("Åsen: fler än väntat.",),
        ),
        Section(
            key="levels",
            title="Läget",
            lead="Av 2 områden avviker 1.",
            levels=LEVELS,
            method="Nivån är ett förslag.",
        ),
        *(
            Section(key=f"s-{kind}", title=f"Del {kind}", lead="Så här.", charts=(chart(kind),))
            for kind in KINDS
        ),
        Section(key="counts", title="Antal", tables=(table(),), method="Räknat rad för rad."),
    )


def document(**meta):
    """Return a document of all sections."""
    return documents.document(
        title="Lägesbild vecka 39, 2024",
        subtitle="Ett område avviker.",
        edition=Edition.PARTNER,
        sections=sections(),
        meta={"organisation": "Exempelköpings kommun", "period": "vecka 39, 2024", **meta},
    )
