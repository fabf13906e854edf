"""Quarterly reports come by a clock: due by rule, reminded of once, late at a glance, begun from the activities."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from json import dumps
from typing import Any

import pytest
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn.programme import Reported, final_report
from samsyn.programme.quarters import Standing
from samsyn_web.base import clock
from samsyn_web.base.models import SentMail
from samsyn_web.programmes import presenters, queries, services
from samsyn_web.programmes.models import Participant, Programme, QuarterlyReport, QuarterlyVersion
from samsyn_web.programmes.tasks import keep_quarters
from tests.support.story import AT, Person

QUARTER, DUE = "2024-Q3", date(2024, 10, 15)
ON_PLAN: dict[int, tuple[str, str, list[str]]] = {number: ("on_plan", "", []) for number in range(1, 7)}


@pytest.fixture
def report(anna: Person, dag: Person, running: Programme) -> QuarterlyReport:
    """The quarter that Dag has asked for, of Anna's municipality."""
    services.open_quarter(by=dag.scope, at=AT, programme=running, quarter=QUARTER)
    return QuarterlyReport.objects.get(participant__programme=running, participant__position=0)


def hand_in(person: Person, report: QuarterlyReport, at: datetime, **parts: Any) -> QuarterlyVersion:
    """Write and hand in a whole report."""
    said = ON_PLAN | {int(number[1:]): one for number, one in parts.items()}
    services.write_report(by=person.scope, at=at, report=report, parts=said)
    return services.submit(by=person.scope, at=at, report=report)


def test_a_report_is_due_by_the_rule_and_one_municipality_gets_another_day(
    anna: Person, dag: Person, running: Programme, report: QuarterlyReport
) -> None:
    assert report.due == DUE, "fifteen days after the quarter where nothing is set"
    path = f"/program/{running.pk}/kvartal/"
    client = dag.client()
    assert client.post(path, {"do": "rule", "rule-days_after": "20"}).status_code == 302
    assert client.post(path, {"do": "open", "open-quarter": "2024-q4"}).status_code == 302
    assert set(QuarterlyReport.objects.filter(quarter="2024-Q4").values_list("due", flat=True)) == {
        date(2025, 1, 20)
    }
    assert QuarterlyReport.objects.get(pk=report.pk).due == DUE, "what is open keeps its day"
    assert client.post(f"/program/kvartal/{report.pk}/dag/", {"due": "2024-11-01"}).status_code == 302
    assert QuarterlyReport.objects.get(pk=report.pk).due == date(2024, 11, 1)
    assert client.post(path, {"do": "rule", "rule-days_after": "0"}).status_code == 422
    for refused in (
        lambda: services.set_quarter_rule(by=anna.scope, at=AT, programme=running, days_after=5),
        lambda: services.set_report_due(by=anna.scope, at=AT, report=report, due=DUE),
    ):
        with pytest.raises(Refused):
            refused()
    with pytest.raises(BadInput):
        services.set_quarter_rule(by=dag.scope, at=AT, programme=running, days_after=91)


def test_reminders_go_once_to_those_who_have_not_handed_in(
    anna: Person, dag: Person, report: QuarterlyReport, settings: Any
) -> None:
    settings.MAIL_IS_ON = True
    noon = datetime(2024, 10, 7, 10, tzinfo=UTC)
    assert services.remind_of_quarters(by=None, at=noon) == 0, "eight days are left"
    days = {}
    for n in range(1, 30):
        days[n] = services.remind_of_quarters(by=None, at=noon + timedelta(days=n))
        assert services.remind_of_quarters(by=None, at=noon + timedelta(days=n, hours=2)) == 0
    # five reports, of which Dag writes the four of those without a place here
    assert {n: sent for n, sent in days.items() if sent} == {1: 5, 7: 5, 9: 5, 22: 5}
    assert SentMail.objects.filter(user_id=anna.id).count() == 4
    assert "Försenad" in SentMail.objects.filter(user_id=anna.id).latest("pk").subject
    hand_in(anna, report, noon + timedelta(days=40))
    QuarterlyReport.objects.exclude(pk=report.pk).delete()
    SentMail.objects.all().delete()
    assert services.remind_of_quarters(by=None, at=noon + timedelta(days=41)) == 0


