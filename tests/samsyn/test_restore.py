"""What `canonical` writes, `restore` reads back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from samsyn.cycle import Chart, Column, DataTable, Level, Section, Status
from samsyn.provenance import Provenance, Rows, canonical, restore
from samsyn.table import Break, Source, TimePrecision

TABLE = DataTable(
    key="t",
    caption="Rapporter",
    columns=(Column(label="Antal", number=True, decimals=1),),
    rows=((1, None, "Åsen", 2.5),),
    links=(None,),
)


@pytest.mark.parametrize(
    "value",
    [
        Section(
            key="a",
            title="Områden",
            levels=(Level(area="x", name="Åsen", status=Status.GREEN, trend="", reason="r", link="d"),),
            charts=(Chart(key="c", title="t", spec={"a": [1, {"b": 2}]}, sentence="s", table=TABLE),),
            tables=(TABLE, TABLE),
        ),
        Source(
            key="k",
            name="n",
            time_precision=TimePrecision.DAY,
            breaks=(Break(day=date(2020, 2, 29), what="nytt system"),),
            columns={"time_from": "Datum"},
            zone=None,
        ),
        Provenance(
            sources=("a",),
            function="f",
            version="v",
            rows=Rows(start=date(2024, 1, 1)),
            parameters={"q": 0.05},
        ),
    ],
)
def test_a_turn_through_json_gives_an_equal_value(value: Any) -> None:
    assert restore(type(value), json.loads(json.dumps(canonical(value)))) == value


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises((KeyError, TypeError)):
        restore(Rows, {"nobody": 1})
