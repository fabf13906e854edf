"""Load counted out of everything that stands in Samsyn, what a planned activity meets, and who reads what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn.period import PeriodKind, containing
from samsyn.programme.demand_counts import asked
from samsyn.programme.demands import settle
from samsyn_web.base import clock
from samsyn_web.governance import services as governance
from samsyn_web.programmes import policies, queries, services
from samsyn_web.programmes.models import Activity, ActivityChange, Participant, Programme
from tests.support.story import AT, Person


@pytest.fixture
def places(running: Programme) -> list[Participant]:
    found = Participant.objects.select_related("programme").filter(programme=running)
    return list(found.order_by("position"))


def plan(by: Person, place: Participant, seen: str | None = None, **more: Any) -> Activity:
    today = localdate(clock.now())
    given = {
        "title": "Workshop",
        "focus_area": 1,
        "formats": (1,),
        "starts": today,
        "asks": "Skolan: rektor",
        **more,
    }
    return services.add_activity(
        by=by.scope, at=AT, programme=place.programme, municipality=place.key, written=services.Written(**given),
        seen=seen,
    )  # fmt: skip


def counted(by: Person, place: Participant, **window: date) -> dict[tuple[str | None, str | None], int]:
    """Return the number of occasions of a municipality this month, by unit and function."""
    month = containing(localdate(clock.now()), PeriodKind.MONTH)
    load = queries.load_of(
        by.scope, place.programme_id, month.start, month.end - timedelta(days=1), key=place.key
    )
    return {(one.unit, one.function): one.n for one in asked(settle(load.demands).occasions, [month])}


def test_each_thing_counts_once_and_a_municipality_counts_its_own_too(
    dag: Person, anna: Person, places: list[Participant]
) -> None:
    today = localdate(clock.now())
    place = places[0]
    plan(dag, place, title="Workshop om SSPF", also_in=(2, 3), asks="Skolan: rektor; Socialtjänsten")
    plan(dag, place, title="Namnger ingen", asks="")
    cancelled = plan(dag, place, title="Inställd")
    services.cancel_activity(by=dag.scope, at=AT, activity=cancelled, reason="Lokal saknas.")
    services.add_undertaking(
        by=anna.scope, at=AT, participant=place, initiative="workshop om sspf", unit="skolan", function="Rektor",
        starts=today, ends=today, hours_per_week=4,
    )  # fmt: skip
    services.add_meeting(
        by=dag.scope, at=AT, participant=place, kind="planning", on=today, functions="skolan, polis."
    )
    council = governance.set_council(
        by=anna.scope, at=AT, name="Brå", since=date(2024, 1, 1), reference="KS 2024:1"
    )
    governance.write_seat(
        by=anna.scope, at=AT, council=council, party="Skolan", is_own=True, function="skolchef", level="strategic",
        is_chair=False, starts=date(2024, 1, 1), ends=None,
    )  # fmt: skip
    governance.plan_meeting(
        by=anna.scope, at=AT, council=council, day=today, begins=None, form="place", place="Stadshuset"
    )
    theirs = {
        (None, None): 2, ("Skolan", None): 2, ("Skolan", "rektor"): 1, ("Socialtjänsten", None): 1, ("", "polis"): 1,
    }  # fmt: skip
    assert counted(dag, place) == theirs
    own = {**theirs, (None, None): 3, ("Skolan", None): 3, ("Skolan", "skolchef"): 1}
    assert counted(anna, place) == own


def test_pages_open_each_number_to_its_rows(
    dag: Person, anna: Person, cecilia: Person, places: list[Participant]
) -> None:
    place, path = places[0], f"/program/{places[0].programme_id}/belastning/"
    plan(dag, place, title="Workshop om SSPF", asks="Skolan: rektor")
    plan(dag, place, title="Kampanj", asks="Skolan")
    plan(dag, place, title="Namnger ingen", asks="")
    plan(dag, places[1], title="Annan kommun", asks="Fritid")
    month = containing(localdate(clock.now()), PeriodKind.MONTH)
    whole = dag.client().get(path).content.decode()
    assert f"kommun={places[1].key}&amp;period={month}" in whole
    assert "1 aktivitet namnger ingen enhet" in whole
    own = anna.client().get(path).content.decode()
    assert "Annan kommun" not in own
    assert places[1].name not in own
    assert f"kommun={place.key}&amp;period={month}&amp;enhet=Skolan&amp;funktion=rektor" in own
    assert "Krockar de närmaste tolv veckorna" in own
    opened = (
        anna.client().get(f"{path}ansprak/?kommun={place.key}&period={month}&enhet=Skolan").content.decode()
    )
    assert "2 anspråk" in opened
    assert "Workshop om SSPF" in opened
    assert "Kampanj" in opened
    left = anna.client().get(f"{path}ansprak/?kommun={place.key}&period={month}").content.decode()
    assert "Ingen enhet eller funktion är namngiven." in left
    assert "Namnger ingen" in left
    week = containing(localdate(clock.now()), PeriodKind.WEEK)
    met = f"{path}ansprak/?kommun={place.key}&period={week}&enhet=Skolan&funktion=rektor&krock=1"
    assert "2 anspråk" in anna.client().get(met).content.decode()
    for address in (
        f"kommun={places[1].key}&period={month}",
        f"kommun={place.key}&period=1900-01-01..2100-01-01",
    ):
        assert anna.client().get(f"{path}ansprak/?{address}").status_code == 404
    for address in (path, f"{path}ansprak/?kommun={place.key}&period={month}"):
        assert cecilia.client().get(address).status_code == 404


def test_what_a_planned_activity_meets_is_shown_before_it_is_saved(
    dag: Person, places: list[Participant]
) -> None:
    place, client = places[0], dag.client()
    today = localdate(clock.now())
    plan(dag, place, title="Kampanj", asks="Skolan")
    path = f"/program/{place.programme_id}/aktiviteter/ny/"
    sent = {
        "municipality": place.key, "focus_area": "1", "formats": ["1"], "title": "Workshop", "starts": str(today),
        "asks": "skolan: rektor", "version": "0",
    }  # fmt: skip
    warned = client.post(path, sent)
    text = warned.content.decode()
    assert warned.status_code == 422
    assert "rektor, Skolan har redan Kampanj." in text
    assert "Spara ändå" in text
    assert not Activity.objects.filter(title="Workshop").exists()
    seen = warned.context["form"]["seen"].value()
    services.set_own_load_limit(by=dag.scope, at=AT, participant=place, per_week=2)
    plan(dag, place, title="Enkät", asks="Skolan")
    again = client.post(path, {**sent, "seen": seen})
    assert again.status_code == 422, "something has come that was not seen"
    assert "Det blir 3 anspråk i veckan, och kommunens gräns är 2." in again.content.decode()
    assert client.post(path, {**sent, "seen": again.context["form"]["seen"].value()}).status_code == 302
    made = Activity.objects.get(title="Workshop")
    assert ActivityChange.objects.get(activity=made).reason == "Sparad med krockar som var kända, 1 vecka."
    later = today + timedelta(weeks=3)
    moved = client.post(f"/program/aktivitet/{made.pk}/flytta/", {"starts": str(later), "reason": "Krock"})
    assert moved.status_code == 302, "nothing is met there"
    plan(dag, place, title="Långt fram", asks="Skolan: rektor", starts=later + timedelta(weeks=3))
    its = f"/program/aktivitet/{made.pk}/"
    new = {"starts": str(later + timedelta(weeks=3)), "reason": "Igen"}
    stopped = client.post(f"{its}flytta/", new)
    assert stopped.status_code == 422
    assert "Flytta ändå" in stopped.content.decode()
    change = {
        **sent,
        "starts": str(later),
        "title": "Workshop 2",
        "version": str(Activity.objects.get(pk=made.pk).version),
    }
    assert client.post(f"{its}andra/", change).status_code == 302, "it does not meet itself"


def test_more_focus_areas_than_the_narrower_limit_are_warned_of(
    dag: Person, places: list[Participant]
) -> None:
    place = places[0]
    services.set_load_limit(by=dag.scope, at=AT, programme=place.programme, hours_per_week=8, focus_areas=3)
    services.set_own_load_limit(by=dag.scope, at=AT, participant=place, per_week=9, focus_areas=1)
    plan(dag, place, title="Ett", focus_area=1, asks="")
    plan(dag, place, seen="", title="Samma område", focus_area=1, asks="")
    with pytest.raises(policies.Collides) as met:
        plan(dag, place, seen="", title="Två", focus_area=2, asks="")
    assert [n for _week, n in met.value.meets.areas] == [2]
    plan(dag, place, seen=met.value.meets.digest, title="Två", focus_area=2, asks="")


@pytest.mark.parametrize(
    "asks", [": rektor", "Ring 070-174 06 58", "; ".join(f"Enhet {n}" for n in range(21))]
)
def test_what_cannot_be_read_as_units_is_refused(dag: Person, places: list[Participant], asks: str) -> None:
    with pytest.raises(BadInput):
        plan(dag, places[0], asks=asks)


def test_only_who_works_with_a_municipality_sets_its_limit(
    bo: Person, cecilia: Person, anna: Person, places: list[Participant]
) -> None:
    for person, place in ((bo, places[0]), (cecilia, places[0]), (anna, places[1])):
        with pytest.raises(Refused):
            services.set_own_load_limit(by=person.scope, at=AT, participant=place, per_week=3)
    path = f"/program/{places[0].programme_id}/belastning/"
    sent = {"do": "own_limit", "own_limit-per_week": "3"}
    assert bo.client().post(path, sent).status_code in (200, 422)
    assert not queries.own_load_limits(anna.scope, places[0].programme_id)
    assert anna.client().post(path, sent).status_code == 302
    assert queries.own_load_limits(anna.scope, places[0].programme_id)[places[0].pk].per_week == 3
