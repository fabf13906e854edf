"""Indicators are kept and read; a mistake is corrected by a new reading, and nothing is counted twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, connection, transaction

from samsyn.errors import BadInput, Refused
from samsyn.outcomes import Adding, Kind, Rule
from samsyn_web.outcomes import presenters, queries, services
from samsyn_web.outcomes.models import Indicator, IndicatorReading
from samsyn_web.outcomes.services import Figure
from tests.samsyn_web.conftest import Person
from tests.support.evaluated import an_action
from tests.support.story import AT

FLOW = Rule(kind=Kind.FLOW, over_time=Adding.SUM, over_areas=Adding.SUM)
SHARE = Rule(kind=Kind.SHARE, over_time=Adding.WEIGHTED, over_areas=Adding.WEIGHTED)


def added(by: Person, rule: Rule = FLOW, **more: Any) -> Indicator:
    """An indicator that is to fall from 40 to 20 over 2024."""
    told: dict[str, Any] = {
        "name": "Trasiga lampor", "counts": "Lampor som inte lyser vid månadens rundgång", "unit": "lampor",
        "source": "Parkenheten", "direction": "down", "baseline": 40.0, "target": 20.0, "starts": date(2024, 1, 1),
        "due": date(2024, 12, 31),
    }  # fmt: skip
    return services.add_indicator(by=by.scope, at=AT, rule=rule, **told | more)


def read(by: Person, one: Indicator, *figures: Figure) -> list[IndicatorReading]:
    """Readings by hand."""
    return services.add_readings(by=by.scope, at=AT, indicator=one, figures=figures)


def test_readings_in_force_and_the_light_by_rule(anna: Person) -> None:
    one = added(anna)
    _first, wrong = read(anna, one, Figure(period="2024-01", value=40), Figure(period="2024-02", value=400))
    right = services.correct_reading(
        by=anna.scope, at=AT, reading=wrong, value=38, reason="En nolla för mycket."
    )
    assert [row.value for row in queries.readings(anna.scope, [one])[one.pk]] == [40, 38]
    assert list(queries.corrections(anna.scope, one.pk)) == [right]
    with pytest.raises(Refused, match="redan rättad"):
        services.correct_reading(by=anna.scope, at=AT, reading=wrong, value=39, reason="Igen.")
    again = services.correct_reading(by=anna.scope, at=AT, reading=right, value=37, reason="Räknat om.")
    assert queries.readings(anna.scope, [one])[one.pk][-1] == again
    (line,) = presenters.indicator_lines([one], queries.readings(anna.scope, [one]))
    assert (line.value, line.sign) == ("37", "▲")  # 15 % of the way when 16 % of the time has gone
    page = presenters.indicator_page(
        anna.scope, one, queries.readings(anna.scope, [one])[one.pk], [again, right]
    )
    assert page.total == "77"
    assert [text for *_rest, text in page.corrections] == ["Räknat om.", "En nolla för mycket."]


def test_nothing_is_counted_twice_and_nothing_is_changed(anna: Person) -> None:
    one = added(anna)
    (row,) = read(anna, one, Figure(period="2024-02", value=4))
    for figure in (
        Figure(period="2024-02", value=5),
        Figure(period="2024-Q1", value=5),
        Figure(period="2024-03", value=1, area="a"),
    ):
        with pytest.raises(BadInput):
            read(anna, one, figure)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorReading.objects.create(
            indicator=one, period="2024-02", value=5, origin="hand", written_by=anna.user, written_at=AT
        )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE outcomes_indicatorreading SET value = 1")
    row.refresh_from_db()
    assert row.value == 4


def test_a_share_needs_its_parts_and_a_target_its_direction(anna: Person) -> None:
    share = added(anna, SHARE)
    with pytest.raises(BadInput, match="täljare"):
        read(anna, share, Figure(period="2024-01", value=0.5))
    read(anna, share, Figure(period="2024-01", part=1, whole=2), Figure(period="2024-02", part=90, whole=98))
    page = presenters.indicator_page(anna.scope, share, queries.readings(anna.scope, [share])[share.pk], [])
    assert page.total == "91\u00a0%"
    for bad in (
        {"target": 50.0},
        {"target": 40.0},
        {"due": date(2023, 1, 1)},
        {"target": None},
        {"name": "  "},
    ):
        with pytest.raises(BadInput):
            added(anna, **bad)
    with pytest.raises(BadInput):
        added(anna, counts="Ring 811218-9876")
    changed = services.change_target(
        by=anna.scope,
        at=AT,
        indicator=share,
        baseline=0.9,
        target=0.5,
        starts=date(2024, 1, 1),
        due=date(2025, 1, 1),
    )
    assert changed.target == 0.5


def imported(by: Person, one: Indicator, text: str) -> list[IndicatorReading]:
    """Readings from a file."""
    content = ContentFile(text.encode("utf-8-sig"), name="a.csv")
    return services.import_readings(
        by=by.scope, at=AT, indicator=one, content=content, name="avläsningar.csv"
    )


def test_a_file_is_read_whole_or_not_at_all(anna: Person) -> None:
    one = added(anna)
    rows = imported(anna, one, "Period;Värde;Anmärkning\n2024-01;12,5;\n2024-02;;\n2024-03;7;halva månaden\n")
    assert [(row.period, row.value, row.origin) for row in rows] == [
        ("2024-01", 12.5, "file"),
        ("2024-03", 7, "file"),
    ]
    for text, why in (
        ("Period;Värde\n2024-04;3\n2024-05;många\n", "rad 3, kolumn Värde: 'många'"),
        ("Period;Värde\n2024-04;3\ni maj;4\n", "rad 3"),
        ("Period;Antal\n2024-04;3\n", "värde saknas"),
        ("Period;Värde;Område\n2024-04;3;Ingenstans\n", "Ingenstans finns inte"),
    ):
        with pytest.raises(BadInput, match=why):
            imported(anna, one, text)
    assert IndicatorReading.objects.count() == 2


def test_who_keeps_indicators_and_who_reads_them(
    anna: Person, bo: Person, rut: Person, lars: Person, cecilia: Person
) -> None:
    one = added(bo, action=an_action(anna))
    (row,) = read(bo, one, Figure(period="2024-01", value=4))
    for by in (rut, lars, cecilia):
        for write in (
            lambda by=by: added(by) and _refuse(by is cecilia),
            lambda by=by: read(by, one, Figure(period="2024-02", value=4)),
            lambda by=by: services.correct_reading(by=by.scope, at=AT, reading=row, value=1, reason="x"),
            lambda by=by: services.end_indicator(by=by.scope, at=AT, indicator=one),
            lambda by=by: services.restore_indicator(by=by.scope, at=AT, indicator=one),
        ):
            with pytest.raises(Refused):
                write()
    assert queries.indicator(lars.scope, one.pk) == one
    for by in (rut, cecilia):
        assert queries.indicator(by.scope, one.pk) is None
        assert queries.readings(by.scope, [one]) == {}
        assert queries.reading(by.scope, row.pk) is None
    services.end_indicator(by=anna.scope, at=AT, indicator=one)
    assert not queries.indicators(anna.scope).exists()
    one.refresh_from_db()
    with pytest.raises(Refused, match="avslutad"):
        read(anna, one, Figure(period="2024-02", value=4))
    services.restore_indicator(by=anna.scope, at=AT, indicator=one)
    assert queries.indicators(anna.scope).get() == one


def _refuse(really: bool) -> None:
    if really:
        raise Refused("Det är hennes egen.")
