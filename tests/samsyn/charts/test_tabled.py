"""The figures of a chart as a table."""

from samsyn.charts import resolve
from samsyn.charts.tabled import period_name
from tests.support.charted import chart


def _rows(kind):
    return resolve(chart(kind)).table.rows


def test_a_trend_states_what_came_and_what_was_expected():
    rows = _rows("trend")
    assert rows[0] == ("vecka 40, 2023", 7, None, "–")
    assert rows[51] == ("vecka 39, 2024", 23, 8.5, "3–15")
    assert rows[20][1] is None


def test_intervals_state_the_interval_or_why_there_is_none():
    rows = _rows("intervals")
    assert rows[0] == ("Åsen", 41, "29–55", "11–29")
    assert rows[2][1] == "rapportörer tysta"


def test_the_rhythm_has_a_row_per_hour():
    rows = _rows("rhythm")
    assert len(rows) == 24
    assert rows[5] == ("05–06", *(day + 1.25 for day in range(7)))


def test_the_map_lists_areas_with_their_levels():
    assert _rows("levels_map")[-1] == ("Åsen", "orange: samordnad insats")


def test_years_and_panels_have_a_column_each():
    assert _rows("years")[51] == ("52", 8.0, 9.0, None)
    assert _rows("small_multiples")[51] == ("vecka 39, 2024", 23, 23, 23, 23)


def test_periods_are_called_what_they_are():
    assert period_name("2024-02-01", "month") == "februari 2024"
    assert period_name("2024-02-03", "span") == "3 februari 2024"
