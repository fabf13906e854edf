"""What an analysis period puts first: on a scale with grounds, at most three, leaving is a choice, versions stay."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from samsyn.errors import BadInput
from samsyn.period import parse
from samsyn_web.base.models import AuditEvent, FrozenRecord
from samsyn_web.findings import policies, presenters, queries
from samsyn_web.findings import services as findings
from samsyn_web.findings.models import AreaChoice, AreaPriority, FindingRecord, Prioritisation
from samsyn_web.findings.services import AreaJudged, LevelChoice, prioritise_areas
from samsyn_web.places import queries as places
from tests.samsyn_web.conftest import Person
from tests.support.mapped import AT
from tests.support.mapped_once import *  # noqa: F403

SPAN = parse("2026-T3")
PAGE = "/prioriteringar/2026-T3/"


@pytest.fixture
def areas(anna: Person) -> list[str]:
    """The keys of Anna's areas, which her picture counts by."""
    return [key for key, _ in places.newest_areas(anna.scope)]


def said(area: str, need: int = 3, influence: int = 2, **more: Any) -> AreaJudged:
    given = {"need_ground": "Många rapporter.", "influence_ground": "Vi äger marken.", **more}
    return AreaJudged(area=area, need=need, influence=influence, **given)


def first(area: str, **more: Any) -> AreaJudged:
    return said(area, choice=AreaChoice.PRIORITISED, reason="Störst behov.", **more)


def decide(person: Person, *judged: AreaJudged, after: int = 0, span: Any = SPAN) -> Prioritisation:
    return prioritise_areas(by=person.scope, at=AT, span=span, judged=judged, after=after)