def test_quarters_open_by_themselves_where_that_is_chosen(dag: Person, running: Programme) -> None:
    first = datetime(2024, 12, 31, 22, 59, tzinfo=UTC)  # 23.59 in Sweden: the quarter still runs
    services.set_quarter_rule(by=dag.scope, at=AT, programme=running, days_after=10, opens_itself=True)
    keep_quarters(first)
    assert set(QuarterlyReport.objects.values_list("quarter", flat=True)) == {"2024-Q3"}
    keep_quarters(first + timedelta(minutes=1))
    keep_quarters(first + timedelta(minutes=2))
    found = QuarterlyReport.objects.filter(quarter="2024-Q4")
    assert set(found.values_list("due", flat=True)) == {date(2025, 1, 10)}
    assert found.count() == Participant.objects.filter(programme=running).count()


def test_what_is_handed_in_is_frozen_and_changes_are_a_new_version_that_says_why(
    anna: Person, dag: Person, report: QuarterlyReport, settings: Any
) -> None:
    settings.MAIL_IS_ON = True
    first = hand_in(anna, report, AT, _2=("deviation", "Skolan dröjer.", ["calendars"]))
    as_it_was = dict(first.content)
    new_day = date(2024, 11, 5)
    services.send_back(by=dag.scope, at=AT, report=report, asked="Säg mer om skolan.", due=new_day)
    assert SentMail.objects.get().user_id == anna.id
    assert QuarterlyReport.objects.get(pk=report.pk).due == new_day
    second = hand_in(anna, report, AT + timedelta(days=1), _2=("deviation", "Skolan börjar i mars.", []))
    kept = QuarterlyVersion.objects.get(pk=first.pk)
    assert kept.content == as_it_was
    for one in (kept, second):
        assert one.digest == sha256(dumps(one.content, sort_keys=True).encode()).hexdigest()
    assert (second.number, second.content["answers"]) == (2, "Säg mer om skolan.")
    page = anna.client().get(f"/program/kvartal/{report.pk}/").content.decode()
    for said in ("Version 2", "Svarar på: Säg mer om skolan.", "Skolan dröjer.", "Skolan börjar i mars."):
        assert said in page


def test_who_is_late_stands_as_words_and_a_municipality_sees_its_own(
    anna: Person, dag: Person, running: Programme, report: QuarterlyReport
) -> None:
    hand_in(anna, report, datetime(2024, 10, 20, 8, tzinfo=UTC))
    found = queries.asked(dag.scope, running.pk, DUE + timedelta(days=10))
    assert [(one.stand.standing, one.stand.days_late) for one in found] == [
        (Standing.HANDED_IN_LATE, 5), *[(Standing.LATE, 10)] * 4,
    ]  # fmt: skip
    shown = presenters.clock(queries.followed(dag.scope, running.pk), found)
    assert shown.sentence == "För kvartal 3, 2024 har 1 av 5 lämnat in. 4 är sena."
    assert shown.rows[0][1][0].said == "inlämnad, 5 dagar sent (20 oktober 2024)"
    assert shown.rows[1][1][0].said == "sen, 10 dagar; senast 15 oktober 2024"
    assert shown.late[0][0] == "Låtsas 2, kvartal 3, 2024: sen, 10 dagar"
    own = queries.asked(anna.scope, running.pk, DUE)
    assert [one.report_id for one in own] == [report.pk]
    page = anna.client().get(f"/program/{running.pk}/kvartal/").content.decode()
    assert "Låtsas 2" not in page


