"""Ticks, the key and widths."""

from hypothesis import given
from hypothesis import strategies as st

from samsyn.charts import frame
from samsyn.charts.frame import KeyItem
from samsyn.charts.lettering import shorten, width_of


def test_ticks_are_round():
    assert frame.ticks(23) == [0, 10, 20, 30]
    assert frame.ticks(4) == [0, 1, 2, 3, 4]
    assert frame.ticks(0.4) == [0, 0.1, 0.2, 0.3, 0.4]


def test_ticks_of_counts_are_whole_also_of_few():
    assert frame.ticks(2, whole=True) == [0, 1, 2]
    assert frame.ticks(2) == [0, 0.5, 1, 1.5, 2]


@given(st.floats(0.001, 1e7))
def test_ticks_cover_the_data_in_few_equal_steps(high):
    ticks = frame.ticks(high)
    assert ticks[0] == 0
    assert ticks[-1] >= high * 0.999
    assert 2 <= len(ticks) <= 7
    steps = [b - a for a, b in zip(ticks, ticks[1:], strict=False)]
    assert max(steps) - min(steps) < 1e-6 * max(ticks)


def test_the_key_breaks_into_lines_where_there_is_no_room():
    items = [KeyItem(text="rapporter per vecka", mark={"type": "rect"})] * 4
    assert frame.key_height(items, 1000) == frame.KEY_LINE
    assert frame.key_height(items, 200) == 4 * frame.KEY_LINE
    assert frame.key_height([], 200) == 0


def test_widths_come_from_the_typeface():
    assert width_of("Åsen", bold=True) > width_of("Åsen") > width_of("Ås")
    assert width_of("mm", 24) == 2 * width_of("mm", 12)


@given(st.text(max_size=60), st.floats(20, 300))
def test_a_shortened_text_fits(text, room):
    assert width_of(shorten(text, room)) <= room or len(shorten(text, room)) <= 1