def test_a_new_decision_is_a_new_version_and_the_old_stays(anna: Person, areas: list[str]) -> None:
    one = decide(anna, first(areas[0]), said(areas[1], 1, 0, choice=AreaChoice.LEFT, reason="Lugnt nu."))
    two = decide(anna, first(areas[1]), after=1)
    assert (two.version, two.supersedes) == (2, one)
    assert queries.prioritisation(anna.scope, "2026-T3") == two
    assert queries.prioritisation(anna.scope, "2026-T3", 1) == one
    assert list(queries.prioritisations(anna.scope)) == [two]
    assert [each.area for each in queries.area_priorities(anna.scope, one)] == areas[:2]
    event = AuditEvent.objects.filter(verb="areas.prioritised").order_by("sequence").first()
    assert event is not None
    assert event.detail == {
        "period": "2026-T3", "version": 1, "areas": 2, "prioritised": [areas[0]], "left": [areas[1]],
    }  # fmt: skip
    with pytest.raises(FrozenRecord):
        AreaPriority.objects.filter(prioritisation=one).update(need=0)
    row = AreaPriority.objects.filter(prioritisation=one)[0]
    row.need = 0
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_nobody_decides_over_somebody_else(anna: Person, areas: list[str]) -> None:
    decide(anna, first(areas[0]))
    with pytest.raises(policies.SomebodyWasFirst):
        decide(anna, first(areas[1]), after=0)
    assert Prioritisation.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"need": 4}, "från 0 till 3"),
        ({"influence": -1}, "från 0 till 3"),
        ({"need_ground": " "}, "vad behovet och påverkbarheten bygger på"),
        ({"influence_ground": ""}, "vad behovet och påverkbarheten bygger på"),
        ({"choice": AreaChoice.LEFT}, "varför området prioriteras eller lämnas"),
        ({"need_ground": "Ring 070-123 45 67."}, "pekar ut en person"),
    ],
)
def test_what_cannot_be_said_is_refused(
    anna: Person, areas: list[str], wrong: dict[str, Any], why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        decide(anna, said(areas[0], **wrong))
    assert not Prioritisation.objects.exists()


def test_at_most_three_areas_of_ones_own_come_first(anna: Person, areas: list[str]) -> None:
    assert len(areas) > 3
    with pytest.raises(BadInput, match="högst 3"):
        decide(anna, *(first(area) for area in areas[:4]))
    with pytest.raises(BadInput, match="minst ett"):
        decide(anna)
    for some in ((first("ingenstans"),), (first(areas[0]), first(areas[0]))):
        with pytest.raises(BadInput, match="inte de som gäller"):
            decide(anna, *some)
    with pytest.raises(BadInput, match="kvartal eller ett tertial"):
        decide(anna, first(areas[0]), span=parse("2026-W46"))
    assert decide(anna, *(first(area) for area in areas[:3])).version == 1


def test_only_those_who_decide_prioritise_and_readers_read(
    anna: Person, bo: Person, lars: Person, cecilia: Person, areas: list[str]
) -> None:
    with pytest.raises(policies.NotAllowed):
        decide(bo, first(areas[0]))
    decide(anna, first(areas[0]))
    assert lars.client().get(f"{PAGE}besluta/").status_code == 403
    assert "Störst behov." in lars.client().get(PAGE).content.decode()
    assert "Störst behov." not in cecilia.client().get(PAGE).content.decode()


def test_the_figures_beside_are_those_of_the_pictures(anna: Person, areas: list[str]) -> None:
    picture = queries.pictures(anna.scope).get()
    counts = {
        one.area: one.n
        for one in FindingRecord.objects.filter(picture=picture, key="count", category=None).exclude(
            area=None
        )
    }
    proposal = queries.areas_to_judge(anna.scope, picture)[0].finding
    for level in ("red", "yellow"):  # the newest judgement is the one that holds
        choice = LevelChoice(decision="changed", level=level, reason="Brand.")
        findings.judge_levels(by=anna.scope, at=AT, picture=picture, chosen={proposal.digest: choice})
    found = queries.area_figures(anna.scope, SPAN)
    assert {key: found[key].reports for key in counts} == counts
    assert found[proposal.area].levels == Counter({"yellow": 1})
    assert found[proposal.area_name].reports == counts[proposal.area]
    assert all(found[key].levels == Counter() for key in counts if key != proposal.area)
    text = presenters.area_figures_text(found, proposal.area, "")
    assert f"{counts[proposal.area]} rapporter i 1 lägesbild. Beslutad nivå: avvikelse, följ 1." == text
    assert queries.area_figures(anna.scope, parse("2026-T2")) == {}
    assert presenters.area_figures_text({}, "a", "b") == "Ingen lägesbild i perioden räknar området."


def test_no_report_is_counted_twice(anna: Person, areas: list[str]) -> None:
    """A picture of the same week again, and one of the month around it."""
    week = queries.pictures(anna.scope).get()
    before = queries.area_figures(anna.scope, SPAN)
    for n, (start, end, period) in enumerate(
        (
            (week.start, week.end, week.period),
            (week.start.replace(day=1), week.end + timedelta(days=9), "2026-11"),
        )
    ):
        copy = type(week).objects.get(pk=week.pk)
        observed = type(week.round).objects.get(pk=week.round_id)
        observed.pk, observed.scope_key = None, f"annan-{n}"
        observed.save()
        copy.pk, copy.round, copy.start, copy.end, copy.period = None, observed, start, end, period
        copy.created_at = week.created_at + timedelta(hours=1)
        copy.save()
        figure = FindingRecord.objects.filter(picture=week, key="count", category=None).exclude(area=None)[0]
        figure.pk, figure.picture, figure.n, figure.digest = None, copy, 1000 * (n + 1), f"{n}" * 32
        figure.save()
    after = queries.area_figures(anna.scope, SPAN)
    assert sum(one.pictures for one in after.values()) <= sum(one.pictures for one in before.values())
    assert max(one.reports for one in after.values()) == 1000, (
        "the newer picture of the week, and not the month"
    )


def test_the_page_asks_keeps_and_shows(anna: Person, areas: list[str]) -> None:
    client = anna.client()
    assert "Perioden är inte bedömd" in client.get(PAGE).content.decode()
    page = client.get(f"{PAGE}besluta/").content.decode()
    assert "rapporter i 1 lägesbild" in page
    given = {
        "after": "0", "omrade-0-need": "3", "omrade-0-need_ground": "Många rapporter.", "omrade-0-influence": "2",
        "omrade-0-influence_ground": "Vi äger marken.", "omrade-0-choice": "prioritised", "omrade-0-reason": "",
        "omrade-1-need": "1",
    }  # fmt: skip
    wrong = client.post(f"{PAGE}besluta/", given)
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert "Skriv varför området prioriteras eller lämnas." in text
    assert "Skriv vad bedömningen bygger på." in text
    assert "Många rapporter." in text, "what was written is not lost"
    right = {**given, "omrade-0-reason": "Störst behov.", "omrade-1-need": ""}
    assert client.post(f"{PAGE}besluta/", right).headers["Location"] == PAGE
    shown = client.get(PAGE).content.decode()
    for words in ("Störst behov.", "3: stort behov", "2: går att påverka", "(prioriteras)", "local_design"):
        assert words in shown
    late = client.post(f"{PAGE}besluta/", right)
    assert late.status_code == 422
    assert "Någon annan har beslutat" in late.content.decode()
    client.post(f"{PAGE}besluta/", {**right, "after": "1", "omrade-0-reason": "Ännu större."})
    assert "Störst behov." in client.get(f"{PAGE}?version=1").content.decode()
    assert client.get(f"{PAGE}?version=7").status_code == 404
    assert "Ännu större." in client.get(PAGE).content.decode()
    listed = client.get("/prioriteringar/").content.decode()
    assert "Tertial 3, 2026" in listed
    assert client.get("/prioriteringar/?period=2026-Q3").headers["Location"] == "/prioriteringar/2026-Q3/"
    for address in ("2026-W46", "nonsens"):
        assert client.get(f"/prioriteringar/{address}/").status_code == 404


def test_the_matrix_holds_each_area_once_and_in_its_place(anna: Person, areas: list[str]) -> None:
    one = decide(anna, said(areas[0], 3, 0), said(areas[1], 0, 3), first(areas[2]))
    rows = presenters.matrix(queries.area_priorities(anna.scope, one))
    assert [[len(cell) for cell in row.cells] for row in rows] == [
        [1, 0, 1, 0],
        [0] * 4,
        [0] * 4,
        [0, 0, 0, 1],
    ]
    assert rows[0].cells[2][0].choice == "prioriteras"
    listed = presenters.priority_rows(queries.area_priorities(anna.scope, one), {})
    assert listed[0].kind == "prioritised"