def test_a_report_begins_with_what_happened_in_its_quarter(
    anna: Person, dag: Person, running: Programme, report: QuarterlyReport
) -> None:
    by: dict[str, Any] = {"by": dag.scope, "at": AT}
    given = services.Written(
        focus_area=1, title="Utbildning", formats=(1,), starts=date(2024, 9, 3), is_done=True
    )
    rows = [replace(given, also_in=(6,))]
    rows += [replace(given, focus_area=n, title=f"Kurs {n}", is_done=False) for n in (2, 3, 4)]
    rows += [replace(given, focus_area=5, title="För sent", starts=date(2024, 10, 1))]
    key = report.participant.key
    made = [services.add_activity(**by, programme=running, municipality=key, written=one) for one in rows]
    services.move_activity(**by, activity=made[1], starts=date(2024, 11, 4), ends=None, reason="Lokalen.")
    services.cancel_activity(**by, activity=made[2], reason="Vakans.")
    begun = presenters.proposals(queries.happened(anna.scope, report), range(1, 7))
    assert begun[1] == ("on_plan", "Genomfört: Utbildning (3 september 2024).")
    assert begun[2] == ("deviation", "Flyttat: Kurs 2 (4 november 2024).")
    assert begun[3] == ("deviation", "Inställt: Kurs 3 (3 september 2024).")
    assert begun[4] == ("deviation", "Planerat, inte antecknat som genomfört: Kurs 4 (3 september 2024).")
    assert begun[5] == ("none", "")
    assert begun[6] == begun[1], "it belongs to both"
    client, path = anna.client(), f"/program/kvartal/{report.pk}/"
    page = client.get(path).content.decode()
    assert "Genomfört: Utbildning (3 september 2024)." in page
    assert "Förslag ur aktiviteterna" in page
    written = {number: ("none", "", []) for number in range(1, 7)}
    services.write_report(by=anna.scope, at=AT, report=report, parts=written)
    assert "Förslag ur aktiviteterna" not in client.get(path).content.decode(), "what is written stands"


def test_each_obstacle_is_counted_by_quarter_and_opens_to_its_reports(
    anna: Person, dag: Person, running: Programme, report: QuarterlyReport
) -> None:
    stopped = ("stopped", "Tjänsten är vakant.", ["vacancy", "money"])
    hand_in(anna, report, AT, _1=stopped, _2=("deviation", "Kort.", ["vacancy"]))
    draft = QuarterlyReport.objects.filter(participant__programme=running, participant__position=1).get()
    services.write_report(by=dag.scope, at=AT, report=draft, parts={1: ("on_plan", "", ["turnover"])})
    quarters, rows = presenters.obstacle_rows(running.pk, queries.obstacles(dag.scope, running.pk))
    assert quarters == ("kvartal 3, 2024",)
    assert [(one.name, one.cells[0][0], one.total[0]) for one in rows] == [("vakans", 2, 2), ("pengar", 1, 1)]
    page = dag.client().get(rows[0].cells[0][1]).content.decode()
    assert page.count("Låtsas 1") == 2
    assert "Tjänsten är vakant." in page
    assert (
        "Låtsas 1" not in dag.client().get(f"/program/{running.pk}/kvartal/hinder/turnover/").content.decode()
    )
    assert dag.client().get(f"/program/{running.pk}/kvartal/hinder/tur/").status_code == 404


def test_the_final_report_tells_of_every_quarter_by_hand(
    anna: Person, cecilia: Person, dag: Person, running: Programme, report: QuarterlyReport
) -> None:
    hand_in(anna, report, AT, _1=("stopped", "Tjänsten är vakant.", ["vacancy", "money"]))
    draft = QuarterlyReport.objects.filter(participant__programme=running, participant__position=1).get()
    services.write_report(by=dag.scope, at=AT, report=draft, parts={1: ("on_plan", "", ["turnover"])})
    services.open_quarter(by=dag.scope, at=AT, programme=running, quarter="2024-Q4")
    whole = queries.whole_facts(dag.scope, running.pk)
    assert whole is not None
    assert whole.reported == (
        Reported(quarter=QUARTER, asked=5, handed_in=1, in_time=1, obstacles={"pengar": 1, "vakans": 1}),
        Reported(quarter="2024-Q4", asked=5, handed_in=0, in_time=0, obstacles={}),
    )
    told = {one.key: one for one in final_report(whole)}
    assert told["obstacles"].charts[0].table.rows == (("pengar", 1), ("vakans", 1))
    assert queries.told_reports(cecilia.scope, running.pk) == ()
    assert [one.asked for one in queries.told_reports(anna.scope, running.pk)] == [1, 1]


def test_the_page_asks_from_the_day_of_sweden(dag: Person, report: QuarterlyReport) -> None:
    page = dag.client().get(f"/program/{report.participant.programme_id}/kvartal/").content.decode()
    days = (localdate(clock.now()) - DUE).days
    assert f"sen, {days} dagar" in page
