"""Which periods may be compared, and what is said of those that may not."""

from datetime import date

import pytest

from samsyn.errors import Refused
from samsyn.methods.incidents.comparable import (
    Reach,
    a_year_before,
    bins_to_draw,
    check_comparable,
    check_counted,
    latest_whole,
    uncovered,
    whole_bins,
)
from samsyn.period import PeriodKind, parse
from samsyn.table import Break, Source, TimePrecision

TODAY = date(2024, 10, 10)
REACH = Reach(first=date(2023, 1, 2), last=date(2024, 10, 6), rows=5000)
BREAK = Break(day=date(2024, 9, 5), what="Ny e-tjänst.")


def source(precision=TimePrecision.EXACT):
    """Return a source with a precision of time."""
    return Source(key="k", name="K", time_precision=precision)


@pytest.mark.parametrize(
    ("period", "precision", "said"),
    [
        ("2024-10", TimePrecision.EXACT, "inte slut än"),
        ("2024-W41", TimePrecision.EXACT, "inget om"),
        ("2022-12", TimePrecision.EXACT, "inget om"),
        ("2024-09-03..2024-09-09", TimePrecision.EXACT, "varken hela veckor eller hela månader"),
        ("2024-W39", TimePrecision.MONTH, "anger bara månad"),
        ("2024-09", TimePrecision.WEEK, "anger bara vecka"),
        ("2024-09", TimePrecision.UNKNOWN, "anger inte när"),
        ("2023", TimePrecision.EXACT, ""),
        ("2024-W40", TimePrecision.EXACT, ""),
        ("2024-09", TimePrecision.MONTH, ""),
    ],
)
def test_what_can_be_counted(period, precision, said):
    if not said:
        check_counted(parse(period), source(precision), REACH, TODAY)
        return
    with pytest.raises(Refused, match=said):
        check_counted(parse(period), source(precision), REACH, TODAY)


def test_a_file_that_ends_within_the_period_is_refused_unless_reports_are_rare():
    month, last = parse("2024-09"), date(2024, 9, 24)
    busy = Reach(first=date(2024, 1, 1), last=last, rows=500)
    sparse = Reach(first=date(2024, 1, 1), last=last, rows=20)
    with pytest.raises(Refused, match="till och med 24 september 2024"):
        check_counted(month, source(), busy, TODAY)
    check_counted(
        month, source(), sparse, TODAY
    )  # six days without a report say nothing: 20 of 268 days have one
    weekend = Reach(first=date(2024, 1, 1), last=date(2024, 9, 27), rows=5000)
    check_counted(parse("2024-W39"), source(), weekend, TODAY)  # a Friday: many sources are empty at weekends
    assert uncovered(parse("2024-W39"), source(), weekend) == (
        "Registrets sista rad är från 27 september 2024: övriga dagar i vecka 39, 2024 räknas som utan rapporter."
    )
    assert uncovered(parse("2024-W38"), source(), weekend) == ""
    late = Reach(first=date(2024, 9, 8), last=date(2024, 10, 6), rows=500)
    with pytest.raises(Refused, match="börjar 8 september 2024"):
        check_counted(month, source(), late, TODAY)


def test_breaks_between_and_in_and_at_the_edges():
    august, september, july = parse("2024-08"), parse("2024-09"), parse("2024-07")
    with pytest.raises(Refused, match=r"5 september 2024, mitt i september 2024: Ny e-tjänst\. Antal"):
        check_comparable(september, august, [BREAK])
    with pytest.raises(Refused, match="mellan perioderna"):
        check_comparable(september, july, [Break(day=date(2024, 8, 15), what="x")])
    with pytest.raises(Refused, match="mellan perioderna"):
        check_comparable(september, august, [Break(day=september.start, what="x")])
    check_comparable(august, july, [BREAK])
    check_comparable(
        september, august, [Break(day=august.start, what="x"), Break(day=september.end, what="x")]
    )


def test_periods_that_overlap_are_refused_in_either_order():
    for pair in (("2024-09", "2024-Q3"), ("2024-Q3", "2024-09")):
        with pytest.raises(Refused, match="överlappar"):
            check_comparable(*map(parse, pair))


def test_a_year_before_keeps_weeks_weeks():
    four = parse("2024-09-02..2024-09-30")
    back = a_year_before(four)
    assert (back.start, back.days, whole_bins(back)) == (date(2023, 9, 4), 28, PeriodKind.WEEK)
    assert str(a_year_before(parse("2024-W40"))) == "2023-W40"
    assert str(a_year_before(parse("2024-02"))) == "2023-02"


def test_the_latest_whole_period():
    assert str(latest_whole(PeriodKind.WEEK, date(2024, 10, 7))) == "2024-W40"
    assert str(latest_whole(PeriodKind.WEEK, date(2024, 10, 6))) == "2024-W39"
    assert str(latest_whole(PeriodKind.MONTH, date(2024, 10, 1))) == "2024-09"


def test_bins_that_the_rows_do_not_cover_are_left_out():
    strays = Reach(first=date(2023, 12, 31), last=date(2024, 10, 2), rows=900)
    whole, cut = bins_to_draw(PeriodKind.MONTH, date(2023, 1, 1), source(), strays, TODAY)
    assert [str(one) for one in cut] == ["2023-12", "2024-10"]
    assert (str(whole[0]), str(whole[-1]), len(whole)) == ("2024-01", "2024-09", 9)
    whole, cut = bins_to_draw(PeriodKind.WEEK, date(2023, 1, 1), source(), strays, TODAY)
    assert [str(one) for one in cut] == ["2023-W52", "2024-W40"]
    assert (str(whole[0]), str(whole[-1])) == ("2024-W01", "2024-W39")


def test_bins_within_the_rows_and_rare_silence_at_the_ends_are_drawn():
    whole, cut = bins_to_draw(PeriodKind.MONTH, date(2024, 2, 1), source(), REACH, date(2024, 10, 1))
    assert (str(whole[0]), str(whole[-1]), cut) == ("2024-02", "2024-09", ())
    sparse = Reach(first=date(2024, 1, 2), last=date(2024, 9, 27), rows=20)
    whole, cut = bins_to_draw(PeriodKind.MONTH, date(2023, 1, 1), source(), sparse, TODAY)
    assert (str(whole[0]), str(whole[-1]), cut) == ("2024-01", "2024-09", ())
    monthly = Reach(first=date(2024, 1, 1), last=date(2024, 9, 1), rows=900)
    whole, cut = bins_to_draw(PeriodKind.MONTH, date(2023, 1, 1), source(TimePrecision.MONTH), monthly, TODAY)
    assert (str(whole[0]), str(whole[-1]), cut) == ("2024-01", "2024-09", ())
