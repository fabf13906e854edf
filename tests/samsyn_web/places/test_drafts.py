"""Areas are worked on as drafts and kept as versions; a kept version never changes."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import shapely

from samsyn.errors import BadInput, Refused
from samsyn.table import AreaSet
from samsyn_web.base.models import AuditEvent
from samsyn_web.places import presenters, queries, services
from samsyn_web.places.models import AreaDraft, AreaVersion

BORDER = shapely.box(18.0, 59.3, 18.02, 59.31)
TWO = AreaSet(
    keys=("A", "B"),
    names=("Åsen", "Norrby"),
    version="2025",
    polygons=np.array([shapely.box(x, 6_570_000, x + 1000, 6_571_000) for x in (680_000, 681_000)]),
    population=(100, None),
)  # fmt: skip


@pytest.fixture
def draft(anna, at):
    return services.open_draft(by=anna.scope, at=at, areas=TWO, name="2025", told={"file": "a.geojson"})


@pytest.fixture
def kept(draft, anna, at):
    return services.keep_draft(by=anna.scope, at=at, draft=draft, name="2025", valid_from=date(2025, 1, 1))


def put(draft, person, at, **changed):
    area = {
        "position": None,
        "was": "",
        "key": "C",
        "name": "Viken",
        "population": 7,
        "border": BORDER,
    } | changed
    return services.set_area(by=person.scope, at=at, draft=draft, **area)


def test_a_draft_becomes_a_version_and_is_gone(kept, anna):
    assert (kept.version, kept.valid_from, kept.supersedes) == ("2025", date(2025, 1, 1), None)
    back = queries.area_set(anna.scope, kept.pk)
    assert (back.keys, back.names, back.population) == (TWO.keys, TWO.names, TWO.population)
    assert all(a.equals_exact(b, 1e-4) for a, b in zip(back.polygons, TWO.polygons, strict=True))
    assert not AreaDraft.objects.exists()


def test_a_change_of_a_version_makes_a_new_one_that_names_the_old(kept, anna, at):
    draft = services.draft_of_version(by=anna.scope, at=at, version=kept)
    put(draft, anna, at, position=1, was="B", key="B", name="Norrby och Viken", population=9, border=BORDER)
    put(draft, anna, at)
    services.remove_area(by=anna.scope, at=at, draft=draft, position=0, was="A")
    new = services.keep_draft(by=anna.scope, at=at, draft=draft, name="2026", note="Åsen delades.")
    assert new.supersedes == kept
    before, after = queries.area_set(anna.scope, kept.pk), queries.area_set(anna.scope, new.pk)
    assert before.names == TWO.names
    rows = {row.key: row for row in presenters.change_rows(before, after)}
    assert {key: row.kind for key, row in rows.items()} == {"A": "removed", "B": "changed", "C": "added"}
    assert rows["A"].details == ("1,00\u00a0km²",)
    assert rows["B"].details[0] == "Hette Norrby."
    assert rows["B"].details[1].startswith("Ny gräns: 1,27\u00a0km² till, 1,00\u00a0km² bort")
    assert rows["B"].details[2] == "Invånare: okänt, nu 9."
    words = presenters.change_sentence(presenters.change_rows(before, after))
    assert words == "1 område tillkommer, 1 område försvinner, 1 område ändras."
    assert presenters.change_sentence(presenters.change_rows(before, before)) == "2 områden är som förut."


def test_two_areas_cannot_have_one_key(draft, anna, at):
    with pytest.raises(BadInput, match="Nyckeln A används redan av Åsen"):
        put(draft, anna, at, key="A")


def test_a_change_does_not_land_on_another_area_when_two_work_at_once(draft, anna, bo, at):
    services.remove_area(by=bo.scope, at=at, draft=draft, position=0, was="A")
    with pytest.raises(Refused, match="Någon annan har ändrat"):
        put(draft, anna, at, position=0, was="A", key="A")
    with pytest.raises(Refused, match="Någon annan har ändrat"):
        services.remove_area(by=anna.scope, at=at, draft=draft, position=7, was="B")
    assert [one["key"] for one in AreaDraft.objects.get().areas] == ["B"]


def test_the_last_change_is_undone_and_done_again(draft, anna, at):
    services.remove_area(by=anna.scope, at=at, draft=draft, position=0, was="A")
    assert [one["key"] for one in services.undo_change(by=anna.scope, at=at, draft=draft).areas] == ["A", "B"]
    assert [one["key"] for one in services.undo_change(by=anna.scope, at=at, draft=draft).areas] == ["B"]
    empty = services.open_draft(by=anna.scope, at=at)
    with pytest.raises(Refused, match="ingen ändring"):
        services.undo_change(by=anna.scope, at=at, draft=empty)


def test_an_empty_draft_or_a_name_that_is_taken_is_not_kept(kept, anna, at):
    with pytest.raises(BadInput, match="inget område"):
        services.keep_draft(by=anna.scope, at=at, draft=services.open_draft(by=anna.scope, at=at), name="tom")
    again = services.draft_of_version(by=anna.scope, at=at, version=kept)
    with pytest.raises(Refused, match="redan en indelning som heter 2025"):
        services.keep_draft(by=anna.scope, at=at, draft=again, name="2025")
    with pytest.raises(BadInput, match="e-postadress"):
        services.keep_draft(by=anna.scope, at=at, draft=again, name="2026", note="Fråga a@b.se")


def test_a_version_that_something_rests_on_stays(kept, anna, at):
    draft = services.draft_of_version(by=anna.scope, at=at, version=kept)
    new = services.keep_draft(by=anna.scope, at=at, draft=draft, name="2026")
    assert queries.uses(anna.scope, kept.pk) == [("nyare indelning", 1)]
    with pytest.raises(Refused, match="används"):
        services.remove_version(by=anna.scope, at=at, version=kept)
    services.remove_version(by=anna.scope, at=at, version=new)
    services.remove_version(by=anna.scope, at=at, version=kept)
    assert not AreaVersion.objects.exists()


def test_a_stranger_and_one_without_the_right_change_nothing(draft, kept, cecilia, lars, at):
    mine = services.open_draft(by=cecilia.scope, at=at)
    for person in (cecilia, lars):
        with pytest.raises(Refused, match="Din roll"):
            services.draft_of_version(by=person.scope, at=at, version=kept)
        with pytest.raises(Refused, match="Din roll"):
            services.remove_version(by=person.scope, at=at, version=kept)
    with pytest.raises(Refused, match="Din roll"):
        put(mine, lars, at)
    assert queries.draft(lars.scope, mine.pk) is None


def test_every_change_is_in_the_trail(kept):
    assert list(AuditEvent.objects.filter(verb__startswith="areas").values_list("verb", flat=True)) == [
        "areas.draft_opened",
        "areas.kept",
    ]


def test_warnings_name_what_is_odd():
    assert presenters.warnings(TWO) == []
    over = AreaSet(keys=TWO.keys, names=TWO.names, version="x", polygons=np.array([TWO.polygons[0]] * 2))
    assert presenters.warnings(over) == [
        "Åsen och Norrby ligger över varandra med 1,00\u00a0km². En plats där räknas till det första av dem."
    ]
    partly = AreaSet(keys=TWO.keys, names=TWO.names, version="x", polygons=np.array([None, TWO.polygons[1]]))
    assert presenters.warnings(partly) == ["Utan gräns: Åsen."]
    abroad = AreaSet(
        keys=("A",), names=("A",), version="x", crs="EPSG:32630", polygons=np.array([shapely.box(0, 0, 9, 9)])
    )
    assert "utanför Sverige" in presenters.warnings(abroad)[0]


def test_what_lies_in_two_areas_is_counted_once_in_the_surface():
    boxes = [shapely.box(x, 6_570_000, x + 2000, 6_571_000) for x in (680_000, 681_000, 683_000)]
    areas = AreaSet(keys=("A", "B", "C"), names=("A", "B", "C"), version="v", polygons=np.array(boxes))
    assert presenters.sums(areas) == ("", "5,00")
    apart = AreaSet(
        keys=("A", "C"),
        names=("A", "C"),
        version="v",
        polygons=np.array([boxes[0], boxes[2]]),
        population=(3, 4),
    )
    assert presenters.sums(apart) == ("7", "4,00")
