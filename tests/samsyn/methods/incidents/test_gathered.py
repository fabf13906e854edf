"""What each edition says and draws of how gathered it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from samsyn.cycle import Edition
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.method import INCIDENTS
from samsyn.methods.incidents.story import story
from samsyn.table import LocationPrecision
from tests.support.places import AREAS, POINT, asked, even, peak


def test_a_partner_sees_the_squares_that_stand_out_only_and_the_public_none():
    round_ = asked(np.vstack([even(), peak()]))
    result = find(round_)
    whole = story(round_, result, Edition.INTERNAL, 5).series["hot_places"]
    shared = story(round_, result, Edition.PARTNER, 5).series["hot_places"]
    assert [c for c in whole if c["significant"]] == shared != whole
    public = story(round_, result, Edition.PUBLIC, 5)
    assert "hot_places" not in public.series
    assert not {"concentration", "hot_places", "hot_place"} & {f.key for f in public.findings}


def test_the_public_edition_does_not_say_why_it_has_no_hot_places():
    """The reason holds numbers of rows."""
    round_ = asked(even(99))
    assert "hot_places" in {one.key for one in find(round_).refusals}
    public = story(round_, find(round_), Edition.PUBLIC, 5)
    assert not {"hot_places", "concentration"} & {one.key for one in public.refusals}


@pytest.mark.parametrize("edition", [Edition.INTERNAL, Edition.PARTNER])
def test_the_section_says_draws_and_lists(edition):
    round_ = asked(np.vstack([even(), peak()]))
    section = _section(round_, edition)
    assert "En plats sticker säkert ut." in section.lead
    assert [one.spec["samsyn"] for one in section.charts] == ["intervals", "cells_map"]
    concentration, places = section.tables
    assert len(concentration.rows) == 6
    assert places.rows[0][:2] == ("1", "Backa")
    assert "1\u00a0425, 1\u00a0125" in places.rows[0]
    assert "G*" in section.method


def test_the_section_without_any_place_and_without_borders():
    section = _section(asked(even()))
    assert "Ingen plats sticker säkert ut" in section.lead
    assert [one.key for one in section.tables] == ["concentration"]
    named = replace(AREAS, polygons=None)
    bare = _section(asked(np.vstack([even(), peak()]), areas=named))
    assert [one.spec["samsyn"] for one in bare.charts] == ["intervals"]


def test_where_only_areas_can_be_told_the_section_speaks_of_them():
    source = replace(POINT, location_precision=LocationPrecision.SNAPPED_GRID)
    section = _section(asked(np.vstack([even(), peak()]), source=source))
    assert "av områdena" in section.lead
    assert len(section.tables) == 1


def test_the_public_edition_has_no_such_section():
    assert _section(asked(np.vstack([even(), peak()])), Edition.PUBLIC) is None


def _section(round_, edition=Edition.INTERNAL):
    made = INCIDENTS.sections(round_, find(round_), edition)
    return next((one for one in made if one.key == "gathered"), None)
